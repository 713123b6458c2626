import { Clock } from '../../sandbox/clock';
import type { CommonFault } from '../../sandbox/faults';
import {
  REFUSAL_CODES,
  TILL_FAULTS,
  type TillFault,
  type TillFaultDetails,
} from '../../sandbox/rkeeper/faults';
import { LicenceRegistry, YEARLY_PRODUCT } from '../../sandbox/rkeeper/licence_registry';
import { LicenseServerDouble } from '../../sandbox/rkeeper/licence_server';
import { TillDouble } from '../../sandbox/rkeeper/till';
import { NOTIFY_FAULTS, OrderNotify } from '../../sandbox/rkeeper_notify/order_notify';
import { isJsonObject, parseJson } from '../../sandbox/zapier/json';
import type { Answer, Received } from '../server';
import { OPEN_ORDER, TILL_USES } from '../uses/rkeeper';
import { escapeXml, readXml } from '../xml';
import { COMMON, type ExamplesOf, faultsAt, plainKinds } from './examples';
import {
  hookOf,
  type OpenOptions,
  type OpenService,
  type Reception,
  type Server,
  type Service,
  unauthorized,
  wrong,
} from './service';

export interface OpenTill extends OpenService {
  readonly till: TillDouble;
  readonly licences: LicenseServerDouble;
}

/** The one function of the licence server. */
const GET_LICENCE = 'GetLicenseIdByAnchor';

const LICENCE_PASSWORD = 'l1c-<4d2a> &"пароль" %{}+/=9b\'03';
const LICENCE_TOKEN = 't0k-<77e1> &"жетон" %{}+/=5a\'c8';
const TILL_PASSWORD = 't1l-<b31c> &"касса" %{}+/=f4\'6d';

const LICENCE_USER = 'licences@restaurant.example';
const TILL_USER = 'zapier';
const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

const EXAMPLES: ExamplesOf<TillFaultDetails> = {
  refused: REFUSAL_CODES.map((code) => ({ kind: 'refused', code })),
  'licence gone': (['expired', 'revoked'] as const).map((how) => ({ kind: 'licence gone', how })),
};
const FAULTS: readonly (CommonFault | Exclude<TillFault, { kind: 'restart' }>)[] = [
  ...COMMON,
  ...plainKinds(TILL_FAULTS, EXAMPLES).map((kind) => ({ kind })),
  ...Object.values(EXAMPLES).flat(),
];

async function open(
  licenseMode: 'subscription' | 'lifetime',
  { ports, clock = new Clock() }: OpenOptions = {},
): Promise<OpenTill> {
  const registry = new LicenceRegistry();
  registry.addUser({ userName: LICENCE_USER, password: LICENCE_PASSWORD });
  registry.addToken(LICENCE_TOKEN);
  const [till, licences] = await Promise.all([
    TillDouble.start({
      ...{ registry, users: { [TILL_USER]: TILL_PASSWORD }, clock },
      insistsOnSchema: true,
    }),
    LicenseServerDouble.start({
      registry,
      clock,
      ...(ports?.licences !== undefined && { port: ports.licences }),
    }),
  ]);
  // Ends in some seventy years and not at this time of day, in Moscow neither, so that the days that are left do not change on the way.
  const licence = {
    expirationDate: new Date(clock.now() + (70 * 365 + 0.75) * DAY_MILLISECONDS).toISOString().slice(0, 19),
  };
  registry.grant(till.anchor, licence);
  serveGuests(till);
  till.switches.licenseMode = licenseMode;
  const [receipt] = till.orders.receipts;
  return {
    till,
    licences,
    authData: {
      service: 'rkeeper',
      login: LICENCE_USER,
      password: LICENCE_PASSWORD,
      license_token: LICENCE_TOKEN,
      license_product: licenseMode === 'lifetime' ? 'lifetime' : YEARLY_PRODUCT,
      server_url: till.origin,
      server_login: TILL_USER,
      server_password: TILL_PASSWORD,
    },
    origins: { till: till.origin, licences: licences.origin },
    tokens: { $receipt: receipt?.guid ?? '', $line: receipt?.dishes[0]?.guid ?? '' },
    faults: [
      ...faultsAt(till, FAULTS, (call) => call !== GET_LICENCE),
      ...faultsAt(licences, COMMON, (call) => call === GET_LICENCE),
    ],
    doubles: { 'Licence server': licences, Till: till },
    state: () => ({ visits: till.orders.visits, receipts: till.orders.receipts }),
    isReplay: (request) => till.journal.exchanges[request]?.replayed === true,
    events: {
      restart: () => {
        till.restart();
      },
      'next shift': () => {
        till.orders.openShift();
      },
    },
    recover: () => {
      till.faults.clear();
      licences.faults.clear();
      if (registry.find(till.anchor)?.expirationDate !== licence.expirationDate)
        registry.grant(till.anchor, licence);
    },
    stop: async () => {
      await Promise.all([till.stop(), licences.stop()]);
    },
  };
}

const PAID_ORDER = '{22222222-2222-4333-8444-555555555555}';
const DELETED_ORDER = '{33333333-2222-4333-8444-555555555555}';
const STATION = '<Station id="15015"/>';
const SOUP = 1000017;

/** What waiters do at the till: two portions on three orders each, as the use of Save Order adds, of which two are paid, and the last receipt deleted. */
function serveGuests(till: TillDouble): void {
  const enter = (name: string, content: string): void => {
    till.enter(`<RK7CMD CMD="${name}">${content}</RK7CMD>`);
  };
  const open = (guid: string): void => {
    const guests = '<Guests><Guest guestLabel="1"/></Guests>';
    enter('CreateOrder', `<Order guid="${guid}"><Table id="1000101"/>${guests}</Order>`);
    const dish = `<Dish id="${SOUP}" quantity="2000"/>`;
    enter('SaveOrder', `<Order guid="${guid}"/><Session>${STATION}${dish}</Session>`);
  };
  open(OPEN_ORDER);
  for (const guid of [PAID_ORDER, DELETED_ORDER]) {
    open(guid);
    const payment = '<Cashier id="1000018"/><Payment id="1" amount="23800"/>';
    enter('PayOrder', `<Order guid="${guid}"/>${STATION}${payment}`);
  }
  const [, deleted] = till.orders.receipts;
  if (deleted) till.orders.deleteReceipt(deleted, deleted.cashier, undefined);
}

const WRITES = new Set(['CreateOrder', 'SaveOrder', 'PayOrder', 'MakeReturnGoods', 'VoidOrder']);

function byTill(_request: Received, { status, body }: Answer): Reception {
  if (status === 401) return unauthorized('the till answered HTTP 401');
  const root = readXml(body.toString());
  if (status !== 200 || !root) return wrong(`the till answered HTTP ${status}`);
  const { Status = '', CMD: command = '', ErrorText = '', RK7ErrorN: code = '' } = root.attributes;
  switch (Status) {
    case 'Ok':
    case 'No changes':
      return { kind: 'accepted', command, isWrite: WRITES.has(command) };
    case 'Query Executing Error':
      return { kind: 'refused', command, code: code === '' ? ErrorText : code };
    default:
      return wrong(`${command} was answered with ${Status}: ${ErrorText}`);
  }
}

function byLicenceServer(_request: Received, { status, body }: Answer): Reception {
  if (status === 401) return unauthorized('the licence server answered HTTP 401');
  const text = body.toString('utf8');
  const answer = parseJson(text);
  if (status !== 200 || !isJsonObject(answer)) return wrong(`the licence server answered HTTP ${status}`);
  if ('ErrorCode' in answer) return wrong(`the licence server answered ${text}`);
  return typeof answer.id === 'string'
    ? { kind: 'accepted', command: GET_LICENCE, isWrite: false }
    : { kind: 'refused', command: GET_LICENCE, code: 'no licence' };
}

const basic = ({ headers }: Received): string | undefined => headers.authorization?.replace(/^Basic /, '');

const AT_TILL: Server = {
  root: '/rk7api/',
  receptionOf: byTill,
  refusal: (words) => [
    'application/xml',
    `<RK7QueryResult Status="Query Executing Error" ErrorText="${escapeXml(words)}" RK7ErrorN="4711"/>`,
  ],
  secretsIn: (request) => {
    const text = request.body.toString('utf8');
    return [
      basic(request),
      ...['licenseToken', 'anchor'].map((name) => new RegExp(` ${name}="([^"]*)"`).exec(text)?.[1]),
    ];
  },
  // It is asked for the order that it told of itself.
  repeatsWhatWasTold: ({ body }) => body.includes('CMD="GetOrder"'),
};

const AT_LICENCES: Server = {
  environment: (origin) => ({ RKEEPER_LICENSE_URL: origin }),
  receptionOf: byLicenceServer,
  refusal: (words) => ['application/json', JSON.stringify({ ErrorCode: 7, ErrorMessage: words })],
  secretsIn: (request) => [
    basic(request),
    request.headers.usr,
    new URL(request.path, 'http://localhost').searchParams.get('anchor'),
  ],
};

const openSubscribed = (options?: OpenOptions): Promise<OpenTill> => open('subscription', options);

const KINDS = plainKinds(NOTIFY_FAULTS, {});

export const TILL: Service<OpenTill> = {
  uses: TILL_USES,
  servers: { till: AT_TILL, licences: AT_LICENCES },
  secrets: [LICENCE_PASSWORD, LICENCE_TOKEN, TILL_PASSWORD],
  hooks: [
    hookOf(openSubscribed, {
      key: 'rkeeper_order_event',
      faults: Object.fromEntries(KINDS.map((kind) => [kind, kind])),
      id: 'id',
      tell: async ({ till }, url, kind) => {
        const notify = OrderNotify.start(till, { addresses: [url], retryMilliseconds: 1 });
        const order = till.orders.visits[0]?.orders[0];
        if (!order) throw new Error('The case has no order.');
        if (kind !== undefined) notify.faults.add({ kind }, { on: '3' });
        notify.orderChanged('Save Order', order);
        notify.orderChanged('Quit Order', order);
        await notify.settled();
        await notify.stop();
        const [, first = '', second = ''] = notify.guids;
        return [first, second];
      },
    }),
  ],
  changes: (call) => /^(?:Create|Save|Pay|Make|Void)/.test(call),
  mostCalls: 36,
  open: openSubscribed,
};

/** Without LicenseInfo and numbers there is another way to do nothing twice. What only asks does not know the difference. */
export const LIFETIME_TILL: Service<OpenTill> = {
  ...TILL,
  covers: ['create'],
  mostCalls: 20,
  open: (options) => open('lifetime', options),
};
