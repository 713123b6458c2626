/** So many characters of a secret in a row do not stand in a text by chance. */
const TELLING = 6;
/**
 * Takes secrets out of a text that holds a service's own words, which may quote what was sent to it. A secret of which only
 * the beginning is left, because the words were cut off, is taken out as well, and one that lost what looked like HTML. A
 * short one is taken out where it stands as a word of its own.
 */
export function redact(text: string, secrets: readonly string[]): string {
  const longestFirst = secrets
    .flatMap((secret) => [secret, plainWords(secret, secret.length)])
    .filter((secret) => secret !== '')
    .toSorted((one, other) => other.length - one.length);
  return longestFirst.reduce(
    (clean, secret) => (secret.length < TELLING ? withoutWord(clean, secret) : without(clean, secret)),
    text,
  );
}

function withoutWord(text: string, word: string): string {
  const literally = word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}_])${literally}(?![\\p{L}\\p{N}_])`, 'gu'), '•••');
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
/** Someone else's words as they may stand in a message: without what cannot be shown, and cut off where they are long. */
export function excerpt(text: string, most = 60): string {
  const shown = text
    .slice(0, most)
    .toWellFormed()
    .replace(/\p{Cc}+/gu, ' ');
  return text.length > most ? `${shown}…` : shown;
}

/** What a service says for itself, without the HTML that some put round it. */
export function plainWords(text: string, most: number): string {
  // Cut first: to look for the end of every `<` in megabytes of them takes hours.
  return excerpt(
    text
      .slice(0, 20 * most)
      .replace(/<[^>]*>/g, ' ')
      .trim(),
    most,
  );
}
