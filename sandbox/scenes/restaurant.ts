import { DAY, localDay } from '../clock';
import { LicenseServerDouble } from '../rkeeper/licence_server';
import { LicenceRegistry } from '../rkeeper/licence_registry';
import { TillDouble } from '../rkeeper/till';
import type { Step } from '../zapier/step';
import type { Scene } from './scene';

const USER = { userName: 'user@example.com', password: 'licence-secret' } as const;
const TOKEN = '00000000-0000-0000-0000-000000000001';
const TILL_USER = { zapier: 'till-secret' } as const;

/** A till with its licence server, and the connection of a user who has both. */
export interface RestaurantStage {
  readonly till: TillDouble;
  readonly licences: LicenseServerDouble;
  readonly authData: Readonly<Record<string, string>>;
  /** Grants the licence anew, for most of a year. */
  readonly renewLicence: () => void;
  readonly stop: () => Promise<void>;
}

/** @param ports any free ones unless given. */
export async function openRestaurant(ports?: {
  readonly till: number;
  readonly licences: number;
}): Promise<RestaurantStage> {
  const registry = new LicenceRegistry();
  registry.addUser(USER);
  registry.addToken(TOKEN);
  const [till, licences] = await Promise.all([
    TillDouble.start({ registry, users: TILL_USER, ...(ports && { port: ports.till }) }),
    LicenseServerDouble.start({ registry, ...(ports && { port: ports.licences }) }),
  ]);
  const renewLicence = (): void => {
    const expirationDate = `${localDay(Date.now() + 300 * DAY)}T00:00:00`;
    registry.grant(till.anchor, { expirationDate, quantity: 1 });
  };
  renewLicence();
  return {
    till,
    licences,
    renewLicence,
    authData: {
      service: 'rkeeper',
      login: USER.userName,
      password: USER.password,
      license_token: TOKEN,
      license_product: '655cee55-7bcd-4826-b6e0-a8ccf2017ef3',
      server_url: till.origin,
      server_login: 'zapier',
      server_password: TILL_USER.zapier,
    },
    stop: async () => {
      await Promise.all([till.stop(), licences.stop()]);
    },
  };
}

const BORSCHT = 1000017;
const CAESAR = 1000018;
const STATION = '15015';
const CASHIER = '1000018';
const CASH = '1';

/** An evening in the restaurant, with everything that can happen to a licence and its numbers. */
export function restaurantScenes({ till, authData }: RestaurantStage): readonly Scene[] {
  const action = (key: string, inputData: NonNullable<Step['inputData']>): Step => ({
    method: `creates.${key}.operation.perform`,
    authData,
    inputData: { station: STATION, ...inputData },
    timeZone: 'Europe/Moscow',
  });
  const order = { external_id: 'site-1042' };
  const save = (dishId: number, quantity: string, seat: string): Step =>
    action('rkeeper_save_order', { ...order, dishes: [{ dish_id: String(dishId), quantity, seat }] });
  const portions = (dishId: number): number =>
    till.orders.visits.flatMap(({ orders }) => orders).reduce((sum, one) => sum + one.quantityOf(dishId), 0);
  const receipt = () => till.orders.receipts[0];
  return [
    {
      title: 'The restaurant is connected: the till and the licence server both answer',
      step: { method: 'authentication.test', authData },
      output: { label: 'Demo · 199999993' },
    },
    {
      title: 'An order is opened at table 5',
      step: action('rkeeper_create_order', {
        ...order,
        table: '1000101',
        waiter: CASHIER,
        guests: 2,
        persistent_comment: 'Позвонить <гостю> & "не" забыть 🍋 {{bundle.inputData.x}}',
      }),
      output: { already_existed: false, order_sum: 0 },
    },
    {
      title: 'The same order comes again, and is found instead of opened twice',
      step: action('rkeeper_create_order', { ...order, table: '1000101' }),
      output: { already_existed: true },
      then: () => [till.orders.visits.length === 1, 'There should be one visit on the till.'],
    },
    {
      title: 'Two portions of borscht go to the kitchen',
      step: save(BORSCHT, '2', '1'),
      output: { order_sum: 238 },
      then: () => [portions(BORSCHT) === 2000, 'There should be two portions on the till.'],
    },
    {
      title: 'A salad follows; the till carries it out, but its answer is lost on the way',
      before: () => {
        till.faults.add({ kind: 'lost answer' }, { on: 'SaveOrder' });
      },
      step: save(CAESAR, '1', '2'),
      output: { order_sum: 357 },
      then: () => [portions(CAESAR) === 1000, 'There should be one salad on the till, not two.'],
    },
    {
      title: 'Somebody else used the next sequence number; one more borscht arrives all the same',
      before: () => {
        for (const instance of till.instances.byKey.values())
          Object.assign(instance, { last: instance.last + 3 });
      },
      step: save(BORSCHT, '1', '3'),
      output: { order_sum: 476 },
      then: () => [portions(BORSCHT) === 3000, 'There should be three portions on the till.'],
    },
    {
      title: 'The waiter has the order open: the step waits and comes back by itself',
      before: () => {
        till.faults.add({ kind: 'locked order' }, { on: 'SaveOrder' });
      },
      step: save(BORSCHT, '1', '4'),
      failure: ['ThrottledError', '2219'],
      then: () => [portions(BORSCHT) === 3000, 'Nothing should have been added.'],
    },
    {
      title: 'The guest pays in cash, exactly what is unpaid',
      step: action('rkeeper_pay_order', { ...order, cashier: CASHIER, payments: [{ currency_id: CASH }] }),
      output: { receipt_number: '1042' },
      then: () => [receipt()?.amount === 47_600, 'The receipt should be over 476 roubles.'],
    },
    {
      title: 'One borscht was cold, and is taken back',
      step: () =>
        action('rkeeper_return_goods', {
          receipt_guid: receipt()?.guid,
          dishes: [{ line_guid: receipt()?.dishes[0]?.guid, quantity: '1' }],
          cashier: CASHIER,
          reason: '1000300',
        }),
      then: () => [till.orders.receipts.length === 2, 'There should be a return receipt.'],
    },
    {
      title: 'At midnight the licence ends',
      before: () => {
        till.registry.expire(till.anchor);
      },
      step: action('rkeeper_submit_order', {
        external_id: 'site-1043',
        table: '1000101',
        dishes: [{ dish_id: String(BORSCHT), quantity: '1' }],
      }),
      failure: ['Error', 'no licence id'],
      then: () => [portions(BORSCHT) === 4000, 'No dish should have been added.'],
    },
  ];
}
