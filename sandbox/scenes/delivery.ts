import type { ShopDouble } from '../justclick/shop_double';
import { TEST_ACCOUNT } from '../measoft/accounts';
import type { CourierDouble } from '../measoft/courier_double';
import type { HistoryEntry } from '../zapier/history';
import { isJsonObject } from '../zapier/json';
import type { Zapier } from '../zapier/zapier';
import { anOrder } from './day';
import { type Chapter, historyOf, succeededWith, unmet } from './scene';
import { shopConnection } from './shop';

interface DeliveryStage {
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
export async function playDelivery({ zapier, shop, courier }: DeliveryStage): Promise<readonly Chapter[]> {
  const state = shop.account().shop;
  const connection = { authData: courierConnection, timeZone: 'Europe/Moscow' };
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
        ...connection,
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
        ...connection,
        inputData: { ordercode: ['{{courier.ordercode}}'] },
      },
    ],
  });
  const delivered = zapier.poll({ key: 'measoft_order_delivered', ...connection });
  await outbound.turnOn();
  await delivered.start();

  const order = anOrder(state);
  state.pay(order, order.created);
  await shop.notifications.settled();
  await outbound.settled();
  await outbound.turnOff();

  const number = `${PREFIX}${order.id}`;
  const parcel = courier.orders.all.find((one) => one.number === number);
  if (parcel) {
    courier.orders.move(parcel, 'DELIVERY');
    courier.orders.move(parcel, 'COMPLETE');
  }
  const { result, events } = await delivered.tick();
  const [arrived] = events;
  // The prefix is taken off as a user would do it, with a Formatter step.
  const step = {
    method: 'creates.justclick_update_order_status.operation.perform',
    authData: shopConnection,
    timeZone: 'Europe/Moscow',
    inputData: {
      bill_id: String(arrived?.orderno).replace(PREFIX, ''),
      status: 'sent',
      date: arrived?.status_recorded,
      rpo: arrived?.ordercode,
    },
  };
  const marked = await zapier.run(step);
  const label = labelOf(historyOf(outbound).at(-1), zapier);
  return [
    {
      title: 'An order is paid in the shop: the courier gets it, and its label is printed',
      history: historyOf(outbound),
      complaints: unmet(
        [outbound.runs.every(({ status }) => status === 'success'), 'The courier Zap should have succeeded.'],
        [parcel !== undefined, `The courier should have the order ${number}.`],
        [label.startsWith('%PDF-'), 'The label should be a PDF file.'],
      ),
    },
    {
      title: 'The courier has delivered it: the shop is told',
      history: [{ definition: zapier.definition(), step, result: marked }],
      complaints: [
        ...succeededWith(result, {}),
        ...succeededWith(marked, { bill_id: String(order.id), status: 'sent' }),
        ...unmet(
          [
            arrived?.orderno === number,
            `The courier should have reported ${number}: ${JSON.stringify(events)}`,
          ],
          [order.delivery_status === 'sent', 'The shop should show the order as sent.'],
          [courier.budget.exceeded.length === 0, 'No limit of the courier should have been exceeded.'],
        ),
      ],
    },
  ];
}

/** The beginning of the file that the last step left. */
function labelOf(entry: HistoryEntry | undefined, zapier: Zapier): string {
  const output = entry?.result.outcome === 'success' ? entry.result.output : undefined;
  const file = isJsonObject(output) ? output.file : undefined;
  return typeof file === 'string' ? zapier.files.at(file).content.toString('latin1', 0, 8) : '';
}
