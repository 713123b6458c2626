import { inLanguage } from './language';

/** The keys of a definition whose values people read. */
const READ_BY_PEOPLE = new Set(['label', 'helpText', 'description', 'directions', 'noun', 'placeholder']);

/** Data of the services, and values that Zaps are built on: they are the same in every language. */
const DATA = new Set(['sample', 'default', 'key', 'value']);

/**
 * The definition of the app with every text that people read put through `translate`, those of fields that are made on
 * demand included. Keys, values and samples stay as they are.
 */
export function edition<Node>(node: Node, translate: (text: string) => string = inLanguage): Node {
  // The shape stays as it is: only texts are exchanged for texts, and functions for functions of the same kind.
  return walk(node, translate) as Node;
}

type Translate = (text: string) => string;

function walk(node: unknown, translate: Translate): unknown {
  if (Array.isArray(node)) return node.map((entry) => walk(entry, translate));
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, read(key, value, translate)] as const),
  );
}

function read(key: string, value: unknown, translate: Translate): unknown {
  if (DATA.has(key)) return value;
  if (typeof value === 'string') return READ_BY_PEOPLE.has(key) ? translate(value) : value;
  if (key === 'choices') return choices(value, translate);
  if (key === 'inputFields' || key === 'children') return fieldsOf(value, translate);
  return walk(value, translate);
}

/**
 * A list of values with their labels, or the same as an object. What a drop-down loads are names of the services' own, which
 * are left alone, or is told by `say`.
 */
function choices(value: unknown, translate: Translate): unknown {
  if (Array.isArray(value) || typeof value !== 'object' || value === null) return walk(value, translate);
  if ('perform' in value) return value;
  return Object.fromEntries(
    Object.entries(value).map(([word, label]) => [
      word,
      typeof label === 'string' ? translate(label) : label,
    ]),
  );
}

function fieldsOf(value: unknown, translate: Translate): unknown {
  if (!Array.isArray(value)) return walk(value, translate);
  return value.map((field: unknown) =>
    isMaker(field) ? madeOnDemand(field, translate) : walk(field, translate),
  );
}

/** A function that makes fields for a form when Zapier asks for them. */
type Maker = (...given: readonly unknown[]) => unknown;

function isMaker(value: unknown): value is Maker {
  return typeof value === 'function';
}

function madeOnDemand(make: Maker, translate: Translate): Maker {
  return async (...given) => walk(await make(...given), translate);
}
