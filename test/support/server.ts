import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { readFileSync } from 'node:fs';
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';

/** A server on loopback, for as long as a test needs it. */
export interface LocalServer extends AsyncDisposable {
  readonly port: number;
}

/** Not signed by anybody but itself, for `localhost` and 127.0.0.1. */
export const CERTIFICATE = readFileSync(join(__dirname, '../fixtures/tls/certificate.pem'), 'utf8');
const KEY = readFileSync(join(__dirname, '../fixtures/tls/key.pem'), 'utf8');

export function httpServer(answer: RequestListener): Promise<LocalServer> {
  return listening(createHttpServer(answer));
}

export function httpsServer(answer: RequestListener): Promise<LocalServer> {
  return listening(createHttpsServer({ cert: CERTIFICATE, key: KEY }, answer));
}

/** Speaks no protocol at all: `greet` may do with a connection what it likes. */
export function tcpServer(greet: (socket: Socket) => void): Promise<LocalServer> {
  return listening(createTcpServer(greet));
}

/** A port that nothing listens on. */
export async function closedPort(): Promise<number> {
  await using server = await tcpServer(() => undefined);
  return server.port;
}

async function listening(server: Server): Promise<LocalServer> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    // Broken connections are what some tests are about.
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
