/** Answers as the WSDL describes them. */
import { buildXml, element, XmlElement } from '../xml';
import type { PimPayFault } from './faults';

/** A value under its type. */
export function told(
  name: string,
  type: string,
  text: string | number | boolean | undefined,
): XmlElement | undefined {
  return text === undefined ? undefined : element(name, { 'xsi:type': type }, String(text));
}

export function toldObject(
  name: string,
  type: string,
  ...fields: readonly (XmlElement | undefined)[]
): XmlElement {
  return element(name, { 'xsi:type': `ns1:${type}` }, ...fields);
}

export function toldList(name: string, list: string, item: string, items: readonly XmlElement[]): XmlElement {
  const attributes = { 'SOAP-ENC:arrayType': `ns1:${item}[${items.length}]`, 'xsi:type': `ns1:${list}` };
  return element(name, attributes, ...items);
}

const ENVELOPE = {
  'xmlns:SOAP-ENV': 'http://schemas.xmlsoap.org/soap/envelope/',
  'xmlns:ns1': 'urn:PlatformApiWsdl',
  'xmlns:xsd': 'http://www.w3.org/2001/XMLSchema',
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
  'xmlns:SOAP-ENC': 'http://schemas.xmlsoap.org/soap/encoding/',
};

function envelope(...body: readonly XmlElement[]): string {
  return buildXml(element('SOAP-ENV:Envelope', ENVELOPE, element('SOAP-ENV:Body', {}, ...body)));
}

export function faultAnswer(code: string, words: string) {
  const fault = element(
    'SOAP-ENV:Fault',
    {},
    element('faultcode', {}, code),
    element('faultstring', {}, words),
  );
  return { status: 500, body: envelope(fault) };
}

/** What an operation tells, under a fault of its form. */
export function buildAnswer(
  operation: string,
  parts: readonly (XmlElement | undefined)[],
  fault: PimPayFault | undefined,
): { status: number; body: string } {
  const response = element(`ns1:${operation}Response`, {}, ...parts);
  const kind = fault?.kind;
  if (kind === 'multiref answer') return { status: 200, body: envelope(...multiref(response)) };
  const body = envelope(kind === 'no items' ? withoutItems(response) : response);
  return { status: 200, body: kind === 'other prefixes' ? withOtherPrefixes(body) : body };
}

function withoutItems({ name, attributes, children, text }: XmlElement): XmlElement {
  const kept = children.filter((child) => child.name !== 'item');
  return new XmlElement(name, attributes, kept.map(withoutItems), text);
}

function withOtherPrefixes(document: string): string {
  return document
    .replace(/SOAP-ENV(?=[:=])/g, 'soap')
    .replace(/\bns1(?=:\w+Response|=)/g, 'pim')
    .replace(/ (?:xsi:type|SOAP-ENC:arrayType)="[^"]*"/g, '');
}

/** Every object, and each value of one, stands behind the answer; what is nothing is said to be nil. */
function multiref(response: XmlElement): readonly XmlElement[] {
  const behind: XmlElement[] = [];
  const referred = (node: XmlElement): XmlElement => {
    if (node.children.length === 0) return node;
    const id = `id${behind.length + 1}`;
    const place = behind.push(node) - 1;
    const nothing = element('nothing', { 'xsi:nil': 'true' });
    behind[place] = new XmlElement(
      'multiRef',
      { ...node.attributes, id },
      [...node.children.map(referred), nothing],
      '',
    );
    return element(node.name, { href: `#${id}` });
  };
  return [new XmlElement(response.name, {}, response.children.map(referred), ''), ...behind];
}
