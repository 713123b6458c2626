import type { XmlElement } from './xml';

/** What a text may be: of one of the service's forms, or one of some words. A form with `!` behind it must be there. */
export type Kind<Form extends string> = Form | `${Form}!` | readonly string[];

/** One place in the sequence of children: which elements may stand there, and how many. */
export interface Slot<Form extends string> {
  readonly shapes: Readonly<Record<string, Shape<Form>>>;
  readonly least: 0 | 1;
  readonly most: number;
}

/** What an element may look like: a vendor's schema in our words. */
export interface Shape<Form extends string> {
  readonly attributes: Readonly<Record<string, Kind<Form>>>;
  /** What its text may be; elements without it hold none. */
  readonly text?: Kind<Form>;
  readonly slots: readonly Slot<Form>[];
  /** Exactly one of these attributes is there. */
  readonly oneOf?: readonly string[];
  /** Content that the service does not look at. */
  readonly open?: boolean;
}

/** What is out of shape. */
export type Misfit =
  | `${'missing' | 'unknown'} ${'attribute' | 'child'}`
  | 'repeated child'
  | 'child out of order'
  | 'bad value'
  | 'text'
  | 'not one of';

/** How a service reads values, and how it refuses. */
export interface ShapeRules<Form extends string> {
  readonly fits: (text: string, kind: Form | readonly string[]) => boolean;
  /** @param name of the attribute or child, or the bad value. */
  readonly refusal: (what: Misfit, path: string, name: string, kind: Form | readonly string[]) => Error;
}

/**
 * Checks elements against their shapes. Real servers ignore most markup that they do not know, and often its order: a
 * misspelt name is lost without a word. Requests of the app must need no such patience.
 */
export class ShapeCheck<Form extends string> {
  constructor(private readonly rules: ShapeRules<Form>) {}

  /** @throws the refusal of the first thing out of shape */
  check(node: XmlElement, { attributes, text, slots, oneOf, open }: Shape<Form>, path = node.name): void {
    if (open) return;
    for (const [name, kind] of Object.entries(attributes)) {
      const value = node.attribute(name);
      if (value !== undefined) this.value(value, kind, `${path}/@${name}`);
      else if (isRequired(kind)) this.refuse('missing attribute', path, name);
    }
    this.knowsMarkup(node, attributes, text, path);
    if (oneOf && oneOf.filter((name) => node.attribute(name) !== undefined).length !== 1)
      this.refuse('not one of', path);
    if (text !== undefined) this.value(node.text, text, path);
    this.children(node, slots, path);
  }

  private knowsMarkup(
    node: XmlElement,
    attributes: Shape<Form>['attributes'],
    text: Kind<Form> | undefined,
    path: string,
  ): void {
    const unknown = Object.keys(node.attributes).find((name) => !Object.hasOwn(attributes, name));
    if (unknown !== undefined) this.refuse('unknown attribute', path, unknown);
    if (text === undefined && node.text.trim() !== '') this.refuse('text', path);
  }

  private value(text: string, kind: Kind<Form>, path: string): void {
    const plain = isRequired(kind) ? (kind.slice(0, -1) as Form) : kind;
    if (!this.rules.fits(text, plain)) this.refuse('bad value', path, text, plain);
  }

  private children(node: XmlElement, slots: readonly Slot<Form>[], path: string): void {
    for (const { shapes, least, most } of slots) {
      const [name = ''] = Object.keys(shapes);
      const count = node.children.filter((child) => Object.hasOwn(shapes, child.name)).length;
      if (count < least) this.refuse('missing child', path, name);
      if (count > most) this.refuse('repeated child', path, name);
    }
    let reached = 0;
    for (const child of node.children) {
      const position = slots.findIndex(({ shapes }) => Object.hasOwn(shapes, child.name));
      const expected = slots[position]?.shapes[child.name];
      if (!expected) this.refuse('unknown child', path, child.name);
      if (position < reached) this.refuse('child out of order', path, child.name);
      reached = Math.max(reached, position);
      this.check(child, expected, `${path}/${child.name}`);
    }
  }

  private refuse(what: Misfit, path: string, name = '', kind: Form | readonly string[] = []): never {
    throw this.rules.refusal(what, path, name, kind);
  }
}

function isRequired<Form extends string>(kind: Kind<Form>): kind is `${Form}!` {
  return typeof kind === 'string' && kind.endsWith('!');
}
