import { parseThousandths } from '../../../src/core/money';
import type { Return } from '../../../src/services/rkeeper/commands';
import {
  isReturnOf,
  parseReceiptsBefore,
  receiptsBefore,
  receiptsSince,
} from '../../../src/services/rkeeper/made_returns';
import { parseOrder, type ListedReceipt } from '../../../src/services/rkeeper/orders';
import { parseXml } from '../../../src/core/xml';
import { MemoryStore, StillClock } from '../../support/memory';
import { problemOf } from '../../support/problem';
import { Restaurant } from '../../support/till';
import { Waiter } from '../../../sandbox/rkeeper/waiter';

const SOUP = '{11111111-0000-0000-0000-00000000000A}';
const BREAD = '{11111111-0000-0000-0000-00000000000B}';

const receipt = (number: number): ListedReceipt => ({
  lineGuid: `{AAAAAAAA-0000-0000-0000-${String(number).padStart(12, '0')}}`,
  checkNumber: String(number),
  amount: 0 as ListedReceipt['amount'],
  deleted: false,
  bill: false,
  printTime: undefined,
  payments: [],
  fiscalId: undefined,
  orderGuid: undefined,
  deleteTime: undefined,
  deleteReason: undefined,
  cashierName: undefined,
  stationName: undefined,
});

describe('the receipts before a return', () => {
  it('tell those that came later, the newest first', () => {
    const picture = receiptsBefore('41', [receipt(1), receipt(2)]);
    expect(parseReceiptsBefore(picture).version).toBe('41');
    const since = receiptsSince(picture, [receipt(1), receipt(2), receipt(3), receipt(4)]);
    expect(since.map(({ checkNumber }) => checkNumber)).toEqual(['4', '3']);
  });

  it('are small: a shift of 500 fits into 2 kB', () => {
    const shift = Array.from({ length: 500 }, (_, number) => receipt(number));
    expect(receiptsBefore('41', shift).length).toBeLessThan(2100);
  });
});

describe('an order', () => {
  const goods = (...dishes: readonly (readonly [line: string, pieces: number])[]): Return => ({
    station: { id: '15015' },
    cashier: { id: '1000018' },
    reason: { id: '1000300' },
    receiptGuid: receipt(1).lineGuid,
    dishes: dishes.map(([lineGuid, pieces]) => ({ lineGuid, quantity: parseThousandths(pieces) })),
  });
  const is = (xml: string, ...wanted: readonly (readonly [line: string, pieces: number])[]): boolean =>
    isReturnOf(parseOrder(parseXml(Buffer.from(`<Order ${xml}</Order>`))), goods(...wanted));
  const dish = (line: string, quantity: number, more = ''): string =>
    `<Dish SourceGUIDString="${line}" quantity="${quantity}" ${more}/>`;

  it.each<readonly [string, boolean, string]>([
    [
      'the pieces of the lines',
      true,
      `purchase="1"><Session>${dish(SOUP, 2000)}${dish(BREAD, 500)}</Session>`,
    ],
    [
      'them in other rows and spellings, counted below zero',
      true,
      `purchase="1"><Session>${dish(BREAD, -500)}${dish(SOUP, -1000)}</Session><Session>${dish(SOUP.toLowerCase(), -1000)}</Session>`,
    ],
    [
      'its source alone for a sign',
      true,
      `><SourceOrder/><Session>${dish(SOUP, 2000)}${dish(BREAD, 500)}</Session>`,
    ],
    ['fewer pieces', false, `purchase="1"><Session>${dish(SOUP, 1000)}${dish(BREAD, 500)}</Session>`],
    ['another line', false, `purchase="1"><Session>${dish(SOUP, 2000)}</Session>`],
    [
      'a line that was deleted',
      false,
      `purchase="1"><Session>${dish(SOUP, 2000)}${dish(BREAD, 500, 'state="7"')}</Session>`,
    ],
    ['no lines that it gives back', false, 'purchase="1"><Session><Dish quantity="2000"/></Session>'],
    [
      'all but the sign of a return',
      false,
      `purchase="0"><Session>${dish(SOUP, 2000)}${dish(BREAD, 500)}</Session>`,
    ],
  ])('with %s is the return: %s', (_, expected, xml) => {
    expect(is(xml, [SOUP, 2], [BREAD, 0.5])).toBe(expected);
  });
});

describe('under a LifeTime licence, where no number tells what is done already,', () => {
  interface Scene {
    readonly restaurant: Restaurant;
    readonly waiter: Waiter;
    readonly clock: StillClock;
    readonly goods: Return;
    /** Runs the step. */
    readonly run: () => Promise<string | undefined>;
    /** How often dishes were taken back. */
    readonly returns: () => number;
  }

  /** A receipt of one soup, and the step that takes it back. */
  function sold(restaurant: Restaurant): Scene {
    const { till } = restaurant;
    const waiter = new Waiter(till);
    waiter.sell();
    const [sale] = till.orders.receipts;
    const store = new MemoryStore();
    const clock = new StillClock();
    const goods: Return = {
      station: { id: '15015' },
      cashier: { id: '1000018' },
      reason: { id: '1000300' },
      receiptGuid: sale?.guid ?? '',
      dishes: [{ lineGuid: sale?.dishes[0]?.guid ?? '', quantity: parseThousandths(1) }],
    };
    const authData = { ...restaurant.authData, license_product: 'lifetime' };
    till.journal.clear();
    return {
      restaurant,
      waiter,
      clock,
      goods,
      run: async () =>
        (await restaurant.client(store, authData, clock).returnGoods(goods)).receipt?.checkNumber,
      returns: () => till.orders.receipts.filter(({ order }) => order.source).length,
    };
  }

  const open = (): Promise<Restaurant> => Restaurant.open({ licenseMode: 'lifetime' });

  it('a return costs one look at the receipts before it', async () => {
    await using restaurant = await open();
    const { run } = sold(restaurant);
    expect(await run()).toBe('1043');
    expect(restaurant.commands()).toEqual(['GetReceiptList', 'MakeReturnGoods']);
  });

  it('nothing is sent where the receipts cannot be looked at first', async () => {
    await using restaurant = await open();
    const { run } = sold(restaurant);
    restaurant.till.faults.add({ kind: 'lost answer' }, { on: 'GetReceiptList' });
    expect((await problemOf(run)).message).not.toContain('may have been made');
    expect(restaurant.commands()).toEqual(['GetReceiptList']);
  });

  it('a return whose answer was lost is found at once, among the receipts of other guests', async () => {
    await using restaurant = await open();
    const { run, returns } = sold(restaurant);
    restaurant.till.faults.add({ kind: 'lost answer' }, { on: 'MakeReturnGoods' });
    expect(await run()).toBe('1043');
    expect(returns()).toBe(1);
    expect(restaurant.commands()).toEqual([
      'GetReceiptList',
      'MakeReturnGoods',
      'GetReceiptList',
      'GetOrder',
    ]);
  });

  it('a return that was not made is made by the next run, and not by the one that lost the answer', async () => {
    await using restaurant = await open();
    const { run, returns, clock } = sold(restaurant);
    restaurant.till.faults.add({ kind: 'lost request' }, { on: 'MakeReturnGoods' });
    expect(await problemOf(run)).toMatchObject({ kind: 'later', retryAfterSeconds: 60 });
    expect(returns()).toBe(0);
    clock.pass(60);
    expect(await run()).toBe('1043');
    expect(returns()).toBe(1);
  });

  it('a return that was carried out late is found by the next run', async () => {
    await using restaurant = await open();
    const { run, returns, waiter, goods } = sold(restaurant);
    restaurant.till.faults.add({ kind: 'lost request' }, { on: 'MakeReturnGoods' });
    await problemOf(run);
    waiter.giveBack(goods.receiptGuid, goods.dishes[0]?.lineGuid ?? '', 1000);
    waiter.sell();
    expect(await run()).toBe('1043');
    expect(returns()).toBe(1);
  });

  it('an earlier return of the same dishes is not taken for it', async () => {
    await using restaurant = await open();
    const { till } = restaurant;
    const { run, waiter, goods, returns, clock } = sold(restaurant);
    const line = till.orders.receipts[0]?.dishes[0];
    if (line) line.quantity = 2000;
    waiter.giveBack(goods.receiptGuid, line?.guid ?? '', 1000);
    till.faults.add({ kind: 'lost request' }, { on: 'MakeReturnGoods' });
    await problemOf(run);
    clock.pass(60);
    expect(await run()).toBe('1044');
    expect(returns()).toBe(2);
  });

  it.each([
    ['other guests have paid since, and it is not in the list', 'lost request', true, 0],
    ['the till does not list returns', 'lost answer', false, 1],
  ] as const)(
    'a return is left to a person where %s: no rerun sends it, until it is made at the till',
    async (_, kind, listsReturns, made) => {
      await using restaurant = await open();
      restaurant.till.switches.listsReturns = listsReturns;
      const { run, returns, waiter, clock, goods } = sold(restaurant);
      restaurant.till.faults.add({ kind }, { on: 'MakeReturnGoods' });
      expect((await problemOf(run)).kind).toBe('later');
      waiter.sell();
      for (const minutes of [1, 60, 48 * 60]) {
        clock.pass(minutes * 60);
        const problem = await problemOf(run);
        expect(problem).toMatchObject({ kind: 'failed', code: 'unclear_outcome' });
        expect(problem.message).toContain(
          'The return may have been made already. This step does not send it again by itself. Look for the return receipt',
        );
      }
      expect(returns()).toBe(made);
      expect(restaurant.sent('MakeReturnGoods')).toHaveLength(1);
      if (made > 0) return;
      waiter.giveBack(goods.receiptGuid, goods.dishes[0]?.lineGuid ?? '', 1000);
      expect(await run()).toBe('1044');
    },
  );

  it('at most twenty orders are read to find a return', async () => {
    await using restaurant = await open();
    const { run, waiter, clock } = sold(restaurant);
    restaurant.till.faults.add({ kind: 'lost request' }, { on: 'MakeReturnGoods' });
    await problemOf(run);
    clock.pass(60);
    for (let guests = 0; guests < 25; guests += 1) waiter.sell();
    restaurant.till.journal.clear();
    expect((await problemOf(run)).code).toBe('unclear_outcome');
    expect(restaurant.commands()).toEqual(['GetReceiptList', ...Array<string>(20).fill('GetOrder')]);
  });
});
