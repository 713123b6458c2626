import type { FaultOf } from '../faults';
import { XML_FAULTS, XmlElement, type XmlFault } from '../xml';
import type { Envelope } from './refusal';

/** What can go wrong at a courier, besides what can at any service. */
export const COURIER_FAULTS = {
  'service error': 'A page that only says «Ошибка сервиса» comes, and nothing is done.',
  'syntax error': 'An `error` without attributes comes, and nothing is done.',
  'global error': 'The whole request is refused, in the envelope of the function unless one is given.',
  'order error':
    'One order of the request is refused, the first unless `index` says which; the others are carried out.',
  'windows-1251': 'The answer comes in Windows-1251.',
  'unknown status': 'The present status of every order told is one that nobody knows.',
  'fields missing': 'Some elements and attributes of the answer are left out.',
  'single elements': 'Of every kind of child only the first one comes.',
  ...XML_FAULTS,
} as const;

/** What some kinds need to be told, or may be. */
export interface CourierFaultDetails {
  readonly 'service error': { readonly status: 200 | 500 | 502 };
  readonly 'global error': { readonly code: number; readonly envelope?: Envelope };
  readonly 'order error': { readonly code: number; readonly index?: number };
  readonly 'unknown status': { readonly code: string };
  readonly 'fields missing': { readonly names: readonly string[] };
}

export type CourierFault =
  FaultOf<Exclude<keyof typeof COURIER_FAULTS, XmlFault['kind']>, CourierFaultDetails> | XmlFault;

/** The tree of an answer under a fault. */
export function spoilTree(root: XmlElement, fault: CourierFault | undefined): XmlElement {
  if (fault?.kind === 'unknown status') return changed(root, (node) => withStatus(node, fault.code));
  if (fault?.kind === 'fields missing') return changed(root, (node) => without(node, fault.names));
  if (fault?.kind === 'single elements') return changed(root, withSingleChildren);
  return root;
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
