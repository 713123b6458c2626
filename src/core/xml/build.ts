import { forbiddenIn, isName } from './characters';
import { type XmlElement, XmlError } from './element';

// Tab and line ends become references, because a reader turns the plain ones into spaces (XML 1.0, 3.3.3), and so does `{{`,
// because Zapier's HTTP client throws on a body that holds `{{bundle.`.
const IN_ATTRIBUTE = /[&<>"'\t\r\n]|\{\{/g;
// `>` is always escaped, so that `]]>` cannot arise, and CR is, because a reader turns it into LF.
const IN_TEXT = /[&<>\r]|\{\{/g;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
  '{{': '&#123;&#123;',
};

function escape(value: string, special: RegExp, place: string): string {
  const forbidden = forbiddenIn(value);
  if (forbidden !== undefined)
    throw new XmlError(`${place} holds the character ${forbidden}, which XML cannot carry.`);
  return value.replace(special, (found) => ESCAPES[found] ?? found);
}

function serialize({ name, attributes, children, text }: XmlElement): string {
  for (const key of [name, ...Object.keys(attributes)])
    if (!isName(key)) throw new XmlError(`${JSON.stringify(key)} is not a name that XML allows.`);
  const pairs = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escape(value, IN_ATTRIBUTE, `The attribute ${key} of ${name}`)}"`,
  );
  const content = escape(text, IN_TEXT, `The text of ${name}`) + children.map(serialize).join('');
  return `<${name}${pairs.join('')}${content === '' ? '/>' : `>${content}</${name}>`}`;
}

/**
 * Writes the whole document with its declaration, to be sent as UTF-8. Nothing stands between elements.
 * @throws XmlError for a bad name, or a character that XML 1.0 forbids (never silently dropped).
 */
export function buildXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="utf-8"?>${serialize(root)}`;
}
