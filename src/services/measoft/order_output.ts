import { identityOf, type Order, type OrderItem, type OrderPackage, type OrderStatus } from './orders';
import { describeStatus } from './statuses';
import { decimal } from './values';

/**
 * The one shape in which every step and trigger gives an order to a Zap: flat, money and measures as numbers (kilograms,
 * centimetres, the currency agreed with the courier company), times of a place as the courier wrote them.
 *
 * @param status the status to tell of, where it is not the present one.
 */
export function orderOutput(order: Order, status: OrderStatus = order.status) {
  const { sender, receiver, values } = order;
  return {
    id: identityOf(order),
    ordercode: order.orderCode ?? null,
    orderno: order.orderNo ?? null,
    awb: order.awb ?? null,
    barcode: order.barcode ?? null,
    ...statusOutput(status),
    current_status: order.status.code || null,
    receiver_company: receiver.values.company ?? null,
    receiver_person: receiver.values.person ?? null,
    receiver_phone: receiver.values.phone ?? null,
    receiver_town: receiver.town.name ?? null,
    receiver_town_code: receiver.town.code ?? null,
    receiver_region: receiver.town.regionName ?? null,
    receiver_zipcode: receiver.values.zipcode ?? null,
    receiver_address: receiver.values.address ?? null,
    receiver_pvz: receiver.values.pvz ?? null,
    receiver_date: receiver.values.date ?? null,
    receiver_time_min: receiver.values.time_min ?? null,
    receiver_time_max: receiver.values.time_max ?? null,
    sender_company: sender.values.company ?? null,
    sender_person: sender.values.person ?? null,
    sender_phone: sender.values.phone ?? null,
    sender_town: sender.town.name ?? null,
    sender_address: sender.values.address ?? null,
    sender_date: sender.values.date ?? null,
    sender_time_min: sender.values.time_min ?? null,
    sender_time_max: sender.values.time_max ?? null,
    service: values.service ?? null,
    type: values.type ?? null,
    paytype: values.paytype ?? null,
    price: decimal(values.price),
    inshprice: decimal(values.inshprice),
    deliveryprice: decimal(order.deliveryPrice),
    weight: decimal(values.weight),
    quantity: decimal(values.quantity),
    pickup: order.pickup ?? null,
    return: order.return ?? null,
    receiverpays: order.receiverPays ?? null,
    acceptpartially: order.acceptPartially ?? null,
    enclosure: values.enclosure ?? null,
    instruction: values.instruction ?? null,
    department: values.department ?? null,
    costcode: values.costcode ?? null,
    courier_name: order.courierName ?? null,
    courier_phone: order.courierPhone ?? null,
    deliveredto: values.deliveredto ?? null,
    delivereddate: values.delivereddate ?? null,
    deliveredtime: values.deliveredtime ?? null,
    return_message: values.return_message ?? null,
    outstrbarcode: values.outstrbarcode ?? null,
    customstatecode: values.customstatecode ?? null,
    clientstatecode: values.clientstatecode ?? null,
    items: order.items.map(itemOutput),
    packages: order.packages.map(packageOutput),
    history: order.history.map(historyOutput),
  };
}

export type OrderOutput = ReturnType<typeof orderOutput>;

/** What is told of one status. */
export function statusOutput({ code, title, eventTime, recorded, store, message }: OrderStatus) {
  const { label, russian, final } = describeStatus(code, title);
  return {
    status: code === '' ? null : code,
    status_label: code === '' ? null : label,
    status_label_ru: russian,
    status_final: final,
    status_time: eventTime ?? null,
    status_recorded: recorded ?? null,
    status_store: store ?? null,
    status_message: message ?? null,
  };
}

function historyOutput({ code, title, eventTime, recorded, store, message }: OrderStatus) {
  const { label, russian } = describeStatus(code, title);
  return {
    status: code,
    label,
    label_ru: russian,
    time: eventTime ?? null,
    recorded: recorded ?? null,
    store: store ?? null,
    message: message ?? null,
  };
}

function itemOutput({ code, name, attributes }: OrderItem) {
  return {
    name: name ?? null,
    code: code ?? null,
    type: attributes.type ?? null,
    extcode: attributes.extcode ?? null,
    article: attributes.article ?? null,
    barcode: attributes.barcode ?? null,
    quantity: decimal(attributes.quantity),
    returns: decimal(attributes.returns),
    mass: decimal(attributes.mass),
    retprice: decimal(attributes.retprice),
    vat_rate: decimal(attributes.VATrate),
  };
}

function packageOutput({ code, attributes }: OrderPackage) {
  return {
    code: code ?? null,
    strbarcode: attributes.strbarcode ?? null,
    mass: decimal(attributes.mass),
    length: decimal(attributes.length),
    width: decimal(attributes.width),
    height: decimal(attributes.height),
    message: attributes.message ?? null,
  };
}

export const STATUS_FIELDS = [
  { key: 'status', label: 'Status', type: 'string' },
  { key: 'status_label', label: 'Status Label', type: 'string' },
  { key: 'status_label_ru', label: 'Status Label in Russian', type: 'string' },
  { key: 'status_final', label: 'Status Is Final', type: 'boolean' },
  // Without a zone: it is the local time of the place.
  { key: 'status_time', label: 'Status Time at the Place', type: 'string' },
  { key: 'status_recorded', label: 'Status Recorded', type: 'datetime' },
  { key: 'status_store', label: 'Status Branch', type: 'string' },
  { key: 'status_message', label: 'Status Message', type: 'string' },
] as const;

/** What {@link orderOutput} gives, for the form of later steps. */
export const ORDER_FIELDS = [
  { key: 'id', label: 'ID', type: 'string', primary: true },
  { key: 'ordercode', label: 'Order Code', type: 'string' },
  { key: 'orderno', label: 'Order Number', type: 'string' },
  { key: 'awb', label: 'Waybill Number', type: 'string' },
  { key: 'barcode', label: 'Barcode', type: 'string' },
  ...STATUS_FIELDS,
  { key: 'current_status', label: 'Present Status of the Order', type: 'string' },
  { key: 'receiver_company', label: 'Receiver Company', type: 'string' },
  { key: 'receiver_person', label: 'Receiver Name', type: 'string' },
  { key: 'receiver_phone', label: 'Receiver Phone', type: 'string' },
  { key: 'receiver_town', label: 'Receiver Town', type: 'string' },
  { key: 'receiver_town_code', label: 'Receiver Town Code', type: 'string' },
  { key: 'receiver_region', label: 'Receiver Region', type: 'string' },
  { key: 'receiver_zipcode', label: 'Receiver Postal Code', type: 'string' },
  { key: 'receiver_address', label: 'Receiver Address', type: 'string' },
  { key: 'receiver_pvz', label: 'Pickup Point Code', type: 'string' },
  { key: 'receiver_date', label: 'Delivery Date', type: 'string' },
  { key: 'receiver_time_min', label: 'Earliest Delivery Time', type: 'string' },
  { key: 'receiver_time_max', label: 'Latest Delivery Time', type: 'string' },
  { key: 'sender_company', label: 'Sender Company', type: 'string' },
  { key: 'sender_person', label: 'Sender Name', type: 'string' },
  { key: 'sender_phone', label: 'Sender Phone', type: 'string' },
  { key: 'sender_town', label: 'Sender Town', type: 'string' },
  { key: 'sender_address', label: 'Sender Address', type: 'string' },
  { key: 'sender_date', label: 'Collection Date', type: 'string' },
  { key: 'sender_time_min', label: 'Earliest Collection Time', type: 'string' },
  { key: 'sender_time_max', label: 'Latest Collection Time', type: 'string' },
  { key: 'service', label: 'Service Code', type: 'string' },
  { key: 'type', label: 'Shipment Type Code', type: 'string' },
  { key: 'paytype', label: 'Payment Type', type: 'string' },
  { key: 'price', label: 'Amount to Collect', type: 'number' },
  { key: 'inshprice', label: 'Declared Value', type: 'number' },
  { key: 'deliveryprice', label: 'Cost of Delivery', type: 'number' },
  { key: 'weight', label: 'Weight (kg)', type: 'number' },
  { key: 'quantity', label: 'Number of Places', type: 'number' },
  { key: 'pickup', label: 'Is Collected from the Sender', type: 'boolean' },
  { key: 'return', label: 'Brings Something Back', type: 'boolean' },
  { key: 'receiverpays', label: 'Receiver Pays for Delivery', type: 'boolean' },
  { key: 'acceptpartially', label: 'May Be Accepted in Part', type: 'boolean' },
  { key: 'enclosure', label: 'Contents', type: 'string' },
  { key: 'instruction', label: 'Note to the Courier', type: 'string' },
  { key: 'department', label: 'Department', type: 'string' },
  { key: 'costcode', label: 'Cost Code', type: 'string' },
  { key: 'courier_name', label: 'Courier Name', type: 'string' },
  { key: 'courier_phone', label: 'Courier Phone', type: 'string' },
  { key: 'deliveredto', label: 'Recipient, or Why Not Delivered', type: 'string' },
  { key: 'delivereddate', label: 'Day of Delivery', type: 'string' },
  { key: 'deliveredtime', label: 'Time of Delivery', type: 'string' },
  { key: 'return_message', label: 'Message About the Return', type: 'string' },
  { key: 'outstrbarcode', label: "Other Carrier's Code", type: 'string' },
  { key: 'customstatecode', label: "Company's Own Status Code", type: 'string' },
  { key: 'clientstatecode', label: "Client's Own Status Code", type: 'string' },
  { key: 'items[]name', label: 'Items Name', type: 'string' },
  { key: 'items[]code', label: 'Items Line Code', type: 'string' },
  // Also 4, prepayment, and 6, payment on credit. Delivery is a line that the courier service adds of itself.
  { key: 'items[]type', label: 'Items Kind (1 Goods, 2 Delivery, 3 Service)', type: 'string' },
  { key: 'items[]extcode', label: 'Items Own Code', type: 'string' },
  { key: 'items[]article', label: 'Items Article', type: 'string' },
  { key: 'items[]barcode', label: 'Items Barcode', type: 'string' },
  { key: 'items[]quantity', label: 'Items Quantity', type: 'number' },
  { key: 'items[]returns', label: 'Items Refused Quantity', type: 'number' },
  { key: 'items[]mass', label: 'Items Weight (kg)', type: 'number' },
  { key: 'items[]retprice', label: 'Items Price', type: 'number' },
  { key: 'items[]vat_rate', label: 'Items VAT Rate', type: 'number' },
  { key: 'packages[]code', label: 'Packages Code', type: 'string' },
  { key: 'packages[]strbarcode', label: 'Packages Barcode', type: 'string' },
  { key: 'packages[]mass', label: 'Packages Weight (kg)', type: 'number' },
  { key: 'packages[]length', label: 'Packages Length (cm)', type: 'number' },
  { key: 'packages[]width', label: 'Packages Width (cm)', type: 'number' },
  { key: 'packages[]height', label: 'Packages Height (cm)', type: 'number' },
  { key: 'packages[]message', label: 'Packages Message', type: 'string' },
  { key: 'history[]status', label: 'History Status', type: 'string' },
  { key: 'history[]label', label: 'History Label', type: 'string' },
  { key: 'history[]label_ru', label: 'History Label in Russian', type: 'string' },
  { key: 'history[]time', label: 'History Time at the Place', type: 'string' },
  { key: 'history[]recorded', label: 'History Recorded', type: 'datetime' },
  { key: 'history[]store', label: 'History Branch', type: 'string' },
  { key: 'history[]message', label: 'History Message', type: 'string' },
] as const;

/** The vendor's example, on its way to the receiver. */
export const ORDER_SAMPLE: OrderOutput = {
  id: '34534234',
  ordercode: '34534234',
  orderno: 'SHOP-1001',
  awb: 'qwerty',
  barcode: 'SHOP1001',
  status: 'DELIVERY',
  status_label: 'Out for delivery',
  status_label_ru: 'Выдан курьеру на доставку',
  status_final: false,
  status_time: '2024-03-24 09:10:00',
  status_recorded: '2024-03-24T06:12:05Z',
  status_store: 'Москва',
  status_message: null,
  current_status: 'DELIVERY',
  receiver_company: 'Частное лицо',
  receiver_person: 'Петров Пётр',
  receiver_phone: '+7 (495) 123-45-67',
  receiver_town: 'Москва',
  receiver_town_code: '1',
  receiver_region: 'Москва',
  receiver_zipcode: '107031',
  receiver_address: 'Петровка, 38',
  receiver_pvz: null,
  receiver_date: '2024-03-24',
  receiver_time_min: '10:00',
  receiver_time_max: '18:00',
  sender_company: 'ООО «Магазин»',
  sender_person: 'Иванов Иван',
  sender_phone: '+74950000001',
  sender_town: 'Санкт-Петербург',
  sender_address: 'Невский пр., 1',
  sender_date: '2024-03-22',
  sender_time_min: '09:00',
  sender_time_max: '14:00',
  service: '1',
  type: '1',
  paytype: 'CASH',
  price: 387.5,
  inshprice: 237.5,
  deliveryprice: 300,
  weight: 4.1,
  quantity: 2,
  pickup: false,
  return: false,
  receiverpays: false,
  acceptpartially: true,
  enclosure: 'Игрушки',
  instruction: 'Позвонить за час',
  department: null,
  costcode: 'cc12345',
  courier_name: 'Сидоров',
  courier_phone: '+79160000002',
  deliveredto: null,
  delivereddate: null,
  deliveredtime: null,
  return_message: null,
  outstrbarcode: null,
  customstatecode: '1',
  clientstatecode: null,
  items: [
    {
      name: 'Гоночная машина',
      code: '34533',
      type: '1',
      extcode: 'abc123',
      article: null,
      barcode: '2345625213125',
      quantity: 1,
      returns: 0,
      mass: 0.1,
      retprice: 37.5,
      vat_rate: 20,
    },
  ],
  packages: [
    { code: '1', strbarcode: 'ORD0000001', mass: 1, length: 10, width: 20, height: 30, message: null },
  ],
  history: [
    {
      status: 'NEW',
      label: 'New',
      label_ru: 'Новый',
      time: '2024-03-22 17:08:43',
      recorded: '2024-03-22T14:08:43Z',
      store: 'Москва',
      message: null,
    },
    {
      status: 'DELIVERY',
      label: 'Out for delivery',
      label_ru: 'Выдан курьеру на доставку',
      time: '2024-03-24 09:10:00',
      recorded: '2024-03-24T06:12:05Z',
      store: 'Москва',
      message: null,
    },
  ],
};

const sampleOf = (status: OrderStatus): OrderOutput => ({
  ...ORDER_SAMPLE,
  ...statusOutput(status),
  current_status: status.code,
});

/** That the order went out for delivery. */
export const EVENT_SAMPLE: OrderOutput = {
  ...ORDER_SAMPLE,
  id: '34534234:DELIVERY:2024-03-24T06:12:05Z',
};

/** That it was delivered. */
export const DELIVERED_SAMPLE: OrderOutput = {
  ...sampleOf({
    code: 'COMPLETE',
    title: undefined,
    store: 'Москва',
    eventTime: '2024-03-24 14:10:00',
    recorded: '2024-03-24T11:12:05Z',
    message: undefined,
  }),
  id: '34534234:COMPLETE',
  deliveredto: 'Петров',
  delivereddate: '2024-03-24',
  deliveredtime: '14:10',
};

/** That it came back. */
export const RETURNED_SAMPLE: OrderOutput = {
  ...sampleOf({
    code: 'RETURNED',
    title: undefined,
    store: 'Москва',
    eventTime: '2024-03-28 12:00:00',
    recorded: '2024-03-28T09:00:00Z',
    message: undefined,
  }),
  id: '34534234:RETURNED',
  deliveredto: 'Отказ при вручении',
};
