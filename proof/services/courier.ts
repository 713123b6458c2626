import { createServer } from 'node:http';
import type { CommonFault } from '../../sandbox/faults';
import { AGENT_ACCOUNT, TEST_ACCOUNT } from '../../sandbox/measoft/accounts';
import { CourierDouble } from '../../sandbox/measoft/courier_double';
import { COURIER_FAULTS, type CourierFault, type CourierFaultDetails } from '../../sandbox/measoft/faults';
import { close, listen, portOf } from '../../sandbox/server';
import { CREDENTIALS } from '../uses/credentials';
import { COMMON, type ExamplesOf, faultsAt, plainKinds } from './examples';
import type { OpenOptions, OpenService, Service } from './service';

export interface OpenCourier extends OpenService {
  readonly courier: CourierDouble;
}

const EXAMPLES: ExamplesOf<CourierFaultDetails> = {
  'service error': ([200, 500, 502] as const).map((status) => ({ kind: 'service error', status })),
  // Of the ordering functions and of all others; one that nobody knows. The tests of a function have its own.
  'global error': [1, 13, 33, 999].map((code) => ({ kind: 'global error', code })),
  'order error': [17, 52, 999].map((code) => ({ kind: 'order error', code })),
  'unknown status': [{ kind: 'unknown status', code: 'BEAMED_UP' }],
  'fields missing': [{ kind: 'fields missing', names: ['status', 'ordercode', 'orderprice', 'barcode'] }],
};
const FAULTS: readonly (CommonFault | CourierFault)[] = [
  ...COMMON,
  ...plainKinds(COURIER_FAULTS, EXAMPLES).map((kind) => ({ kind })),
  ...Object.values(EXAMPLES).flat(),
];

async function open({ clock }: OpenOptions = {}): Promise<OpenCourier> {
  const files = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/pdf' }).end('%PDF-1.4 a small file\n');
  });
  const accounts = [TEST_ACCOUNT, AGENT_ACCOUNT].map((account) => ({
    ...account,
    password: CREDENTIALS.courierPassword,
  }));
  const [courier] = await Promise.all([
    CourierDouble.start({ accounts, enforceLimits: false, ...(clock && { clock }) }),
    listen(files),
  ]);
  const filesOrigin = `http://127.0.0.1:${portOf(files)}`;
  return {
    courier,
    authData: {
      service: 'measoft',
      courier_code: TEST_ACCOUNT.courierCode,
      login: TEST_ACCOUNT.login,
      password: CREDENTIALS.courierPassword,
      api_url: courier.url,
    },
    origins: { courier: courier.origin, files: filesOrigin },
    tokens: {
      $agent_order: courier.orders.get('SHOP-0997').code,
      // Where an earlier step left a file.
      $file: `${filesOrigin}/invoice.pdf`,
    },
    faults: faultsAt(courier, FAULTS),
    calls: () => [courier.journal.calls],
    struck: () => courier.journal.struck,
    // A revision only counts changes, also those that change nothing.
    state: () =>
      courier.orders.all.map((order) => Object.entries(order).filter(([name]) => name !== 'revision')),
    isReplay: () => false,
    recover: () => {
      courier.faults.clear();
    },
    stop: async () => {
      await Promise.all([courier.stop(), close(files)]);
    },
  };
}

export const COURIER: Service<OpenCourier> = {
  platform: 'measoft',
  changes: (call) =>
    ['neworder', 'editorder', 'cancelorder', 'setorderinfo', 'addattachments'].includes(call),
  mostCalls: 6,
  open,
};
