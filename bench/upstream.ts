import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request as it came over the wire. */
export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Answer {
  readonly contentType: string;
  readonly body: string | Buffer;
}

/** The least of a service: answers everything, and counts it. */
export class Upstream {
  /** How many requests came. */
  count = 0;

  private constructor(private readonly server: Server) {}

  static async start(answer: (received: Received) => Answer | Promise<Answer>): Promise<Upstream> {
    const server = createServer((request, response) => {
      void receive(request)
        .then((received) => {
          upstream.count += 1;
          return answer(received);
        })
        .then(({ contentType, body }) => response.setHeader('content-type', contentType).end(body));
    });
    const upstream = new Upstream(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return upstream;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

async function receive(request: IncomingMessage): Promise<Received> {
  const body = await text(request);
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)] as const);
  const { method = '', url = '' } = request;
  return { method, url, headers: Object.fromEntries(headers), body };
}
