import { number, output, primary, text, time, yesNo } from '../../core/output';
import type { Order, OrderStatus } from '../../services/cdek/orders';
import { FINAL_STATUSES, STATUS_CHOICES } from '../../services/cdek/statuses';

/** An order, and the status that a row is about: the present one, or that of an event. */
export interface OrderEvent {
  readonly id: string;
  readonly order: Order;
  readonly status: OrderStatus | undefined;
}

export function present(order: Order): OrderEvent {
  return { id: order.uuid, order, status: order.status };
}

/** What people read of a status; of one that is not known here, what CDEK calls it. */
function labelOfStatus(status: OrderStatus | undefined): string | undefined {
  if (!status) return undefined;
  return STATUS_CHOICES[status.code]?.replace(/ «.*| \(«.*/, '') ?? status.name ?? status.code;
}

export const ORDER = output<OrderEvent>()({
  id: primary(text('ID', '72753031-0000-4000-8000-000000000001', ({ id }) => id)),
  order_uuid: text('CDEK Order ID', '72753031-0000-4000-8000-000000000001', ({ order }) => order.uuid),
  cdek_number: text('CDEK Number', '1107000001', ({ order }) => order.cdek_number),
  number: text('Own Number', 'SHOP-1001', ({ order }) => order.number),
  state: text('State of the Request', 'SUCCESSFUL', ({ order }) => order.state),
  status: text('Status', 'CREATED', ({ status }) => status?.code),
  status_label: text('Status in Words', 'Created', ({ status }) => labelOfStatus(status)),
  status_label_ru: text('Status in Russian', 'Создан', ({ status }) => status?.name),
  status_final: yesNo(
    'Status Is Final',
    false,
    ({ status }) => status && FINAL_STATUSES.includes(status.code),
  ),
  status_time: time('Time of the Status', '2026-03-05T21:47:22Z', (event) => event.status?.time),
  status_city: text('Place of the Status', 'Москва', ({ status }) => status?.city),
  status_reason: text('Reason Code', null, ({ status }) => status?.reasonCode),
  current_status: text('Current Status', 'CREATED', ({ order }) => order.status?.code),
  is_return: yesNo('Is a Return', false, ({ order }) => order.is_return),
  return_cdek_number: text('CDEK Number of the Return', null, ({ order }) => order.return_cdek_number),
  direct_cdek_number: text('CDEK Number That It Returns', null, ({ order }) => order.direct_cdek_number),
  tariff_code: text('Tariff Code', '137', ({ order }) => order.tariff_code),
  recipient_name: text('Receiver Name', 'Петров Пётр', ({ order }) => order.recipient_name),
  recipient_phone: text('Receiver Phone', '+79990000002', ({ order }) => order.recipient_phone),
  to_city: text('Receiver Town', 'Новосибирск', ({ order }) => order.to_city),
  to_city_code: text('Receiver Town Code', '270', ({ order }) => order.to_city_code),
  to_address: text('Receiver Address', 'Красный пр., 1, кв. 2', ({ order }) => order.to_address),
  delivery_point: text('Pickup Point', null, ({ order }) => order.delivery_point),
  from_city: text('Sender Town', 'Москва', ({ order }) => order.from_city),
  from_address: text('Sender Address', 'ул. Петровка, 38', ({ order }) => order.from_address),
  shipment_point: text("Sender's Office", 'MSK65', ({ order }) => order.shipment_point),
  delivery_sum: number('Price of Delivery', 457.14, ({ order }) => order.delivery_sum),
  total_sum: number('Price with Services', 488.85, ({ order }) => order.total_sum),
  payment_sum: number('Collected from the Receiver', null, ({ order }) => order.payment_sum),
  transacted_payment: yesNo('Collected Sum Is Paid Out', false, ({ order }) => order.transacted_payment),
  planned_delivery_date: text(
    'Planned Day of Delivery',
    '2026-03-10',
    ({ order }) => order.planned_delivery_date,
  ),
  keep_free_until: text('Last Day of Free Storage', null, ({ order }) => order.keep_free_until),
  delivery_date: text('Day of Delivery', null, ({ order }) => order.delivery_date),
  delivered_to: text('Who Took It', null, ({ order }) => order.delivered_to),
  comment: text('Comment', 'Call one hour before', ({ order }) => order.comment),
});
