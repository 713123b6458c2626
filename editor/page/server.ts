import type { Api } from '../answers';
import type { Refusal, ServerEvent } from '../protocol';
import { language } from './route';

/**
 * Asks the server something.
 *
 * @throws Error with words for people where it refuses, or cannot be reached.
 */
export async function ask<Name extends keyof Api>(
  name: Name,
  ...[asked]: Parameters<Api[Name]>
): Promise<ReturnType<Api[Name]>> {
  const response = await fetch(`api/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': language.peek() },
    body: JSON.stringify(asked ?? {}),
  }).catch(() => {
    throw new Error('The editor has been stopped. Start it again: npm run editor');
  });
  const answer: unknown = await response.json();
  if (response.ok) return answer as ReturnType<Api[Name]>;
  throw new Error((answer as Refusal).error);
}

/** Listens to what the server tells by itself. The browser connects again where the line breaks. */
export function listen(onEvent: (event: ServerEvent) => void): void {
  new EventSource('events').onmessage = ({ data }: MessageEvent<string>) => {
    onEvent(JSON.parse(data) as ServerEvent);
  };
}
