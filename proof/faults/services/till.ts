import { Clock } from '../../../sandbox/clock';
import { COMMON_FAULTS, type CommonDetails, type CommonFault } from '../../../sandbox/faults';
import {
  REFUSAL_CODES,
  TILL_FAULTS,
  type TillFault,
  type TillFaultDetails,
} from '../../../sandbox/rkeeper/faults';
import { LicenceRegistry, YEARLY_PRODUCT } from '../../../sandbox/rkeeper/licence_registry';
import { LicenseServerDouble } from '../../../sandbox/rkeeper/licence_server';
import { TillDouble } from '../../../sandbox/rkeeper/till';
import { RKEEPER } from '../cases/rkeeper';
import { COMMON_EXAMPLES, detailOf, type ExamplesOf, isCostly, isHanging, plainKinds } from '../declared';
import type { Fault, Ports, Service, Stage } from '../service';
import { NEVER, NOW } from '../time';

export interface TillStage extends Stage {
  readonly till: TillDouble;
  readonly licences: LicenseServerDouble;
}

/** The one function of the licence server. */
const GET_LICENCE = 'GetLicenseIdByAnchor';

const USER = { userName: 'user@example.com', password: 'licence-secret' } as const;
const TOKEN = '00000000-0000-0000-0000-000000000001';
const TILL_USER = { zapier: 'till-secret' } as const;
const HOUR_MILLISECONDS = 60 * 60 * 1000;

/** Ends in some seventy years, and not at the time of day that it is now: the days that are left do not change on the way. */
const LICENCE = {
  expirationDate: new Date(Date.now() + (70 * 365 * 24 + 12) * HOUR_MILLISECONDS).toISOString().slice(0, 19),
};

const TILL_EXAMPLES: ExamplesOf<CommonDetails & TillFaultDetails> = {
  ...COMMON_EXAMPLES,
  'html page': [200, 401, 500].map((status) => ({ kind: 'html page', status })),
  refused: REFUSAL_CODES.map((code) => ({ kind: 'refused', code })),
  'licence gone': (['expired', 'revoked'] as const).map((how) => ({ kind: 'licence gone', how })),
};
const TILL_WORDS = { ...COMMON_FAULTS, ...TILL_FAULTS };
const FAULTS_OF_TILLS: readonly (CommonFault | Exclude<TillFault, { kind: 'restart' }>)[] = [
  ...plainKinds(TILL_WORDS, TILL_EXAMPLES).map((kind) => ({ kind })),
  ...Object.values(TILL_EXAMPLES).flat(),
];

const FAULTS_OF_LICENCES: readonly CommonFault[] = [
  { kind: 'lost request' },
  { kind: 'delay', milliseconds: NEVER },
  ...[200, 401, 500].map((status) => ({ kind: 'html page', status }) as const),
];

function tillFault(fault: (typeof FAULTS_OF_TILLS)[number]): Fault<TillStage> {
  return {
    kind: fault.kind,
    detail: detailOf(fault),
    words: TILL_WORDS[fault.kind],
    hangs: isHanging(fault),
    costly: isCostly(fault),
    befalls: (call) => call !== GET_LICENCE,
    strike: ({ till }, command, times) => {
      till.faults.add(fault, { on: command, times });
    },
  };
}

function licenceFault(fault: CommonFault): Fault<TillStage> {
  return {
    kind: `licence server: ${fault.kind}`,
    detail: detailOf(fault),
    words: COMMON_FAULTS[fault.kind],
    hangs: isHanging(fault),
    costly: isCostly(fault),
    befalls: (call) => call === GET_LICENCE,
    strike: ({ licences }, _call, times) => {
      licences.faults.add(fault, { times });
    },
  };
}

async function open({ licences: port }: Ports, licenseMode: 'subscription' | 'lifetime'): Promise<TillStage> {
  const registry = new LicenceRegistry();
  registry.addUser(USER);
  registry.addToken(TOKEN);
  const clock = Clock.at(NOW);
  const [till, licences] = await Promise.all([
    TillDouble.start({ registry, users: TILL_USER, clock, licenseMode }),
    LicenseServerDouble.start({ registry, port, clock }),
  ]);
  registry.grant(till.anchor, LICENCE);
  return {
    till,
    licences,
    authData: {
      service: 'rkeeper',
      login: USER.userName,
      password: USER.password,
      license_token: TOKEN,
      license_product: licenseMode === 'lifetime' ? 'lifetime' : YEARLY_PRODUCT,
      server_url: till.origin,
      server_login: 'zapier',
      server_password: TILL_USER.zapier,
    },
    calls: () => [licences.journal.calls, till.journal.calls],
    struck: () => till.journal.struck + licences.journal.struck,
    state: () => ({ visits: till.orders.visits, receipts: till.orders.receipts }),
    recover: () => {
      till.faults.clear();
      licences.faults.clear();
      if (registry.find(till.anchor)?.expirationDate !== LICENCE.expirationDate)
        registry.grant(till.anchor, LICENCE);
    },
    stop: async () => {
      await Promise.all([till.stop(), licences.stop()]);
    },
  };
}

export const TILL: Service<TillStage> = {
  prefix: 'rkeeper',
  name: 'Restaurant tills: r_keeper 7',
  faults: [...FAULTS_OF_TILLS.map(tillFault), ...FAULTS_OF_LICENCES.map(licenceFault)],
  cases: RKEEPER,
  changes: (call) => /^(?:Create|Save|Pay|Make|Void)/.test(call),
  mostCalls: 32,
  placeholders: [
    [
      /The (?:order may have been opened|dishes may be on the order already|order may be paid already|return may have been made already|order may be deleted already)\./,
      '‹It may be done already.›',
    ],
    [
      /^Order 5\.1 is open on the till\. .*? failed: /,
      '‹What is done already, and that it is safe to run this step again.› ',
    ],
    [/Not well-formed: [^()]*\.|The XML is cut off\./, 'Not well-formed: ‹…›'],
  ],
  open: (ports) => open(ports, 'subscription'),
};

/** Without LicenseInfo and numbers there is another way to do nothing twice. What only asks does not know the difference. */
export const LIFETIME_TILL: Service<TillStage> = {
  ...TILL,
  name: 'Restaurant tills under a LifeTime licence: what changes something',
  covers: ({ kind }) => kind === 'create',
  faults: FAULTS_OF_TILLS.map(tillFault),
  mostCalls: 12,
  open: (ports) => open(ports, 'lifetime'),
};
