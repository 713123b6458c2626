import { createServer, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { close, listen, portOf } from '../../sandbox/server';

/** An address that services send messages to. */
export interface Receiver extends AsyncDisposable {
  readonly url: string;
  readonly received: readonly {
    readonly path: string;
    readonly headers: IncomingHttpHeaders;
    readonly body: string;
  }[];
  /** The statuses of the next answers, and then 200; 0 cuts the connection instead. */
  readonly statuses: number[];
  /** What it answers. */
  reply: string;
}

export async function openReceiver(): Promise<Receiver> {
  const received: { path: string; headers: IncomingHttpHeaders; body: string }[] = [];
  const statuses: number[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      received.push({ path: request.url ?? '', headers: request.headers, body });
      const status = statuses.shift() ?? 200;
      if (status === 0) request.socket.destroy();
      else response.writeHead(status).end(receiver.reply);
    });
  });
  await listen(server);
  const url = `http://127.0.0.1:${portOf(server)}`;
  const receiver = { url, received, statuses, reply: 'taken', [Symbol.asyncDispose]: () => close(server) };
  return receiver;
}
