import {
  alreadyExisted,
  lines,
  number,
  output,
  primary,
  text,
  time,
  yesNo,
  type Column,
  type Row,
} from '../../core/output';
import { decimal } from '../../services/measoft/elements';
import {
  identityOf,
  type Order,
  type OrderItem,
  type OrderPackage,
  type OrderStatus,
} from '../../services/measoft/orders';
import type { StatusEvent } from '../../services/measoft/status_events';
import { describeStatus } from './statuses';

/** A column of an amount or a measure, which the courier service tells as a decimal text. */
function amount<Source>(
  label: string,
  sample: number,
  of: (source: Source) => string | undefined,
): Column<Source, number | null> {
  return number(label, sample, (source: Source) => decimal(of(source)));
}

const ITEM = output<OrderItem>()({
  name: text('Name', 'Гоночная машина', ({ name }) => name),
  code: text('Line Code', '34533', ({ code }) => code),
  // Also 4, prepayment, and 6, payment on credit. Delivery is a line that the courier service adds by itself.
  type: text('Kind (1 Goods, 2 Delivery, 3 Service)', '1', ({ attributes }) => attributes.type),
  extcode: text('Own Code', 'abc123', ({ attributes }) => attributes.extcode),
  article: text('Article', null, ({ attributes }) => attributes.article),
  barcode: text('Barcode', '2345625213125', ({ attributes }) => attributes.barcode),
  quantity: amount('Quantity', 1, ({ attributes }) => attributes.quantity),
  returns: amount('Refused Quantity', 0, ({ attributes }) => attributes.returns),
  mass: amount('Weight (kg)', 0.1, ({ attributes }) => attributes.mass),
  retprice: amount('Price', 37.5, ({ attributes }) => attributes.retprice),
  vat_rate: amount('VAT Rate', 20, ({ attributes }) => attributes.VATrate),
  government_code: text('Marking Code', null, ({ attributes }) => attributes.governmentCode),
});

const PACKAGE = output<OrderPackage>()({
  code: text('Code', '1', ({ code }) => code),
  strbarcode: text('Barcode', 'ORD0000001', ({ attributes }) => attributes.strbarcode),
  mass: amount('Weight (kg)', 1, ({ attributes }) => attributes.mass),
  length: amount('Length (cm)', 10, ({ attributes }) => attributes.length),
  width: amount('Width (cm)', 20, ({ attributes }) => attributes.width),
  height: amount('Height (cm)', 30, ({ attributes }) => attributes.height),
  message: text('Message', null, ({ attributes }) => attributes.message),
});

const meaningOf = ({ code, title }: OrderStatus) => describeStatus(code, title);

const HISTORY = output<OrderStatus>()({
  status: text('Status', 'DELIVERY', ({ code }) => code),
  label: text('Label', 'Out for delivery', (status) => meaningOf(status).label),
  label_ru: text('Label in Russian', 'Выдан курьеру на доставку', (status) => meaningOf(status).russian),
  time: text('Time at the Place', '2024-03-24 09:10:00', ({ eventTime }) => eventTime),
  recorded: time('Recorded', '2024-03-24T06:12:05Z', ({ recorded }) => recorded),
  store: text('Branch', 'Москва', ({ store }) => store),
  message: text('Message', null, ({ message }) => message),
});

const FIRST_STATUS: Row<typeof HISTORY> = {
  status: 'NEW',
  label: 'New',
  label_ru: 'Новый',
  time: '2024-03-22 17:08:43',
  recorded: '2024-03-22T14:08:43Z',
  store: 'Москва',
  message: null,
};

/**
 * The one shape in which every step and trigger gives an order to a Zap: flat, money and measures as numbers (kilograms,
 * centimetres, the currency agreed with the courier company), times of a place as the courier wrote them. The status is the
 * one that the event is about. The sample is the vendor's example, on its way to the receiver.
 */
export const ORDER = output<StatusEvent>()({
  id: primary(text('ID', '34534234', ({ id }) => id)),
  ordercode: text('Order Code', '34534234', ({ order }) => order.orderCode),
  orderno: text('Order Number', 'SHOP-1001', ({ order }) => order.orderNo),
  awb: text('Waybill Number', 'qwerty', ({ order }) => order.awb),
  barcode: text('Barcode', 'SHOP1001', ({ order }) => order.barcode),
  status: text('Status', 'DELIVERY', ({ status }) => status.code || undefined),
  status_label: text('Status Label', 'Out for delivery', ({ status }) =>
    status.code === '' ? undefined : meaningOf(status).label,
  ),
  status_label_ru: text(
    'Status Label in Russian',
    'Выдан курьеру на доставку',
    ({ status }) => meaningOf(status).russian,
  ),
  status_final: yesNo('Status Is Final', false, ({ status }) => meaningOf(status).final),
  status_time: text('Status Time at the Place', '2024-03-24 09:10:00', ({ status }) => status.eventTime),
  status_recorded: time('Status Recorded', '2024-03-24T06:12:05Z', ({ status }) => status.recorded),
  status_store: text('Status Branch', 'Москва', ({ status }) => status.store),
  status_message: text('Status Message', null, ({ status }) => status.message),
  current_status: text(
    'Present Status of the Order',
    'DELIVERY',
    ({ order }) => order.status.code || undefined,
  ),
  receiver_company: text('Receiver Company', 'Частное лицо', ({ order }) => order.receiver.values.company),
  receiver_person: text('Receiver Name', 'Петров Пётр', ({ order }) => order.receiver.values.person),
  receiver_phone: text('Receiver Phone', '+7 (495) 123-45-67', ({ order }) => order.receiver.values.phone),
  receiver_town: text('Receiver Town', 'Москва', ({ order }) => order.receiver.town.name),
  receiver_town_code: text('Receiver Town Code', '1', ({ order }) => order.receiver.town.code),
  receiver_region: text('Receiver Region', 'Москва', ({ order }) => order.receiver.town.regionName),
  receiver_zipcode: text('Receiver Postal Code', '107031', ({ order }) => order.receiver.values.zipcode),
  receiver_address: text('Receiver Address', 'Петровка, 38', ({ order }) => order.receiver.values.address),
  receiver_pvz: text('Pickup Point Code', null, ({ order }) => order.receiver.values.pvz),
  receiver_date: text('Delivery Date', '2024-03-24', ({ order }) => order.receiver.values.date),
  receiver_time_min: text('Earliest Delivery Time', '10:00', ({ order }) => order.receiver.values.time_min),
  receiver_time_max: text('Latest Delivery Time', '18:00', ({ order }) => order.receiver.values.time_max),
  sender_company: text('Sender Company', 'ООО «Магазин»', ({ order }) => order.sender.values.company),
  sender_person: text('Sender Name', 'Иванов Иван', ({ order }) => order.sender.values.person),
  sender_phone: text('Sender Phone', '+74950000001', ({ order }) => order.sender.values.phone),
  sender_town: text('Sender Town', 'Санкт-Петербург', ({ order }) => order.sender.town.name),
  sender_address: text('Sender Address', 'Невский пр., 1', ({ order }) => order.sender.values.address),
  sender_date: text('Collection Date', '2024-03-22', ({ order }) => order.sender.values.date),
  sender_time_min: text('Earliest Collection Time', '09:00', ({ order }) => order.sender.values.time_min),
  sender_time_max: text('Latest Collection Time', '14:00', ({ order }) => order.sender.values.time_max),
  service: text('Service Code', '1', ({ order }) => order.values.service),
  type: text('Shipment Type Code', '1', ({ order }) => order.values.type),
  paytype: text('Payment Type', 'CASH', ({ order }) => order.values.paytype),
  price: amount('Amount to Collect', 387.5, ({ order }) => order.values.price),
  inshprice: amount('Declared Value', 237.5, ({ order }) => order.values.inshprice),
  deliveryprice: amount('Cost of Delivery', 300, ({ order }) => order.deliveryPrice),
  weight: amount('Weight (kg)', 4.1, ({ order }) => order.values.weight),
  quantity: amount('Number of Parcels', 2, ({ order }) => order.values.quantity),
  pickup: yesNo('Is a Pickup, Not a Delivery (забор)', false, ({ order }) => order.pickup),
  return: yesNo('Returns Documents or Goods', false, ({ order }) => order.return),
  receiverpays: yesNo('Receiver Pays for Delivery', false, ({ order }) => order.receiverPays),
  acceptpartially: yesNo('May Be Accepted in Part', true, ({ order }) => order.acceptPartially),
  enclosure: text('Contents', 'Игрушки', ({ order }) => order.values.enclosure),
  instruction: text('Note to the Courier', 'Позвонить за час', ({ order }) => order.values.instruction),
  department: text('Department', null, ({ order }) => order.values.department),
  costcode: text('Cost Code', 'cc12345', ({ order }) => order.values.costcode),
  courier_name: text('Courier Name', 'Сидоров', ({ order }) => order.courierName),
  courier_phone: text('Courier Phone', '+79160000002', ({ order }) => order.courierPhone),
  deliveredto: text('Recipient, or Why Not Delivered', null, ({ order }) => order.values.deliveredto),
  delivereddate: text('Day of Delivery', null, ({ order }) => order.values.delivereddate),
  deliveredtime: text('Time of Delivery', null, ({ order }) => order.values.deliveredtime),
  return_message: text('Message About the Return', null, ({ order }) => order.values.return_message),
  outstrbarcode: text("Other Carrier's Code", null, ({ order }) => order.values.outstrbarcode),
  customstatecode: text("Company's Own Status Code", '1', ({ order }) => order.values.customstatecode),
  clientstatecode: text("Client's Own Status Code", null, ({ order }) => order.values.clientstatecode),
  items: lines('Items', ITEM, ({ order }) => order.items),
  packages: lines('Packages', PACKAGE, ({ order }) => order.packages),
  history: {
    ...lines('History', HISTORY, ({ order }: StatusEvent) => order.history),
    sampleLines: [FIRST_STATUS, HISTORY.sample],
  },
});

export type OrderOutput = Row<typeof ORDER>;

/** An order that a step found or created. */
export interface FoundOrder extends StatusEvent {
  /** What the courier service said that it costs, when it was created. */
  readonly orderPrice?: string | undefined;
  readonly alreadyExisted: boolean;
  readonly detailsKnown: boolean;
}

/** The same for the step that finds and the one that creates, as they are two ways of one: Find or Create Courier Order. */
export const FOUND_ORDER = output<FoundOrder>()({
  ...ORDER.columns,
  order_price: amount('Price of the Order', 300, ({ orderPrice }) => orderPrice),
  already_existed: alreadyExisted,
  details_known: yesNo('Details Are Known', true, ({ detailsKnown }) => detailsKnown),
});

/** An order with the status that it has now. */
export function present(order: Order): StatusEvent {
  return { id: identityOf(order), order, status: order.status };
}

/** The sample of triggers: that the order went out for delivery. */
export const EVENT_SAMPLE: OrderOutput = { ...ORDER.sample, id: '34534234:DELIVERY:2024-03-24T06:12:05Z' };
