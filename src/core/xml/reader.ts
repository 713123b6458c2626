import { SaxesParser } from 'saxes';
import { XmlDecoder } from './decoder';
import { Attributes, XmlElement, XmlError, XmlTooLarge } from './element';

/** How much a document may hold. */
const LIMITS = {
  maxBytes: 8 * 1024 * 1024,
  maxDepth: 100,
  /** Elements and attributes count while they are kept: those of a list's items are let go of. */
  maxElements: 200_000,
  maxAttributes: 400_000,
  maxAttributesOfOne: 200,
  maxItems: 100_000,
  /** This is in bytes, from one tag or text to the next, so that a comment counts, too. */
  maxTextLength: 1024 * 1024,
};

export type XmlLimits = Readonly<typeof LIMITS>;

/** Describes elements that come by the thousand: each becomes items as it ends, and is not kept in the tree. */
export interface XmlList<Item> {
  readonly name: string;
  /** @param parent the name of the element that this one stands in. */
  readonly items: (element: XmlElement, parent: string) => readonly Item[];
}

/** An element whose closing tag has not come yet. */
interface Open {
  readonly name: string;
  readonly attributes: Attributes;
  readonly children: XmlElement[];
  text: string;
  /** How many elements, and attributes, there were before it. */
  readonly elementsBefore: number;
  readonly attributesBefore: number;
}

const [MOST_KNOWN, LONGEST_KNOWN] = [2000, 64] as const;
const SLICE_BYTES = 64 * 1024;

/**
 * Reads a document while it comes, so that neither the bytes nor the tree of a long list are ever there as a whole. Refuses
 * DTDs, and whatever is not one well-formed element within the limits.
 */
export class XmlReader<Item = never> {
  readonly #limits: XmlLimits;
  readonly #decoder = new XmlDecoder();
  // XML 1.1 would allow characters that cannot be sent again.
  readonly #saxes = new SaxesParser({ position: false, defaultXMLVersion: '1.0', forceXMLVersion: true });
  readonly #open: Open[] = [];
  readonly #items: Item[] = [];
  readonly #known = new Map<string, string>();
  #root: XmlElement | undefined;
  #bytes = 0;
  #elements = 0;
  #attributes = 0;
  #taken = 0;
  /** How many bytes have come since the last tag or text. */
  #unfinished = 0;
  #hasBegun = false;
  #failure: { readonly error: unknown } | undefined;

  constructor(
    limits: Partial<XmlLimits>,
    private readonly list?: XmlList<Item>,
  ) {
    this.#limits = { ...LIMITS, ...limits };
    // With an eighth handler V8 would keep the parser's state in a hash table, and reading would take four times as long.
    const saxes = this.#saxes;
    saxes.on('error', (error) => {
      throw new XmlError(reasonOf(error));
    });
    saxes.on('doctype', () => {
      throw new XmlError('The XML has a DOCTYPE, which is not accepted.');
    });
    saxes.on('opentagstart', this.#begin);
    saxes.on('attribute', this.#addAttribute);
    saxes.on('text', this.#addText);
    saxes.on('cdata', this.#addText);
    saxes.on('closetag', this.#finish);
  }

  /** Goes on with the next bytes. What is wrong with them, `end` tells. */
  push(piece: Buffer): void {
    if (this.#failure) return;
    try {
      this.#bytes += piece.length;
      const size = `${this.#bytes} bytes, at most ${this.#limits.maxBytes} are read`;
      this.#limit('maxBytes', this.#bytes, `is too large: ${size}`);
      for (let at = 0; at < piece.length; at += SLICE_BYTES) {
        const slice = piece.subarray(at, at + SLICE_BYTES);
        this.#write(this.#decoder.decode(slice, false));
        this.#unfinished += slice.length;
        this.#limit('maxTextLength', this.#unfinished, 'has a text that is too long');
      }
    } catch (error) {
      this.#failure = { error };
    }
  }

  /**
   * The items in their order, and the tree without them.
   *
   * @throws XmlError for anything but one well-formed element within the limits; whatever the list's `items` threw.
   */
  end(): { readonly root: XmlElement; readonly items: readonly Item[] } {
    if (this.#failure) throw this.#failure.error;
    this.#write(this.#decoder.decode(Buffer.alloc(0), true));
    if (this.#hasBegun) this.#saxes.close();
    if (!this.#root) throw new XmlError('The XML is empty.');
    return { root: this.#root, items: this.#items };
  }

  #write(text: string): void {
    // Some servers send line ends before the declaration.
    const document = this.#hasBegun ? text : text.replace(/^[\uFEFF \t\r\n]+/, '');
    if (document === '') return;
    const isHtml = !this.#hasBegun && /^<(?:!doctype\s+html|html)\b/i.test(document);
    if (isHtml) throw new XmlError('The answer is an HTML page, not XML.');
    if (!this.#hasBegun && !document.startsWith('<')) throw new XmlError('The answer is not XML.');
    this.#hasBegun = true;
    this.#saxes.write(document);
  }

  readonly #begin = ({ name }: { readonly name: string }): void => {
    this.#unfinished = 0;
    checkName(name);
    this.#open.push({
      name: this.#copyOf(name),
      attributes: new Attributes(),
      children: [],
      text: '',
      elementsBefore: this.#elements,
      attributesBefore: this.#attributes,
    });
    this.#elements += 1;
    this.#limit('maxElements', this.#elements, 'has too many elements');
    this.#limit('maxDepth', this.#open.length, 'is nested too deeply');
  };

  readonly #addAttribute = ({ name, value }: { readonly name: string; readonly value: string }): void => {
    checkName(name);
    const open = this.#open.at(-1);
    if (!open) return;
    open.attributes[name] = this.#copyOf(value);
    this.#attributes += 1;
    this.#limit('maxAttributes', this.#attributes, 'has too many attributes');
    this.#limit('maxAttributesOfOne', this.#attributes - open.attributesBefore, 'has too many attributes');
  };

  readonly #addText = (text: string): void => {
    this.#unfinished = 0;
    const open = this.#open.at(-1);
    if (open) open.text += text;
  };

  readonly #finish = (): void => {
    this.#unfinished = 0;
    const open = this.#open.pop();
    if (!open) return;
    const { name, attributes, children, text } = open;
    const isLayout = children.length > 0 && text.trim() === '';
    const element = new XmlElement(name, attributes, children, isLayout ? '' : this.#copyOf(text));
    const parent = this.#open.at(-1);
    if (!parent) this.#root = element;
    else if (this.list?.name === name) {
      this.#elements = open.elementsBefore;
      this.#attributes = open.attributesBefore;
      this.#taken += 1;
      this.#limit('maxItems', this.#taken, 'has too many items');
      this.#items.push(...this.list.items(element, parent.name));
    } else parent.children.push(element);
  };

  /** A text cut out of a piece keeps all of the piece in memory. What comes again and again, as in lists, is copied once. */
  #copyOf(text: string): string {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const copy = Buffer.from(text).toString();
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    if (copy.length <= LONGEST_KNOWN) this.#known.set(copy, copy);
    return copy;
  }

  #limit(limit: keyof XmlLimits, count: number, words: string): void {
    if (count > this.#limits[limit]) throw new XmlTooLarge(`The XML ${words}.`);
  }
}

/** No service uses the names that every object has. */
function checkName(name: string): void {
  if (name === '__proto__' || name === 'constructor' || name === 'prototype')
    throw new XmlError('The XML has a name that cannot be read safely.');
}

/** What the parser says, without what it quotes: that may be anything that a service sends. */
function reasonOf({ message }: Error): string {
  const [reason = ''] = message.split(/[:.]/);
  return /^un(closed tag|expected end)$/.test(reason) ? 'The XML is cut off.' : `Not well-formed: ${reason}.`;
}
