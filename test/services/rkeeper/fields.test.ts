import { parseKopecks, parseThousandths } from '../../../src/core/money';
import {
  openOrderChoices,
  receiptChoices,
  referenceChoices,
  soldDishChoices,
} from '../../../src/services/rkeeper/fields';
import { Restaurant } from '../../support/till';

const NEW = {
  externalId: undefined,
  table: { id: '1000101' },
  station: { id: '15015' },
  waiter: undefined,
  orderCategory: undefined,
  orderType: undefined,
  guests: 1,
  persistentComment: undefined,
  nonPersistentComment: undefined,
  externalProperties: [],
};
const STATION = { id: '15015' };
const CASHIER = { id: '1000018' };
const soup = (pieces: number) => ({
  station: STATION,
  dishes: [
    {
      dish: { id: '1000017' },
      quantity: parseThousandths(pieces),
      price: undefined,
      seat: undefined,
      modifiers: [],
    },
  ],
  discounts: [],
  prepayments: [],
});

describe('the drop-down of', () => {
  it('dishes is sorted by name, names what tells namesakes apart, and leaves out drafts and deleted ones', async () => {
    await using restaurant = await Restaurant.open();
    const choices = await referenceChoices(restaurant.client(), 'dishes');
    expect(choices.slice(0, 3)).toEqual([
      { id: '1000017', label: 'Борщ с говядиной · code 17' },
      { id: '1000023', label: 'Кофе латте · code 23' },
      { id: '1000024', label: 'Лимонад 🍋 · code 24' },
    ]);
    const labels = choices.map(({ label }) => label).join('\n');
    expect(labels).toContain("Пельмени <сибирские> д'Артаньян · code 20");
    expect(labels).not.toMatch(/Черновик|Окрошка/);
    expect(restaurant.sent('GetRefData')).toEqual([
      '<RK7CMD CMD="GetRefData" RefName="MENUITEMS" OnlyActive="1" PropMask="items.(Ident,Code,Name,Status)"/>',
    ]);
  });

  it('stations names their computers too', async () => {
    await using restaurant = await Restaurant.open();
    expect(await referenceChoices(restaurant.client(), 'stations')).toEqual([
      { id: '15015', label: 'Касса 1 · RK7CASH001 · code 1' },
      { id: '15016', label: 'Касса бара · RK7CASH002 · code 2' },
    ]);
  });

  it('tables is sorted as people count', async () => {
    await using restaurant = await Restaurant.open();
    expect(await referenceChoices(restaurant.client(), 'tables')).toEqual([
      { id: '1000100', label: '1 · code 1' },
      { id: '1000101', label: '5 · code 5' },
      { id: '1011163', label: '007 · code 7' },
    ]);
  });

  it('the staff gives nothing away but names', async () => {
    await using restaurant = await Restaurant.open();
    expect(await referenceChoices(restaurant.client(), 'employees')).toEqual([
      { id: '1', label: 'Администратор · code 1' },
      { id: '1000018', label: 'Иванова Анна · code 5' },
      { id: '1000634', label: 'Петров Пётр · code 77' },
    ]);
    expect(restaurant.till.journal.exchanges.at(0)?.answer).not.toMatch(/Password|Login|EMail/);
  });

  it('reasons has those that fit', async () => {
    await using restaurant = await Restaurant.open();
    const client = restaurant.client();
    expect(await referenceChoices(client, 'reasons', 'ImplOnDishReturn')).toEqual([
      { id: '1000300', label: 'Возврат гостем · code 1000300' },
    ]);
    expect(await referenceChoices(client, 'reasons', 'ImplOnCheckVoid')).toEqual([
      { id: '1000301', label: 'Отказ гостя · code 1000301' },
    ]);
  });

  it.each(['modifiers', 'currencies', 'discounts', 'orderTypes', 'orderCategories'] as const)(
    '%s has its items',
    async (table) => {
      await using restaurant = await Restaurant.open();
      const choices = await referenceChoices(restaurant.client(), table);
      expect(choices.length).toBeGreaterThan(1);
      expect(choices.map(({ label }) => label).join()).not.toMatch(/Снятая|Талон/);
    },
  );

  it('orders has the open ones, the newest first', async () => {
    await using restaurant = await Restaurant.open();
    const client = restaurant.client();
    const first = await client.createOrder(NEW);
    const second = await client.createOrder({ ...NEW, table: { id: '1011163' } });
    const paid = await client.createOrder(NEW);
    await client.saveOrder({ guid: second.order.guid }, soup(2));
    await client.saveOrder({ guid: paid.order.guid }, soup(1));
    await client.payOrder({ guid: paid.order.guid }, STATION, CASHIER, {
      kind: 'rest',
      currency: { id: '1' },
    });
    expect(await openOrderChoices(client)).toEqual([
      { id: second.order.guid, label: 'Order 007.1 · table 007 · 238.00' },
      { id: first.order.guid, label: 'Order 5.1 · table 5 · 0.00' },
    ]);
  });

  it('receipts has those of the shift, and that of sold dishes what is on a receipt', async () => {
    await using restaurant = await Restaurant.open();
    const client = restaurant.client();
    const { order } = await client.createOrder(NEW);
    await client.saveOrder({ guid: order.guid }, soup(2));
    const { receipt } = await client.payOrder({ guid: order.guid }, STATION, CASHIER, {
      kind: 'exact',
      payments: [{ currency: { id: '1' }, amount: parseKopecks(238) }],
    });
    const guid = receipt?.lineGuid ?? '';
    const [choice] = await receiptChoices(client);
    expect(choice?.id).toBe(guid);
    expect(choice?.label).toMatch(/^Receipt 1042 · 238\.00 · \d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    expect(await soldDishChoices(client, guid)).toEqual([
      { id: expect.stringMatching(/^\{[0-9A-F-]{36}\}$/) as string, label: 'Борщ с говядиной · 2 · 238.00' },
    ]);
    expect(await soldDishChoices(client, '{unknown}')).toEqual([]);
  });
});
