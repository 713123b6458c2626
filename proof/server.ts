import {
  createServer,
  type IncomingMessage,
  request as ask,
  type Server,
  type ServerResponse,
} from 'node:http';
import { buffer } from 'node:stream/consumers';
import { close, listen, portOf } from '../sandbox/server';

/** A request as it came over the wire. */
export interface Received {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** A server on a free port of this machine, which reads each request in full before anything answers it. */
export class LocalServer {
  private constructor(private readonly server: Server) {}

  static async start(
    handle: (received: Received, response: ServerResponse) => void | Promise<void>,
  ): Promise<LocalServer> {
    // A connection that the app keeps open must not end by itself between two steps.
    const server = createServer({ keepAliveTimeout: 600_000 }, (request, response) => {
      read(request)
        .then((received) => handle(received, response))
        .catch(() => response.destroy());
    });
    await listen(server);
    return new LocalServer(server);
  }

  get origin(): string {
    return `http://127.0.0.1:${portOf(this.server)}`;
  }

  stop(): Promise<void> {
    return close(this.server);
  }
}

async function read(request: IncomingMessage): Promise<Received> {
  const { method = '', url: path = '/' } = request;
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)] as const);
  return { method, path, headers: Object.fromEntries(headers), body: await buffer(request) };
}

export function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, 'content-length': body.length }).end(body);
}

/** Asks another server the same. Its answer comes unpacked, with its content type alone. */
export async function forward({ method, path, headers, body }: Received, origin: string): Promise<Answer> {
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
