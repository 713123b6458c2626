/** So much of a secret in a row is no chance. */
const TELLING = 6;

/**
 * Takes secrets out of a text that holds a service's own words, which may quote what was sent to it. One of which only
 * the beginning is left, because the words were cut off, is taken out as well.
 */
export function conceal(text: string, secrets: readonly string[]): string {
  const longestFirst = secrets
    .filter((secret) => secret.length >= TELLING)
    .toSorted((one, other) => other.length - one.length);
  return longestFirst.reduce(without, text);
}

function without(text: string, secret: string): string {
  const [before = '', ...parts] = text.split(secret.slice(0, TELLING));
  const rest = secret.slice(TELLING);
  return before + parts.map((part) => `•••${part.slice(sharedLength(part, rest))}`).join('');
}

function sharedLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}
