import { NetworkFailure } from '../../core/http';
import { roundToKopecks, type Kopecks } from '../../core/money';
import { parseXml, XmlElement, XmlError, XmlTooLarge } from '../../core/xml';

/** What PimPay refuses with: `faultcode` and `faultstring`. */
export interface Fault {
  readonly code: string;
  readonly words: string;
}

/** References multiply: an answer in which they make more of it than this is none. */
const MOST_ELEMENTS = 200_000;

/**
 * The result of an operation, or the fault in its place. Names are without their prefixes; what is nil is left out, and what
 * stands elsewhere in the body stands in the place of its reference, as rpc/encoded allows.
 *
 * @throws NetworkFailure for anything else.
 */
export function parseAnswer(bytes: Buffer, operation: string): XmlElement | Fault {
  const body = envelopeOf(bytes).children.find(({ name }) => local(name) === 'Body');
  const names = [`${operation}Response`, 'Fault'];
  const found = body?.children.find(({ name }) => names.includes(local(name)));
  if (!body || !found) throw new NetworkFailure('no_answer', true, 'no SOAP answer');
  const answer = new Resolver(body).resolved(found);
  if (answer.name !== 'Fault') return answer;
  return { code: textOf(answer, 'faultcode') ?? '', words: textOf(answer, 'faultstring') ?? '' };
}

function envelopeOf(bytes: Buffer): XmlElement {
  try {
    const root = parseXml(bytes);
    if (local(root.name) === 'Envelope') return root;
  } catch (error) {
    if (error instanceof XmlTooLarge) throw new NetworkFailure('too_large', true, error.message);
    if (error instanceof XmlError) throw new NetworkFailure('no_answer', true, error.message);
    throw error;
  }
  throw new NetworkFailure('no_answer', true, 'no SOAP answer');
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

class Resolver {
  readonly #byId: ReadonlyMap<string, XmlElement>;
  readonly #open = new Set<XmlElement>();
  #count = 0;

  constructor(body: XmlElement) {
    const named = body.children.flatMap((node): [string, XmlElement][] => {
      const id = node.attribute('id');
      return id === undefined ? [] : [[`#${id}`, node]];
    });
    this.#byId = new Map(named);
  }

  resolved(node: XmlElement): XmlElement {
    const target = this.#byId.get(node.attribute('href') ?? '') ?? node;
    this.#count += 1;
    if (this.#open.has(target) || this.#count > MOST_ELEMENTS)
      throw new NetworkFailure('no_answer', true, 'references without end');
    this.#open.add(target);
    const children = target.children.filter((child) => !isNil(child)).map((child) => this.resolved(child));
    this.#open.delete(target);
    return new XmlElement(local(node.name), {}, children, target.text);
  }
}

function isNil({ attributes }: XmlElement): boolean {
  return Object.entries(attributes).some(
    ([name, value]) => local(name) === 'nil' && /^(?:1|true)$/.test(value),
  );
}

/** A field's text without the spaces around it; undefined where it is empty. */
export function textOf(node: XmlElement, name: string): string | undefined {
  const found = node.child(name)?.text.trim();
  return found === '' ? undefined : found;
}

export function flagOf(node: XmlElement, name: string): boolean | undefined {
  const found = textOf(node, name);
  return found === undefined ? undefined : /^(?:1|true)$/i.test(found);
}

export function integerOf(node: XmlElement, name: string): number | undefined {
  const found = Number(textOf(node, name) ?? NaN);
  return Number.isSafeInteger(found) ? found : undefined;
}

/** An xsd:float, which may be "1.5E3", and "NaN". */
export function amountOf(node: XmlElement, name: string): Kopecks | undefined {
  const found = Number(textOf(node, name) ?? NaN);
  return Math.abs(found) < 1e12 ? roundToKopecks(found.toFixed(6)) : undefined;
}

/** Several fields, all read in one way. */
export function partsOf<const Name extends string, Value>(
  node: XmlElement,
  read: (node: XmlElement, name: string) => Value,
  names: readonly Name[],
): Readonly<Record<Name, Value>> {
  return Object.fromEntries(names.map((name) => [name, read(node, name)])) as Record<Name, Value>;
}

/** The items of a list, whatever each is called. */
export function itemsOf(node: XmlElement, name: string): readonly XmlElement[] {
  return node.child(name)?.children ?? [];
}
