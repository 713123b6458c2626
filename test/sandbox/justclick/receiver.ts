import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type FormArray, parsePhpForm } from '../../../sandbox/justclick/php_form';

/** A notification as it came in. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly form: FormArray;
}

/** An address for notifications. */
export interface Receiver {
  readonly url: string;
  readonly received: readonly Received[];
}

/** Starts a receiver before each test of the file and stops it after. It never answers below `/silent`. */
export function useReceiver(): () => Receiver {
  let receiver: Receiver | undefined;
  let stop: () => void = () => undefined;
  beforeEach(async () => {
    const received: Received[] = [];
    const server = createServer((request, response) => {
      void text(request).then((body) => {
        const { url: path = '', headers } = request;
        received.push({ path, headers, body, form: parsePhpForm(Buffer.from(body)) });
        if (!path.startsWith('/silent')) {
          response.end('taken');
        }
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    receiver = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
    stop = () => {
      server.close();
      server.closeAllConnections();
    };
  });
  afterEach(() => {
    stop();
  });
  return () => {
    if (receiver === undefined) {
      throw new Error('The receiver runs only inside tests.');
    }
    return receiver;
  };
}
