import { plainWords } from './excerpt';

/** So much of a secret in a row is no chance. */
const TELLING = 6;

/**
 * Takes secrets out of a text that holds a service's own words, which may quote what was sent to it. One of which only
 * the beginning is left, because the words were cut off, is taken out as well, and one that lost what looked like HTML.
 */
export function conceal(text: string, secrets: readonly string[]): string {
  const longestFirst = secrets
    .flatMap((secret) => [secret, plainWords(secret, secret.length)])
    .filter((secret) => secret.length >= TELLING)
    .toSorted((one, other) => other.length - one.length);
  return longestFirst.reduce(without, text);
}

function without(text: string, secret: string): string {
  const beginning = secret.slice(0, TELLING);
  const [before = '', ...parts] = text.split(beginning);
  const rest = secret.slice(TELLING);
  const concealed = parts.map((part) => {
    const shared = sharedLength(part, rest);
    const after = part.slice(shared);
    // A password may begin with a word of ours: only where the words end may the rest of it have been cut off.
    return shared === rest.length || CUT_OFF.test(after) ? `•••${after}` : `${beginning}${part}`;
  });
  return before + concealed.join('');
}

const CUT_OFF = /^(?:…|\.\.\.|\)|"|$)/;

function sharedLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}
