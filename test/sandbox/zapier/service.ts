import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';

/** A service for steps to call: it notes every path, and answers those below `/held/` only when told to. */
export class Service {
  readonly paths: string[] = [];
  private readonly held = new Map<string, ServerResponse>();
  private readonly arrivals = new Map<string, () => void>();
  private readonly server = createServer((request, response) => {
    const path = request.url ?? '';
    this.paths.push(path);
    this.arrivals.get(path)?.();
    if (path.startsWith('/held/')) this.held.set(path, response);
    else response.end('{}');
  });

  static async start(): Promise<Service> {
    const service = new Service();
    await new Promise<void>((resolve) => service.server.listen(0, '127.0.0.1', resolve));
    return service;
  }

  url(path: string): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}${path}`;
  }

  /** Resolves when a request for this path is there. */
  arrived(path: string): Promise<void> {
    if (this.paths.includes(path)) return Promise.resolve();
    return new Promise((resolve) => this.arrivals.set(path, resolve));
  }

  /** Answers a held request. */
  release(path: string): void {
    this.held.get(path)?.end('{}');
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}
