import { AnsweringCourier, ConnectedCourier } from '../support/courier';
import { errorOf } from '../support/zapier_error';

const KEY = 'measoft_status_changed';
const STREAM = { mode: 'stream', streamid: '101' };
const COMMIT = '<commitlaststatus><client>CLIENT</client><streamid>101</streamid></commitlaststatus>';
const CHANGES =
  '<statusreq><client>CLIENT</client><streamid>101</streamid><changes>ONLY_LAST</changes><quickstatus>YES</quickstatus></statusreq>';

type Items = readonly Readonly<Record<string, unknown>>[];

const told = (items: Items): string[] =>
  items.map(({ orderno, status }) => `${String(orderno)} ${String(status)}`);

/** An order: its code, its present status, and its history. */
type Told = readonly [code: string, now: string, ...history: string[]];

function listOf(...orders: readonly Told[]): string {
  const xml = orders.map(
    ([code, now, ...history]) =>
      `<order ordercode="${code}">${now}<statushistory>${history.join('')}</statushistory></order>`,
  );
  return `<statusreq>${xml.join('')}</statusreq>`;
}

/** A status of an hour of one day. */
function at(hour: number, code: string): string {
  return `<status createtimegmt="2024-03-22 ${hour}:00:00">${code}</status>`;
}

function move(courier: ConnectedCourier, number: string, ...statuses: readonly string[]): void {
  const { orders } = courier.double;
  for (const status of statuses) orders.move(orders.get(number), status);
}

/** What Zapier does with the ids of polls: each starts the Zap once. */
class Memory {
  readonly #seen = new Set<unknown>();

  news(items: Items): string[] {
    const fresh = items.filter(({ id }) => !this.#seen.has(id));
    for (const { id } of fresh) this.#seen.add(id);
    return told(fresh);
  }
}

describe('a change of status', () => {
  it('tells the status in both languages, whether it is final, and the order with its history', async () => {
    await using courier = await ConnectedCourier.open();
    move(courier, 'SHOP-0997', 'DELIVERY', 'COMPLETE');
    const items = await courier.poll(KEY, { statuses: ['COMPLETE'] });
    expect(told(items)).toEqual(['SHOP-0997 COMPLETE', 'SHOP-0990 COMPLETE']);
    const [item = {}] = items;
    expect(item).toMatchObject({
      ordercode: courier.double.orders.get('SHOP-0997').code,
      status: 'COMPLETE',
      status_label: 'Delivered',
      status_label_ru: 'Доставлен',
      status_final: true,
      current_status: 'COMPLETE',
      deliveredto: 'Смирнова Е.',
    });
    expect(item.id).toBe(`${String(item.ordercode)}:COMPLETE:${String(item.status_recorded)}`);
    expect((item.history as Items).map(({ status }) => status)).toEqual([
      'AWAITING_SYNC',
      'NEW',
      'ACCEPTED',
      'PICKUPREADY',
      'DELIVERY',
      'COMPLETE',
    ]);
  });

  it('that another one follows at once is told as well, as what it was', async () => {
    await using courier = await ConnectedCourier.open();
    move(courier, 'SHOP-0997', 'DELIVERY', 'COURIERDELIVERED', 'COMPLETE');
    const items = await courier.poll(KEY, { statuses: ['DELIVERY'] });
    expect(items[0]).toMatchObject({ orderno: 'SHOP-0997', status: 'DELIVERY', current_status: 'COMPLETE' });
  });

  it('to a status that nobody knows yet is told, too', async () => {
    await using courier = await ConnectedCourier.open();
    courier.double.orders.move(courier.double.orders.get('SHOP-0997'), 'ON_A_DRONE', { title: 'На дроне' });
    expect(await courier.poll(KEY, { statuses: 'ON_A_DRONE, LOST' })).toMatchObject([
      { status: 'ON_A_DRONE', status_label: 'На дроне', status_label_ru: 'На дроне', status_final: null },
    ]);
  });

  it('may be one of a branch only', async () => {
    await using courier = await ConnectedCourier.open();
    expect(await courier.options('triggers', KEY, 'eventstore')).toEqual({
      'Склад Москва': 'Склад Москва',
      'Склад Санкт-Петербург': 'Склад Санкт-Петербург',
    });
    const at = async (eventstore: string): Promise<string[]> =>
      told(await courier.poll(KEY, { eventstore, statuses: 'DELIVERY' }));
    expect(await at('Склад Москва')).toEqual(['SHOP-0990 DELIVERY']);
    expect(await at('владивосток')).toEqual(['SHOP-0995 DELIVERY']);
    expect(await at('Казань')).toEqual([]);
  });

  it.each([
    ['', ['Москва', 'Москва Юг', 'Королев', 'Тверь', '']],
    ['Склад Москва', ['Москва']],
    ['МОСКВА', ['Москва', 'Москва Юг']],
    ['Склад Королёв', ['Королев']],
  ])('at the branch "%s" is one at %j, as lists of branches often say more', async (eventstore, places) => {
    const all = ['Москва', 'Москва Юг', 'Королев', 'Тверь', ''];
    await using courier = await AnsweringCourier.open(
      listOf(...all.map((place, at) => [String(at), `<status eventstore="${place}">new</status>`] as const)),
    );
    const items = await courier.poll(KEY, { eventstore, statuses: 'NEW' });
    expect(items.map(({ status_store: place }) => place ?? '').toSorted()).toEqual(places.toSorted());
  });
});

describe('what happened to orders', () => {
  const idsOf = async (...orders: readonly Told[]): Promise<unknown[]> => {
    await using courier = await AnsweringCourier.open(listOf(...orders));
    return (await courier.poll(KEY)).map(({ id }) => id);
  };
  const [NEW, DELIVERY, COMPLETE] = [at(14, 'NEW'), at(15, 'DELIVERY'), at(16, 'COMPLETE')];

  it('is every status of the day before the newest one, with the same id in the history', async () => {
    const old = '<status createtimegmt="2024-03-21 15:59:59">NEW</status>';
    expect(await idsOf(['1', COMPLETE, old, NEW, DELIVERY, COMPLETE], ['2', DELIVERY])).toEqual([
      '1:COMPLETE:2024-03-22T16:00:00Z',
      '2:DELIVERY:2024-03-22T15:00:00Z',
      '1:DELIVERY:2024-03-22T15:00:00Z',
      '1:NEW:2024-03-22T14:00:00Z',
    ]);
  });

  it('tells apart what an order went through twice within one second, once though it is listed twice', async () => {
    const order: Told = ['1', DELIVERY, DELIVERY, DELIVERY];
    expect(await idsOf(order, order)).toEqual([
      '1:DELIVERY:2024-03-22T15:00:00Z:2',
      '1:DELIVERY:2024-03-22T15:00:00Z',
    ]);
  });

  it('is nothing where an order has no status', async () => {
    expect(await idsOf(['1', '<status/>'], ['2', ''])).toEqual([]);
  });

  it('goes by the time of the place and by the number, where the courier tells neither time nor code', async () => {
    await using courier = await AnsweringCourier.open(
      '<statusreq><order orderno="A"><status eventtime="2024-03-22 17:08:43">\n NEW \n</status></order></statusreq>',
    );
    expect(await courier.poll(KEY)).toMatchObject([{ id: 'A:NEW:2024-03-22 17:08:43' }]);
  });

  it('is told as it was told last, where an order is listed twice', async () => {
    const priced = (price: string): Told => ['7', `<price>${price}</price>${NEW}`];
    await using courier = await AnsweringCourier.open(listOf(priced('1'), ['8', NEW], priced('2')));
    expect(await courier.poll(KEY)).toMatchObject([{ ordercode: '7', price: 2 }, { ordercode: '8' }]);
  });

  it('is the newest changes for which a result has room, all by their ids alone while the Zap is turned on, and three for the editor', async () => {
    const count = 10_100;
    const orders = Array.from({ length: count }, (_, index) => (index * 7) % count).map((second): Told => [
      String(second),
      `<status createtimegmt="${new Date(second * 1000).toISOString().slice(0, 19).replace('T', ' ')}">NEW</status>`,
    ]);
    await using courier = await AnsweringCourier.open(listOf(...orders));
    const poll = (meta: object): Promise<Items> => courier.poll(KEY, {}, { meta });
    const codesOf = (items: Items): string[] => items.map(({ id }) => String(id).split(':')[0] ?? '');
    const newest = Array.from({ length: count }, (_, index) => String(count - 1 - index));
    const told = await poll({});
    expect(codesOf(told)).toEqual(newest.slice(0, told.length));
    const bytes = Buffer.byteLength(JSON.stringify(told));
    expect(bytes).toBeLessThan(10 * 1024 * 1024);
    expect(bytes).toBeGreaterThan(9.9 * 1024 * 1024);
    const all = await poll({ isPopulatingDedupe: true });
    expect(codesOf(all)).toEqual(newest);
    expect(all[0]).toEqual({ id: '10099:NEW:1970-01-01T02:48:19Z' });
    expect(codesOf(await poll({ isLoadingSample: true }))).toEqual(newest.slice(0, 3));
  }, 30_000);
});

describe('looking among the orders of the last days', () => {
  it('is one request, and thirty days unless said otherwise', async () => {
    await using courier = await ConnectedCourier.open();
    await courier.poll(KEY);
    const [request = ''] = courier.sent();
    const [, date = ''] =
      /^<statusreq><client>CLIENT<\/client><datefrom>(\d{4}-\d\d-\d\d)<\/datefrom><\/statusreq>$/.exec(
        request,
      ) ?? [];
    const days = (Date.now() - Date.parse(`${date}T00:00:00+03:00`)) / 86_400_000;
    expect(days).toBeGreaterThanOrEqual(30);
    expect(days).toBeLessThan(31);
    expect(courier.sent()).toHaveLength(1);
  });

  it('leaves out older orders', async () => {
    await using courier = await ConnectedCourier.open();
    const numbers = async (days: number): Promise<unknown> =>
      new Set((await courier.poll(KEY, { days })).map(({ orderno }) => orderno));
    expect(await numbers(2)).toEqual(new Set(['00032011']));
    expect(await numbers(90)).toContain('SHOP-0900');
  });

  it('never touches the stream that programs without a number share', async () => {
    await using courier = await ConnectedCourier.open();
    await courier.poll(KEY);
    await courier.poll(KEY);
    expect(courier.double.journal.calls).toEqual(['statusreq', 'statusreq']);
    expect(courier.sent().join('')).not.toContain('ONLY_LAST');
  });

  it('tells a change with the same id at every poll', async () => {
    await using courier = await ConnectedCourier.open();
    const zapier = new Memory();
    zapier.news(await courier.poll(KEY));
    move(courier, 'SHOP-0997', 'DELIVERY');
    expect(zapier.news(await courier.poll(KEY))).toEqual(['SHOP-0997 DELIVERY']);
    move(courier, 'SHOP-0997', 'COMPLETE');
    expect(zapier.news(await courier.poll(KEY))).toEqual(['SHOP-0997 COMPLETE']);
    expect(zapier.news(await courier.poll(KEY))).toEqual([]);
  });

  it('can leave out what only the courier said', async () => {
    await using courier = await ConnectedCourier.open();
    move(courier, 'SHOP-0997', 'DELIVERY', 'COURIERDELIVERED');
    const items = await courier.poll(KEY, { quickstatus: 'no', days: 4 });
    expect(told(items)[0]).toBe('SHOP-0997 DELIVERY');
    expect(courier.sent()[0]).toContain('<quickstatus>NO</quickstatus>');
  });

  it('can be for the orders that one was given as an agent', async () => {
    await using courier = await ConnectedCourier.open();
    const items = await courier.poll(KEY, { client: 'AGENT' }, { login: 'agent' });
    expect(new Set(items.map(({ orderno }) => orderno))).toEqual(new Set(['SHOP-0997']));
  });
});

describe('looking in a stream of changes', () => {
  it('commits at the next poll what the last one told, with one request beside it', async () => {
    await using courier = await ConnectedCourier.open();
    await courier.poll(KEY, STREAM);
    await courier.poll(KEY, { ...STREAM, quickstatus: 'no' });
    expect(courier.sent()).toEqual([CHANGES, COMMIT, CHANGES.replace('YES', 'NO')]);
  });

  it('tells every change once to a Zap, through broken answers', async () => {
    await using courier = await ConnectedCourier.open();
    const zapier = new Memory();
    const poll = async (): Promise<string[]> => zapier.news(await courier.poll(KEY, STREAM).catch(() => []));
    await poll();
    const { faults } = courier.double;
    move(courier, 'SHOP-0997', 'DELIVERY');
    faults.add({ kind: 'lost answer' }, { on: 'statusreq' });
    expect(await poll()).toEqual([]);
    move(courier, 'SHOP-0997', 'DATECHANGE');
    expect(await poll()).toEqual(['SHOP-0997 DATECHANGE', 'SHOP-0997 DELIVERY']);
    move(courier, 'SHOP-0995', 'COMPLETE');
    faults.add({ kind: 'lost answer' }, { on: 'commitlaststatus' });
    expect(await poll()).toEqual([]);
    expect(await poll()).toEqual(['SHOP-0995 COMPLETE']);
    expect(await poll()).toEqual([]);
  });

  it('is apart from other streams and from none', async () => {
    await using courier = await ConnectedCourier.open();
    const zaps = [STREAM, { ...STREAM, streamid: '102' }, {}].map((input) => ({
      input,
      zapier: new Memory(),
    }));
    for (const { input, zapier } of zaps) zapier.news(await courier.poll(KEY, input));
    for (const statuses of [['DELIVERY'], ['DATECHANGE', 'DELIVERY'], ['COMPLETE']]) {
      move(courier, 'SHOP-0997', ...statuses);
      for (const { input, zapier } of zaps)
        expect(zapier.news(await courier.poll(KEY, input))).toHaveLength(statuses.length);
    }
  });

  it('takes nothing from the stream while the editor loads a sample', async () => {
    await using courier = await ConnectedCourier.open();
    await courier.poll(KEY, STREAM);
    const zapier = new Memory();
    zapier.news(await courier.poll(KEY, STREAM));
    move(courier, 'SHOP-0997', 'DELIVERY');
    const sample = await courier.poll(KEY, STREAM, { meta: { isLoadingSample: true } });
    expect(sample).toHaveLength(3);
    expect(courier.sent().at(-1)).toMatch(/^<statusreq><client>CLIENT<\/client><datefrom>/);
    // A read that were part of the stream would have been committed now, unseen by the Zap.
    expect(zapier.news(await courier.poll(KEY, STREAM))).toEqual(['SHOP-0997 DELIVERY']);
  });

  it('commits nothing while the Zap is being turned on', async () => {
    await using courier = await ConnectedCourier.open();
    const turnOn = { meta: { isPopulatingDedupe: true } };
    await courier.poll(KEY, STREAM);
    await courier.poll(KEY, STREAM, turnOn);
    expect(courier.sent()).toEqual([CHANGES, CHANGES]);
    const zapier = new Memory();
    zapier.news(await courier.poll(KEY, STREAM, turnOn));
    move(courier, 'SHOP-0997', 'DELIVERY');
    expect(zapier.news(await courier.poll(KEY, STREAM))).toEqual(['SHOP-0997 DELIVERY']);
  });

  it('loses nothing when Zapier forgets all that was remembered', async () => {
    await using courier = await ConnectedCourier.open();
    const zapier = new Memory();
    zapier.news(await courier.poll(KEY, STREAM));
    for (const status of ['DELIVERY', 'DATECHANGE', 'COMPLETE']) {
      move(courier, 'SHOP-0997', status);
      courier.forget();
      expect(zapier.news(await courier.poll(KEY, STREAM))).toEqual([`SHOP-0997 ${status}`]);
    }
    expect(courier.double.journal.calls).not.toContain('commitlaststatus');
  });

  it('follows the agent’s side in a stream of its own', async () => {
    await using courier = await ConnectedCourier.open();
    const agent = { ...STREAM, client: 'AGENT' };
    await courier.poll(KEY, agent, { login: 'agent' });
    await courier.poll(KEY, agent, { login: 'agent' });
    expect(courier.sent()[1]).toBe(COMMIT.replace('CLIENT', 'AGENT'));
  });
});

describe('the form', () => {
  it('asks for days or for a stream, as the user chose', async () => {
    await using courier = await ConnectedCourier.open();
    const keys = async (input: object): Promise<string[]> =>
      (await courier.form('triggers', KEY, { ...input })).map(({ key }) => key);
    expect(await keys({})).toEqual(['statuses', 'mode', 'days', 'client', 'quickstatus', 'eventstore']);
    expect(await keys({ mode: 'stream' })).toEqual([
      'statuses',
      'mode',
      'streamid',
      'client',
      'quickstatus',
      'eventstore',
    ]);
  });

  it.each([
    [{ mode: 'stream' }, 'Queue Number is required.'],
    [{ mode: 'stream', streamid: '99' }, 'Queue Number must be at least 100.'],
    [{ mode: 'stream', streamid: '10001' }, 'Queue Number must be at most 10000.'],
    [{ mode: 'stream', streamid: 'mine' }, 'Queue Number must be a whole number, not "mine".'],
    [{ days: '0' }, 'Days to Look Back must be at least 1.'],
    [{ days: '367' }, 'Days to Look Back must be at most 366.'],
    [
      { client: 'NOBODY' },
      'Whose Orders must be one of "My own orders", "Orders that were given to me as an agent (агент)", not "NOBODY".',
    ],
    [
      { mode: 'webhook' },
      'Where to Look must be one of "Among the orders of the last days (safe beside other programs)", "In a queue of changes of its own (best for many orders)", not "webhook".',
    ],
  ])('refuses %j before anything is sent', async (input, message) => {
    await using courier = await ConnectedCourier.open();
    expect(await errorOf(courier.poll(KEY, input))).toMatchObject({ message });
    expect(courier.sent()).toEqual([]);
  });
});

describe('a poll that gets no answer', () => {
  it.each([
    [{ kind: 'html page', status: 403 }, 'ThrottledError'],
    [{ kind: 'huge answer', bytes: 17 * 1024 * 1024 }, 'AppError'],
  ] as const)('for %j ends in a %s', async (fault, name) => {
    await using courier = await ConnectedCourier.open({ enforceLimits: false });
    courier.double.faults.add(fault);
    expect(await errorOf(courier.poll(KEY))).toMatchObject({ name });
  });

  it('in windows-1251 is an answer all the same', async () => {
    await using courier = await ConnectedCourier.open();
    courier.double.faults.add({ kind: 'windows-1251' });
    expect((await courier.poll(KEY, { statuses: 'PICKUPREADY' }))[0]).toMatchObject({
      receiver_person: 'Смирнова Е.',
    });
  });
});
