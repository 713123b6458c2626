import { randomInt } from 'node:crypto';
import { createServer, type Server } from 'node:http';

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
    const server = createServer();
    const isFree = await listen(server, port).then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    await close(server);
    return port;
  }
}
