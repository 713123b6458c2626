import {
  createServer,
  type IncomingMessage,
  request as ask,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { answerHash } from '../../src/core/signature';
import { CREDENTIALS } from './doubles';
import { echo } from './echo';
import type { Answer, Exchange, Place, Received } from './exchange';
import type { JsonObject, JsonValue } from './json_value';
import { type ExecutedMood, isExecuted, type Mood } from './mood';
import { PAGES } from './pages';
import { spoil } from './spoil';

const PREFIXES: readonly (readonly [prefix: string, place: Place])[] = [
  ['/shop', 'shop'],
  ['/courier', 'courier'],
  ['/licences', 'licences'],
  ['/files', 'files'],
];
const TILL = '/rk7api/';

/** Where the doubles behind are to be found; a file has no double. */
export type Behind = Readonly<Record<Exclude<Place, 'files' | 'elsewhere'>, string>>;

/** What a file's address leads to. */
const FILE: Answer = {
  status: 200,
  headers: { 'content-type': 'application/pdf' },
  body: Buffer.from('%PDF-1.4 a small file\n'),
};

const NOBODY: Answer = { status: 404, headers: {}, body: Buffer.from('') };

const AS_IT_IS: Mood = { kind: 'as it is' };

/**
 * Stands for all services at once. Each request takes the next mood: it is passed on to the strict double behind, whose
 * answer is then spoilt, or it meets something else and the double never hears of it. So what was executed, and what
 * was asked wrongly, is for the doubles to say.
 */
export class HostileUpstream {
  exchanges: readonly Exchange[] = [];
  private moods: Mood[] = [];
  private behind: Partial<Behind> = {};
  private readonly server: Server;

  private constructor() {
    // A connection that the app keeps open must not end by itself between two steps.
    this.server = createServer({ keepAliveTimeout: 600_000 }, (request, response) => {
      this.receive(request, response).catch(() => response.destroy());
    });
  }

  static async start(): Promise<HostileUpstream> {
    const upstream = new HostileUpstream();
    await new Promise<void>((resolve) => upstream.server.listen(0, '127.0.0.1', resolve));
    return upstream;
  }

  /** What the app's environment and connections name as the services' addresses. */
  get urls() {
    const origin = `http://127.0.0.1:${this.port}`;
    return {
      shop: `${origin}/shop/{login}`,
      till: origin,
      licences: `${origin}/licences`,
      courier: `${origin}/courier/api/`,
      file: `${origin}/files/small.pdf`,
    };
  }

  /** Stands before these doubles from now on. The moods are of the next requests, in order; all is well after them. */
  attach({ behind }: { readonly behind: Partial<Behind> }, moods: readonly Mood[]): void {
    this.behind = behind;
    this.moods = [...moods];
    this.exchanges = [];
  }

  /** From now on all is well. */
  calmDown(): void {
    this.moods = [];
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  private note(exchange: Exchange): void {
    this.exchanges = [...this.exchanges, exchange];
  }

  private get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const received = await read(request);
    const mood = this.moods.shift() ?? AS_IT_IS;
    if (isExecuted(mood)) await this.pass(received, mood, response);
    else {
      const told = this.detour(received, mood);
      this.note({ ...received, mood, answer: undefined, told });
      if (told) send(response, told);
      else response.socket?.resetAndDestroy();
    }
  }

  private async pass(received: Received, mood: ExecutedMood, response: ServerResponse): Promise<void> {
    const answer = await this.answerTo(received);
    const told = mood.kind === 'lost' || mood.kind === 'silent' ? undefined : spoil(answer, mood, signed);
    this.note({ ...received, mood, answer, told });
    if (mood.kind === 'late') await pause(mood.milliseconds);
    if (mood.kind === 'silent') silence(response, answer, mood.trickling);
    else if (!told) response.socket?.resetAndDestroy();
    else {
      const isBroken = mood.kind === 'cut' && mood.end === 'broken';
      send(response, told, isBroken ? answer.body.length + 1 : undefined);
    }
  }

  private async answerTo(received: Received): Promise<Answer> {
    const { place } = received;
    if (place === 'files') return FILE;
    if (place === 'elsewhere') return NOBODY;
    const double = this.behind[place];
    return double === undefined ? NOBODY : forwarded(received, new URL(double).origin);
  }

  private detour(received: Received, mood: Exclude<Mood, ExecutedMood>): Answer | undefined {
    switch (mood.kind) {
      case 'refused':
        return undefined;
      case 'page': {
        const { type, body } = PAGES[mood.page];
        return { status: mood.status, headers: { 'content-type': type }, body: Buffer.from(body) };
      }
      case 'redirect':
        return {
          status: mood.status,
          headers: { location: this.location(received, mood.to) },
          body: Buffer.from(''),
        };
      case 'echo':
        return echo(received, mood, signed);
    }
  }

  private location({ place, path }: Received, to: Extract<Mood, { kind: 'redirect' }>['to']): string {
    const prefix = PREFIXES.find(([, of]) => of === place)?.[0] ?? '';
    switch (to) {
      case 'here':
        return `${prefix}${path}`;
      case 'elsewhere':
        // Files may be anywhere.
        return `http://localhost:${this.port}${place === 'files' ? prefix : '/elsewhere'}${path}`;
      case 'nonsense':
        return 'http://[::ffff/\\nowhere';
    }
  }
}

/** A hostile shop knows the key as well as an honest one, and signs what it never meant. */
function signed(answer: JsonObject): JsonObject {
  const { error_code: code = '', error_text: text = '' } = answer;
  return { ...answer, hash: answerHash(textOf(code), textOf(text), CREDENTIALS.shopKey) };
}

const textOf = (value: JsonValue): string => (typeof value === 'string' ? value : JSON.stringify(value));

async function read(request: IncomingMessage): Promise<Received> {
  const { url = '/', method = '' } = request;
  const [prefix, place] = PREFIXES.find(([start]) => url.startsWith(`${start}/`)) ?? [
    '',
    url.startsWith(TILL) ? 'till' : 'elsewhere',
  ];
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)] as const);
  const body = await buffer(request);
  return { place, method, path: url.slice(prefix.length), headers: Object.fromEntries(headers), body };
}

/** The double's answer, unpacked. */
async function forwarded({ method, path, headers, body }: Received, origin: string): Promise<Answer> {
  const passed = { ...headers, 'accept-encoding': 'identity', connection: 'close' };
  return new Promise((resolve, reject) => {
    const request = ask(`${origin}${path}`, { method, headers: passed, agent: false }, (response) => {
      const type = response.headers['content-type'];
      buffer(response).then((bytes) => {
        resolve({
          status: response.statusCode ?? 0,
          headers: type === undefined ? {} : { 'content-type': type },
          body: bytes,
        });
      }, reject);
    });
    request.on('error', reject).end(body);
  });
}

/** @param announced the length that the head tells, where it is not the true one: the connection ends first. */
function send(response: ServerResponse, { status, headers, body }: Answer, announced?: number): void {
  response.writeHead(status, { ...headers, 'content-length': announced ?? body.length });
  if (announced === undefined) {
    response.end(body);
    return;
  }
  response.flushHeaders();
  if (body.length > 0) response.write(body);
  setImmediate(() => response.destroy());
}

const TRICKLE_MILLISECONDS = 50;

/** Until the caller hangs up. */
function silence(response: ServerResponse, { status, headers }: Answer, trickling: boolean): void {
  if (!trickling) return;
  response.writeHead(status, headers);
  const timer = setInterval(() => response.write(' '), TRICKLE_MILLISECONDS);
  response.once('close', () => {
    clearInterval(timer);
  });
}
