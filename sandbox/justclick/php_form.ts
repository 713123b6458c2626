/** A form value as PHP sees it: text, or an array whose keys keep the order in which they first appeared. */
export type FormValue = string | ReadonlyMap<string, FormValue>;

/** The parameters of a form body. A Map, because objects would reorder integer-like keys and PHP does not. */
export type FormArray = ReadonlyMap<string, FormValue>;

type GrowingArray = Map<string, string | GrowingArray>;

/** One step into an array: a key, or null for `[]`, the next free index. */
type PathStep = string | null;

// PHP's defaults for max_input_vars and max_input_nesting_level.
const MAX_VARIABLES = 1000;
const MAX_NESTING = 64;
const MAX_INTEGER = 2n ** 63n - 1n;
const MIN_INTEGER = -(2n ** 63n);

/**
 * Reads an `application/x-www-form-urlencoded` body exactly as PHP 8.2 fills `$_POST`: names and values are decoded as
 * bytes, names are mangled, brackets nest, a later duplicate wins in the first one's place, and the members of one array
 * are regrouped. Bytes that are not UTF-8 become U+FFFD at the very end.
 */
export function parsePhpForm(body: Buffer): FormArray {
  const form: GrowingArray = new Map();
  const pairs = body.toString('latin1').split('&').filter(Boolean).slice(0, MAX_VARIABLES);
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    // To PHP a name is a C string: it ends at the first NUL, and leading spaces are skipped.
    const name = decodeBytes(equals < 0 ? pair : pair.slice(0, equals))
      .replace(/\0.*$/s, '')
      .replace(/^ +/, '');
    const value = equals < 0 ? '' : decodeBytes(pair.slice(equals + 1));
    register(form, name, value);
  }
  return asText(form);
}

/** Undoes form encoding. Both sides hold one character per byte; a `%` without two hex digits stays as it is. */
function decodeBytes(encoded: string): string {
  return encoded
    .replaceAll('+', ' ')
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Splits `a[0][b]` into its steps; an unusable name gives no steps. */
function pathOf(name: string): readonly PathStep[] {
  let bracket = name.indexOf('[');
  const root = (bracket < 0 ? name : name.slice(0, bracket)).replace(/[ .]/g, '_');
  if (root === '') return [];
  const path: PathStep[] = [root];
  while (bracket >= 0 && name[bracket] === '[') {
    const start = bracket + 1;
    const inside = /[ \t-\r]/.test(name.charAt(start)) ? start + 1 : start;
    const close = name.indexOf(']', inside);
    if (close < 0) {
      // An unclosed bracket is no index: the first one becomes part of the name, a later one is dropped.
      return path.length === 1 ? [`${root}_${name.slice(start).replace(/[ .[]/g, '_')}`] : path;
    }
    path.push(close === inside ? null : name.slice(start, close));
    bracket = close + 1;
  }
  return path;
}

function register(form: GrowingArray, name: string, value: string): void {
  const path = pathOf(name);
  const [root] = path;
  if (root === undefined || root === null) return;
  if (path.length - 1 > MAX_NESTING) {
    form.delete(root);
    return;
  }
  let array = form;
  for (const [depth, step] of path.entries()) {
    const key = step ?? nextIndex(array);
    if (key === undefined || forgesCookiePrefix(key, name)) return;
    if (depth === path.length - 1) {
      array.set(key, value);
      return;
    }
    const known = array.get(key);
    const inner: GrowingArray = known instanceof Map ? known : new Map<string, string | GrowingArray>();
    array.set(key, inner);
    array = inner;
  }
}

/** PHP refuses a key that looks like a protected cookie's name in a variable whose own name does not. */
function forgesCookiePrefix(key: string, name: string): boolean {
  return ['__Host-', '__Secure-'].some((prefix) => key.startsWith(prefix) && !name.startsWith(prefix));
}

/** The index that `[]` takes: one above the largest integer key. PHP refuses to go past its largest integer. */
function nextIndex(array: GrowingArray): string | undefined {
  let largest: bigint | undefined;
  for (const key of array.keys()) {
    if (/^(0|-?[1-9]\d{0,18})$/.test(key)) {
      const index = BigInt(key);
      const isInteger = index <= MAX_INTEGER && index >= MIN_INTEGER;
      if (isInteger && (largest === undefined || index > largest)) {
        largest = index;
      }
    }
  }
  if (largest === undefined) return '0';
  return largest === MAX_INTEGER ? undefined : String(largest + 1n);
}

function asText(array: GrowingArray): FormArray {
  return new Map(
    [...array].map(([key, value]): [string, FormValue] => [
      utf8(key),
      typeof value === 'string' ? utf8(value) : asText(value),
    ]),
  );
}

function utf8(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** What `http_build_query` is given: arrays keep the order of their keys. */
export type PhpValue =
  | string
  | number
  | boolean
  | null
  | readonly PhpValue[]
  | ReadonlyMap<string, PhpValue>
  | { readonly [key: string]: PhpValue };
export type PhpFields = readonly (readonly [name: string, value: PhpValue])[];

/** The query that PHP's `http_build_query` makes: arrays become brackets, true and false 1 and 0, and null is left out. */
export function buildPhpQuery(fields: Iterable<PhpFields[number]>): string {
  return [...fields].flatMap(([name, value]) => pairsOf(name, value)).join('&');
}

function pairsOf(name: string, value: PhpValue): string[] {
  if (value === null) return [];
  if (typeof value !== 'object')
    return [
      `${urlencode(name)}=${urlencode(typeof value === 'boolean' ? String(Number(value)) : String(value))}`,
    ];
  const members: Iterable<PhpFields[number]> = value instanceof Map ? value : Object.entries(value);
  return [...members].flatMap(([key, member]) => pairsOf(`${name}[${key}]`, member));
}

/** PHP leaves letters, digits, `-`, `_` and `.` as they are. */
function urlencode(text: string): string {
  const hex = (sign: string): string => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text)
    .replaceAll('%20', '+')
    .replace(/[~*!'()]/g, hex);
}
