import { type XmlElement, XmlError } from './element';
import { codePointName, FORBIDDEN_CHARACTER, isName } from './names';

// Tab and line ends as references, because a reader turns the plain ones into spaces (XML 1.0, 3.3.3). `{{` because
// Zapier's HTTP client throws on a body that holds `{{bundle.`.
const IN_ATTRIBUTE = /[&<>"'\t\r\n]|\{\{/g;
// `>` always, so that `]]>` cannot arise; CR because a reader turns it into LF.
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

// Most values need nothing: one cheap look before the two careful ones.
const NEEDS_CARE = /[&<>"'{\0-\x1F\uD800-\uDFFF\uFFFE\uFFFF]/;

function escape(value: string, special: RegExp, place: string): string {
  if (!NEEDS_CARE.test(value)) return value;
  const forbidden = FORBIDDEN_CHARACTER.exec(value);
  if (forbidden) {
    throw new XmlError(
      `${place} holds the character ${codePointName(forbidden[0])}, which XML cannot carry.`,
    );
  }
  return value.replace(special, (found) => ESCAPES[found] ?? found);
}

function checkName(name: string): void {
  if (!isName(name)) throw new XmlError(`${JSON.stringify(name)} is not a name that XML allows.`);
}

function serialize(node: XmlElement): string {
  const { name } = node;
  checkName(name);
  let xml = `<${name}`;
  for (const [key, value] of Object.entries(node.attributes)) {
    checkName(key);
    xml += ` ${key}="${escape(value, IN_ATTRIBUTE, `The attribute ${key} of ${name}`)}"`;
  }
  const content = escape(node.text, IN_TEXT, `The text of ${name}`) + node.children.map(serialize).join('');
  return content === '' ? `${xml}/>` : `${xml}>${content}</${name}>`;
}

/**
 * The whole document with its declaration, to be sent as UTF-8. Nothing stands between elements.
 * @throws XmlError for a bad name, or a character that XML 1.0 forbids (never silently dropped).
 */
export function buildXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="utf-8"?>${serialize(root)}`;
}
