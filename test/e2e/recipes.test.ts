import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseXml } from '../../sandbox/xml';
import { ShopDouble } from '../../sandbox/justclick/shop_double';
import { AGENT_ACCOUNT, TEST_ACCOUNT, type Account } from '../../sandbox/measoft/accounts';
import { CourierDouble } from '../../sandbox/measoft/courier_double';
import type { Order } from '../../sandbox/measoft/order';
import { shopConnection } from '../../sandbox/scenes/shop';
import { operationOf, staticFields, type OperationType } from '../../sandbox/zapier/definition';
import type { JsonObject } from '../../sandbox/zapier/json';
import { mapped, type Template, type Templates } from '../../sandbox/zapier/mapping';
import type { Zap } from '../../sandbox/zapier/zap';
import { Zapier } from '../../sandbox/zapier/zapier';

type AuthData = Readonly<Record<string, string>>;

interface Condition {
  readonly field: string;
  readonly condition: 'Exactly matches' | 'Starts with';
  readonly value: string;
}

/** What the JSON of a page holds: one Zap. Without a trigger it is a Catch Hook. */
interface Recipe {
  readonly trigger?: { readonly key: string; readonly inputData: Templates };
  readonly filter?: readonly Condition[];
  readonly step: { readonly key: string; readonly inputData: Templates };
}

const FOLDER = join(__dirname, '../../docs/recipes');
const PAGES = readdirSync(FOLDER).filter((name) => name !== 'README.md');

jest.setTimeout(60_000);

let zapier: Zapier;
let shop: ShopDouble;
let courier: CourierDouble;
let agency: CourierDouble;

beforeAll(async () => {
  [shop, courier, agency] = await Promise.all([
    ShopDouble.start(),
    CourierDouble.start(),
    CourierDouble.start({ accounts: [{ ...TEST_ACCOUNT, courierCode: '9' }], seedOrders: false }),
  ]);
  zapier = await Zapier.start({
    app: join(__dirname, '../../build/build.zip'),
    environment: { EXPERTAM_URL: shop.url, ALLOW_LOOPBACK: '1' },
  });
});

afterAll(async () => {
  await Promise.all([zapier.stop(), shop.stop(), courier.stop(), agency.stop()]);
});

function textOf(page: string): string {
  return readFileSync(join(FOLDER, page), 'utf8');
}

function recipesOf(page: string): Recipe[] {
  return [...textOf(page).matchAll(/```json\n(.*?)```/gs)].map(([, json = '']) => JSON.parse(json) as Recipe);
}

function recipeOf(page: string, number = 0): Recipe {
  const recipe = recipesOf(page)[number];
  if (!recipe) throw new Error(`${page} has no recipe ${number}.`);
  return recipe;
}

function connection({ url }: CourierDouble, { courierCode, login, password }: Account): AuthData {
  return { service: 'measoft', courier_code: courierCode, login, password, api_url: url };
}

function lets(filter: readonly Condition[] = [], outputs: JsonObject): boolean {
  return filter.every(({ field, condition, value }) => {
    const { text } = mapped({ text: field }, outputs, []);
    return condition === 'Exactly matches'
      ? text === value
      : typeof text === 'string' && text.startsWith(value);
  });
}

function zapOf({ trigger, filter, step }: Recipe, from: AuthData, to: AuthData): Zap {
  if (!trigger) throw new Error('The recipe has no trigger of the app.');
  return zapier.zap({
    trigger: { ...trigger, authData: from, timeZone: 'Europe/Moscow' },
    steps: [
      { filter: (outputs) => lets(filter, outputs) },
      {
        name: 'step',
        method: `creates.${step.key}.operation.perform`,
        authData: to,
        timeZone: 'Europe/Moscow',
        inputData: step.inputData,
      },
    ],
  });
}

/** Runs the step behind a Catch Hook. @returns undefined where the filter ended the run. */
async function caught({ filter, step }: Recipe, payload: JsonObject): Promise<JsonObject | undefined> {
  const outputs = { trigger: payload };
  if (!lets(filter, outputs)) return undefined;
  const method = `creates.${step.key}.operation.perform`;
  const fields = staticFields(operationOf(zapier.definition(), method)?.operation.inputFields);
  const result = await zapier.run({
    method,
    authData: connection(courier, TEST_ACCOUNT),
    inputData: mapped(step.inputData, outputs, fields),
    timeZone: 'Europe/Moscow',
  });
  if (result.outcome !== 'success') throw new Error(result.message);
  return result.output as JsonObject;
}

/** What the courier was given. Money in kopecks. */
function given({ draft, number }: Order) {
  const { receiver, payType, price, deliveryPrice, lines, texts } = draft;
  return {
    number,
    receiver: [receiver.person, receiver.phone, receiver.town.shortName, receiver.address],
    payType,
    price,
    deliveryPrice,
    note: texts.instruction,
    goods: lines
      .filter(({ attributes }) => attributes.type !== '2')
      .map(({ name, attributes: { quantity, retprice, VATrate } }) => [name, quantity, retprice, VATrate]),
  };
}

function statusesOf({ runs }: Zap): string[] {
  return runs.map(({ status }) => status);
}

describe.each(PAGES)('the page %s', (page) => {
  it('is listed', () => {
    expect(textOf('README.md')).toContain(`](${page})`);
  });

  it('names the trigger and the action as the editor does', () => {
    const { triggers, creates } = zapier.definition();
    for (const { trigger, step } of recipesOf(page)) {
      const label = trigger ? triggers?.[trigger.key]?.display.label : 'Webhooks by Zapier, Catch Hook';
      expect(textOf(page)).toContain(`Trigger: ${label ?? ''}`);
      expect(textOf(page)).toContain(`Action: ${creates?.[step.key]?.display.label ?? ''}`);
    }
  });

  it('tells a reader every field, by the name that the editor shows, and every condition', async () => {
    const rows = textOf(page)
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .map((line) => line.split('|').map((cell) => cell.trim()));
    for (const { trigger, filter = [], step } of recipesOf(page)) {
      const filled = [
        ...(trigger ? await labelled('triggers', trigger) : []),
        ...(await labelled('creates', step)),
      ];
      for (const [label, value] of filled)
        expect(rows).toContainEqual(['', label, value, expect.any(String), '']);
      for (const { field, condition, value } of filter)
        expect(rows).toContainEqual(['', `\`${field}\``, `(Text) ${condition}`, `\`${value}\``, '']);
    }
  });
});

/** The fields that a recipe fills in, by their labels, and the values as a page writes them. */
async function labelled(
  type: OperationType,
  { key, inputData }: { readonly key: string; readonly inputData: Templates },
): Promise<(readonly [string, string])[]> {
  const connected = key.startsWith('measoft') ? connection(courier, TEST_ACCOUNT) : shopConnection;
  const form = await zapier.inputFields(type, key, { authData: connected, inputData });
  const fields = form.flatMap((field) => [field, ...(field.children ?? [])]);
  const nameOf = (name: string): string =>
    fields.find((field) => field.key === name)?.label ?? `There is no field ${name}.`;
  return leavesOf(inputData).map(([name, values]) => [
    nameOf(name),
    values.map((value) => `\`${value}\``).join(', '),
  ]);
}

/** The values of each field, those of line items after the others. */
function leavesOf(templates: Templates): (readonly [string, readonly string[]])[] {
  return Object.entries(templates).flatMap(([key, template]) => {
    if (typeof template !== 'object') return [[key, [String(template)]] as const];
    return isList(template) ? [[key, template.map(String)] as const] : leavesOf(template);
  });
}

function isList(template: Template): template is readonly Template[] {
  return Array.isArray(template);
}

const TWO_LINES = [
  ['Кукла', '2', '2000.00', '0'],
  ['Мяч', '1', '300.00', '0'],
];

const CATCH_HOOKS = [
  {
    page: 'insales.md',
    payload: {
      id: 71234567,
      number: 1001,
      key: '0f1e2d3c',
      fulfillment_status: 'approved',
      custom_status: { permalink: 'approved', title: 'Согласован' },
      financial_status: 'pending',
      items_price: '4300.0',
      full_delivery_price: '290.0',
      total_price: '4590.0',
      comment: 'Домофон 12',
      client: { id: 5, name: 'Анна', surname: 'Ёлкина', phone: '+79030000001', email: 'anna@shop.example' },
      shipping_address: {
        full_name: 'Ёлкина Анна',
        zip: '125009',
        address: 'ул. Тверская, д. 7, кв. 2',
        location: { kladr_code: '7700000000000', city: 'Москва', city_type: 'г', country: 'RU' },
      },
      order_lines: [
        { id: 1, title: 'Кукла', sku: 'K-1', quantity: 2, full_sale_price: 2000.0, weight: '0.75', vat: -1 },
        { id: 2, title: 'Мяч', sku: 'M-7', quantity: 1, full_sale_price: 300.0, weight: null, vat: -1 },
      ],
    },
    otherwise: { fulfillment_status: 'new' },
    number: 'INS-1001',
    goods: TWO_LINES,
  },
  {
    page: 'retailcrm.md',
    payload: {
      order: {
        id: 345,
        number: '345A',
        status: 'send-to-delivery',
        firstName: 'Анна',
        lastName: 'Ёлкина',
        phone: '+79030000001',
        totalSumm: 4590,
        customerComment: 'Домофон 12',
        delivery: {
          code: 'courier',
          cost: 290,
          address: { index: '125009', city: 'Москва', text: 'ул. Тверская, д. 7, кв. 2' },
        },
        items: [
          {
            offer: { externalId: 'K-1', displayName: 'Кукла' },
            initialPrice: 2000,
            quantity: 2,
            vatRate: 'none',
          },
          {
            offer: { externalId: 'M-7', displayName: 'Мяч' },
            initialPrice: 300,
            quantity: 1,
            vatRate: 'none',
          },
        ],
      },
    },
    otherwise: { order: { number: '345A', status: 'assembling' } },
    number: 'CRM-345A',
    goods: TWO_LINES,
  },
  {
    page: 'leadvertex.md',
    payload: {
      id: '5012',
      status: 'accepted',
      fio: 'Анна Ёлкина',
      phone: '+79030000001',
      city: 'Москва',
      postIndex: '125009',
      address: 'ул. Тверская, д. 7, кв. 2',
      goodName: 'Кукла',
      quantity: '2',
      price: '2295',
      total: '4590',
      comment: 'Домофон 12',
    },
    otherwise: { status: 'canceled' },
    number: 'LV-5012',
    delivery: 0,
    goods: [['Кукла', '2', '2295.00', '0']],
  },
  {
    page: 'bitrix24.md',
    payload: {
      querystring: {
        deal: '318',
        name: 'Анна Ёлкина',
        phone: '+79030000001',
        town: 'Москва',
        address: 'ул. Тверская, д. 7, кв. 2',
        goods: 'Кукла (2 шт), Мяч (1 шт)',
        amount: '4590.00',
        note: 'Домофон 12',
      },
      document_id: ['crm', 'CCrmDocumentDeal', 'DEAL_318'],
      auth: { domain: 'shop.bitrix24.example', member_id: 'a223c6b3' },
    },
    number: 'B24-318',
    delivery: 0,
    goods: [],
  },
  {
    page: 'opencart.md',
    payload: {
      order_id: '77',
      order_status_id: '2',
      order_status: 'Processing',
      firstname: 'Пётр',
      lastname: 'Ёлкин',
      telephone: '+79030000001',
      shipping_firstname: 'Анна',
      shipping_lastname: 'Ёлкина',
      shipping_address_1: 'ул. Тверская, д. 7,',
      shipping_address_2: 'кв. 2',
      shipping_city: 'Москва',
      shipping_postcode: '125009',
      shipping_code: 'flat.flat',
      payment_code: 'cod',
      comment: 'Домофон 12',
      total: '4590.0000',
      shipping_total: '290.0000',
      currency_code: 'RUB',
      products: [
        { order_product_id: '1', name: 'Кукла', model: 'K-1', quantity: '2', price: '2000.0000' },
        { order_product_id: '2', name: 'Мяч', model: 'M-7', quantity: '1', price: '300.0000' },
      ],
    },
    otherwise: { payment_code: 'bank_transfer' },
    number: 'OC-77',
    delivery: 29_000,
    goods: TWO_LINES,
  },
  {
    page: 'prestashop.md',
    payload: {
      order: {
        id: 912,
        reference: 'XKBKNABJK',
        current_state: '3',
        module: 'ps_cashondelivery',
        payment: 'Cash on delivery',
        total_paid: '4590.000000',
        total_shipping: '290.000000',
        associations: {
          order_rows: [
            {
              product_name: 'Кукла',
              product_reference: 'K-1',
              product_quantity: '2',
              unit_price_tax_incl: '2000.000000',
            },
            {
              product_name: 'Мяч',
              product_reference: 'M-7',
              product_quantity: '1',
              unit_price_tax_incl: '300.000000',
            },
          ],
        },
      },
      customer: { id: 4, email: 'anna@shop.example' },
      address_delivery: {
        firstname: 'Анна',
        lastname: 'Ёлкина',
        address1: 'ул. Тверская, д. 7,',
        address2: 'кв. 2',
        postcode: '125009',
        city: 'Москва',
        phone: '',
        phone_mobile: '+79030000001',
      },
    },
    otherwise: { order: { id: 912, current_state: '1', module: 'ps_cashondelivery' } },
    number: 'PS-912',
    note: '',
    goods: TWO_LINES,
  },
  {
    page: 'shop_script.md',
    payload: {
      order: {
        id: '100',
        id_str: '#100*',
        state_id: 'processing',
        total: '4590.0000',
        shipping: '290.0000',
        currency: 'RUB',
        comment: 'Домофон 12',
        contact: { id: '6', name: 'Анна Ёлкина', phone: '+79030000001', email: 'anna@shop.example' },
        shipping_address: {
          city: 'Москва',
          street: 'ул. Тверская, д. 7, кв. 2',
          zip: '125009',
          country: 'rus',
        },
        items: [
          { id: '1', name: 'Кукла', sku_code: 'K-1', quantity: '2', price: '2000.0000' },
          { id: '2', name: 'Мяч', sku_code: 'M-7', quantity: '1', price: '300.0000' },
        ],
      },
    },
    otherwise: { order: { id: '100', state_id: 'new' } },
    number: 'SS-100',
    goods: TWO_LINES,
  },
];

describe.each(CATCH_HOOKS)(
  '$page',
  ({ page, payload, otherwise, number, delivery = 29_000, note, goods }) => {
    it('gives the courier the order, once, however often the shop tells of it', async () => {
      const before = courier.orders.all.length;
      const first = await caught(recipeOf(page), payload);
      const again = await caught(recipeOf(page), payload);

      expect(given(courier.orders.get(number))).toEqual({
        number,
        receiver: ['Анна Ёлкина', '+79030000001', 'Москва', 'ул. Тверская, д. 7, кв. 2'],
        payType: 'CASH',
        price: 459_000,
        deliveryPrice: delivery,
        note: note ?? 'Домофон 12',
        goods,
      });
      expect(first).toMatchObject({ orderno: number, already_existed: false });
      expect(again).toMatchObject({ orderno: number, already_existed: true });
      expect(courier.orders.all).toHaveLength(before + 1);
    });

    if (otherwise) {
      it('leaves an order of another status or payment alone', async () => {
        expect(await caught(recipeOf(page), { ...payload, ...otherwise })).toBeUndefined();
      });
    }
  },
);

it('every recipe with a Catch Hook is run', () => {
  const hooks = PAGES.filter((page) => recipesOf(page).some(({ trigger }) => !trigger));
  expect(CATCH_HOOKS.map(({ page }) => page).toSorted()).toEqual(hooks.toSorted());
});

it('a paid order goes from the shop to the courier, and the shop shows that it was delivered', async () => {
  const client = connection(courier, TEST_ACCOUNT);
  const there = zapOf(recipeOf('shop_to_measoft.md'), shopConnection, client);
  const back = zapOf(recipeOf('measoft_to_shop.md'), client, shopConnection);
  await there.turnOn();
  await back.turnOn();
  const state = shop.account().shop;
  const now = Math.floor(Date.now() / 1000);
  const bought = state.placeOrder({ ...state.order(100_000), created: now });

  state.pay(bought, now);
  await shop.notifications.settled();
  await there.settled();

  const number = `JC-${bought.id}`;
  const order = courier.orders.get(number);
  expect(given(order)).toEqual({
    number,
    receiver: ['Иван Петров', '+79280000000', 'Москва', 'ул. Ленина, д. 1, кв. 2'],
    payType: 'NO',
    price: 0,
    deliveryPrice: 0,
    note: 'Позвонить заранее',
    goods: [['Супер-товар на DVD', '1', expect.any(String), '0']],
  });
  expect(order.draft.declaredValue).toBe(99_000);

  courier.orders.move(order, 'DELIVERY');
  await back.poll();
  expect(bought.delivery_status).toBe('none');

  courier.orders.move(order, 'COMPLETE');
  courier.orders.move(courier.orders.get('SHOP-0997'), 'COMPLETE');
  await back.poll();
  expect(statusesOf(back).toSorted()).toEqual(['filtered', 'success']);
  expect(bought).toMatchObject({ delivery_status: 'sent', rpo: order.code });
  await there.turnOff();
});

it('an order goes to the agent, and the status that the agent sets comes back', async () => {
  const theirs = connection(courier, AGENT_ACCOUNT);
  const ours = connection(agency, agency.account());
  const over = zapOf(recipeOf('measoft_agent.md', 0), theirs, ours);
  const back = zapOf(recipeOf('measoft_agent.md', 1), ours, theirs);
  await over.turnOn();
  await back.turnOn();
  const order = courier.orders.create(
    parseXml(
      '<order orderno="SHOP-1001"><receiver><person>Петров П.П.</person><phone>+79160000003</phone><town>Москва</town>' +
        '<address>Петровка, 38</address></receiver><price>387.5</price><deliveryprice VATrate="20">150</deliveryprice><paytype>CASH</paytype><items>' +
        '<item quantity="1" retprice="37.5" VATrate="0">Race car</item>' +
        '<item quantity="2" retprice="100" VATrate="10">Замок</item></items></order>',
    ),
    courier.account(),
  );
  courier.orders.move(order, 'NEW');
  const client = zapier.poll({
    key: 'measoft_status_changed',
    authData: connection(courier, TEST_ACCOUNT),
    inputData: { statuses: ['RETURNED'] },
  });
  await client.start();

  courier.orders.assign(order, AGENT_ACCOUNT);
  await over.poll();
  const taken = agency.orders.get('A-SHOP-1001');
  expect(given(taken)).toEqual({
    number: 'A-SHOP-1001',
    // As the courier service writes phone numbers.
    receiver: ['Петров П.П.', '+7 (916) 000-00-03', 'Москва', 'Петровка, 38'],
    payType: 'CASH',
    price: 38_750,
    deliveryPrice: 0,
    note: '',
    goods: [
      ['Race car', '1', '37.50', '0'],
      ['Замок', '2', '100.00', '10'],
      ['Доставка', '1', '150.00', '20'],
    ],
  });
  expect(agency.orders.all).toHaveLength(1);

  agency.orders.move(taken, 'RETURNED', { message: 'Отказ' });
  await back.poll();
  expect(statusesOf(back)).toEqual(['success']);
  expect(order.status()).toMatchObject({ code: 'RETURNED', message: 'Отказ' });
  const { events } = await client.tick();
  expect(events).toMatchObject([{ orderno: 'SHOP-1001', status: 'RETURNED', status_message: 'Отказ' }]);
});

it('stays within the limits of the courier service', () => {
  expect([...courier.budget.exceeded, ...agency.budget.exceeded]).toEqual([]);
});
