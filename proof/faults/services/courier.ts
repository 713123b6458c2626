import { createServer } from 'node:http';
import { TEST_ACCOUNT } from '../../../sandbox/measoft/accounts';
import { CourierDouble } from '../../../sandbox/measoft/courier_double';
import {
  EARLY_FAULTS,
  type Fault as CourierFault,
  type FaultDetails,
  LATE_FAULTS,
} from '../../../sandbox/measoft/faults';
import { close, listen, portOf } from '../../../sandbox/rkeeper/loopback';
import { MEASOFT, MEASOFT_STREAMS } from '../cases/measoft';
import { detailOf, type ExamplesOf, plainKinds } from '../declared';
import type { Fault, Service, Stage } from '../service';
import { NEVER, NOW } from '../time';

export interface CourierStage extends Stage {
  readonly courier: CourierDouble;
  /** Where an earlier step left a file. */
  readonly fileUrl: string;
}

const EXAMPLES: ExamplesOf<FaultDetails> = {
  'block page': ([200, 403, 429] as const).map((status) => ({ kind: 'block page', status })),
  'service error': ([200, 500, 502] as const).map((status) => ({ kind: 'service error', status })),
  // Of the ordering functions and of all others; one that nobody knows. Each function's own are in its tests.
  'global error': [1, 13, 33, 999].map((code) => ({ kind: 'global error', code })),
  'order error': [17, 52, 999].map((code) => ({ kind: 'order error', code })),
  'answer late': [{ kind: 'answer late', milliseconds: NEVER }],
  'answer huge': [{ kind: 'answer huge', bytes: 17 * 1024 * 1024 }],
  'unknown status': [{ kind: 'unknown status', code: 'BEAMED_UP' }],
  'fields missing': [{ kind: 'fields missing', names: ['status', 'ordercode', 'orderprice', 'barcode'] }],
};
const WORDS = { ...EARLY_FAULTS, ...LATE_FAULTS };
const FAULTS: readonly CourierFault[] = [
  ...plainKinds(WORDS, EXAMPLES).map((kind) => ({ kind })),
  ...Object.values(EXAMPLES).flat(),
];

function entry(fault: CourierFault): Fault<CourierStage> {
  return {
    kind: fault.kind,
    detail: detailOf(fault),
    words: WORDS[fault.kind],
    hangs: fault.kind === 'answer late',
    costly: fault.kind === 'answer huge',
    befalls: () => true,
    strike: ({ courier }, call, times) => {
      courier.faults.add(fault, { function: call, times });
    },
  };
}

async function open(): Promise<CourierStage> {
  const files = createServer((_request, response) => response.end('%PDF-1.7'));
  const [courier] = await Promise.all([CourierDouble.start({ clock: () => NOW }), listen(files)]);
  return {
    courier,
    fileUrl: `http://127.0.0.1:${portOf(files)}/invoice.pdf`,
    authData: {
      service: 'measoft',
      courier_code: TEST_ACCOUNT.courierCode,
      login: TEST_ACCOUNT.login,
      password: TEST_ACCOUNT.password,
      api_url: courier.url,
    },
    calls: () => [courier.journal.functions],
    struck: () => courier.journal.exchanges.filter(({ fault }) => fault !== undefined).length,
    // A revision only counts changes, also those that change nothing.
    state: () =>
      courier.orders.all.map((order) => Object.entries(order).filter(([name]) => name !== 'revision')),
    recover: () => {
      courier.faults.clear();
    },
    stop: async () => {
      await Promise.all([courier.stop(), close(files)]);
    },
  };
}

export const COURIER: Service<CourierStage> = {
  prefix: 'measoft',
  name: 'Couriers: MeaSoft',
  faults: FAULTS.map(entry),
  cases: MEASOFT,
  variants: MEASOFT_STREAMS,
  changes: (call) =>
    ['neworder', 'editorder', 'cancelorder', 'setorderinfo', 'addattachments'].includes(call),
  mostCalls: 4,
  placeholders: [
    [
      /The (?:file|order|status) may (?:be|have been) (?:attached|cancelled|changed|reported) already[:;] [^.]* (?:run this step again|step again)\./,
      '‹It may be done already, and where to look.›',
    ],
    [/Not well-formed: [^()]*\.|The XML is cut off\./, 'Not well-formed: ‹…›'],
  ],
  open,
};
