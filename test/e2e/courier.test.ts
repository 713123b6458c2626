import { join } from 'node:path';
import { AGENT_ACCOUNT } from '../../sandbox/measoft/accounts';
import { CourierDouble } from '../../sandbox/measoft/courier_double';
import { courierConnection } from '../../sandbox/scenes/delivery';
import { staticFields, type Field, type OperationType } from '../../sandbox/zapier/definition';
import type { JsonObject } from '../../sandbox/zapier/json';
import type { RunResult } from '../../sandbox/zapier/outcome';
import { Zapier } from '../../sandbox/zapier/zapier';
import { MovedClock } from '../../sandbox/moved_clock';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const AGENT = { ...courierConnection, login: AGENT_ACCOUNT.login, password: AGENT_ACCOUNT.password };

const clock = new MovedClock();
let courier: CourierDouble;
let zapier: Zapier;

beforeAll(async () => {
  courier = await CourierDouble.start();
  zapier = await Zapier.start({
    app: join(__dirname, '../../build/build.zip'),
    environment: { MEASOFT_URL: courier.url, ALLOW_LOOPBACK: '1', ...clock.environment },
    clock: clock.now,
  });
});
beforeEach(() => {
  courier.budget.reset();
  courier.journal.clear();
  courier.faults.clear();
});
afterEach(() => {
  expect(courier.budget.exceeded).toEqual([]);
});
afterAll(async () => {
  await Promise.all([zapier.stop(), courier.stop()]);
  clock.remove();
});

function run(method: string, inputData: JsonObject, authData = courierConnection): Promise<RunResult> {
  return zapier.run({
    method: `${method}.operation.perform`,
    authData,
    inputData,
    timeZone: 'Europe/Moscow',
  });
}

const NEW_ORDER = {
  receiver_person: 'Петров Пётр',
  receiver_phone: '+79160000003',
  receiver_town: 'Москва',
  receiver_address: 'Петровка, 38',
  paytype: 'NO',
};
const DELIVERY = { townfrom: 'Москва', townto: 'Казань', mass: '1' };

describe('a connection', () => {
  it('is called by login and company', async () => {
    expect(await zapier.testConnection(courierConnection)).toMatchObject({
      outcome: 'success',
      label: `${courierConnection.login} @ ${courierConnection.courier_code}`,
    });
  });

  it('that asked too often is blocked: its steps and polls wait', async () => {
    for (let query = 0; query <= 150; query += 1) courier.budget.spend({ address: '127.0.0.1' });
    const search = await run('searches.measoft_find_order', { orderno: 'SHOP-0996' });
    expect(search).toMatchObject({
      kind: 'ThrottledError',
      delaySeconds: 900,
      message: expect.stringMatching(/when it gets too many queries\..*\(HTTP 403\)$/) as string,
    });
    const create = await run('creates.measoft_create_order', { ...NEW_ORDER, orderno: 'BLOCKED' });
    expect(create).toMatchObject({ kind: 'ThrottledError', delaySeconds: 900 });
    courier.budget.reset();
    expect(await run('searches.measoft_find_order', { orderno: 'BLOCKED' })).toMatchObject({ output: [] });
  });
});

describe('a number that is in use', () => {
  const TAKEN = { ...NEW_ORDER, orderno: '0996', order_prefix: 'SHOP-' };

  it('is an error, unless the order that has it is wanted', async () => {
    const before = courier.orders.all.length;
    const { code } = courier.orders.get('SHOP-0996');
    expect(await run('creates.measoft_create_order', TAKEN)).toMatchObject({ kind: 'Error', code: '17' });
    const wanted = { ...TAKEN, if_number_exists: 'existing' };
    expect(await run('creates.measoft_create_order', wanted)).toMatchObject({
      output: { already_existed: true, ordercode: code, orderno: 'SHOP-0996' },
    });
    expect(courier.orders.all).toHaveLength(before);
  });
});

/**
 * The most queries that one run of an operation may take, and what it is run with to take them. With the vendor's 150 a minute
 * for everybody who shares an address, none may grow with the number of orders.
 */
interface Use {
  readonly queries: number;
  readonly inputData?: JsonObject;
  readonly authData?: typeof courierConnection;
}

const STREAM = { mode: 'stream', streamid: '101' };

const POLLS: Readonly<Record<string, Use>> = {
  // A commit, and what was changed.
  measoft_status_changed: { queries: 2, inputData: STREAM },
  measoft_order_delivered: { queries: 2, inputData: { ...STREAM, streamid: '102' } },
  measoft_order_returned: { queries: 2, inputData: { ...STREAM, streamid: '103' } },
  // The list, and the lines of one act.
  measoft_new_settlement: { queries: 2 },
  // What the courier service sends by itself.
  measoft_status_event: { queries: 0 },
};

const RUNS: Readonly<Record<string, Use>> = {
  // The order, and the codes that it got.
  'creates.measoft_create_order': { queries: 2, inputData: { ...NEW_ORDER, orderno: 'B-1' } },
  // What it is like, the change, and what it is like then.
  'creates.measoft_update_order': {
    queries: 3,
    inputData: { orderno: 'B-1', weight: '2', vat_rate: '0' },
  },
  'creates.measoft_cancel_order': { queries: 1, inputData: { orderno: 'B-1' } },
  'creates.measoft_get_label': { queries: 1, inputData: { orderno: ['B-1', 'SHOP-0996', 'SHOP-0997'] } },
  'creates.measoft_add_attachment': { queries: 1, inputData: { orderno: 'B-1' } },
  'creates.measoft_set_status': { queries: 1, inputData: { status: 'DELIVERY' }, authData: AGENT },
  'searches.measoft_find_order': { queries: 1, inputData: { target: 'а' } },
  // Among towns, then among villages.
  'searches.measoft_find_town': { queries: 2, inputData: { name: 'Нет такого' } },
  // What the town is called whose code was given, then its points.
  'searches.measoft_find_pickup_point': { queries: 2, inputData: { town: '1' } },
  'searches.measoft_calculate_delivery': { queries: 1, inputData: DELIVERY },
  'searches.measoft_find_goods_item': { queries: 1, inputData: { namecontains: 'а' } },
};

const asked = (): number => courier.journal.exchanges.length;

describe('the queries of the courier service are few', () => {
  const keysOf = (type: OperationType): string[] =>
    Object.keys(zapier.definition()[type] ?? {}).filter((key) => key.startsWith('measoft_'));

  it('in every operation', () => {
    const runs = [
      ...keysOf('creates').map((key) => `creates.${key}`),
      ...keysOf('searches').map((key) => `searches.${key}`),
    ];
    expect(Object.keys(RUNS).toSorted()).toEqual(runs.toSorted());
    expect(Object.keys(POLLS).toSorted()).toEqual(keysOf('triggers').toSorted());
  });

  it.each(Object.entries(RUNS))('%s', async (method, { queries, inputData, authData }) => {
    const agents = courier.orders.get('SHOP-0996');
    courier.orders.assign(agents, AGENT_ACCOUNT);
    const label = await run('creates.measoft_get_label', { orderno: ['SHOP-0996'] });
    const file = label.outcome === 'success' ? (label.output as JsonObject).file : undefined;
    const more = method.endsWith('attachment') ? { file } : authData ? { ordercode: agents.code } : {};
    courier.journal.clear();
    const result = await run(method, { ...inputData, ...more }, authData);
    expect(result).toMatchObject({ outcome: 'success' });
    expect(asked()).toBe(queries);
  });

  it('where a run is repeated after a lost answer', async () => {
    const order = { ...NEW_ORDER, orderno: 'B-2' };
    courier.faults.add({ kind: 'lost request' }, { on: 'neworder' });
    expect(await run('creates.measoft_create_order', order)).toMatchObject({ kind: 'ThrottledError' });
    expect(courier.journal.calls).toEqual(['neworder', 'statusreq']);
    courier.journal.clear();
    clock.moveOn(60_000);
    expect(await run('creates.measoft_create_order', order)).toMatchObject({ outcome: 'success' });
    expect(courier.journal.calls).toEqual(['statusreq', 'neworder', 'statusreq']);
  });

  it.each(Object.entries(POLLS))('%s, in every poll', async (key, { queries, inputData }) => {
    const settings = { key, authData: courierConnection, timeZone: 'Europe/Moscow' };
    if (queries === 0) {
      await zapier.turnOn(settings);
      expect(asked()).toBe(0);
      return;
    }
    const poller = zapier.poll({ ...settings, ...(inputData && { inputData }) });
    await poller.start();
    const orderno = `B-${key}`;
    const cash = { ...NEW_ORDER, orderno, paytype: 'CASH', price: '100' };
    await run('creates.measoft_create_order', cash);
    const polls: number[] = [];
    for (const status of ['DELIVERY', 'COMPLETE', 'RETURNED']) {
      courier.orders.move(courier.orders.get(orderno), status);
      courier.settlements.settle(courier.account());
      courier.journal.clear();
      expect((await poller.tick()).result.outcome).toBe('success');
      polls.push(asked());
    }
    expect(Math.max(...polls)).toBe(queries);
  });

  it('one, where a poll looks at the orders of the last days', async () => {
    for (const key of ['measoft_status_changed', 'measoft_order_delivered', 'measoft_order_returned']) {
      const poller = zapier.poll({ key, authData: courierConnection });
      await poller.start();
      courier.journal.clear();
      await poller.tick();
      expect(courier.journal.calls).toEqual(['statusreq']);
    }
  });

  it('two at most, where the editor fills a drop-down', async () => {
    const filled: string[] = [];
    for (const type of ['triggers', 'creates', 'searches'] as const)
      for (const key of keysOf(type))
        for (const field of dropDowns(zapier.definition()[type]?.[key]?.operation.inputFields)) {
          courier.journal.clear();
          const inputData = { receiver_town: '1', townto: '1', town: '1' };
          const { choices } = await zapier.choices(type, key, field, {
            authData: key === 'measoft_set_status' ? AGENT : courierConnection,
            inputData,
          });
          expect([key, field, choices.length > 0]).toEqual([key, field, true]);
          expect(asked()).toBeLessThanOrEqual(2);
          filled.push(`${key} ${field}`);
        }
    expect(filled).toContain('measoft_create_order receiver_pvz');
    expect(filled).toContain('measoft_status_changed eventstore');
  });
});

/** The fields whose choices a call fills. */
function dropDowns(fields: readonly (Field | string)[] | undefined): string[] {
  return staticFields(fields).flatMap((field) => [
    ...(field.choices && 'perform' in field.choices ? [field.key] : []),
    ...dropDowns(field.children),
  ]);
}
