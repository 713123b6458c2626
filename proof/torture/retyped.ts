import { isJsonObject, type JsonObject, parseJson } from '../../sandbox/zapier/json';
import { parsePhpForm } from '../../src/core/php_form';
import { httpBuildQuery, md5Hex, type QueryParameters } from '../../src/core/signature';
import { SHOP_KEY } from '../uses/justclick';
import { escapeXml, readXml, type XmlNode } from '../xml';
import type { Change, Retyping } from './moods';

/** Counts parts as they are walked through, and tells of one that its turn has come. */
class Turns {
  private left: number;

  constructor(at: number, count: number) {
    this.left = Math.floor(at * count);
  }

  get hasCome(): boolean {
    this.left -= 1;
    return this.left === -1;
  }
}

/** An answer in which one value is another. What is neither JSON nor XML stays as it is. */
export function retyped(text: string, mood: Retyping, sign: (answer: JsonObject) => JsonObject): string {
  const json = parseJson(text);
  if (json === undefined) return retypedXml(text, mood);
  const changed = retypedJson(json, mood);
  return JSON.stringify(mood.signed && isJsonObject(changed) ? sign(changed) : changed);
}

/** Walks all values, a whole after its parts, and changes the one whose turn it is. */
export function retypedJson(root: unknown, { at, change }: Retyping): unknown {
  const turns = new Turns(at, countOf(root));
  const walk = (value: unknown): readonly unknown[] => {
    const inside = within(value);
    return turns.hasCome ? changed(inside, change) : [inside];
  };
  const within = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.flatMap(walk);
    if (!isJsonObject(value)) return value;
    const members = Object.entries(value).flatMap(([key, member]) => {
      const [first, ...others] = walk(member);
      if (first === undefined) return [];
      return [[key, others.length === 0 ? first : [first, ...others]] as const];
    });
    return Object.fromEntries(members);
  };
  return walk(root)[0] ?? null;
}

function changed(value: unknown, change: Change): readonly unknown[] {
  switch (change.kind) {
    case 'another':
      return [change.value];
    case 'gone':
      return [];
    case 'repeated':
      return Array<unknown>(change.times).fill(value);
  }
}

function countOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, member) => sum + countOf(member), 1);
}

/**
 * Walks all elements, their attributes and texts, and changes the one whose turn it is. Written by hand, since no serializer
 * writes what a hostile service would send.
 */
export function retypedXml(text: string, { at, change }: Retyping): string {
  const root = readXml(text);
  if (!root) return text;
  const turns = new Turns(at, partsOf(root));
  const turn = (part: string, another: (value: string) => string): string => {
    if (!turns.hasCome) return part;
    if (change.kind !== 'another') return part.repeat(change.kind === 'gone' ? 0 : change.times);
    return another(escapeXml(typeof change.value === 'string' ? change.value : JSON.stringify(change.value)));
  };
  const write = ({ name, attributes, children, text: words }: XmlNode): string => {
    const heads = Object.entries(attributes).map(([key, value]) =>
      turn(` ${key}="${escapeXml(value)}"`, (other) => ` ${key}="${other}"`),
    );
    const inside = turn(escapeXml(words), (other) => other) + children.map(write).join('');
    return turn(`<${name}${heads.join('')}>${inside}</${name}>`, (other) => `<${name}>${other}</${name}>`);
  };
  return `<?xml version="1.0" encoding="utf-8"?>${write(root)}`;
}

function partsOf({ attributes, children }: XmlNode): number {
  return children.reduce((sum, child) => sum + partsOf(child), Object.keys(attributes).length + 2);
}

/** A shop's notification with one value changed. Its hash covers few of them: any other may be anything. */
export function retypedForm(body: string, mood: Retyping): string {
  const changed = retypedJson(parsePhpForm(body), mood);
  if (!isJsonObject(changed)) return '';
  const fields = mood.signed ? { ...changed, hash: notificationHash(changed) } : changed;
  // What JSON can hold a query can hold.
  return httpBuildQuery(Object.entries(fields) as unknown as QueryParameters);
}

/** The hash covers number, e-mail, time and key; the time is that of a payment, and empty where there was none. */
function notificationHash({ id, email, status, paid }: JsonObject): string {
  const covered = [id, email, status === undefined ? paid : '', SHOP_KEY];
  return md5Hex(covered.map((value) => (typeof value === 'string' ? value : '')).join(''));
}
