import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { parseXml, type XmlElement } from '../../../src/core/xml';

/** An address for events. */
export interface Receiver extends AsyncDisposable {
  readonly url: string;
  /** Every event as often as it came, read; not what cannot be read. */
  readonly received: readonly XmlElement[];
  readonly headers: readonly IncomingHttpHeaders[];
  /** The statuses of the next answers, and then 200; 0 cuts the connection instead. */
  readonly statuses: number[];
}

export async function receiver(): Promise<Receiver> {
  const received: XmlElement[] = [];
  const headers: IncomingHttpHeaders[] = [];
  const statuses: number[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const event = readable(body);
      if (event) received.push(event);
      headers.push(request.headers);
      const status = statuses.shift() ?? 200;
      if (status === 0) request.socket.destroy();
      else response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    headers,
    statuses,
    [Symbol.asyncDispose]: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function readable(body: string): XmlElement | undefined {
  try {
    return parseXml(body);
  } catch {
    return undefined;
  }
}
