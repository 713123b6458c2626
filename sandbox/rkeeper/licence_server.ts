import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { FaultOf } from '../faults';
import { Clock } from './clock';
import { close, listen, portOf } from './loopback';
import { isAnchor, type Licence, LicenceRegistry } from './licence_registry';

const LICENCE_PATH = '/ls5api/api/License/GetLicenseIdByAnchor';

/** How one request goes wrong. */
export const LICENCE_SERVER_FAULTS = {
  'answer late': 'The usual answer comes late.',
  'connection reset': 'The connection breaks.',
  'http 500': 'Status 500 with an HTML page.',
  'http 401': 'Status 401: the login, the password or the token is refused.',
  'not json': 'Something comes that is no JSON.',
} as const;

/** What some kinds need to be told. */
export interface LicenceServerFaultDetails {
  readonly 'answer late': { readonly milliseconds: number };
}

export type LicenceServerFault = FaultOf<keyof typeof LICENCE_SERVER_FAULTS, LicenceServerFaultDetails>;

export interface LicenceExchange {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** After decoding; undefined when none was sent. */
  readonly anchor: string | undefined;
  fault?: LicenceServerFault['kind'] | undefined;
  status?: number;
  answer?: string;
}

export interface LicenseServerOptions {
  readonly registry?: LicenceRegistry;
  /** Any free port when absent. */
  readonly port?: number;
  /** How an unknown object or an expired licence is told: both occur. */
  readonly noLicenceAnswer?: 'null id' | 'error';
  readonly clock?: Clock;
}

/** A double of the licence server l.ucs.ru (сервер лицензий). */
export class LicenseServerDouble {
  readonly registry: LicenceRegistry;
  readonly journal: LicenceExchange[] = [];
  noLicenceAnswer: 'null id' | 'error';
  private faults: LicenceServerFault[] = [];
  private readonly clock: Clock;
  private readonly server: Server;
  private readonly stopping = new AbortController();

  private constructor({
    registry = new LicenceRegistry(),
    noLicenceAnswer = 'null id',
    clock = new Clock(),
  }: LicenseServerOptions) {
    this.registry = registry;
    this.noLicenceAnswer = noLicenceAnswer;
    this.clock = clock;
    this.server = createServer((request, response) => {
      this.handle(request, response).catch(() => response.destroy());
    });
  }

  /** Starts on 127.0.0.1. */
  static async start(options: LicenseServerOptions = {}): Promise<LicenseServerDouble> {
    const double = new LicenseServerDouble(options);
    await listen(double.server, options.port);
    return double;
  }

  /** `http://127.0.0.1:port`: what stands in for https://l.ucs.ru. */
  get origin(): string {
    return `http://127.0.0.1:${portOf(this.server)}`;
  }

  /** The next requests suffer these faults, one each. */
  plan(...faults: readonly LicenceServerFault[]): void {
    this.faults.push(...faults);
  }

  /** Forgets the faults still to come. */
  clearFaults(): void {
    this.faults = [];
  }

  /** Stops at once: open connections are cut. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await close(this.server);
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    // In a query string a raw + would mean a space; anchors have none, so URLSearchParams decodes them exactly.
    const anchor = url.searchParams.get('anchor') ?? undefined;
    const exchange: LicenceExchange = { path: request.url ?? '', headers: request.headers, anchor };
    this.journal.push(exchange);
    const send = (status: number, type: string, answer: string): void => {
      Object.assign(exchange, { status, answer });
      response.writeHead(status, { 'Content-Type': `${type}; charset=utf-8` }).end(answer);
    };

    const fault = this.faults.shift();
    exchange.fault = fault?.kind;
    switch (fault?.kind) {
      case 'connection reset':
        request.socket.resetAndDestroy();
        return;
      case 'http 500':
        send(500, 'text/html', '<html><body><h1>Server Error</h1></body></html>');
        return;
      case 'http 401':
        send(401, 'text/plain', 'Unauthorized');
        return;
      case 'not json':
        send(200, 'application/json', 'OK');
        return;
      case 'answer late':
        await wait(fault.milliseconds, undefined, { signal: this.stopping.signal });
        break;
      case undefined:
        break;
    }

    const { usr } = request.headers;
    if (url.pathname !== LICENCE_PATH || request.method !== 'GET') {
      send(404, 'text/plain', 'Not found');
    } else if (typeof usr !== 'string' || !this.registry.accepts(usr)) {
      send(401, 'text/plain', 'Unauthorized');
    } else if (!(request.headers.accept ?? '').includes('application/json')) {
      send(200, 'application/xml', '<License/>');
    } else {
      send(200, 'application/json', this.answer(anchor));
    }
  }

  private answer(anchor: string | undefined): string {
    if (anchor === undefined || !isAnchor(anchor)) return errorJson('Wrong anchor format');
    const licence = this.registry.find(anchor);
    if (licence && licence.expirationDate > this.clock.dateTime()) return licenceJson(licence);
    return this.noLicenceAnswer === 'null id'
      ? '{"id":null,"expirationDate":null,"qty":0.0}'
      : errorJson('License not found');
  }
}

function licenceJson({ id, expirationDate, quantity }: Licence): string {
  return `{"id":"${id}","expirationDate":"${expirationDate}","qty":${quantity.toFixed(1)}}`;
}

/** The numbers are not known; clients only look whether there is one. */
function errorJson(message: string): string {
  return JSON.stringify({ ErrorCode: 1, ErrorMessage: message });
}
