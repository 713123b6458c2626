/**
 * A short name for a text (FNV-1a of 32 bits), so that the app need not hold each English text twice to find its translation.
 * The packaging makes sure that no two texts have the same.
 */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(36);
}

/** The translations by the fingerprints of the English texts. */
export function byFingerprint(texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(texts).map(([english, text]) => [fingerprint(english), text]));
}
