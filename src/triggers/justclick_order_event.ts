import type { Trigger } from 'zapier-platform-core';
import { ORDER_EVENTS, type Notification } from '../services/justclick/notifications';
import { ORDER_OUTPUT_FIELDS, ORDER_SAMPLE, type FlatOrder } from '../services/justclick/orders';
import { flat, receive, recentOrders } from '../steps/justclick/shop';
import { formOf, perform, type Run } from '../zapier/run';

const EVENTS = { key: 'events', label: 'Events' } as const;

interface OrderEventItem extends FlatOrder {
  readonly event: string;
  readonly event_label: string;
  readonly payment_sum: number | null;
}

function itemOf(run: Run, { id, event, order, paymentSum }: Notification): OrderEventItem {
  return {
    ...flat(run, order),
    id,
    event,
    event_label: labelOf(event),
    payment_sum: paymentSum === undefined ? null : Number(paymentSum),
  };
}

function labelOf(event: string): string {
  return ORDER_EVENTS.find(({ value }) => value === event)?.label ?? event;
}

export default {
  key: 'justclick_order_event',
  noun: 'Order Event',
  display: {
    label: 'Shop Order Event (Instant)',
    description:
      'Triggers when a shop reports a new, paid, cancelled, prepaid or refunded order to this Zap.',
    directions:
      'Copy the address below. In your shop open the editor of a product, and paste it wherever it asks for an address to notify («URL для ' +
      'оповещений по API»): of placed, paid, prepaid, cancelled and refunded orders. Save, do the same for every product that shall start this ' +
      'Zap, and place a test order.',
  },
  operation: {
    type: 'hook',
    inputFields: [
      {
        ...EVENTS,
        list: true,
        choices: ORDER_EVENTS.map(({ value, label }) => ({ value, sample: value, label })),
        helpText: 'Start only for these events. Leave it empty for all.',
      },
    ],
    perform: perform(async (run): Promise<OrderEventItem[]> => {
      const form = formOf(run);
      const wanted = form.list(EVENTS);
      form.check();
      const notification = await receive(run);
      if (!notification) return [];
      return wanted.length === 0 || wanted.includes(notification.event) ? [itemOf(run, notification)] : [];
    }),
    performList: perform(async (run) => {
      const orders = await recentOrders({ ...run, isLoadingSample: true }, 'all');
      return orders.map((order) => {
        const event =
          order.pay_status === 'paid' ? 'paid' : order.pay_status === 'cancel' ? 'cancelled' : 'new_order';
        return {
          ...order,
          id: `${order.bill_id}-${event}`,
          event,
          event_label: labelOf(event),
          payment_sum: null,
        };
      });
    }),
    sample: {
      ...ORDER_SAMPLE,
      id: '100000-paid-1362254400-990.50',
      event: 'paid',
      event_label: labelOf('paid'),
      payment_sum: 990.5,
    },
    outputFields: [
      ...ORDER_OUTPUT_FIELDS,
      { key: 'event', label: 'Event', type: 'string' },
      { key: 'event_label', label: 'Event Label', type: 'string' },
      { key: 'payment_sum', label: 'Payment Sum', type: 'number' },
    ],
  },
} satisfies Trigger;
