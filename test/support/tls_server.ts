import { connect as connectTcp, type AddressInfo, type Socket } from 'node:net';
import { createServer, type TlsOptions, type TLSSocket } from 'node:tls';
import type { Certificate } from './certificates';
import { tcpServer, type LocalServer } from './server';

const APPLICATION_DATA = 23;

/** What a till of old speaks. */
export const TLS_1_0: TlsOptions = {
  minVersion: 'TLSv1',
  maxVersion: 'TLSv1',
  ciphers: 'DEFAULT@SECLEVEL=0',
};

export interface Manners {
  /** The answer to every request. */
  readonly answer?: string;
  /** What it does at the end of a handshake. */
  readonly greet?: (socket: TLSSocket) => void;
}

/** A TLS server on loopback that answers every request alike, and keeps all that it was sent. */
export interface TlsServer extends LocalServer {
  /** Everything that came over connections, decrypted. */
  readonly received: () => string;
  /** How many handshakes it saw begin. */
  readonly connections: () => number;
  /** Shows another certificate from the next handshake on. */
  readonly show: (certificate: Certificate) => void;
}

export async function tlsServer(
  { cert, key }: Certificate,
  options: TlsOptions = {},
  { answer = 'hi', greet }: Manners = {},
): Promise<TlsServer> {
  let received = '';
  let connections = 0;
  const sockets = new Set<Socket>();
  const server = createServer({ cert, key, ...options }, (socket) => {
    greet?.(socket);
    socket.on('error', () => undefined);
    socket.on('data', (bytes: Buffer) => {
      received += bytes.toString('latin1');
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${answer.length}\r\n\r\n${answer}`);
    });
  });
  server.on('tlsClientError', () => undefined);
  server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    received: () => received,
    connections: () => connections,
    show: (certificate) => {
      server.setSecureContext({ cert: certificate.cert, key: certificate.key, ...options });
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A wire tap before a TLS server: counts the bytes of application data that clients send, which TLS 1.2 and older tell apart. */
export interface Tap extends LocalServer {
  readonly applicationBytes: () => number;
}

export async function tap(port: number): Promise<Tap> {
  let applicationBytes = 0;
  const server = await tcpServer((client) => {
    const upstream = connectTcp(port, '127.0.0.1');
    upstream.on('error', () => client.destroy());
    client.on('close', () => upstream.destroy());
    upstream.pipe(client);
    client.pipe(upstream);
    let pending = Buffer.alloc(0);
    client.on('data', (bytes: Buffer) => {
      pending = Buffer.concat([pending, bytes]);
      // A record: type, version (2), length (2), content.
      while (pending.length >= 5 && pending.length >= 5 + pending.readUInt16BE(3)) {
        const length = 5 + pending.readUInt16BE(3);
        if (pending[0] === APPLICATION_DATA) applicationBytes += length;
        pending = pending.subarray(length);
      }
    });
  });
  return { ...server, applicationBytes: () => applicationBytes };
}
