import { XmlError } from './xml_element';
import { codePointName, FORBIDDEN_CHARACTER, NAME } from './xml_names';

export interface StructureLimits {
  readonly maxDepth: number;
  /** Elements and CDATA sections. */
  readonly maxElements: number;
  /** Attributes of all elements together. */
  readonly maxAttributes: number;
  /** Characters between two tags. */
  readonly maxTextLength: number;
}

const MAX_ATTRIBUTES_OF_ONE_ELEMENT = 200;

const SPACE = '[ \\t\\r\\n]';
const OPENING = new RegExp(`<(${NAME})`, 'y');
const ATTRIBUTE = new RegExp(`${SPACE}+(${NAME})${SPACE}*=${SPACE}*(?:"[^"<]*"|'[^'<]*')`, 'y');
const END_OF_OPENING = new RegExp(`${SPACE}*(/?)>`, 'y');
const CLOSING = new RegExp(`</(${NAME})${SPACE}*>`, 'y');
const DECLARATION = /<\?xml[\s?]/iy;

/** One walk through the text, from tag to tag; it builds nothing. */
class Walk {
  private at = 0;
  private elements = 0;
  private attributes = 0;
  private readonly open: string[] = [];

  constructor(
    private readonly text: string,
    private readonly limits: StructureLimits,
  ) {}

  run(): void {
    while (this.at < this.text.length) {
      if (this.text[this.at] !== '<') this.characters();
      else if (this.text.startsWith('<!--', this.at)) this.skipTo('-->', 4);
      else if (this.text.startsWith('<![CDATA[', this.at)) this.characterData();
      else if (this.text.startsWith('<?', this.at)) this.processingInstruction();
      else if (this.text.startsWith('</', this.at)) this.closingTag();
      else this.openingTag();
    }
    if (this.open.length > 0) throw new XmlError('The XML is cut off.');
    if (this.elements === 0) throw new XmlError('The XML has no element.');
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at += found[0].length;
    return found;
  }

  private skipTo(finish: string, offset: number): void {
    const close = this.text.indexOf(finish, this.at + offset);
    if (close < 0) throw new XmlError('The XML is cut off.');
    this.at = close + finish.length;
  }

  private characters(): void {
    const next = this.text.indexOf('<', this.at);
    const end = next < 0 ? this.text.length : next;
    if (end - this.at > this.limits.maxTextLength) throw new XmlError('The XML has a text that is too long.');
    const data = this.text.slice(this.at, end);
    if (this.open.length === 0 && data.trim() !== '') throw outsideRoot();
    if (data.includes(']]>')) throw new XmlError('Not well-formed: "]]>" inside text.');
    this.at = end;
  }

  private characterData(): void {
    if (this.open.length === 0) throw outsideRoot();
    this.countElement();
    this.skipTo(']]>', 9);
  }

  private processingInstruction(): void {
    DECLARATION.lastIndex = this.at;
    if (this.at > 0 && DECLARATION.test(this.text)) {
      throw new XmlError('Not well-formed: an XML declaration inside the document.');
    }
    this.skipTo('?>', 2);
  }

  private closingTag(): void {
    const tag = this.match(CLOSING);
    if (!tag) throw new XmlError('Not well-formed: a closing tag is malformed or cut off.');
    if (this.open.pop() !== tag[1])
      throw new XmlError(`Not well-formed: </${tag[1] ?? ''}> closes another element.`);
  }

  private openingTag(): void {
    const name = this.match(OPENING)?.[1];
    if (name === undefined) throw new XmlError(`Not well-formed: a stray "<" at character ${this.at}.`);
    if (this.open.length === 0 && this.elements > 0)
      throw new XmlError('Not well-formed: several root elements.');
    this.countElement();
    this.attributesOf(name);
    const ending = this.match(END_OF_OPENING);
    if (!ending) throw new XmlError(`Not well-formed: the tag <${name}> is malformed or cut off.`);
    if (this.open.length >= this.limits.maxDepth) throw new XmlError('The XML is nested too deeply.');
    if (ending[1] !== '/') this.open.push(name);
  }

  private attributesOf(element: string): void {
    const names: string[] = [];
    for (let name = this.match(ATTRIBUTE)?.[1]; name !== undefined; name = this.match(ATTRIBUTE)?.[1]) {
      if (names.includes(name)) throw new XmlError(`Not well-formed: <${element}> repeats an attribute.`);
      this.attributes += 1;
      if (names.push(name) > MAX_ATTRIBUTES_OF_ONE_ELEMENT || this.attributes > this.limits.maxAttributes) {
        throw new XmlError('The XML has too many attributes.');
      }
    }
  }

  private countElement(): void {
    this.elements += 1;
    if (this.elements > this.limits.maxElements) throw new XmlError('The XML has too many elements.');
  }
}

function outsideRoot(): XmlError {
  return new XmlError('Not well-formed: text outside the root element.');
}

/**
 * Checks, before any tree is built, that the text is one well-formed element within the limits. fast-xml-parser reads
 * truncated and unbalanced documents without complaint (its own validator is deprecated), and spends seconds and
 * hundreds of megabytes on very long texts and on elements with very many attributes.
 * @throws XmlError with the reason.
 */
export function checkWellFormed(text: string, limits: StructureLimits): void {
  const forbidden = FORBIDDEN_CHARACTER.exec(text);
  if (forbidden)
    throw new XmlError(`Not well-formed: it holds the character ${codePointName(forbidden[0])}.`);
  // Refused even inside a comment or CDATA: no service sends one, and a DTD is where entity bombs live.
  if (/<!DOCTYPE/i.test(text)) throw new XmlError('The XML has a DOCTYPE, which is not accepted.');
  new Walk(text, limits).run();
}
