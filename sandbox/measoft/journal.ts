import type { IncomingHttpHeaders } from 'node:http';
import type { XmlElement } from '../../src/core/xml';
import type { Fault } from './faults';

/** One request as the courier got it, and what it answered. */
export interface Exchange {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The body as it came. */
  readonly request: string;
  /** What was read of it; undefined when it was no XML. */
  root?: XmlElement | undefined;
  fault?: Fault | undefined;
  /** The address was over budget, and nothing was done. */
  blocked?: boolean;
  /** Undefined while nothing was answered, and for good when the connection was cut. */
  status?: number;
  answer?: string;
}

/** Everything that reached the courier, in order. */
export class Journal {
  readonly exchanges: Exchange[] = [];

  /** The exchanges of one function. */
  of(functionName: string): readonly Exchange[] {
    return this.exchanges.filter(({ root }) => root?.name === functionName);
  }

  /** The requests of one function as they were read. */
  sent(functionName: string): readonly XmlElement[] {
    return this.exchanges.flatMap(({ root }) => (root?.name === functionName ? [root] : []));
  }

  /** The names of the functions asked for, in order; empty where it was no XML. */
  get functions(): readonly string[] {
    return this.exchanges.map(({ root }) => root?.name ?? '');
  }

  clear(): void {
    this.exchanges.length = 0;
  }
}
