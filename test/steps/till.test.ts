import type { Bundle } from 'zapier-platform-core';
import { receipts } from '../../src/steps/rkeeper/drop_downs';
import { onlyShopAnswers, shopAnswers } from '../support/shop_answers';
import { call, ConnectedApp, runTrigger } from '../support/app';

onlyShopAnswers();

const HOST = 'https://till.example.com:4545';
const authData = {
  service: 'rkeeper',
  license_product: 'lifetime',
  server_url: HOST,
  server_login: 'zapier',
  server_password: 'till-secret',
};
const GUID = '{6002FD3A-68B6-4FC9-8EB1-D53A697C286C}';

type Values = Readonly<Record<string, unknown>>;

function answers(...data: readonly string[]): void {
  shopAnswers(
    data.map((content) => `<RK7QueryResult Status="Ok">${content}</RK7QueryResult>`),
    HOST,
  );
}

/** An order of a till in that zone, as Find Till Order gives it to a Zap of an account in Chicago. */
async function found(order: string, time_zone = 'Europe/Moscow'): Promise<Values> {
  answers(order);
  const connected = new ConnectedApp(() => ({ ...authData, time_zone }));
  const timezone = 'America/Chicago';
  const [row = {}] = await connected.search('rkeeper_find_order', { order_guid: GUID }, { timezone });
  return row;
}

const polled = async (key: string, list: string, meta = {}): Promise<Values[]> => {
  answers(list);
  return (await runTrigger(key, 'perform', { authData, meta: meta as Bundle['meta'] })) as Values[];
};

describe('an order', () => {
  it('has money in roubles and quantities in pieces, without a trace of floating point', async () => {
    const sums = 'orderSum="12345678901" discountSum="-110" unpaidSum="3" totalPieces="1001"';
    expect(await found(`<Order guid="${GUID}" ${sums}/>`)).toMatchObject({
      order_sum: 123456789.01,
      discount_sum: -1.1,
      unpaid_sum: 0.03,
      total_pieces: 1.001,
    });
  });

  it.each([
    ['2026-10-03T16:05:00', 'Europe/Moscow', '2026-10-03T16:05:00+03:00'],
    ['2026-10-03T16:05:00', 'Asia/Vladivostok', '2026-10-03T16:05:00+10:00'],
    ['2026-10-03T16:05:00', '', '2026-10-03T16:05:00+03:00'],
    ['soon', 'Europe/Moscow', null],
  ])(
    'was opened at the till’s own time in the zone of the restaurant: %s in %s',
    async (told, zone, time) => {
      expect((await found(`<Order guid="${GUID}" openTime="${told}"/>`, zone)).open_time).toBe(time);
    },
  );

  it('has its combos (комбо) among its dishes, since they are part of its sum, and counts their components not again', async () => {
    const order =
      '<Order orderSum="95000"><Session><Dish id="1" name="Борщ" quantity="1000" amount="35000"/><Combo id="2" name="Обед" quantity="1000" ' +
      'amount="60000"><Component id="3" name="Суп"/></Combo></Session></Order>';
    expect((await found(order)).dishes).toMatchObject([
      { name: 'Борщ', amount: 350 },
      { name: 'Обед', dish_id: '2', quantity: 1, amount: 600 },
    ]);
  });

  it('leaves out dishes that were deleted, and names modifiers with their counts', async () => {
    const order =
      '<Order><Session><Dish id="1" name="Борщ" quantity="350" price="10000" amount="3500"><Modi name="Лук"/><Modi count="2"/></Dish>' +
      '<Dish id="2" state="7"/></Session><Session><Dish id="3"/></Session></Order>';
    expect((await found(order)).dishes).toEqual([
      {
        name: 'Борщ',
        dish_id: '1',
        code: null,
        quantity: 0.35,
        price: 100,
        amount: 35,
        seat: 0,
        modifiers: 'Лук ×1, ? ×2',
        components: '',
        line_guid: null,
      },
      expect.objectContaining({ dish_id: '3' }),
    ]);
  });
});

describe('the receipt of a write', () => {
  const CHECK =
    '<PrintCheck line_guid="{R}" CheckNum="1042" amount="60001" printTime="2026-10-03T16:20:00" GlobalFiscalID="77">' +
    '<Pay id="1" name="Рубли" amount="60001" tipAmount="5000"/><Pay id="2" amount="1" state="7"/></PrintCheck>';
  const TOLD = {
    receipt_guid: '{R}',
    receipt_number: '1042',
    amount: 600.01,
    print_time: '2026-10-03T16:20:00+03:00',
    warning: null,
    payments: [{ currency_id: '1', code: null, name: 'Рубли', amount: 600.01, tip: 50 }],
    fiscal_id: '77',
  };
  const NONE = {
    receipt_guid: null,
    receipt_number: null,
    amount: null,
    print_time: null,
    warning: null,
    payments: [],
    fiscal_id: null,
  };
  const AT = { station: 'id:1', cashier: 'id:1' };

  async function written(key: string, inputData: Values, ...data: readonly string[]): Promise<unknown> {
    answers(...data);
    return new ConnectedApp(() => authData).create(key, { ...AT, ...inputData });
  }

  it('of a payment is told whole, or not at all', async () => {
    const payments = [{ currency_id: 'id:1', amount: '5' }];
    const pay = (order: object, data: string): Promise<unknown> =>
      written('rkeeper_pay_order', { ...order, payments }, data);
    const byGuid = { order_guid: GUID };
    expect(await pay(byGuid, CHECK)).toEqual({ id: '{R}', ...byGuid, ...TOLD });
    expect(await pay(byGuid, '')).toEqual({ id: GUID, ...byGuid, ...NONE });
    const byVisit = { visit: '1', order_ident: '256' };
    expect(await pay(byVisit, '')).toEqual({ id: 'visit:1/256', order_guid: null, ...NONE });
  });

  it('of a return, too; without one the return bears the name of the sale', async () => {
    const dishes = [{ line_guid: GUID, quantity: '1' }];
    const input = { receipt_guid: GUID, reason: 'id:1', dishes };
    expect(await written('rkeeper_return_goods', input, '', '')).toEqual({
      id: GUID,
      sale_receipt_guid: GUID,
      ...NONE,
    });
  });
});

describe('what a till lists twice is told once, as it stands later in the list', () => {
  const order = (guid: string, version: number): string => `<Order guid="${guid}" Version="${version}"/>`;
  const visit = (...orders: readonly string[]): string =>
    `<Visit><Orders>${orders.join('')}</Orders></Visit>`;

  it('an order', async () => {
    const list = visit(order('A', 1), order('B', 1)) + visit(order('A', 2));
    expect(await polled('rkeeper_order_changed', list)).toMatchObject([
      { id: 'A', version: '2' },
      { id: 'B', version: '1' },
    ]);
  });

  it('a receipt', async () => {
    const receipt = (guid: string, number: number): string =>
      `<Receipt line_guid="${guid}" checknum="${number}" sum="100"/>`;
    expect(
      await polled('rkeeper_receipt_paid', receipt('A', 1) + receipt('B', 2) + receipt('A', 3)),
    ).toMatchObject([
      { id: 'A', receipt_number: '3' },
      { id: 'B', receipt_number: '2' },
    ]);
  });

  it('before the samples are counted', async () => {
    const list = visit(order('A', 1).repeat(5), order('B', 1), order('B', 2));
    expect(await polled('rkeeper_new_order', list, { isLoadingSample: true })).toMatchObject([
      { id: 'B' },
      { id: 'A' },
    ]);
  });
});

it('a receipt is paid or deleted, and a pre-bill neither; only a paid one can be picked for a return', async () => {
  const states = '<Receipt line_guid="paid" checknum="1" state="6"/><Receipt line_guid="pre-bill" bill="1"/>';
  const list = `${states}<Receipt line_guid="pre-bill too" state="4"/><Receipt line_guid="deleted" deleted="1"/>`;
  expect((await polled('rkeeper_receipt_paid', list)).map(({ id }) => id)).toEqual(['paid']);
  expect((await polled('rkeeper_receipt_deleted', list)).map(({ id }) => id)).toEqual(['deleted']);
  answers(list);
  const perform = receipts.perform as () => Promise<Values>;
  const { results } = await call(perform, { authData, inputData: {}, meta: {} });
  expect(results).toEqual([{ id: 'paid', label: 'Receipt 1 · 0.00' }]);
});

it('an order that was emptied is closed without being paid; a till that does not tell its pieces is believed', async () => {
  const order = (guid: string, pieces: string): string =>
    `<Order guid="${guid}" Finished="1" FinishTime="2026-10-03T16:20:00" ${pieces}/>`;
  const orders = order('{A}', 'TotalPieces="0"') + order('{B}', 'TotalPieces="1000"') + order('{C}', '');
  answers(`<Visit><Orders>${orders}</Orders></Visit>`, '<Order guid="{B}"/>', '<Order guid="{C}"/>');
  const closed = await runTrigger('rkeeper_order_closed', 'perform', { authData });
  expect(closed).toMatchObject([{ id: '{C}' }, { id: '{B}' }]);
});
