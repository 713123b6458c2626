import type { IncomingHttpHeaders } from 'node:http';
import type { XmlElement } from '../../src/core/xml';
import type { Fault } from './faults';

/** One request as the till got it, and what it answered. */
export interface Exchange {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The body as it came. */
  readonly request: string;
  /** The commands in it; none when it could not be read. */
  commands: readonly XmlElement[];
  fault?: Fault | undefined;
  /** Undefined while nothing was answered, and for good when the connection was cut. */
  status?: number;
  answer?: string;
  /** The answer came from memory: same seqNumber, same command. */
  replayed?: boolean;
}

/** Everything that reached the till, in order. */
export class Journal {
  readonly exchanges: Exchange[] = [];

  /** The exchanges that held a command of that name. */
  of(command: string): readonly Exchange[] {
    return this.exchanges.filter(({ commands }) =>
      commands.some((sent) => sent.attribute('CMD') === command),
    );
  }

  /** The commands of that name as they were sent, batches taken apart. */
  sent(command: string): readonly XmlElement[] {
    return this.exchanges
      .flatMap(({ commands }) => commands)
      .filter((sent) => sent.attribute('CMD') === command);
  }

  clear(): void {
    this.exchanges.length = 0;
  }
}
