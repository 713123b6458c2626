import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { close, listen, portOf } from '../sandbox/server';
import { type Language, LANGUAGES, type Refusal, type ServerEvent } from './protocol';

/** What the server does for each request of the page. The page is built from the same types: what it sends is not looked at again. */
export type Answers = Readonly<Record<string, (asked: never) => unknown>>;

/** The files that the page consists of, by their names; the page itself is the empty one. */
export type PageFiles = ReadonlyMap<string, { readonly type: string; readonly content: string | Uint8Array }>;

/** It could not be done as asked; the message is for the person at the page. */
export class RefusalError extends Error {
  override readonly name = 'RefusalError';
}

/** A form of a step is a few kilobytes. */
const MOST_CHARACTERS = 5_000_000;

/**
 * The page and its requests, on a free port of 127.0.0.1. Whoever knows the token in the address may ask; other web pages
 * open in the same browser do not know it, and one that made its own name point here is told by the Host header.
 */
export class EditorServer {
  private readonly token = randomBytes(16).toString('hex');
  private readonly server = createServer((request, response) => {
    this.handle(request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
  private readonly listeners = new Set<ServerResponse>();

  private constructor(
    private readonly answers: Readonly<Record<Language, Answers>>,
    private readonly page: () => PageFiles,
  ) {}

  /** @param page its files as they are at the moment. */
  static async start(
    answers: Readonly<Record<Language, Answers>>,
    page: () => PageFiles,
  ): Promise<EditorServer> {
    const editor = new EditorServer(answers, page);
    await listen(editor.server);
    return editor;
  }

  /** The address of the page: `http://127.0.0.1:12345/TOKEN/`. Whoever has it can use the editor. */
  get address(): string {
    return `http://${this.host}/${this.token}/`;
  }

  /** Tells every open page. */
  send(event: ServerEvent): void {
    for (const listener of this.listeners) listener.write(`data: ${JSON.stringify(event)}\n\n`);
  }

  /** Stops at once: open connections are cut. */
  async stop(): Promise<void> {
    await close(this.server);
  }

  private get host(): string {
    return `127.0.0.1:${portOf(this.server)}`;
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    const [, token = '', ...rest] = new URL(url, this.address).pathname.split('/');
    const place = rest.join('/');
    response.setHeader('cache-control', 'no-store');
    response.setHeader('referrer-policy', 'no-referrer');
    response.setHeader('x-content-type-options', 'nosniff');
    if (headers.host !== this.host || !isSame(token, this.token)) {
      response.writeHead(403).end('This is not the address that `npm run editor` has printed.');
    } else if (method === 'GET' && place === 'events') {
      this.listen(response);
    } else if (method === 'POST' && place.startsWith('api/')) {
      await this.answer(place.slice('api/'.length), request, response);
    } else {
      const file = method === 'GET' ? this.page().get(place) : undefined;
      if (!file) response.writeHead(404).end('There is nothing here.');
      else {
        response.setHeader(
          'content-security-policy',
          "default-src 'self'; img-src data:; frame-ancestors 'none'",
        );
        response.writeHead(200, { 'content-type': file.type }).end(file.content);
      }
    }
  }

  private listen(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write('\n');
    this.listeners.add(response);
    response.on('close', () => this.listeners.delete(response));
  }

  private async answer(name: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { origin, 'content-type': type = '', 'accept-language': wanted } = request.headers;
    const answers = this.answers[LANGUAGES.find((language) => language === wanted) ?? 'en'];
    const isOwn = origin === undefined || origin === `http://${this.host}`;
    // A form of another page can send neither this type nor no origin.
    if (!isOwn || !type.startsWith('application/json')) {
      response.writeHead(403).end('Only the page itself may ask.');
      return;
    }
    const reply = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    try {
      const answer = Object.hasOwn(answers, name) ? answers[name] : undefined;
      if (!answer) throw new RefusalError(`There is no request "${name}".`);
      reply(200, await answer((await bodyOf(request)) as never));
    } catch (error) {
      const refusal: Refusal = { error: error instanceof Error ? error.message : String(error) };
      reply(400, refusal);
    }
  }
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  if (Number(request.headers['content-length'] ?? 0) > MOST_CHARACTERS)
    throw new RefusalError('That is too much for one request.');
  return JSON.parse(await text(request));
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
