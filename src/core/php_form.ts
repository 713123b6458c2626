/** What a form body holds: texts, and lists or maps of them. */
export interface PhpForm {
  readonly [name: string]: string | PhpForm;
}

/** Deeper brackets than any notification has; the rest of such a name is not looked at. */
const MAX_DEPTH = 8;

/**
 * Reads an `application/x-www-form-urlencoded` body with PHP's nested names: `items[0][sum]=1` is found under
 * `items`, `0`, `sum`. Lists stay maps from their indexes. A later value of the same name wins.
 */
export function parsePhpForm(body: string): PhpForm {
  const root = branch();
  for (const [name, value] of new URLSearchParams(body)) put(root, path(name), value);
  return root;
}

interface Branch {
  [name: string]: string | Branch;
}

/** Without a prototype, so that a field called `__proto__` is a field like any other. */
function branch(): Branch {
  return Object.create(null) as Branch;
}

function path(name: string): readonly string[] {
  const bracket = name.indexOf('[');
  if (bracket <= 0) return [name];
  const inner = [...name.slice(bracket).matchAll(/\[([^\]]*)\]/g)].map(([, key = '']) => key);
  return [name.slice(0, bracket), ...inner].slice(0, MAX_DEPTH);
}

function put(place: Branch, [name = '', ...rest]: readonly string[], value: string): void {
  const key = name === '' ? String(Object.keys(place).length) : name;
  if (rest.length === 0) {
    place[key] = value;
    return;
  }
  const known = place[key];
  const next = typeof known === 'object' ? known : branch();
  place[key] = next;
  put(next, rest, value);
}
