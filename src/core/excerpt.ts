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
