import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type Log } from './log';
import { type Rpc } from './rpc';

export interface Endpoint {
  readonly rpcBase: string;
  readonly loggingEndpoint: string;
  readonly close: () => Promise<void>;
}

/** The two addresses of Zapier that a running app talks to, on a free loopback port. */
export async function listen(rpc: Rpc, log: Log): Promise<Endpoint> {
  const server = createServer((request, response) => {
    void (request.url === '/log' ? takeLog(log, request, response) : answerRpc(rpc, request, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    rpcBase: `${base}/rpc`,
    loggingEndpoint: `${base}/log`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function takeLog(log: Log, request: IncomingMessage, response: ServerResponse): Promise<void> {
  await log.receive(tokenOf(request), request);
  response.end('ok');
}

async function answerRpc(rpc: Rpc, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await text(request).catch(() => '');
  const answer = rpc.answer(tokenOf(request), body);
  response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
}

function tokenOf(request: IncomingMessage): string {
  return String(request.headers['x-token'] ?? '');
}
