import { createServer } from 'node:http';
import { Clock } from '../../../sandbox/clock';
import { COMMON_FAULTS, type CommonDetails, type CommonFault } from '../../../sandbox/faults';
import { TEST_ACCOUNT } from '../../../sandbox/measoft/accounts';
import { CourierDouble } from '../../../sandbox/measoft/courier_double';
import { COURIER_FAULTS, type CourierFault, type CourierFaultDetails } from '../../../sandbox/measoft/faults';
import { close, listen, portOf } from '../../../sandbox/server';
import { MEASOFT, MEASOFT_STREAMS } from '../cases/measoft';
import { COMMON_EXAMPLES, detailOf, type ExamplesOf, isCostly, isHanging, plainKinds } from '../declared';
import type { Fault, Service, Stage } from '../service';
import { NOW } from '../time';

export interface CourierStage extends Stage {
  readonly courier: CourierDouble;
  /** Where an earlier step left a file. */
  readonly fileUrl: string;
}

const EXAMPLES: ExamplesOf<CommonDetails & CourierFaultDetails> = {
  ...COMMON_EXAMPLES,
  'html page': [200, 403, 429].map((status) => ({ kind: 'html page', status })),
  'service error': ([200, 500, 502] as const).map((status) => ({ kind: 'service error', status })),
  // Of the ordering functions and of all others; one that nobody knows. Each function's own are in its tests.
  'global error': [1, 13, 33, 999].map((code) => ({ kind: 'global error', code })),
  'order error': [17, 52, 999].map((code) => ({ kind: 'order error', code })),
  'unknown status': [{ kind: 'unknown status', code: 'BEAMED_UP' }],
  'fields missing': [{ kind: 'fields missing', names: ['status', 'ordercode', 'orderprice', 'barcode'] }],
};
const WORDS = { ...COMMON_FAULTS, ...COURIER_FAULTS };
const FAULTS: readonly (CommonFault | CourierFault)[] = [
  ...plainKinds(WORDS, EXAMPLES).map((kind) => ({ kind })),
  ...Object.values(EXAMPLES).flat(),
];

function entry(fault: CommonFault | CourierFault): Fault<CourierStage> {
  return {
    kind: fault.kind,
    detail: detailOf(fault),
    words: WORDS[fault.kind],
    hangs: isHanging(fault),
    costly: isCostly(fault),
    befalls: () => true,
    strike: ({ courier }, call, times) => {
      courier.faults.add(fault, { on: call, times });
    },
  };
}

async function open(): Promise<CourierStage> {
  const files = createServer((_request, response) => response.end('%PDF-1.7'));
  const [courier] = await Promise.all([CourierDouble.start({ clock: Clock.at(NOW) }), listen(files)]);
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
    calls: () => [courier.journal.calls],
    struck: () => courier.journal.struck,
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
