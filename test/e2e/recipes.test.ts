import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { parseXml } from '../../sandbox/xml';
import { CdekDouble, cdekConnection } from '../../sandbox/cdek/cdek_double';
import { ShopDouble } from '../../sandbox/justclick/shop_double';
import { AGENT_ACCOUNT, TEST_ACCOUNT, type Account } from '../../sandbox/measoft/accounts';
import { DAY, localDay } from '../../sandbox/clock';
import { amount } from '../../sandbox/money';
import { CourierDouble } from '../../sandbox/measoft/courier_double';
import { serviceCost } from '../../sandbox/measoft/settlements';
import type { Order } from '../../sandbox/measoft/order';
import { PimPayDouble, pimpayConnection } from '../../sandbox/pimpay/pimpay_double';
import { Waiter } from '../../sandbox/rkeeper/waiter';
import { openRestaurant, type RestaurantStage } from '../../sandbox/scenes/restaurant';
import { shopConnection } from '../../sandbox/scenes/shop';
import { operationOf, staticFields, type OperationType } from '../../sandbox/zapier/definition';
import { isJsonObject, type JsonObject } from '../../sandbox/zapier/json';
import { mapped, stepsReferredTo, type Template, type Templates } from '../../sandbox/zapier/mapping';
import type { ActionStep, FormatterStep, Zap } from '../../sandbox/zapier/zap';
import { Zapier } from '../../sandbox/zapier/zapier';
import { Systems } from '../support/shop_systems';

type AuthData = Readonly<Record<string, string>>;

interface Condition {
  readonly field: string;
  readonly condition: 'Exactly matches' | 'Starts with';
  readonly value: string;
}

type Split = readonly [input: string, separator: string, segment: 'First' | 'Second' | 'Last'];

/** What the JSON of a page holds: one Zap. Without a trigger it is a Catch Hook. */
interface Recipe {
  readonly trigger?: { readonly key: string; readonly inputData: Templates };
  readonly filter?: readonly Condition[];
  /** A step of Code by Zapier with its name: what it is given, and the page that has it, unless this one does. */
  readonly code?: {
    readonly name: string;
    readonly inputData: Readonly<Record<string, string>>;
    readonly on?: string;
  };
  /** Steps of Formatter by Zapier, Lookup Table, by their names: what is looked up, and what each word becomes; others end the run. */
  readonly lookups?: Readonly<Record<string, Lookup>>;
  /** Steps of Formatter by Zapier, Default Value, by their names: what is taken, and what instead where that is empty. */
  readonly defaults?: Readonly<Record<string, readonly [input: string, otherwise: string]>>;
  /** A search before the action, whose first result is `{{find.…}}`. */
  readonly find?: { readonly key: string; readonly inputData: Templates };
  /** Steps of Formatter by Zapier, Split Text, by their names. */
  readonly splits?: Readonly<Record<string, Split>>;
  readonly step: { readonly key: string; readonly inputData: Templates };
  readonly app?: undefined;
  /** What a system sends to a Catch Hook, and the order that the courier gets. Money in kopecks, weight in kilograms. */
  readonly example?: {
    readonly payload: JsonObject;
    /** What the system answers to a step of Code by Zapier that asks for a path. A message may hold what differs in it. */
    readonly answers?: JsonObject;
    /** What differs in a message that ends the run. */
    readonly otherwise?: JsonObject;
    /** What differs in one for an order of which nothing is collected. */
    readonly paid?: JsonObject;
    /** Or what becomes of an order that the courier has already. */
    readonly changed?: {
      readonly order: string;
      /** What differs in the message that brought it in. */
      readonly from: JsonObject;
      readonly outcome: JsonObject;
    };
    readonly order?: {
      readonly number: string;
      readonly delivery?: number;
      readonly note?: string;
      readonly window?: readonly string[];
      readonly weight?: string;
      readonly contents?: string;
      readonly goods: readonly (readonly string[])[];
    };
  };
}

/** A recipe whose action is one of another app: what its fields get, by their names. */
interface HandOver extends Omit<Recipe, 'step' | 'app'> {
  readonly step?: undefined;
  readonly app: { readonly action: string; readonly fields: Readonly<Record<string, string>> };
}

interface Lookup {
  readonly key: string;
  readonly table: Readonly<Record<string, string>>;
}

const FOLDER = join(__dirname, '../../docs/recipes');
const PAGES = readdirSync(FOLDER).filter((name) => name !== 'README.md');

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let zapier: Zapier;
let shop: ShopDouble;
let courier: CourierDouble;
let agency: CourierDouble;
let cdek: CdekDouble;
let restaurant: RestaurantStage;
let pimpay: PimPayDouble;

beforeAll(async () => {
  [shop, courier, agency, cdek, restaurant, pimpay] = await Promise.all([
    ShopDouble.start(),
    CourierDouble.start(),
    CourierDouble.start({ accounts: [{ ...TEST_ACCOUNT, courierCode: '9' }], seedOrders: false }),
    CdekDouble.start(),
    openRestaurant(),
    PimPayDouble.start(),
  ]);
  zapier = await Zapier.start({
    app: join(__dirname, '../../build/build.zip'),
    environment: {
      EXPERTAM_URL: shop.url,
      CDEK_URL: cdek.url,
      PIMPAY_URL: pimpay.url,
      RKEEPER_LICENSE_URL: restaurant.licences.origin,
      ALLOW_LOOPBACK: '1',
    },
  });
});

afterAll(async () => {
  const doubles = [shop, courier, agency, cdek, restaurant, pimpay];
  await Promise.all([zapier.stop(), ...doubles.map((double) => double.stop())]);
});

function textOf(page: string): string {
  return readFileSync(join(FOLDER, page), 'utf8');
}

/** What the JSON of a page holds that gives statuses back: calls by Webhooks by Zapier behind a lookup table. */
interface WayBack {
  readonly system: string;
  readonly trigger: { readonly key: string; readonly inputData: Templates };
  readonly filter: readonly Condition[];
  readonly lookup: Lookup;
  readonly webhooks: readonly Webhook[];
}

interface Webhook {
  readonly name: string;
  readonly method: string;
  readonly url: string;
  readonly auth?: readonly [user: string, password: string];
  readonly headers?: Readonly<Record<string, string>>;
  readonly type: 'json' | 'form' | 'raw';
  readonly data: string | Readonly<Record<string, string>>;
}

function blocksOf(page: string): object[] {
  return [...textOf(page).matchAll(/```json\n(.*?)```/gs)].map(([, json = '']) => JSON.parse(json) as object);
}

/** A recipe, with the code of its step of Code by Zapier. */
type PageRecipe = Recipe & { readonly script: string };

function recipesOf(page: string): PageRecipe[] {
  const recipes = blocksOf(page).filter((block): block is Recipe => 'step' in block);
  return recipes.map((recipe) => {
    const [, script = ''] = /```js\n(.*?)```/s.exec(textOf(recipe.code?.on ?? page)) ?? [];
    return { ...recipe, script };
  });
}

function handOversOf(page: string): HandOver[] {
  return blocksOf(page).filter((block): block is HandOver => 'app' in block);
}

const WAYS_BACK = blocksOf('statuses_back.md').filter((block): block is WayBack => 'webhooks' in block);

function recipeOf(page: string, number = 0): PageRecipe {
  const recipe = recipesOf(page)[number];
  if (!recipe) throw new Error(`${page} has no recipe ${number}.`);
  return recipe;
}

function connection({ url }: CourierDouble, { courierCode, login, password }: Account): AuthData {
  return { service: 'measoft', courier_code: courierCode, login, password, api_url: url };
}

const PIMPAY = pimpayConnection();

function lets(filter: readonly Condition[] = [], outputs: JsonObject): boolean {
  return filter.every(({ field, condition, value }) => {
    const { text } = mapped({ text: field }, outputs, []);
    return condition === 'Exactly matches'
      ? text === value
      : typeof text === 'string' && text.startsWith(value);
  });
}

function segmentOf([input, separator, segment]: Split, outputs: JsonObject): string {
  const parts = textFrom(input, outputs)
    .split(separator)
    .map((part) => part.trim());
  return { First: parts[0], Second: parts[1], Last: parts.at(-1) }[segment] ?? '';
}

function zapOf(recipe: Recipe, from: AuthData, to: AuthData): Zap {
  const { step } = recipe;
  return zapEndingIn(recipe, from, {
    name: 'step',
    method: methodOf('creates', step),
    authData: to,
    timeZone: 'Europe/Moscow',
    inputData: step.inputData,
  });
}

/** A Zap whose action is one of another app. @returns it, and what that app was given, oldest first. */
function handOver(page: string, number: number, from: AuthData): { zap: Zap; taken: JsonObject[] } {
  const recipe = handOversOf(page)[number];
  if (!recipe) throw new Error(`${page} hands nothing over by a recipe ${number}.`);
  const taken: JsonObject[] = [];
  const take = (outputs: JsonObject): number => taken.push(mapped(recipe.app.fields, outputs, []));
  return { zap: zapEndingIn(recipe, from, { name: 'app', format: take }), taken };
}

function zapEndingIn(
  { trigger, filter, find, splits = {} }: Recipe | HandOver,
  from: AuthData,
  last: ActionStep | FormatterStep,
): Zap {
  if (!trigger) throw new Error('The recipe has no trigger of the app.');
  return zapier.zap({
    trigger: { ...trigger, authData: from, timeZone: 'Europe/Moscow' },
    steps: [
      { filter: (outputs) => lets(filter, outputs) },
      ...(find
        ? [
            {
              ...{ name: 'find', authData: from, inputData: find.inputData },
              method: methodOf('searches', find),
            },
          ]
        : []),
      ...Object.entries(splits).map(([name, split]) => ({
        name,
        format: (outputs: JsonObject) => ({ output: segmentOf(split, outputs) }),
      })),
      last,
    ],
  });
}

/** What a step of Code by Zapier returns. It has nothing but its input and the network, where the systems stand in for every host. */
async function returned(script: string, inputData: JsonObject, { origin }: Systems): Promise<unknown> {
  const call = (url: string, init?: RequestInit): Promise<Response> =>
    fetch(url.replace(/^https:\/\/[^/]+/, origin), init);
  const result: unknown = await runInNewContext(`(async () => {${script}})()`, { inputData, fetch: call });
  return JSON.parse(JSON.stringify(result));
}

function methodOf(type: OperationType, { key }: { readonly key: string }): string {
  return `${type}.${key}.operation.perform`;
}

/** Runs the step behind a Catch Hook. @returns undefined where the filter ended the run. */
async function caught(
  { filter = [], code, script, lookups = {}, defaults = {}, step, example }: PageRecipe,
  payload: JsonObject,
): Promise<JsonObject | undefined> {
  const outputs: Record<string, unknown> = { trigger: payload };
  const isEarly = ({ field }: Condition): boolean => stepsReferredTo({ field })[0] === 'trigger';
  if (!lets(filter.filter(isEarly), outputs)) return undefined;
  if (code) {
    const differences = isJsonObject(payload.answers) ? payload.answers : {};
    await using systems = await Systems.open(merged(example?.answers ?? {}, differences));
    outputs[code.name] = await returned(script, mapped(code.inputData, outputs, []), systems);
  }
  if (!lets(filter, outputs)) return undefined;
  for (const [name, lookup] of Object.entries(lookups)) {
    const output = foundIn(lookup, outputs);
    if (output === undefined) return undefined;
    outputs[name] = { output };
  }
  for (const [name, [input, otherwise]] of Object.entries(defaults))
    outputs[name] = { output: textFrom(input, outputs) || textFrom(otherwise, outputs) };
  const method = methodOf('creates', step);
  const fields = staticFields(operationOf(zapier.definition(), method)?.operation.inputFields);
  const result = await zapier.run({
    method,
    authData: accountFor(step.key),
    inputData: mapped(step.inputData, outputs, fields),
    timeZone: 'Europe/Moscow',
  });
  if (result.outcome !== 'success') throw new Error(result.message);
  return result.output as JsonObject;
}

/** What a lookup table has for its key; undefined where it has nothing. */
function foundIn({ key, table }: Lookup, outputs: JsonObject): string | undefined {
  return table[textFrom(key, outputs)];
}

/** A message with another in it that tells what differs. */
function merged(message: JsonObject, differences: JsonObject): JsonObject {
  const entries = Object.entries(differences).map(([key, value]) => {
    const before = message[key];
    return [key, isJsonObject(before) && isJsonObject(value) ? merged(before, value) : value] as const;
  });
  return { ...message, ...Object.fromEntries(entries) };
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
    ...(receiver.date !== '' && { window: [receiver.date, receiver.time_min, receiver.time_max] }),
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
    const { triggers, creates, searches } = zapier.definition();
    for (const { trigger, find, step, app } of [...recipesOf(page), ...handOversOf(page)]) {
      const label = trigger ? triggers?.[trigger.key]?.display.label : 'Webhooks by Zapier, Catch Hook';
      expect(textOf(page)).toContain(`Trigger: ${label ?? ''}`);
      const action = app ? app.action : (creates?.[step.key]?.display.label ?? '');
      expect(textOf(page)).toContain(`Action: ${action}`);
      if (find) expect(textOf(page)).toContain(`Action: ${searches?.[find.key]?.display.label ?? ''}`);
    }
  });

  it('tells a reader every field, by the name that the editor shows, and every condition', async () => {
    const rows = textOf(page)
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .map((line) => line.split('|').map((cell) => cell.trim()));
    for (const recipe of [...recipesOf(page), ...handOversOf(page)]) {
      const { trigger, filter = [], code, lookups = {}, find, splits = {}, step, app } = recipe;
      for (const [name, value] of Object.entries(code?.inputData ?? {}))
        expect(rows).toContainEqual(['', `\`${name}\``, `\`${value}\``, expect.any(String), '']);
      for (const { key, table } of Object.values(lookups)) {
        expect(textOf(page)).toContain(`Lookup Key is \`${key}\`.`);
        for (const words of Object.entries(table))
          expect(rows).toContainEqual(['', ...words.map((word) => `\`${word}\``), expect.any(String), '']);
      }
      const filled = [
        ...(trigger ? await labelled('triggers', trigger) : []),
        ...(find ? await labelled('searches', find) : []),
        ...(step ? await labelled('creates', step) : []),
        ...Object.entries(app?.fields ?? {}).map(([label, value]) => [label, `\`${value}\``] as const),
      ];
      for (const [label, value] of filled)
        expect(rows).toContainEqual(['', label, value, expect.any(String), '']);
      for (const { field, condition, value } of filter)
        expect(rows).toContainEqual(['', `\`${field}\``, `(Text) ${condition}`, `\`${value}\``, '']);
      for (const [name, [input, separator, segment]] of Object.entries(splits))
        expect(rows).toContainEqual(['', `\`${name}\``, `\`${input}\``, `\`${separator}\``, segment, '']);
    }
  });
});

/** The fields that a recipe fills in, by their labels, and the values as a page writes them. */
async function labelled(
  type: OperationType,
  { key, inputData }: { readonly key: string; readonly inputData: Templates },
): Promise<(readonly [string, string])[]> {
  const form = await zapier.inputFields(type, key, { authData: accountFor(key), inputData });
  const fields = form.flatMap((field) => [field, ...(field.children ?? [])]);
  const nameOf = (name: string): string =>
    fields.find((field) => field.key === name)?.label ?? `There is no field ${name}.`;
  return leavesOf(inputData).map(([name, values]) => [
    nameOf(name),
    values.map((value) => `\`${value}\``).join(', '),
  ]);
}

/** The account of the service that a step belongs to. */
function accountFor(key: string): AuthData {
  const accounts: readonly AuthData[] = [
    connection(courier, TEST_ACCOUNT),
    cdekConnection,
    restaurant.authData,
    PIMPAY,
  ];
  return accounts.find(({ service }) => service !== undefined && key.startsWith(service)) ?? shopConnection;
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

/** The examples on the pages of what other systems send to a Catch Hook, and of the order that the courier gets for it. */
const EXAMPLES = PAGES.flatMap((page) =>
  recipesOf(page).flatMap((recipe) => {
    const { payload = {}, otherwise, paid, order } = recipe.example ?? {};
    return order ? [{ page, recipe, payload, otherwise, paid, order }] : [];
  }),
);

/** The examples of changes of orders that came by another recipe. */
const CHANGES = PAGES.flatMap((page) =>
  recipesOf(page).flatMap((recipe) => {
    const { payload = {}, otherwise, changed } = recipe.example ?? {};
    return changed ? [{ page, recipe, payload, otherwise, changed }] : [];
  }),
);

describe.each(CHANGES)(
  '$page, $changed.order by $recipe.step.key',
  ({ recipe, payload, otherwise, changed }) => {
    it('changes at the courier what has changed in the CRM', async () => {
      const origin = originOf(changed.order);
      await caught(origin.recipe, merged(origin.payload, changed.from));
      if (otherwise) expect(await caught(recipe, merged(payload, otherwise))).toBeUndefined();
      expect(courier.orders.get(changed.order).status().code).not.toBe('CANCELED');
      expect(await caught(recipe, payload)).toMatchObject({ orderno: changed.order, ...changed.outcome });
      const isCancelled = courier.orders.get(changed.order).status().code === 'CANCELED';
      expect(isCancelled).toBe(recipe.step.key === 'measoft_cancel_order');
    });
  },
);

/** The example of the recipe that brings in orders with such a number. */
function originOf(number: string): (typeof EXAMPLES)[number] {
  const prefixOf = (one: string): string => one.replace(/[^-]*$/, '');
  const origin = EXAMPLES.find(({ order }) => prefixOf(order.number) === prefixOf(number));
  if (!origin) throw new Error(`No recipe brings in orders like ${number}.`);
  return origin;
}

describe.each(EXAMPLES)('$page', ({ recipe, payload, otherwise, paid, order: expected }) => {
  const { number, delivery = 29_000, note, window, weight = '0', contents = '', goods } = expected;

  it('gives the courier the order, once, however often the shop tells of it', async () => {
    const before = courier.orders.all.length;
    const first = await caught(recipe, payload);
    const again = await caught(recipe, payload);

    expect(given(courier.orders.get(number))).toEqual({
      number,
      receiver: ['Анна Ёлкина', '+79030000001', 'Москва', 'ул. Тверская, д. 7, кв. 2'],
      payType: 'CASH',
      price: 459_000,
      deliveryPrice: delivery,
      note: note ?? 'Домофон 12',
      ...(window && { window }),
      goods,
    });
    const { weight: kilograms, texts } = courier.orders.get(number).draft;
    expect([kilograms, texts.enclosure]).toEqual([weight, contents]);
    expect(first).toMatchObject({ orderno: number, already_existed: false });
    expect(again).toMatchObject({ orderno: number, already_existed: true });
    expect(courier.orders.all).toHaveLength(before + 1);
  });

  if (otherwise) {
    it('leaves an order of another status or payment alone', async () => {
      expect(await caught(recipe, merged(payload, otherwise))).toBeUndefined();
    });
  }

  if (paid) {
    it('has nothing collected for an order that is paid', async () => {
      const result = await caught(recipe, merged(payload, paid));
      expect(result).toMatchObject({ already_existed: false });
      // As this courier understands an order without payment.
      const free = goods.map(([name, quantity, , vatRate]) => [name, quantity, '0', vatRate]);
      expect(given(courier.orders.get(String(result?.orderno)))).toMatchObject({
        payType: 'NO',
        price: 0,
        goods: free,
      });
    });
  }
});

/** A template as text, with what it refers to. */
function textFrom(template: string, outputs: JsonObject): string {
  const { text } = mapped({ text: template }, outputs, []);
  return typeof text === 'string' ? text : '';
}

/** Sends what Webhooks by Zapier would send; the example's host is the double's. @returns the fields of the answer. */
async function send(webhook: Webhook, outputs: JsonObject, origin: string): Promise<JsonObject> {
  const { method, url, auth, headers, type, data } = webhook;
  const filled = (rows: Readonly<Record<string, string>>): (readonly [string, string])[] =>
    Object.entries(rows).map(([key, value]) => [key, textFrom(value, outputs)] as const);
  const body =
    typeof data === 'string'
      ? textFrom(data, outputs)
      : type === 'form'
        ? new URLSearchParams(Object.fromEntries(filled(data)))
        : unflattened(filled(data));
  const response = await fetch(textFrom(url, outputs).replace(/^https:\/\/[^/]+/, origin), {
    method,
    body,
    headers: {
      ...(type === 'json' && { 'content-type': 'application/json' }),
      ...(auth && { authorization: `Basic ${Buffer.from(auth.join(':')).toString('base64')}` }),
      ...headers,
    },
  });
  const answer = await response.text();
  if (!response.ok) throw new Error(`${webhook.name} answered ${response.status}: ${answer}`);
  return (answer.startsWith('{') ? JSON.parse(answer) : {}) as JsonObject;
}

/** Two underscores in a key stand for an object in an object. */
function unflattened(rows: readonly (readonly [string, string])[]): string {
  const body: Record<string, unknown> = {};
  for (const [key, value] of rows) {
    const [outer = '', inner] = key.split('__');
    body[outer] = inner === undefined ? value : { ...(body[outer] as object), [inner]: value };
  }
  return JSON.stringify(body);
}

describe.each(WAYS_BACK)('the way back to $system', ({ trigger, filter, lookup, webhooks }) => {
  it('gives the order that came from there the status of the table, and nothing for another status or order', async () => {
    await using systems = await Systems.open();
    const origin = originOf(filter[0]?.value ?? '');
    await caught(origin.recipe, origin.payload);
    const order = courier.orders.get(origin.order.number);
    const poller = zapier.poll({
      ...trigger,
      authData: connection(courier, TEST_ACCOUNT),
      timeZone: 'Europe/Moscow',
    });
    await poller.start();

    for (const status of ['ACCEPTED', 'DELIVERY', 'COMPLETE']) courier.orders.move(order, status);
    courier.orders.move(courier.orders.get('SHOP-0991'), 'DELIVERY');
    const { events } = await poller.tick();
    expect(events).toHaveLength(3);
    for (const event of events) {
      const outputs: Record<string, unknown> = { trigger: event };
      if (!lets(filter, outputs)) continue;
      const output = foundIn(lookup, outputs);
      if (output === undefined) continue;
      outputs.lookup = { output };
      for (const webhook of webhooks) outputs[webhook.name] = await send(webhook, outputs, systems.origin);
    }

    expect(systems.statuses).toEqual(
      [lookup.table.DELIVERY, lookup.table.COMPLETE].map((status) => [order.draft.texts.costcode, status]),
    );
  });
});

it('every recipe that brings orders to the courier by a Catch Hook has an example', () => {
  const isHook = ({ trigger, step }: Recipe): boolean => !trigger && step.key.startsWith('measoft');
  const hooks = PAGES.filter((page) => recipesOf(page).some(isHook));
  expect([...new Set([...EXAMPLES, ...CHANGES].map(({ page }) => page))].toSorted()).toEqual(hooks);
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

it('a paid order goes from the shop to CDEK, its label is printed, and the shop shows that it was delivered', async () => {
  const there = zapOf(recipeOf('shop_to_cdek.md', 0), shopConnection, cdekConnection);
  const label = zapOf(recipeOf('shop_to_cdek.md', 1), cdekConnection, cdekConnection);
  const back = zapOf(recipeOf('cdek_to_shop.md'), cdekConnection, shopConnection);
  for (const zap of [there, label, back]) await zap.turnOn();
  const { orders, webhooks, forms } = cdek.contract();
  const state = shop.account().shop;
  const now = Math.floor(Date.now() / 1000);
  const bought = state.placeOrder({ ...state.order(100_000), created: now });

  state.pay(bought, now);
  await shop.notifications.settled();
  await there.settled();
  const [order, ...others] = orders;
  if (!order) throw new Error('CDEK has no order.');
  expect(others).toEqual([]);
  expect(order.body).toMatchObject({
    number: String(bought.id),
    tariff_code: 137,
    shipment_point: 'MSK65',
    to_location: { code: 44, address: 'ул. Ленина, д. 1, кв. 2' },
    recipient: { name: 'Иван Петров', phones: [{ number: '+79280000000' }] },
    packages: [{ weight: 500, items: [{ name: 'Супер-товар на DVD', payment: { value: 0 }, amount: 1 }] }],
  });

  await webhooks.run();
  await label.settled();
  expect(forms.map(({ kind, body }) => [kind, body])).toEqual([
    ['barcodes', { orders: [{ order_uuid: order.uuid }], format: 'A6' }],
  ]);

  cdek.contract().move(order, 'DELIVERED');
  await webhooks.run();
  for (const zap of [label, back]) await zap.settled();
  expect(statusesOf(back)).toEqual(['success']);
  expect(bought).toMatchObject({ delivery_status: 'sent', rpo: order.cdekNumber });
  for (const zap of [there, label, back]) await zap.turnOff();
  expect(webhooks.subscriptions).toEqual([]);
});

it('a paid order goes to TopDelivery by the branch of a courier company, and the shop shows that it was delivered', async () => {
  const client = connection(courier, TEST_ACCOUNT);
  const there = zapOf(recipeOf('topdelivery.md', 0), shopConnection, client);
  const back = zapOf(recipeOf('topdelivery.md', 1), client, shopConnection);
  await there.turnOn();
  await back.turnOn();
  const state = shop.account().shop;
  const now = Math.floor(Date.now() / 1000);
  const bought = state.placeOrder({ ...state.order(100_000), created: now });

  state.pay(bought, now);
  await shop.notifications.settled();
  await there.settled();
  const order = courier.orders.get(`TD-${bought.id}`);
  expect(given(order)).toMatchObject({
    receiver: ['Иван Петров', '+79280000000', 'Москва', 'ул. Ленина, д. 1, кв. 2'],
    payType: 'NO',
    price: 0,
    goods: [['Супер-товар на DVD', '1', expect.any(String), '0']],
  });

  // The branch hands the order over to an agent, who reports what becomes of it.
  courier.orders.assign(order, AGENT_ACCOUNT);
  const reported = await zapier.run({
    method: 'creates.measoft_set_status.operation.perform',
    authData: connection(courier, AGENT_ACCOUNT),
    inputData: { ordercode: order.code, status: 'COMPLETE' },
    timeZone: 'Europe/Moscow',
  });
  expect(reported.outcome).toBe('success');
  await back.poll();
  expect(statusesOf(back)).toEqual(['success']);
  expect(bought).toMatchObject({ delivery_status: 'sent', rpo: order.code });
  await there.turnOff();
});

describe("a restaurant's delivery order", () => {
  /** An order with two portions at the table of the recipe, paid. @returns its GUID. */
  function deliver(): string {
    const { till } = restaurant;
    const { attributes } = till.enter(
      '<RK7CMD CMD="CreateOrder"><Order persistentComment="Анна Ёлкина; +79030000001; ул. Тверская, д. 7, кв. 2"><Table id="1000101"/>' +
        '<Station id="15015"/><Guests><Guest guestLabel="1"/></Guests></Order></RK7CMD>',
    );
    const guid = String(attributes?.guid);
    const dish = '<Station id="15015"/><Dish id="1000017" quantity="2000"/>';
    till.enter(`<RK7CMD CMD="SaveOrder"><Order guid="${guid}"/><Session>${dish}</Session></RK7CMD>`);
    const payment = '<Station id="15015"/><Cashier id="1000018"/><Payment id="1" amount="23800"/>';
    till.enter(`<RK7CMD CMD="PayOrder"><Order guid="${guid}"/>${payment}</RK7CMD>`);
    return guid;
  }

  it('goes to a courier company with MeaSoft once it is paid', async () => {
    const zap = zapOf(
      recipeOf('till_to_courier.md', 0),
      restaurant.authData,
      connection(courier, TEST_ACCOUNT),
    );
    await zap.turnOn();
    const guid = deliver();
    await zap.poll();
    expect(statusesOf(zap)).toEqual(['success']);
    const { visit, order_ident } = zap.runs[0]?.event ?? {};
    const order = courier.orders.get(`RK-${String(visit)}-${String(order_ident)}`);
    expect(given(order)).toMatchObject({
      receiver: ['Анна Ёлкина', '+79030000001', 'Москва', 'ул. Тверская, д. 7, кв. 2'],
      payType: 'NO',
      price: 0,
      goods: [['Борщ с говядиной', '2', expect.any(String), '0']],
    });
    expect(order.draft.declaredValue).toBe(23_800);
    expect(order.draft.texts.costcode).toBe(guid);
  });

  it('goes to CDEK', async () => {
    const zap = zapOf(recipeOf('till_to_courier.md', 1), restaurant.authData, cdekConnection);
    await zap.turnOn();
    deliver();
    await zap.poll();
    expect(statusesOf(zap)).toEqual(['success']);
    const { visit, order_ident } = zap.runs[0]?.event ?? {};
    const parcel = cdek
      .contract()
      .orders.find(({ number }) => number === `${String(visit)}-${String(order_ident)}`);
    expect(parcel?.body).toMatchObject({
      tariff_code: 139,
      recipient: { name: 'Анна Ёлкина', phones: [{ number: '+79030000001' }] },
      to_location: { code: 44, address: 'ул. Тверская, д. 7, кв. 2' },
      from_location: { code: 44, address: 'ул. Петровка, 38' },
      packages: [{ weight: 1000, items: [{ name: 'Борщ с говядиной', amount: 2, cost: 119 }] }],
    });
  });
});

describe('what happens at the till of a restaurant', () => {
  const PAGE = 'restaurants.md';
  let waiter: Waiter;

  beforeAll(() => {
    waiter = new Waiter(restaurant.till);
  });

  it('a licence that is about to end is told by mail', async () => {
    const { zap, taken } = handOver(PAGE, 0, restaurant.authData);
    await zap.turnOn();
    await zap.poll();
    expect(taken).toEqual([]);
    const { anchor, registry } = restaurant.till;
    registry.grant(anchor, { expirationDate: `${localDay(Date.now() + 13 * DAY)}T00:00:00` });
    zapier.cache.clear();
    await zap.poll();
    restaurant.renewLicence();
    expect(taken).toEqual([
      {
        To: 'manager@restaurant.example',
        Subject: 'The licence of our r_keeper till',
        Body: expect.stringMatching(/ends in 1[23] days/) as string,
      },
    ]);
  });

  it('the site hears of a dish that is stopped, and when it is sold again', async () => {
    const { zap, taken } = handOver(PAGE, 1, restaurant.authData);
    await zap.turnOn();
    const { stopped } = restaurant.till.restaurant;
    stopped.set(1000017, undefined);
    await zap.poll();
    stopped.delete(1000017);
    await zap.poll();
    expect(taken).toMatchObject([
      { 'Data code': '17', 'Data name': 'Борщ с говядиной', 'Data stopped': 'true' },
      { 'Data code': '17', 'Data name': 'Борщ с говядиной', 'Data stopped': 'false' },
    ]);
  });

  it('a paid receipt becomes a row, and a deleted one a message', async () => {
    const paid = handOver(PAGE, 2, restaurant.authData);
    const deleted = handOver(PAGE, 3, restaurant.authData);
    await paid.zap.turnOn();
    await deleted.zap.turnOn();
    waiter.sell();
    const { number } = restaurant.till.orders.receipts.at(-1) ?? { number: 0 };
    for (const { zap } of [paid, deleted]) await zap.poll();
    expect(paid.taken).toMatchObject([{ Receipt: String(number), Sum: '119', 'Paid by': 'Рубли' }]);
    expect(deleted.taken).toEqual([]);

    waiter.deleteReceipt(number);
    for (const { zap } of [paid, deleted]) await zap.poll();
    expect(paid.taken).toHaveLength(1);
    expect(deleted.taken).toEqual([
      {
        'Chat ID': '-1001234567890',
        Text: `Receipt ${number} over 119 ₽ deleted: Отказ гостя. Иванова Анна`,
      },
    ]);
  });
});

it('an order of a site goes to the till once, and the site hears that it was paid there', async () => {
  const recipe = recipeOf('site_to_till.md');
  const { payload = {}, otherwise = {} } = recipe.example ?? {};
  const { zap, taken } = handOver('site_to_till.md', 0, restaurant.authData);
  await zap.turnOn();
  expect(await caught(recipe, merged(payload, otherwise))).toBeUndefined();
  const first = await caught(recipe, payload);
  expect(first).toMatchObject({
    already_existed: false,
    order_sum: 238,
    dishes: [{ name: 'Борщ с говядиной', quantity: 2 }],
  });
  expect(await caught(recipe, payload)).toMatchObject({
    id: first?.id,
    already_existed: true,
    order_sum: 238,
  });
  await zap.poll();
  expect(taken).toEqual([]);

  restaurant.till.enter(
    `<RK7CMD CMD="PayOrder"><Order guid="${String(first?.order_guid)}"/><Station id="15015"/><Cashier id="1000018"/>` +
      '<Payment id="1" amount="23800"/></RK7CMD>',
  );
  await zap.poll();
  expect(taken).toMatchObject([
    { URL: 'https://shop.example/wp-json/wc/v3/orders/727', 'Data status': 'completed' },
  ]);
});

describe('a shop', () => {
  const PAGE = 'shops.md';

  /** Somebody buys what has the name of a dish, for less than it costs at the till. */
  function buy() {
    const state = shop.account().shop;
    const created = Math.floor(Date.now() / 1000);
    const { items, ...order } = state.order(100_000);
    const dishes = items.map((item) => ({ ...item, title: 'Борщ с говядиной', sum: amount(11_000) }));
    return { state, order: state.placeOrder({ ...order, items: dishes, created }), created };
  }

  it('makes a lead in the CRM of a new order', async () => {
    const { zap, taken } = handOver(PAGE, 0, shopConnection);
    await zap.turnOn();
    const { order } = buy();
    await zap.poll();
    expect(taken).toMatchObject([
      {
        'Data fields[TITLE]': `Shop order ${order.id}`,
        'Data fields[NAME]': 'Иван',
        'Data fields[PHONE][0][VALUE]': '+79280000000',
        'Data fields[OPPORTUNITY]': '110',
      },
    ]);
  });

  it('has whoever fills in a form in its group, once', async () => {
    const recipe = recipeOf(PAGE, 0);
    const payload = recipe.example?.payload ?? {};
    const [first, again] = [await caught(recipe, payload), await caught(recipe, payload)];
    expect(first).toMatchObject({ lead_email: payload.Email, groups: ['super'], already_existed: false });
    expect(again).toMatchObject({ already_existed: true });
    const contact = shop.account().shop.contact(String(payload.Email));
    expect(contact).toMatchObject({ name: payload.Name, phone: payload.Phone });
  });

  it('sends a paid order to the kitchen, paid for what the buyer paid', async () => {
    const zap = zapOf(recipeOf(PAGE, 1), shopConnection, restaurant.authData);
    await zap.turnOn();
    const { state, order, created } = buy();
    await zap.poll();
    expect(zap.runs).toEqual([]);
    const before = restaurant.till.orders.receipts.length;
    state.pay(order, created);
    await zap.poll();
    expect(statusesOf(zap)).toEqual(['success']);
    const receipts = restaurant.till.orders.receipts.slice(before);
    expect(receipts).toMatchObject([{ amount: 11_000 }]);
  });
});

it('what a courier company collected goes to PimPay as a register, and so does the status of an order', async () => {
  const client = connection(courier, TEST_ACCOUNT);
  const money = zapOf(recipeOf('measoft_to_pimpay.md', 0), client, PIMPAY);
  const statuses = zapOf(recipeOf('measoft_to_pimpay.md', 1), client, PIMPAY);
  await money.turnOn();
  await statuses.turnOn();
  const order = courier.orders.get('SHOP-0997');
  for (const { number } of courier.orders.all) pimpay.office.orders.set(number, {});

  courier.orders.move(order, 'COMPLETE');
  await statuses.poll();
  expect(statusesOf(statuses)).toEqual(['success']);
  expect(pimpay.office.states).toMatchObject([
    {
      id: 'SHOP-0997',
      uniformPimpayDeliveryStatus: 'delivered',
      customDeliveryStatus: 'COMPLETE',
      time: expect.stringMatching(/^20.*\+03:00$/) as string,
    },
  ]);

  const act = courier.settlements.settle(courier.account(), { payDay: localDay(Date.now()) });
  if (!act) throw new Error('Nothing was collected.');
  await money.poll();
  expect(statusesOf(money)).toEqual(['success']);
  const rows = act.lines.map((line) => {
    const [ptp, pfr, dc, cs] = [
      line.collected - serviceCost(line),
      line.collected,
      line.courierPrice,
      line.agentFee,
    ].map((kopecks) => String(kopecks / 100));
    return { oid: line.order.number, ptp, pfr, dc, cs };
  });
  const due = act.lines.reduce((sum, line) => sum + line.collected - serviceCost(line), 0);
  expect(pimpay.office.registers.get(act.code)?.sent).toMatchObject({
    tin: '7700000000',
    paymentOrder: { date: localDay(Date.now()), sum: String(due / 100) },
    rows,
  });
});

it('an order of a courier company goes on with CDEK, and its company hears that it was delivered', async () => {
  const theirs = connection(courier, AGENT_ACCOUNT);
  const over = zapOf(recipeOf('measoft_to_cdek.md', 0), theirs, cdekConnection);
  const back = zapOf(recipeOf('measoft_to_cdek.md', 1), cdekConnection, theirs);
  await over.turnOn();
  await back.turnOn();
  const order = courier.orders.create(
    parseXml(
      '<order orderno="SHOP-1002"><receiver><person>Петров П.П.</person><phone>+79160000003</phone><town>Москва</town>' +
        '<address>Петровка, 38</address></receiver><weight>1.2</weight><price>387.5</price><deliveryprice VATrate="20">150</deliveryprice>' +
        '<paytype>CASH</paytype><items><item quantity="1" retprice="37.5" VATrate="0">Race car</item>' +
        '<item quantity="2" retprice="100" VATrate="10">Замок</item></items></order>',
    ),
    courier.account(),
  );
  courier.orders.move(order, 'NEW');
  courier.orders.assign(order, AGENT_ACCOUNT);
  await over.poll();
  const { orders, webhooks } = cdek.contract();
  const parcel = orders.find(({ number }) => number === order.code);
  expect(parcel?.body).toMatchObject({
    tariff_code: 137,
    recipient: { name: 'Петров П.П.', phones: [{ number: '+79160000003' }] },
    to_location: { code: 44, address: 'Петровка, 38' },
    packages: [
      {
        weight: 1200,
        items: [
          { name: 'Race car', amount: 1, payment: { value: 37.5, vat_rate: 0 } },
          { name: 'Замок', amount: 2, payment: { value: 100, vat_rate: 10 } },
          { name: 'Доставка', amount: 1, payment: { value: 150, vat_rate: 20 } },
        ],
      },
    ],
  });
  if (!parcel) throw new Error('CDEK has no such order.');
  await webhooks.run();
  cdek.contract().move(parcel, 'DELIVERED');
  await webhooks.run();
  await back.settled();
  expect(statusesOf(back)).toEqual(['success']);
  expect(order.status()).toMatchObject({ code: 'COMPLETE' });
  await back.turnOff();
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
