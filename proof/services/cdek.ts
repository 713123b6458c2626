import { CdekDouble, TEST_KEYS } from '../../sandbox/cdek/cdek_double';
import { CDEK_FAULTS, type CdekFault, type CdekFaultDetails } from '../../sandbox/cdek/faults';
import { WEBHOOK_FAULTS } from '../../sandbox/cdek/webhooks';
import type { CommonFault } from '../../sandbox/faults';
import { parseJson } from '../../sandbox/zapier/json';
import type { Answer, Received } from '../server';
import { CDEK_USES, ORDERS } from '../uses/cdek';
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

export interface OpenCdek extends OpenService {
  readonly double: CdekDouble;
}

const PASSWORD = 'cdk-<5be0> &"сдэк" %{}+/=d7\'3c';

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
    keys: [{ account, password: PASSWORD }],
    ...(ports?.cdek !== undefined && { port: ports.cdek }),
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
    authData: { service: 'cdek', cdek_account: account, cdek_password: PASSWORD },
    origins: { cdek: double.origin },
    tokens: {},
    faults: faultsAt(double, FAULTS),
    doubles: { CDEK: double },
    state: () => [contract.orders, contract.intakes, contract.webhooks.subscriptions],
    isReplay: () => false,
    recover: () => {
      double.faults.clear();
    },
    stop: () => double.stop(),
  };
}

/** Malformed, or missing where it must be. */
const WRONG = /^v2_(?:bad_request|invalid|field_is_empty|required|parameters|webhook_type)/;

function receptionOf({ method, path }: Received, { status, body }: Answer): Reception {
  const command = `${method} ${path.replace(/\?.*/, '').replace(/[0-9a-f-]{36}/, '{uuid}')}`;
  if (status === 401 && path.endsWith('/oauth/token')) return unauthorized('CDEK gave no token');
  const text = body.toString('utf8');
  const isPdf = body.subarray(0, 4).toString('latin1') === '%PDF';
  if (!isPdf && parseJson(text) === undefined) return wrong(`${command} was answered with HTTP ${status}`);
  const code = /"code":"(\w+)","message"/.exec(text)?.[1];
  if (status === 401 || code === undefined) {
    const isWrite = status < 300 && method !== 'GET' && !/calculator|oauth|print/.test(path);
    return { kind: 'accepted', command, isWrite };
  }
  return WRONG.test(code)
    ? wrong(`${command} was answered with ${code}`)
    : { kind: 'refused', command, code };
}

const SERVER: Server = {
  environment: (origin) => ({ CDEK_URL: `${origin}/v2` }),
  receptionOf,
  refusal: (message) => [
    'application/json',
    JSON.stringify({ errors: [{ code: 'v2_bad_request', message }] }),
  ],
  secretsIn: ({ headers, body }) => [
    /^Bearer (.+)/.exec(headers.authorization ?? '')?.[1],
    new URLSearchParams(body.toString('utf8')).get('client_secret'),
  ],
};

const KINDS = plainKinds(WEBHOOK_FAULTS, {});

export const CDEK: Service<OpenCdek> = {
  uses: CDEK_USES,
  servers: { cdek: SERVER },
  secrets: [PASSWORD],
  hooks: [
    hookOf(open, {
      key: 'cdek_order_status',
      faults: Object.fromEntries(KINDS.map((kind) => [kind, kind])),
      id: 'order_uuid',
      tell: async ({ double }, _url, kind) => {
        const contract = double.contract();
        const [first, second] = [ORDERS.created, ORDERS.moving];
        if (kind !== undefined) contract.webhooks.faults.add({ kind });
        contract.move(
          contract.find(({ uuid }) => uuid === first),
          'TAKEN_BY_COURIER',
        );
        contract.move(
          contract.find(({ uuid }) => uuid === second),
          'DELIVERED',
        );
        await contract.webhooks.run();
        return [first, second];
      },
    }),
  ],
  changes: (call) => !/^GET|calculator|oauth/.test(call),
  mostCalls: 16,
  open,
};
