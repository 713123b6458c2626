import { text } from 'node:stream/consumers';
import { httpServer } from './server';

/** What the platform's logger sends away while this is in scope. */
export interface LogCapture extends AsyncDisposable {
  readonly written: () => string;
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
    [Symbol.asyncDispose]: async () => {
      delete process.env.LOGGING_ENDPOINT;
      delete process.env.LOGGING_TOKEN;
      await server[Symbol.asyncDispose]();
    },
  };
}
