import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { close, listen as listenOn, portOf } from '../server';
import { FILES } from './files';
import { HOOKS, type Hooks } from './hooks';
import { type Log } from './log';
import { type Rpc } from './rpc';

export interface Endpoint {
  /** The origin of the URLs that hooks are sent to. */
  readonly origin: string;
  readonly rpcBase: string;
  readonly loggingEndpoint: string;
  readonly close: () => Promise<void>;
}

/** The addresses of Zapier that a running app and the services talk to, on a free loopback port. */
export async function listen(rpc: Rpc, log: Log, hooks: Hooks): Promise<Endpoint> {
  const server = createServer((request, response) => {
    if (request.url === '/log') void takeLog(log, request, response);
    else if (request.url?.startsWith(HOOKS)) void hooks.answer(request, response);
    else if (request.url?.startsWith(FILES)) void rpc.files.answer(request, response);
    else void answerRpc(rpc, request, response);
  });
  // A connection that is closed at the very moment when an app uses it again would look like a fault of the app.
  server.keepAliveTimeout = 0;
  await listenOn(server);
  const origin = `http://127.0.0.1:${portOf(server)}`;
  rpc.files.open(origin);
  return {
    origin,
    rpcBase: `${origin}/rpc`,
    loggingEndpoint: `${origin}/log`,
    close: () => close(server),
  };
}

async function takeLog(log: Log, request: IncomingMessage, response: ServerResponse): Promise<void> {
  await log.receive(tokenOf(request), request);
  response.end('ok');
}

async function answerRpc(rpc: Rpc, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await text(request).catch(() => '');
  if (rpc.latencyMilliseconds > 0) await pause(rpc.latencyMilliseconds);
  const answer = rpc.answer(tokenOf(request), body);
  if (answer.isSilent) return;
  response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
}

function tokenOf(request: IncomingMessage): string {
  return String(request.headers['x-token'] ?? '');
}
