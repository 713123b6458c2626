import type { Method } from './method';

/** What is wrong with what a method returned, as far as the platform's own checks do not tell. */
export function complaintsAboutOutput(kind: Method['kind'], output: unknown): readonly string[] {
  switch (kind) {
    case 'trigger':
    case 'hook':
    case 'search':
    case 'form':
      return said(isListOf(isRecord, output), 'a list of objects', output);
    case 'drop-down':
      return said(isRecord(output) && isListOf(isChoice, output.results), 'a page of choices', output);
    case 'create':
    case 'subscription':
    case 'connection':
      return said(isRecord(output), 'an object', output);
  }
}

function said(holds: boolean, what: string, output: unknown): readonly string[] {
  return holds ? [] : [`It returned something else than ${what}: ${JSON.stringify([output]).slice(0, 300)}`];
}

function isListOf(isRight: (item: unknown) => boolean, value: unknown): boolean {
  return Array.isArray(value) && value.every(isRight);
}

function isChoice(value: unknown): boolean {
  return isRecord(value) && typeof value.id === 'string' && typeof value.label === 'string';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
