import { Clock } from '../clock';
import { type Answer, Double, type Exchange, type Reading, type Received } from '../server';
import { isAnchor, type Licence, LicenceRegistry } from './licence_registry';

const FUNCTION = 'GetLicenseIdByAnchor';
const LICENCE_PATH = `/ls5api/api/License/${FUNCTION}`;

export interface LicenceExchange extends Exchange {
  /** After decoding; undefined when none was sent. */
  readonly anchor: string | undefined;
}

export interface LicenseServerOptions {
  readonly registry?: LicenceRegistry;
  /** Any free port when absent. */
  readonly port?: number;
  /** How an unknown object or an expired licence is told: both occur. */
  readonly noLicenceAnswer?: 'null id' | 'error';
  readonly clock?: Clock;
}

/** A double of the licence server l.ucs.ru (сервер лицензий). Its `origin` is what stands in for https://l.ucs.ru. */
export class LicenseServerDouble extends Double<LicenceExchange> {
  readonly registry: LicenceRegistry;
  noLicenceAnswer: 'null id' | 'error';
  private readonly clock: Clock;

  private constructor({
    registry = new LicenceRegistry(),
    noLicenceAnswer = 'null id',
    clock = new Clock(),
  }: LicenseServerOptions) {
    super();
    this.registry = registry;
    this.noLicenceAnswer = noLicenceAnswer;
    this.clock = clock;
  }

  static start({ port, ...options }: LicenseServerOptions = {}): Promise<LicenseServerDouble> {
    return new LicenseServerDouble(options).listen(port);
  }

  protected read({ method, path, headers, body }: Received): Reading<LicenceExchange> {
    const url = new URL(path, 'http://localhost');
    // In a query string a raw + would mean a space; anchors have none, so URLSearchParams decodes them exactly.
    const anchor = url.searchParams.get('anchor') ?? undefined;
    const isKnown = url.pathname === LICENCE_PATH && method === 'GET';
    const calls = isKnown ? [FUNCTION] : [];
    return {
      exchange: { method, path, headers, request: body.toString('utf8'), calls, anchor },
      answer: isKnown ? undefined : plain(404, 'text/plain', 'Not found'),
    };
  }

  protected perform({ headers, anchor }: LicenceExchange): Answer {
    const { usr, accept } = headers;
    if (typeof usr !== 'string' || !this.registry.accepts(usr))
      return plain(401, 'text/plain', 'Unauthorized');
    if (!(accept ?? '').includes('application/json')) return plain(200, 'application/xml', '<License/>');
    return plain(200, 'application/json', this.licenceOf(anchor));
  }

  private licenceOf(anchor: string | undefined): string {
    if (anchor === undefined || !isAnchor(anchor)) return errorJson('Wrong anchor format');
    const licence = this.registry.find(anchor);
    if (licence && licence.expirationDate > this.clock.dateTime()) return licenceJson(licence);
    return this.noLicenceAnswer === 'null id'
      ? '{"id":null,"expirationDate":null,"qty":0.0}'
      : errorJson('License not found');
  }
}

function plain(status: number, type: string, body: string): Answer {
  return { status, headers: { 'content-type': `${type}; charset=utf-8` }, body };
}

function licenceJson({ id, expirationDate, quantity }: Licence): string {
  return `{"id":"${id}","expirationDate":"${expirationDate}","qty":${quantity.toFixed(1)}}`;
}

/** The numbers are not known; clients only look whether there is one. */
function errorJson(message: string): string {
  return JSON.stringify({ ErrorCode: 1, ErrorMessage: message });
}
