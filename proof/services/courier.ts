import { createServer } from 'node:http';
import type { CommonFault } from '../../sandbox/faults';
import { AGENT_ACCOUNT, TEST_ACCOUNT } from '../../sandbox/measoft/accounts';
import { CourierDouble } from '../../sandbox/measoft/courier_double';
import { COURIER_FAULTS, type CourierFault, type CourierFaultDetails } from '../../sandbox/measoft/faults';
import { WEBHOOK_FAULTS } from '../../sandbox/measoft/webhooks';
import { close, listen, portOf } from '../../sandbox/server';
import type { Answer, Received } from '../server';
import { COURIER_USES } from '../uses/measoft';
import { escapeXml, readXml, type XmlNode } from '../xml';
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

export interface OpenCourier extends OpenService {
  readonly courier: CourierDouble;
}

const PASSWORD = 'c0u-<08fe> &"курьер" %{}+/=21\'a9';

const EXAMPLES: ExamplesOf<CourierFaultDetails> = {
  'service error': ([200, 500, 502] as const).map((status) => ({ kind: 'service error', status })),
  // Codes of the ordering functions and of all others, and one that nobody knows. The tests of a function have its own.
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
    password: PASSWORD,
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
      password: PASSWORD,
      api_url: courier.url,
    },
    origins: { courier: courier.origin, files: filesOrigin },
    tokens: {
      $agent_order: courier.orders.get('SHOP-0997').code,
      // The address at which an earlier step left a file.
      $file: `${filesOrigin}/invoice.pdf`,
    },
    faults: faultsAt(courier, FAULTS),
    doubles: { Courier: courier },
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

const CHANGES = ['neworder', 'editorder', 'cancelorder', 'setorderinfo', 'addattachments'];

/** The vendor lets both be sent again. */
const HARMLESS = ['commitlaststatus', 'editorder'];

/** No login of table A and no XML of table B; no such function. */
const WRONG = new Set(['1', '14']);

function receptionOf({ body: sent }: Received, { status, body }: Answer): Reception {
  const command = /<([a-z]+)[ />]/.exec(sent.toString('utf8'))?.[1] ?? '';
  const isPdf = body.subarray(0, 5).toString('latin1') === '%PDF-';
  const root = isPdf ? undefined : readXml(body.toString());
  if (status !== 200 || !(isPdf || root)) return wrong(`${command} was answered with HTTP ${status}`);
  const refusing = root && [root, ...root.children].find(isRefusing);
  const isHarmless = HARMLESS.includes(command);
  if (!refusing)
    return { kind: 'accepted', command, isWrite: isHarmless || CHANGES.includes(command), isHarmless };
  const code = refusing.attributes.error;
  const words = body.toString('utf8');
  if (/авторизац|authorization/i.test(words)) return unauthorized(`${command} was answered with ${code}`);
  // New statuses come, so that the form takes any.
  if (words.includes('setorderinfo/order/status must be'))
    return { kind: 'refused', command, code: 'status' };
  return code === undefined || (WRONG.has(code) && refusing.name !== 'createorder')
    ? wrong(`${command} was answered with ${words.slice(0, 300)}`)
    : { kind: 'refused', command, code };
}

function isRefusing({ name, attributes: { error } }: XmlNode): boolean {
  return error === undefined ? name === 'error' : error !== '0';
}

const SERVER: Server = {
  environment: (origin) => ({ MEASOFT_URL: `${origin}/api/` }),
  receptionOf,
  refusal: (words) => {
    const inXml = escapeXml(words);
    return ['text/xml', `<request><error error="77" errormsg="${inXml}" errormsgru="${inXml}"/></request>`];
  },
  secretsIn: ({ body }) => [/ pass="([^"]*)"/.exec(body.toString('utf8'))?.[1]],
  // An order is changed by sending all of it again.
  repeatsWhatWasTold: ({ body }) => body.includes('<editorder'),
};

/** The server on which an earlier step left a file. */
const FILES: Server = {
  mayBeAnywhere: true,
  receptionOf: () => ({ kind: 'accepted', command: 'file', isWrite: false }),
  secretsIn: () => [],
};

const KINDS = plainKinds(WEBHOOK_FAULTS, {});

export const COURIER: Service<OpenCourier> = {
  uses: COURIER_USES,
  servers: { courier: SERVER, files: FILES },
  secrets: [PASSWORD],
  hooks: [
    hookOf(open, {
      key: 'measoft_status_event',
      faults: Object.fromEntries(KINDS.map((kind) => [kind, kind])),
      id: 'ordercode',
      tell: async ({ courier }, url, kind) => {
        const { orders, webhooks } = courier;
        const [first, second] = [orders.get('00032011'), orders.get('SHOP-0995')];
        webhooks.subscribe(courier.account(TEST_ACCOUNT.login), url);
        if (kind !== undefined) webhooks.faults.add({ kind });
        orders.move(first, 'DELIVERY');
        orders.move(second, 'COMPLETE');
        // What was not answered as expected is sent again in the next run.
        await webhooks.run();
        await webhooks.run();
        return [first.code, second.code];
      },
    }),
  ],
  changes: (call) => CHANGES.includes(call),
  mostCalls: 6,
  open,
};
