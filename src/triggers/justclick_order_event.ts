import { number, output, primary, text } from '../core/output';
import type { OrderEvent, OrderNews } from '../services/justclick/notifications';
import type { Order } from '../services/justclick/orders';
import { NOTIFIED_ORDER, received } from '../steps/justclick/notified_orders';
import { recentOrders } from '../steps/justclick/polled_orders';
import { choices, fields } from '../zapier/fields';
import { hook } from '../zapier/step';

const EVENTS: Readonly<Record<OrderEvent, string>> = {
  new_order: 'New order (оформлен)',
  paid: 'Paid (оплачен)',
  cancelled: 'Cancelled (отменен)',
  prepaid: 'Prepaid (предоплата)',
  moneyback: 'Money returned (возврат денег)',
};

const FORM = fields({
  events: {
    label: 'Events',
    kind: choices(EVENTS),
    help: 'Start only for these events. Leave it empty for all.',
  },
});

const EVENT = output<OrderNews>()({
  ...NOTIFIED_ORDER.columns,
  id: primary(text('ID', '100000-paid-1362254400', ({ id }) => id)),
  event: text('Event', 'paid', ({ event }) => event),
  event_label: text('Event Label', EVENTS.paid, ({ event }) => EVENTS[event]),
  payment_sum: number('Payment Sum', 990.5, ({ paymentSum }) => paymentSum),
});

/** What the shop may have told of an order, as an example. */
function exampleOf(order: Order): OrderNews {
  const event =
    order.pay_status === 'paid' ? 'paid' : order.pay_status === 'cancel' ? 'cancelled' : 'new_order';
  const id = `${order.bill_id}-${event}`;
  return { id, isDated: true, isTelling: true, event, order, paymentSum: undefined, confirmed: true };
}

export default hook({
  key: 'justclick_order_event',
  noun: 'Order Event',
  label: 'Shop Order Event (Instant)',
  description: 'Triggers when a shop reports a new, paid, cancelled, prepaid or refunded order to this Zap.',
  directions:
    '⚠ The address is a secret: give it to nobody but your shop. Copy the address below. In your shop open the editor of a product, and paste it wherever it asks for an address to notify («URL для ' +
    'оповещений по API»): of placed, paid, prepaid, cancelled and refunded orders. Save, do the same for every product that shall start this ' +
    'Zap, and place a test order. Where the API settings of the shop have a «URL для оповещений», it may tell of all products at once.',
  form: FORM,
  output: EVENT,
  perform: (run, { events }) => received(run, (event) => events?.includes(event) ?? true, EVENT.row),
  examples: async (run) => (await recentOrders(run, 'all')).map((order) => EVENT.row(exampleOf(order))),
});
