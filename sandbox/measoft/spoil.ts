import { XmlElement } from '../xml';
import type { CourierFault } from './faults';

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
