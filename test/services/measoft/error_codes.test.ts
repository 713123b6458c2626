import type { Http } from '../../../src/core/http';
import { CourierClient } from '../../../src/services/measoft/client';
import type { CourierConnection } from '../../../src/services/measoft/connection';
import { parseThousandths } from '../../../src/core/money';
import { GENERAL_ERRORS, ORDERING_ERRORS, type ErrorRow } from '../../support/courier_errors';
import { problemOf } from '../../support/problem';
import { MemoryStore } from '../../support/memory';

/** The places of a code in the answer of a function; `child` is what the function says about one order. */
const inRequest = (code: number, words: string): string =>
  `<request><error error="${code}" errormsg="In English" errormsgru="${words}"/></request>`;
const onRoot = (name: string, code: number, words: string): string =>
  `<${name} error="${code}">${words}</${name}>`;
const onChild = (name: string, child: string, code: number, words: string): string =>
  `<${name}><${child} orderno="A7" ordercode="7" error="${code}" errormsg="In English" errormsgru="${words}"/></${name}>`;

const REF = { orderCode: '7', orderNo: undefined };

const ORDER = {
  orderNo: 'A7',
  barcode: undefined,
  receiver: { person: 'Петров', phone: '1', address: 'x' },
  sender: {},
  paytype: 'NO',
  items: [],
  packages: [],
  advprices: [],
};

const REPORT = {
  orderCode: '7',
  status: 'DELIVERY',
  eventTime: undefined,
  message: undefined,
  paytype: undefined,
  image: undefined,
};

type Use = (client: CourierClient) => Promise<unknown>;

const ORDERING_FUNCTIONS: readonly (readonly [name: string, child: string, use: Use])[] = [
  ['neworder', 'createorder', (client) => client.createOrder(ORDER, 'error')],
  ['editorder', 'createorder', (client) => client.updateOrder(REF, ORDER)],
  ['cancelorder', 'order', (client) => client.cancelOrder(REF)],
];

const PARCEL = { townfrom: 'Москва', townto: 'Казань', mass: parseThousandths(1) };

const CHANGES = {
  side: 'CLIENT',
  streamId: 100,
  quickStatus: true,
  mayCommit: true,
  fitting: <Item>(items: readonly Item[]) => items,
} as const;

const OTHER_FUNCTIONS: readonly (readonly [name: string, use: Use])[] = [
  ['setorderinfo', (client) => client.setStatus(REPORT, '')],
  ['addattachments', (client) => client.addAttachment(REF, '1.pdf', Buffer.from('x'))],
  ['waybill', (client) => client.label([REF], undefined)],
  ['statusreq', (client) => client.orders({ ...REF, side: 'CLIENT' })],
  ['statusreq', (client) => client.changes(CHANGES)],
  ['commitlaststatus', async (client) => [await client.changes(CHANGES), await client.changes(CHANGES)]],
  ['calculator', (client) => client.prices(PARCEL)],
  ['townlist', (client) => client.townsNamed('Казань', {}, 10)],
  ['pvzlist', (client) => client.pickupPoints({}, 10)],
  ['services', (client) => client.services()],
  ['storelist', (client) => client.stores()],
  ['itemlist', (client) => client.goods({}, 10)],
  ['smalist', (client) => client.settlements('2026-01-01', '2026-02-01')],
  ['smadetail', (client) => client.settlementLines('6278')],
];

const CONNECTION: CourierConnection = {
  platform: 'measoft',
  courierCode: '8',
  login: 'test',
  password: 'testm',
  apiUrl: 'http://127.0.0.1:1/api/',
};

/** A service that knows order 7 and gives one answer to all that a function is asked. */
function courier(
  functionName: string,
  answer: string,
): { readonly client: CourierClient; readonly asked: string[] } {
  const asked: string[] = [];
  const http: Http = ({ body = '', into }) => {
    const name = /<([a-z]+)>/.exec(body)?.[1] ?? '';
    asked.push(name);
    const known = '<statusreq><order ordercode="7" orderno="A7"><status>NEW</status></order></statusreq>';
    const reply = name === functionName ? answer : known;
    into.push(Buffer.from(reply));
    return Promise.resolve({ status: 200, location: undefined });
  };
  return { client: new CourierClient(CONNECTION, http, new MemoryStore()), asked };
}

/** Uses a function that is refused, and then looks at what was said and how often the function was called. */
async function expectRefusal(
  name: string,
  answer: string,
  use: Use,
  [code, kind, words, remedy]: ErrorRow,
): Promise<void> {
  const { client, asked } = courier(name, answer);
  const problem = await problemOf(() => use(client));
  const { message, retryAfterSeconds } = problem;
  const said = { name, answer, kind: problem.kind, code: problem.code, message };
  expect(said).toMatchObject({ kind, code: String(code) });
  expect(said).toMatchObject({ message: expect.stringContaining(remedy) as string });
  expect(message.endsWith(`(MeaSoft error ${code}: ${words})`)).toBe(true);
  expect(retryAfterSeconds === undefined).toBe(kind !== 'later');
  expect(asked.filter((one) => one === name)).toEqual([name]);
}

const countsUp = (codes: readonly number[], last: number, ...absent: readonly number[]): void => {
  const all = Array.from({ length: last }, (_, index) => index + 1);
  expect(codes).toEqual(all.filter((code) => !absent.includes(code)));
};

it('the tables are whole: 1 to 18, 52 and 67 of the ordering functions, 1 to 39 without 16 and 17 of the others', () => {
  const codes = ORDERING_ERRORS.map(([code]) => code);
  countsUp(codes.slice(0, -2), 18);
  expect(codes.slice(-2)).toEqual([52, 67]);
  countsUp(
    GENERAL_ERRORS.map(([code]) => code),
    39,
    16,
    17,
  );
});

describe.each(ORDERING_ERRORS)('an order that is refused with %i', (...row) => {
  const [code, , words] = row;
  it.each(ORDERING_FUNCTIONS)(
    'by %s is told with its remedy and sent once, wherever the code stands',
    async (name, child, use) => {
      for (const answer of [
        onChild(name, child, code, words),
        inRequest(code, words),
        onRoot(name, code, words),
      ])
        await expectRefusal(name, answer, use, row);
    },
  );
});

describe.each(GENERAL_ERRORS)('a request that is refused with %i', (...row) => {
  const [code, , words] = row;
  it.each(OTHER_FUNCTIONS)(
    'by %s is told with its remedy and sent once, wherever the code stands',
    async (name, use) => {
      for (const answer of [onRoot(name, code, words), inRequest(code, words)])
        await expectRefusal(name, answer, use, row);
    },
  );
});

it('a wrong login is told by every function in the envelope of the ordering ones, too', async () => {
  const row = ORDERING_ERRORS[0];
  if (!row) throw new Error('The table is empty.');
  for (const [name, use] of OTHER_FUNCTIONS) await expectRefusal(name, inRequest(1, row[2]), use, row);
});

it.each(GENERAL_ERRORS.filter(([code]) => code !== 14))(
  'the test of a connection tells %i',
  async (...row) => {
    const [code, , words] = row;
    for (const answer of [onRoot('client', code, words), inRequest(code, words)])
      await expectRefusal('client', answer, (client) => client.checkLogin(), row);
  },
);

it.each(ORDERING_ERRORS)('a report of an agent is refused for its one order with %i', async (...row) => {
  const [code, , words] = row;
  const answer = onChild('setorderinfo', 'order', code, words);
  await expectRefusal('setorderinfo', answer, (client) => client.setStatus(REPORT, ''), row);
});

describe('a code of the other table', () => {
  it.each(GENERAL_ERRORS.filter(([code]) => code > 18))(
    '%i is understood of a whole request for orders, but never of an order, whose reason the service’s own words tell',
    async (...row) => {
      const [code, , words] = row;
      const own: ErrorRow = [code, 'refused', `${words} заказа`, 'Its own words stand at the end'];
      for (const [name, child, use] of ORDERING_FUNCTIONS) {
        await expectRefusal(name, onRoot(name, code, words), use, row);
        for (const answer of [onChild(name, child, code, own[2]), inRequest(code, own[2])])
          await expectRefusal(name, answer, use, own);
      }
    },
  );

  it.each(ORDERING_ERRORS.filter(([code]) => code === 17 || code > 39))(
    '%i is understood by the other functions, too',
    async (...row) => {
      const [code, , words] = row;
      for (const [name, use] of OTHER_FUNCTIONS)
        for (const answer of [inRequest(code, words), onRoot(name, code, words)])
          await expectRefusal(name, answer, use, row);
    },
  );
});
