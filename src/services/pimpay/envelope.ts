import { formatKopecks, type Kopecks } from '../../core/money';
import { buildXml, element, type XmlElement } from '../../core/xml';

// SOAP 1.1 in the style rpc/encoded, as PimPay's own SDK writes it: every value bears its type.

/** A field without a value is left out. */
export type Part = XmlElement | undefined;

/** A value of a type of XML Schema (`xsd:integer`) or of the WSDL (`ns1:tinType`). */
export function value(name: string, type: string, content: string | undefined): Part {
  return content === undefined ? undefined : element(name, { 'xsi:type': type }, content);
}

export function text(name: string, content: string | undefined): Part {
  return value(name, 'xsd:string', content);
}

/** Roubles, or another currency's units. Nothing is sent as 0. */
export function float(name: string, amount: Kopecks | undefined): Part {
  return value(name, 'xsd:float', amount === undefined ? undefined : floatText(amount));
}

/** Without needless zeros: 27050 is "270.5". */
export function floatText(amount: Kopecks): string {
  return formatKopecks(amount).replace(/\.?0+$/, '');
}

/** An object of a type of the WSDL; undefined where it holds nothing. */
export function object(name: string, type: string, ...parts: readonly Part[]): Part {
  const isEmpty = parts.every((part) => part === undefined);
  return isEmpty ? undefined : element(name, { 'xsi:type': `ns1:${type}` }, ...parts);
}

/** One of a list. */
export function item(type: string, ...parts: readonly Part[]): XmlElement {
  return element('item', { 'xsi:type': `ns1:${type}` }, ...parts);
}

/** A list, which is left out where it is empty. @param types of the list and of its items. */
export function list(
  name: string,
  types: readonly [list: string, item: string],
  items: readonly XmlElement[],
): Part {
  const attributes = {
    'SOAP-ENC:arrayType': `ns1:${types[1]}[${items.length}]`,
    'xsi:type': `ns1:${types[0]}`,
  };
  return items.length === 0 ? undefined : element(name, attributes, ...items);
}

const NAMESPACES = {
  'xmlns:SOAP-ENV': 'http://schemas.xmlsoap.org/soap/envelope/',
  'xmlns:ns1': 'urn:PlatformApiWsdl',
  'xmlns:xsd': 'http://www.w3.org/2001/XMLSchema',
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
  'xmlns:SOAP-ENC': 'http://schemas.xmlsoap.org/soap/encoding/',
  'SOAP-ENV:encodingStyle': 'http://schemas.xmlsoap.org/soap/encoding/',
};

/** The name and date of PimPay's own SDK: of no other text is it known that PimPay takes it. */
const CLIENT = 'phpSdk @ 2020-08-17 11:13:31';

/** The whole body of a request. It is signed as it is, with its line feeds. */
export function encodeRequest(operation: string, token: string, parts: readonly Part[]): string {
  const header = element(
    'SOAP-ENV:Header',
    {},
    element('ns1:client', {}, CLIENT),
    element('ns1:version', {}, 'v2_7'),
    element('ns1:signature'),
  );
  const call = element(`ns1:${operation}`, {}, text('token', token), ...parts);
  const envelope = element('SOAP-ENV:Envelope', NAMESPACES, header, element('SOAP-ENV:Body', {}, call));
  return `${buildXml(envelope).replace(/^[^>]*>/, '<?xml version="1.0" encoding="UTF-8"?>\n')}\n`;
}
