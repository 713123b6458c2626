import { createServer, type ServerResponse } from 'node:http';
import { close, listen, portOf } from '../../../sandbox/server';

/** A service for steps to call: it notes every path, and answers those below `/held/` only when told to. */
export class Service {
  readonly paths: string[] = [];
  /** What is answered, as JSON; an empty object for any other path. */
  readonly answers = new Map<string, unknown>();
  private readonly held = new Map<string, ServerResponse>();
  private readonly holds = new Map<string, (release: () => void) => void>();
  private readonly arrivals = new Map<string, () => void>();
  private readonly server = createServer((request, response) => {
    const path = request.url ?? '';
    this.paths.push(path);
    this.arrivals.get(path)?.();
    const hold = this.holds.get(path);
    this.holds.delete(path);
    const answer = JSON.stringify(this.answers.get(path) ?? {});
    if (path.startsWith('/held/')) this.held.set(path, response);
    else if (hold) hold(() => response.end(answer));
    else response.end(answer);
  });

  static async start(): Promise<Service> {
    const service = new Service();
    await listen(service.server);
    return service;
  }

  url(path: string): string {
    return `http://127.0.0.1:${portOf(this.server)}${path}`;
  }

  /** Resolves when a request for this path is there. */
  arrived(path: string): Promise<void> {
    if (this.paths.includes(path)) return Promise.resolve();
    return new Promise((resolve) => this.arrivals.set(path, resolve));
  }

  /** Holds the next request for this path. Resolves when it is there, with what lets the answer of that moment go. */
  hold(path: string): Promise<() => void> {
    return new Promise((resolve) => this.holds.set(path, resolve));
  }

  /** Answers a held request. */
  release(path: string): void {
    this.held.get(path)?.end('{}');
  }

  stop(): void {
    void close(this.server);
  }
}
