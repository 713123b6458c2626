import { CdekDouble, TEST_KEYS } from '../../sandbox/cdek/cdek_double';
import { CDEK_FAULTS, type CdekFault, type CdekFaultDetails } from '../../sandbox/cdek/faults';
import type { CommonFault } from '../../sandbox/faults';
import { ORDERS } from '../uses/cdek';
import { CREDENTIALS } from '../uses/credentials';
import { COMMON, type ExamplesOf, faultsAt, plainKinds } from './examples';
import type { OpenOptions, OpenService, Service } from './service';

export interface OpenCdek extends OpenService {
  readonly double: CdekDouble;
}

const EXAMPLES: ExamplesOf<CdekFaultDetails> = {
  refused: [
    'v2_bad_request',
    'v2_similar_request_still_processed',
    'v2_entity_not_found',
    'nobody_knows_it',
  ].map((code) => ({ kind: 'refused', code })),
  invalid: ['v2_bad_request', 'nobody_knows_it'].map((code) => ({ kind: 'invalid', code })),
};
const FAULTS: readonly (CommonFault | CdekFault)[] = [
  ...COMMON,
  ...plainKinds(CDEK_FAULTS, EXAMPLES).map((kind) => ({ kind })),
  ...Object.values(EXAMPLES).flat(),
];

/** From an office to the door, paid already. */
const PARCEL = {
  ...{
    type: 1,
    tariff_code: 137,
    shipment_point: 'MSK65',
    to_location: { code: 270, address: 'Красный пр., 1' },
  },
  recipient: { name: 'Петров Пётр', phones: [{ number: '+79990000002' }] },
  packages: [
    {
      ...{ number: '1', weight: 1200, length: 20, width: 15, height: 10 },
      items: [{ name: 'Свеча', ware_key: '1', payment: { value: 0 }, cost: 590, weight: 600, amount: 2 }],
    },
  ],
};

async function open({ ports, clock }: OpenOptions = {}): Promise<OpenCdek> {
  const { account } = TEST_KEYS;
  const double = await CdekDouble.start({
    keys: [{ account, password: CREDENTIALS.cdekPassword }],
    ...(ports && { port: ports.cdek }),
    ...(clock && { clock }),
  });
  const contract = double.contract();
  const statuses = {
    created: [],
    moving: ['TAKEN_BY_COURIER'],
    delivered: ['DELIVERED'],
    returned: ['NOT_DELIVERED'],
  };
  for (const name of ['returned', 'delivered', 'moving', 'created'] as const) {
    const order = contract.create(
      { ...PARCEL, number: `SHOP-${1001 + Object.keys(ORDERS).indexOf(name)}` },
      ORDERS[name],
    );
    for (const code of statuses[name]) contract.move(order, code);
  }
  return {
    double,
    authData: { service: 'cdek', cdek_account: account, cdek_password: CREDENTIALS.cdekPassword },
    origins: { cdek: double.origin },
    tokens: {},
    faults: faultsAt(double, FAULTS),
    calls: () => [double.journal.calls],
    struck: () => double.journal.struck,
    state: () => [contract.orders, contract.intakes, contract.webhooks.subscriptions],
    isReplay: () => false,
    recover: () => {
      double.faults.clear();
    },
    stop: () => double.stop(),
  };
}

export const CDEK: Service<OpenCdek> = {
  platform: 'cdek',
  changes: (call) => !/^GET|calculator|oauth/.test(call),
  mostCalls: 16,
  open,
};
