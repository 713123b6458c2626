import { randomInt } from 'node:crypto';
import { createServer as createHttpServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
import type { TlsOptions } from 'node:tls';
import { gunzipSync, gzipSync } from 'node:zlib';
import { type CommonFault, Faults, isCommon } from './faults';

/** A request with its whole body. */
export interface Received {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** The caller's IP address. */
  readonly address: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

export interface AnyFault {
  readonly kind: string;
}

/** One request as a double got it, and what it answered. */
export interface Exchange<Fault extends AnyFault = never> {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The body as it came. */
  readonly request: string;
  /** The functions or commands that it asks for; none where it could not be read. */
  readonly calls: readonly string[];
  fault?: CommonFault | Fault;
  /** When it came, and how long it took until the answer was sent or the connection broke; by the clock `performance`. */
  arrived?: number;
  milliseconds?: number;
  /** Undefined while nothing was answered, and for good where no whole answer was sent. */
  status?: number;
  answer?: string;
}

/** A request as a service understands it; with an answer where no fault can befall it and there is nothing to carry out. */
export interface Reading<Own> {
  readonly exchange: Own;
  readonly answer?: Answer | undefined;
}

/** Everything that reached a double, in order. */
export class Journal<Own extends Exchange<AnyFault>> {
  readonly exchanges: Own[] = [];

  /** The exchanges that asked for this function or command. */
  of(call: string): readonly Own[] {
    return this.exchanges.filter(({ calls }) => calls.includes(call));
  }

  /** The functions or commands asked for. */
  get calls(): readonly string[] {
    return this.exchanges.flatMap(({ calls }) => calls);
  }

  /** How many requests have suffered from a fault. */
  get struck(): number {
    return this.exchanges.filter(({ fault }) => fault !== undefined).length;
  }

  clear(): void {
    this.exchanges.length = 0;
  }
}

/** A service as a double knows it: it reads a request, and carries it out unless a fault befalls it before. */
export abstract class Double<Own extends Exchange<OwnFault>, OwnFault extends AnyFault = never> {
  readonly journal = new Journal<Own>();
  readonly faults = new Faults<CommonFault | OwnFault>();
  /** Whether it packs answers for callers who can unpack them. */
  protected readonly packs: boolean = false;
  protected readonly maxRequestBytes: number = 64 * 1024 * 1024;
  private readonly stopping = new AbortController();
  private readonly server: Server;
  private readonly scheme: 'http' | 'https';

  /** @param tls serves HTTPS with this certificate and key; plain HTTP when absent. */
  protected constructor(tls?: TlsOptions) {
    const listener = (request: IncomingMessage, response: ServerResponse): void => {
      this.handle(request, response).catch((error: unknown) => {
        // Callers that hang up need no answer; a mistake of the double must be seen.
        if (response.headersSent || response.destroyed || this.stopping.signal.aborted) response.destroy();
        else response.writeHead(500).end(`The double failed: ${String(error)}`);
      });
    };
    this.scheme = tls ? 'https' : 'http';
    this.server = tls ? createHttpsServer(tls, listener) : createHttpServer(listener);
    // A connection that is closed at the very moment when an app uses it again would look like a fault of the app.
    this.server.keepAliveTimeout = 0;
  }

  /** `http://127.0.0.1:12345` */
  get origin(): string {
    return `${this.scheme}://127.0.0.1:${this.port}`;
  }

  get port(): number {
    return portOf(this.server);
  }

  /** Stops at once: open connections are cut. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await close(this.server);
  }

  /** Starts on 127.0.0.1, on any free port unless one is given. */
  protected async listen(port?: number): Promise<this> {
    await listen(this.server, port);
    return this;
  }

  /** What comes back without a network and without faults, for tests that make both themselves. */
  answerTo(received: Received): { readonly exchange: Own; readonly answer: Answer | undefined } {
    const { exchange, answer } = this.read(received);
    this.journal.exchanges.push(exchange);
    return { exchange, answer: answer ?? this.perform(exchange, undefined) };
  }

  protected abstract read(received: Received): Reading<Own>;

  /** Carries a request out, under a fault that only this service knows. Without an answer the connection breaks. */
  protected abstract perform(exchange: Own, fault: OwnFault | undefined): Answer | undefined;

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const arrived = performance.now();
    const { exchange, answer } = this.read(await receive(request, this.maxRequestBytes));
    exchange.arrived = arrived;
    // A whole answer finishes before its connection closes; one that breaks only closes.
    for (const end of ['finish', 'close'] as const)
      response.once(end, () => {
        exchange.milliseconds ??= performance.now() - arrived;
      });
    this.journal.exchanges.push(exchange);
    const fault = answer ? undefined : this.faults.take(...exchange.calls);
    if (fault) exchange.fault = fault;
    const packs = this.packs && /\bgzip\b/.test(String(request.headers['accept-encoding']));
    const reply = new Reply(response, exchange, packs);
    if (fault?.kind === 'lost request') {
      reply.cut();
    } else if (fault && isCommon(fault)) {
      const usual = fault.kind === 'html page' ? htmlPage(fault.status) : this.perform(exchange, undefined);
      await reply.suffer(usual, fault, this.stopping.signal);
    } else {
      reply.send(answer ?? this.perform(exchange, fault));
    }
  }
}

/** The one answer to a request. */
class Reply {
  constructor(
    private readonly response: ServerResponse,
    private readonly exchange: Exchange<AnyFault>,
    private readonly packs: boolean,
  ) {}

  /** Cuts the connection without an answer. */
  cut(): void {
    this.response.socket?.resetAndDestroy();
  }

  send(answer: Answer | undefined): void {
    if (!answer) {
      this.cut();
      return;
    }
    const { status, headers, body } = answer;
    this.exchange.status = status;
    this.exchange.answer = body.toString();
    this.response.writeHead(status, this.packs ? { ...headers, 'content-encoding': 'gzip' } : headers);
    this.response.end(this.packs ? gzipSync(body) : body);
  }

  /** Sends an answer under a fault. Ends early, with an error, when the caller hangs up or the double stops. */
  async suffer(answer: Answer | undefined, fault: CommonFault, stopping: AbortSignal): Promise<void> {
    if (!answer || fault.kind === 'lost answer') {
      this.cut();
      return;
    }
    const { response } = this;
    const body = Buffer.from(answer.body);
    const half = body.subarray(0, body.length / 2);
    switch (fault.kind) {
      case 'lost request':
      case 'html page':
        this.send(answer);
        break;
      case 'delay':
        await this.pause(fault.milliseconds, stopping);
        this.send(answer);
        break;
      case 'half answer':
        this.send({ ...answer, body: half });
        break;
      case 'empty answer':
        this.send({ ...answer, body: '' });
        break;
      case 'huge answer':
        this.send({ ...answer, body: Buffer.concat([body, padding(answer, fault.bytes)]) });
        break;
      case 'byte order mark':
        this.send({ ...answer, body: Buffer.concat([Buffer.from('\uFEFF'), body]) });
        break;
      case 'cut answer':
        response.writeHead(answer.status, { ...answer.headers, 'content-length': body.length });
        response.write(half, () => response.destroy());
        break;
      case 'trickle':
        response.writeHead(answer.status, answer.headers).write(half);
        while (!response.destroyed) {
          await this.pause(TRICKLE_MILLISECONDS, stopping);
          response.write(' ');
        }
        break;
    }
  }

  private async pause(milliseconds: number, stopping: AbortSignal): Promise<void> {
    const hangUp = new AbortController();
    const onClose = (): void => {
      hangUp.abort();
    };
    this.response.once('close', onClose);
    await pause(milliseconds, undefined, { signal: AbortSignal.any([hangUp.signal, stopping]) });
    this.response.off('close', onClose);
  }
}

const TRICKLE_MILLISECONDS = 100;

/** What may stand behind the whole of an answer: a comment in XML, white space in anything else. */
function padding({ headers }: Answer, bytes: number): Buffer {
  const isXml = /\bxml\b/.test(headers['content-type'] ?? '');
  return isXml ? Buffer.from(`<!--${'x'.repeat(bytes)}-->`) : Buffer.alloc(bytes, ' ');
}

/** A page for people, as a web server, a gateway or a firewall shows it. */
export function htmlPage(status: number, title = 'Service unavailable'): Answer {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
  };
}

async function receive(request: IncomingMessage, maxBytes: number): Promise<Received> {
  const { method = '', url: path = '', headers, socket } = request;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw new Error('The request is too large.');
    chunks.push(chunk);
  }
  const sent = Buffer.concat(chunks);
  const body = headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent;
  return { method, path, headers, body, address: socket.remoteAddress ?? '' };
}

/** Starts a server on 127.0.0.1, on any free port when none is given. */
export async function listen(server: Server, port = 0): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

export function portOf(server: Server): number {
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server is not listening.');
  return address.port;
}

/** Stops at once: open connections are cut. */
export async function close(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}

/** Below the ports that systems give out by themselves, so that nobody takes one while its server is being replaced. */
const PORTS = { first: 20_000, count: 10_000 };
let nextPort = randomInt(PORTS.count);

/** A port that nothing listens on now. */
export async function freePort(): Promise<number> {
  for (;;) {
    nextPort = (nextPort + 1) % PORTS.count;
    const port = PORTS.first + nextPort;
    const server = createHttpServer();
    const isFree = await listen(server, port).then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    await close(server);
    return port;
  }
}
