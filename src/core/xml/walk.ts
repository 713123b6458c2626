import { emptyAttributes, XmlElement, XmlError, XmlTooLarge } from './element';
import { BRACKET, LESS_THAN, MORE_TO_COME, XmlScanner } from './scanner';

export interface StructureLimits {
  readonly maxDepth: number;
  /** Elements and CDATA sections that are there at once: those of an item that was handed over are there no more. */
  readonly maxElements: number;
  /** Attributes that are there at once. */
  readonly maxAttributes: number;
  /** Items of a list that are handed over. */
  readonly maxItems: number;
  /** Bytes between two tags, or inside one comment, instruction or CDATA section. */
  readonly maxTextLength: number;
}

/** Elements that come by the thousand, and are handed over one by one as they end instead of being kept in the tree. */
export interface XmlList {
  readonly name: string;
  /** @param parent the name of the element that the item stands in. */
  readonly take: (item: XmlElement, parent: string) => void;
}

const MAX_ATTRIBUTES_OF_ONE_ELEMENT = 200;

/** No service has elements of these names, which are keys of every object. */
const UNSAFE_NAMES = new Set(['__proto__', 'constructor', 'prototype']);

const [LESS, GREATER, SLASH, EQUALS, QUOTE, APOSTROPHE] = [0x3c, 0x3e, 0x2f, 0x3d, 0x22, 0x27] as const;

const NO_ATTRIBUTES: Readonly<Record<string, string>> = Object.freeze(emptyAttributes());
const NO_CHILDREN: readonly XmlElement[] = Object.freeze([]);

/** An element whose closing tag has not come yet. */
interface Open {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  children: XmlElement[] | undefined;
  text: string;
  /** How many elements, and attributes, there were before it. */
  readonly elementsBefore: number;
  readonly attributesBefore: number;
}

/** One walk through a document, from tag to tag, that checks it and builds its tree. */
export class XmlWalk {
  readonly #scanner = new XmlScanner();
  readonly #open: Open[] = [];
  /** Bytes of the document before those that are open. */
  #before = 0;
  #root: XmlElement | undefined;
  #elements = 0;
  #attributes = 0;
  #items = 0;

  constructor(
    private readonly limits: StructureLimits,
    private readonly list?: XmlList,
  ) {}

  /**
   * Walks on over these bytes.
   *
   * @param bytes valid UTF-8 without a byte order mark.
   * @param isLast whether the document ends with them.
   * @returns how many of them it is done with. The others begin a tag or a text that has not come whole, and stand first in
   * the next.
   * @throws XmlError for anything but one well-formed element within the limits.
   */
  over(bytes: Buffer, isLast: boolean): number {
    const scanner = this.#scanner;
    scanner.open(bytes, isLast);
    let [done, elements, attributes] = [0, this.#elements, this.#attributes];
    try {
      while (!scanner.atEnd) {
        this.#step();
        done = scanner.at;
        elements = this.#elements;
        attributes = this.#attributes;
      }
    } catch (error) {
      if (error !== MORE_TO_COME) throw error;
      this.#elements = elements;
      this.#attributes = attributes;
    }
    this.#before += done;
    return done;
  }

  #step(): void {
    const scanner = this.#scanner;
    if (scanner.byte() !== LESS) this.#characters();
    else if (scanner.byte(1) === SLASH) this.#closingTag();
    else if (scanner.skip('<!--')) this.#passOver('-->');
    else if (scanner.skip('<![CDATA[')) this.#characterData();
    else if (scanner.skip('<?')) this.#processingInstruction();
    else this.#openingTag();
  }

  /** @throws XmlError where the document is not whole. */
  end(): XmlElement {
    if (this.#open.length > 0) throw new XmlError('The XML is cut off.');
    if (!this.#root) throw new XmlError('The XML has no element.');
    return this.#root;
  }

  #characters(): void {
    const scanner = this.#scanner;
    const start = scanner.at;
    const parent = this.#open.at(-1);
    // Outside the root a reference is no white space, whatever it stands for.
    const text = scanner.upTo(LESS, this.limits.maxTextLength, parent ? 'text' : 'CDATA');
    if (parent) parent.text += text;
    else if (/[^ \t\n]/.test(text)) throw outsideRoot();
    if ((scanner.kinds & BRACKET) !== 0 && scanner.passed(start, ']]>'))
      throw new XmlError('Not well-formed: "]]>" inside text.');
  }

  #characterData(): void {
    const parent = this.#open.at(-1);
    if (!parent) throw outsideRoot();
    this.#countElement();
    parent.text += this.#passOver(']]>');
  }

  #processingInstruction(): void {
    const start = this.#before + this.#scanner.at - 2;
    const instruction = this.#passOver('?>');
    if (start > 0 && /^xml(?:\s|$)/i.test(instruction))
      throw new XmlError('Not well-formed: an XML declaration inside the document.');
  }

  #passOver(finish: string): string {
    const text = this.#scanner.past(finish, this.limits.maxTextLength);
    // Also where it means nothing: no service sends one, and a DTD is where entity bombs live.
    if (/<!DOCTYPE/i.test(text)) throw doctype();
    return text;
  }

  #closingTag(): void {
    const scanner = this.#scanner;
    scanner.at += 2;
    const name = scanner.name();
    scanner.skipSpace();
    if (name === undefined || !scanner.skipByte(GREATER))
      throw new XmlError('Not well-formed: a closing tag is malformed or cut off.');
    const open = this.#open.pop();
    if (open?.name !== name) throw new XmlError(`Not well-formed: </${name}> closes another element.`);
    this.#close(open);
  }

  #openingTag(): void {
    const scanner = this.#scanner;
    const start = scanner.at;
    scanner.at += 1;
    const name = scanner.name();
    if (name === undefined) throw scanner.skip('!DOCTYPE') ? doctype() : stray(this.#before + start);
    if (this.#open.length === 0 && this.#root) throw new XmlError('Not well-formed: several root elements.');
    if (UNSAFE_NAMES.has(name)) throw new XmlError('The XML has a name that cannot be read safely.');
    const elementsBefore = this.#elements;
    const attributesBefore = this.#attributes;
    this.#countElement();
    if (this.#open.length >= this.limits.maxDepth) throw new XmlTooLarge('The XML is nested too deeply.');
    const attributes = this.#attributesOf(name);
    const isEmpty = scanner.skipByte(SLASH);
    if (!scanner.skipByte(GREATER)) throw malformed(name);
    if (isEmpty)
      this.#add(new XmlElement(name, attributes, NO_CHILDREN, ''), elementsBefore, attributesBefore);
    else
      this.#open.push({ name, attributes, children: undefined, text: '', elementsBefore, attributesBefore });
  }

  #attributesOf(element: string): Readonly<Record<string, string>> {
    const scanner = this.#scanner;
    let attributes: Record<string, string> | undefined;
    let count = 0;
    while (scanner.skipSpace()) {
      const name = scanner.name();
      if (name === undefined) break;
      scanner.skipSpace();
      if (!scanner.skipByte(EQUALS)) throw malformed(element);
      scanner.skipSpace();
      const value = this.#attributeValue(element);
      attributes ??= emptyAttributes();
      if (attributes[name] !== undefined)
        throw new XmlError(`Not well-formed: <${element}> repeats an attribute.`);
      attributes[name] = value;
      count += 1;
      this.#attributes += 1;
      if (count > MAX_ATTRIBUTES_OF_ONE_ELEMENT || this.#attributes > this.limits.maxAttributes)
        throw new XmlTooLarge('The XML has too many attributes.');
    }
    return attributes ?? NO_ATTRIBUTES;
  }

  #attributeValue(element: string): string {
    const scanner = this.#scanner;
    const quote = scanner.byte();
    if (quote !== QUOTE && quote !== APOSTROPHE) throw malformed(element);
    scanner.at += 1;
    const value = scanner.upTo(quote, this.limits.maxTextLength, 'attribute');
    if (!scanner.skipByte(quote) || (scanner.kinds & LESS_THAN) !== 0) throw malformed(element);
    return value;
  }

  #close({ name, attributes, children, text, elementsBefore, attributesBefore }: Open): void {
    // White space between elements is layout, not data.
    const data = children !== undefined && text !== '' && text.trim() === '' ? '' : text;
    this.#add(
      new XmlElement(name, attributes, children ?? NO_CHILDREN, data),
      elementsBefore,
      attributesBefore,
    );
  }

  /** Puts an element that is whole where it belongs, with how many elements and attributes there were before it. */
  #add(element: XmlElement, elementsBefore: number, attributesBefore: number): void {
    const parent = this.#open.at(-1);
    if (!parent) this.#root = element;
    else if (element.name === this.list?.name) {
      this.#elements = elementsBefore;
      this.#attributes = attributesBefore;
      this.#handOver(element, parent.name);
    } else if (parent.children) parent.children.push(element);
    else parent.children = [element];
  }

  #handOver(item: XmlElement, parent: string): void {
    this.#items += 1;
    if (this.#items > this.limits.maxItems) throw new XmlTooLarge('The XML has too many items.');
    this.list?.take(item, parent);
  }

  #countElement(): void {
    this.#elements += 1;
    if (this.#elements > this.limits.maxElements) throw new XmlTooLarge('The XML has too many elements.');
  }
}

function outsideRoot(): XmlError {
  return new XmlError('Not well-formed: text outside the root element.');
}

function malformed(element: string): XmlError {
  return new XmlError(`Not well-formed: the tag <${element}> is malformed or cut off.`);
}

function stray(at: number): XmlError {
  return new XmlError(`Not well-formed: a stray "<" at byte ${at}.`);
}

function doctype(): XmlError {
  return new XmlError('The XML has a DOCTYPE, which is not accepted.');
}
