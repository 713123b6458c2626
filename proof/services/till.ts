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
import { CREDENTIALS } from '../uses/credentials';
import { OPEN_ORDER } from '../uses/rkeeper';
import { COMMON, type ExamplesOf, faultsAt, plainKinds } from './examples';
import type { OpenOptions, OpenService, Service } from './service';

export interface OpenTill extends OpenService {
  readonly till: TillDouble;
  readonly licences: LicenseServerDouble;
}

/** The one function of the licence server. */
const GET_LICENCE = 'GetLicenseIdByAnchor';

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
  registry.addUser({ userName: LICENCE_USER, password: CREDENTIALS.licencePassword });
  registry.addToken(CREDENTIALS.licenceToken);
  const [till, licences] = await Promise.all([
    TillDouble.start({
      ...{ registry, users: { [TILL_USER]: CREDENTIALS.tillPassword }, clock },
      insistsOnSchema: true,
    }),
    LicenseServerDouble.start({
      registry,
      clock,
      ...(ports?.licences !== undefined && { port: ports.licences }),
    }),
  ]);
  // Ends in some seventy years and not at this time of day, so that the days that are left do not change on the way.
  const licence = {
    expirationDate: new Date(clock.now() + (70 * 365 + 0.5) * DAY_MILLISECONDS).toISOString().slice(0, 19),
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
      password: CREDENTIALS.licencePassword,
      license_token: CREDENTIALS.licenceToken,
      license_product: licenseMode === 'lifetime' ? 'lifetime' : YEARLY_PRODUCT,
      server_url: till.origin,
      server_login: TILL_USER,
      server_password: CREDENTIALS.tillPassword,
    },
    origins: { till: till.origin, licences: licences.origin },
    tokens: { $receipt: receipt?.guid ?? '', $line: receipt?.dishes[0]?.guid ?? '' },
    faults: [
      ...faultsAt(till, FAULTS, (call) => call !== GET_LICENCE),
      ...faultsAt(licences, COMMON, (call) => call === GET_LICENCE),
    ],
    calls: () => [licences.journal.calls, till.journal.calls],
    struck: () => licences.journal.struck + till.journal.struck,
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

export const TILL: Service<OpenTill> = {
  platform: 'rkeeper',
  changes: (call) => /^(?:Create|Save|Pay|Make|Void)/.test(call),
  mostCalls: 36,
  open: (options) => open('subscription', options),
};

/** Without LicenseInfo and numbers there is another way to do nothing twice. What only asks does not know the difference. */
export const LIFETIME_TILL: Service<OpenTill> = {
  ...TILL,
  covers: ({ kind }) => kind === 'create',
  mostCalls: 20,
  open: (options) => open('lifetime', options),
};
