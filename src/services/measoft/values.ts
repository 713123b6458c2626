import type { XmlElement } from '../../core/xml';

/** The trimmed text of a child; undefined where it is absent or empty. */
export function text(parent: XmlElement | undefined, name: string): string | undefined {
  return filled(parent?.child(name)?.text);
}

/** A trimmed attribute; undefined where it is absent or empty. */
export function attribute(node: XmlElement | undefined, name: string): string | undefined {
  return filled(node?.attribute(name));
}

/** The trimmed text of an element itself. */
export function ownText(node: XmlElement | undefined): string | undefined {
  return filled(node?.text);
}

/** Children of an element that only groups them: all of them, also for one or none. */
export function grouped(parent: XmlElement, group: string, name: string): readonly XmlElement[] {
  return parent.child(group)?.all(name) ?? [];
}

/** YES and NO; undefined for anything else. */
export function yes(parent: XmlElement | undefined, name: string): boolean | undefined {
  const word = text(parent, name)?.toUpperCase();
  return word === 'YES' ? true : word === 'NO' ? false : undefined;
}

/** A number with a decimal dot, as a later step takes it; null where there is none. */
export function decimal(value: string | undefined): number | null {
  return value !== undefined && /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : null;
}

function filled(value: string | undefined): string | undefined {
  const trimmed = value?.trim();
  return trimmed === '' ? undefined : trimmed;
}
