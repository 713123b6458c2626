import { XmlElement } from '../../src/core/xml';
import type { Fault } from './faults';

export const XML = 'text/xml; charset=utf-8';
export const HTML = 'text/html; charset=utf-8';

/** What a firewall or an overloaded server shows to browsers. */
export const BLOCK_PAGE =
  '<!DOCTYPE html><html><head><title>Доступ ограничен</title></head>' +
  '<body><h1>Слишком много запросов</h1><p>Ваш IP-адрес заблокирован.</p></body></html>';

const SERVICE_ERROR = 'Ошибка сервиса';

const ENTITY_BOMB =
  '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">' +
  '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d SYSTEM "file:///etc/hostname">]>' +
  '<statusreq count="1">&c;&d;</statusreq>';

/** What comes instead of an answer: nothing is performed. */
export interface Detour {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

export function detourOf(fault: Fault | undefined): Detour | undefined {
  if (fault?.kind === 'block page') return { status: fault.status, type: HTML, body: BLOCK_PAGE };
  if (fault?.kind === 'service error') return { status: fault.status, type: HTML, body: SERVICE_ERROR };
  if (fault?.kind === 'empty answer') return { status: 200, type: XML, body: '' };
  return undefined;
}

/** The tree of an answer under a fault. */
export function spoilTree(root: XmlElement, fault: Fault | undefined): XmlElement {
  if (fault?.kind === 'unknown status') return changed(root, (node) => withStatus(node, fault.code));
  if (fault?.kind === 'fields missing') return changed(root, (node) => without(node, fault.names));
  if (fault?.kind === 'single elements') return changed(root, withSingleChildren);
  return root;
}

/** The text of an answer under a fault. */
export function spoilText(text: string, fault: Fault | undefined): string {
  if (fault?.kind === 'answer cut') return text.slice(0, Math.floor(text.length / 2));
  if (fault?.kind === 'answer broken') return `${text}<unclosed "`;
  if (fault?.kind === 'answer huge') return `${text}<!--${'x'.repeat(fault.bytes)}-->`;
  if (fault?.kind === 'entity bomb') return ENTITY_BOMB;
  if (fault?.kind === 'windows-1251') return text.replace('encoding="utf-8"', 'encoding="windows-1251"');
  return text;
}

function changed(node: XmlElement, change: (node: XmlElement) => XmlElement): XmlElement {
  const { name, attributes, children, text } = node;
  return change(
    new XmlElement(
      name,
      attributes,
      children.map((child) => changed(child, change)),
      text,
    ),
  );
}

function without(node: XmlElement, names: readonly string[]): XmlElement {
  const kept = Object.entries(node.attributes).filter(([name]) => !names.includes(name));
  const children = node.children.filter(({ name }) => !names.includes(name));
  return new XmlElement(node.name, Object.fromEntries(kept), children, node.text);
}

function withStatus(node: XmlElement, code: string): XmlElement {
  if (node.name !== 'status') return node;
  return new XmlElement(node.name, { ...node.attributes, title: '' }, [], code);
}

function withSingleChildren({ name, attributes, children, text }: XmlElement): XmlElement {
  const first = children.filter(
    (child, index) => children.findIndex((other) => other.name === child.name) === index,
  );
  return new XmlElement(name, attributes, first, text);
}
