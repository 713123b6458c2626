/** XML that cannot be read or written; the message names the reason in plain words and quotes no content. */
export class XmlError extends Error {
  override readonly name: string = 'XmlError';
}

/** XML with more of something than is read. */
export class XmlTooLarge extends XmlError {
  override readonly name = 'XmlTooLarge';
}

/**
 * One element of an immutable tree. Attributes and text are strings exactly as sent ("007", "true", " x "). `text` joins all
 * character data directly inside the element, but for white space between its children, which is layout.
 */
export class XmlElement {
  constructor(
    readonly name: string,
    readonly attributes: Readonly<Record<string, string>>,
    readonly children: readonly XmlElement[],
    readonly text: string,
  ) {}

  /** The value of an attribute, undefined when it is absent. Names are case-sensitive. */
  attribute(name: string): string | undefined {
    return this.attributes[name];
  }

  /** The first child of that name. */
  child(name: string): XmlElement | undefined {
    return this.children.find((child) => child.name === name);
  }

  /** All children of that name in document order: an array also for one or none. */
  all(name: string): readonly XmlElement[] {
    return this.children.filter((child) => child.name === name);
  }
}

/** Inherits nothing, so that `toString` is there only if it was sent; an object without a class takes several times the memory. */
export class Attributes {
  [name: string]: string;
}
Reflect.deleteProperty(Attributes.prototype, 'constructor');
Object.setPrototypeOf(Attributes.prototype, null);

/**
 * Builds an element: `element('RK7CMD', { CMD: 'SaveOrder' }, element('Order', { guid }))`. Attributes and children that
 * are `undefined` are left out; a string child is text and is written before the children.
 * @throws XmlError for a number that is not a safe integer: no service takes floating point or exponents.
 */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>> = {},
  ...content: readonly (XmlElement | string | undefined)[]
): XmlElement {
  const present = new Attributes();
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'number' && !Number.isSafeInteger(value)) {
      throw new XmlError(`The attribute ${key} of ${name} is not a whole number: ${value}.`);
    }
    if (value !== undefined) present[key] = String(value);
  }
  const children = content.filter((item) => item instanceof XmlElement);
  const text = content.filter((item) => typeof item === 'string').join('');
  return new XmlElement(name, present, children, text);
}
