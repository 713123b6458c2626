import type { ShopDouble } from '../justclick/shop_double';
import { TEST_ACCOUNT } from '../measoft/accounts';
import type { CourierDouble } from '../measoft/courier_double';
import type { HistoryEntry } from '../zapier/history';
import type { Zapier } from '../zapier/zapier';
import type { Day } from './day';
import { expected, succeededWith } from './scene';
import { shopConnection } from './shop';

export interface DeliveryStage {
  readonly zapier: Zapier;
  readonly shop: ShopDouble;
  readonly courier: CourierDouble;
}

const PREFIX = 'JC-';

export const courierConnection = {
  service: 'measoft',
  courier_code: '8',
  login: TEST_ACCOUNT.login,
  password: TEST_ACCOUNT.password,
} as const;

/** An order paid in the shop goes to the courier under a prefix; its label is printed, and when it has arrived the shop is told. */
export async function playDelivery({ zapier, shop, courier }: DeliveryStage): Promise<Day> {
  const state = shop.account().shop;
  const outbound = zapier.zap({
    trigger: {
      key: 'justclick_order_paid_instant',
      authData: shopConnection,
      inputData: { good_name: 'super_tovar' },
    },
    steps: [
      {
        name: 'courier',
        method: 'creates.measoft_create_order.operation.perform',
        authData: courierConnection,
        timeZone: 'Europe/Moscow',
        inputData: {
          orderno: '{{trigger.bill_id}}',
          order_prefix: PREFIX,
          receiver_person: '{{trigger.full_name}}',
          receiver_phone: '{{trigger.phone}}',
          receiver_town: '{{trigger.city}}',
          receiver_address: '{{trigger.address}}',
          paytype: 'NO',
          items: [
            {
              item_name: '{{trigger.items.title}}',
              item_quantity: '1',
              item_retprice: '{{trigger.items.sum}}',
              item_vat_rate: '20',
            },
          ],
        },
      },
      {
        name: 'label',
        method: 'creates.measoft_get_label.operation.perform',
        authData: courierConnection,
        inputData: { ordercode: ['{{courier.ordercode}}'] },
      },
    ],
  });
  const delivered = zapier.poll({
    key: 'measoft_order_delivered',
    authData: courierConnection,
    timeZone: 'Europe/Moscow',
  });
  await outbound.turnOn();
  await delivered.start();

  const order = state.placeOrder({ ...state.order(100_000), created: Math.floor(Date.now() / 1000) });
  state.pay(order, Math.floor(Date.now() / 1000));
  await shop.notifications.settled();
  await outbound.settled();
  await outbound.turnOff();

  const number = `${PREFIX}${order.id}`;
  const parcel = courier.orders.all.find((one) => one.number === number);
  const history: HistoryEntry[] = [];
  const complaints: string[] = [
    ...expected(parcel !== undefined, `The courier should have the order ${number}.`),
  ];
  if (parcel) {
    courier.orders.move(parcel, 'DELIVERY');
    courier.orders.move(parcel, 'COMPLETE');
  }
  const poll = await delivered.tick();
  const [arrived] = poll.events;
  complaints.push(
    ...(poll.result.outcome === 'success' ? [] : [poll.result.message]),
    ...expected(
      arrived?.orderno === number,
      `The courier should have reported ${number} as delivered: ${JSON.stringify(poll.events)}`,
    ),
  );
  // The prefix is taken off as a user would do it, with a Formatter step.
  const step = {
    method: 'creates.justclick_update_order_status.operation.perform',
    authData: shopConnection,
    timeZone: 'Europe/Moscow',
    inputData: {
      bill_id: text(arrived?.orderno).replace(PREFIX, ''),
      status: 'sent',
      date: text(arrived?.status_recorded),
      rpo: text(arrived?.ordercode),
    },
  };
  const marked = await zapier.run(step);
  history.push({ definition: zapier.definition(), step, result: marked });
  return {
    chapters: [
      {
        title: 'An order is paid in the shop: the courier gets it, and its label is printed',
        history: outbound.runs.flatMap((run) => run.history),
      },
      { title: 'The courier has delivered it: the shop is told', history },
    ],
    complaints: [
      ...complaints,
      ...expected(
        outbound.runs.every(({ status }) => status === 'success'),
        'The courier Zap should have succeeded.',
      ),
      ...expected(
        labelOf(outbound.runs.at(-1)?.history.at(-1), zapier).startsWith('%PDF-'),
        'The label should be a PDF file.',
      ),
      ...succeededWith(marked, { bill_id: String(order.id), status: 'sent' }),
      ...expected(order.delivery_status === 'sent', 'The shop should show the order as sent.'),
      ...expected(courier.budget.exceeded.length === 0, 'No limit of the courier should have been exceeded.'),
    ],
  };
}

/** The beginning of the file that the last step left. */
function labelOf(entry: HistoryEntry | undefined, zapier: Zapier): string {
  const output: unknown = entry?.result.outcome === 'success' ? entry.result.output : undefined;
  const file: unknown =
    typeof output === 'object' && output !== null && 'file' in output ? output.file : undefined;
  return typeof file === 'string' ? zapier.files.at(file).content.toString('latin1', 0, 8) : '';
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
