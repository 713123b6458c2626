import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { httpServer } from './server';

/** What the platform's logger sends away while this is in scope. */
export interface LogCapture extends AsyncDisposable {
  readonly written: () => string;
  /** Waits for what the platform sends off without waiting for it. */
  readonly arrived: (pattern: RegExp) => Promise<void>;
}

export async function captureLog(): Promise<LogCapture> {
  const parts: string[] = [];
  const server = await httpServer((request, answer) => {
    void text(request).then((part) => {
      parts.push(part);
      answer.end();
    });
  });
  process.env.LOGGING_ENDPOINT = `http://127.0.0.1:${server.port}/input`;
  process.env.LOGGING_TOKEN = 'token of the log';
  return {
    written: () => parts.join(''),
    arrived: async (pattern) => {
      for (let turn = 0; turn < 100 && !pattern.test(parts.join('')); turn += 1) await wait(50);
      expect(parts.join('')).toMatch(pattern);
    },
    [Symbol.asyncDispose]: async () => {
      delete process.env.LOGGING_ENDPOINT;
      delete process.env.LOGGING_TOKEN;
      await server[Symbol.asyncDispose]();
    },
  };
}
