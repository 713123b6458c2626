import type { Field } from '../../core/form';

/** What a value is, on the form and on the wire. */
export type Kind =
  | 'line'
  | 'text'
  | 'town'
  | 'pickup point'
  | 'service'
  | 'region'
  | 'date'
  | 'time'
  | 'money'
  /** Kilograms or centimetres, three decimal digits at most. */
  | 'measure'
  /** More than nothing, three decimal digits at most. */
  | 'pieces'
  | 'whole'
  | 'vat'
  | 'flag'
  /** One of some words, each with what the user reads. */
  | Readonly<Record<string, string>>;

/** A field of the form, and the element or attribute that its value is sent as. */
export interface OrderField extends Field {
  readonly wire: string;
  readonly kind: Kind;
  readonly group: OrderGroup;
  readonly help?: string;
}

/** How the form is divided. */
export const ORDER_GROUPS = {
  order: 'Order',
  receiver: 'Receiver',
  delivery: 'Delivery',
  payment: 'Payment',
  goods: 'Goods',
  sender: 'Sender',
} as const;

export type OrderGroup = keyof typeof ORDER_GROUPS;

export const PAYMENT_TYPES = {
  CASH: 'In cash (наличные)',
  CARD: 'By card (карта)',
  NO: 'Paid already, nothing is collected (без оплаты)',
  OTHER: 'In another way (прочее)',
} as const;

/** Kinds of items; 2, delivery, is added by the courier service itself. */
const ITEM_TYPES = {
  '1': 'Goods (товар)',
  '3': 'Service (услуга)',
  '4': 'Prepayment (предоплата)',
  '6': 'Payment on credit (оплата в кредит)',
} as const;

const ANY_TOWN = 'Pick it from the list, or enter its FIAS code, its code at the courier, or its name.';
const MONEY = 'For example "1250.50" or "1 250,50".';
const CENTIMETRES = 'Centimetres.';

/** The elements of a party, in the vendor's order; the town's attributes are apart. */
type PartyTag =
  'company' | 'person' | 'phone' | 'zipcode' | 'address' | 'pvz' | 'inn' | 'date' | 'time_min' | 'time_max';

type PartyField = OrderField & { readonly wire: PartyTag | 'town' | 'regioncode' | 'country' };

export const RECEIVER_FIELDS: readonly PartyField[] = [
  {
    key: 'receiver_person',
    label: 'Receiver Name',
    wire: 'person',
    kind: 'line',
    group: 'receiver',
    help: 'Who receives the parcel (контактное лицо). Fill in this, Receiver Company, or both.',
  },
  {
    key: 'receiver_company',
    label: 'Receiver Company',
    wire: 'company',
    kind: 'line',
    group: 'receiver',
    help: 'The company (компания). Some courier companies want it for private persons, too.',
  },
  {
    key: 'receiver_phone',
    label: 'Receiver Phone',
    wire: 'phone',
    kind: 'line',
    group: 'receiver',
    help: 'The phone number. An e-mail address may stand beside it.',
  },
  {
    key: 'receiver_town',
    label: 'Receiver Town',
    wire: 'town',
    kind: 'town',
    group: 'receiver',
    help: `Where it is delivered (город). ${ANY_TOWN} Names are not unique: a FIAS code is safest.`,
  },
  {
    key: 'receiver_regioncode',
    label: 'Receiver Region Code',
    wire: 'regioncode',
    kind: 'region',
    group: 'receiver',
    help: 'The number of the region, such as 77 for Moscow. It helps to tell towns of one name apart.',
  },
  {
    key: 'receiver_country',
    label: 'Receiver Country',
    wire: 'country',
    kind: 'line',
    group: 'receiver',
    help: 'Two letters such as RU. Needed only abroad.',
  },
  {
    key: 'receiver_zipcode',
    label: 'Receiver Postal Code',
    wire: 'zipcode',
    kind: 'line',
    group: 'receiver',
  },
  {
    key: 'receiver_address',
    label: 'Receiver Address',
    wire: 'address',
    kind: 'line',
    group: 'receiver',
    help: 'Street, house and flat (адрес). It may stay empty for a pickup point.',
  },
  {
    key: 'receiver_pvz',
    label: 'Pickup Point',
    wire: 'pvz',
    kind: 'pickup point',
    group: 'receiver',
    help: 'Where the receiver fetches the parcel (ПВЗ). Choose the town first; the list shows its pickup points. Or enter the code of one.',
  },
  {
    key: 'receiver_inn',
    label: 'Receiver Tax Number',
    wire: 'inn',
    kind: 'line',
    group: 'receiver',
    help: 'The tax number of a company (ИНН).',
  },
  {
    key: 'receiver_date',
    label: 'Delivery Date',
    wire: 'date',
    kind: 'date',
    group: 'delivery',
    help: 'The day of delivery (дата доставки).',
  },
  {
    key: 'receiver_time_min',
    label: 'Earliest Delivery Time',
    wire: 'time_min',
    kind: 'time',
    group: 'delivery',
    help: 'Not earlier than, for example "10:00".',
  },
  {
    key: 'receiver_time_max',
    label: 'Latest Delivery Time',
    wire: 'time_max',
    kind: 'time',
    group: 'delivery',
    help: 'Not later than, for example "18:00".',
  },
];

export const SENDER_FIELDS: readonly PartyField[] = [
  {
    key: 'sender_company',
    label: 'Sender Company',
    wire: 'company',
    kind: 'line',
    group: 'sender',
    help: "Leave the sender's fields empty, and the courier company takes your own details.",
  },
  { key: 'sender_person', label: 'Sender Name', wire: 'person', kind: 'line', group: 'sender' },
  { key: 'sender_phone', label: 'Sender Phone', wire: 'phone', kind: 'line', group: 'sender' },
  {
    key: 'sender_town',
    label: 'Sender Town',
    wire: 'town',
    kind: 'town',
    group: 'sender',
    help: `Where it is sent from (город). ${ANY_TOWN}`,
  },
  { key: 'sender_address', label: 'Sender Address', wire: 'address', kind: 'line', group: 'sender' },
  {
    key: 'sender_date',
    label: 'Collection Date',
    wire: 'date',
    kind: 'date',
    group: 'sender',
    help: 'The day on which the courier collects it from you (дата забора).',
  },
  {
    key: 'sender_time_min',
    label: 'Earliest Collection Time',
    wire: 'time_min',
    kind: 'time',
    group: 'sender',
    help: 'Not earlier than, for example "09:00".',
  },
  {
    key: 'sender_time_max',
    label: 'Latest Collection Time',
    wire: 'time_max',
    kind: 'time',
    group: 'sender',
    help: 'Not later than, for example "14:00".',
  },
];

export const PAYMENT_TYPE = { key: 'paytype', label: 'Payment Type' } as const;
export const PRICE = { key: 'price', label: 'Amount to Collect' } as const;

/** The simple elements of an order, in the vendor's order. */
export const VALUE_FIELDS: readonly OrderField[] = [
  {
    key: 'pickup',
    label: 'Collect from the Sender',
    wire: 'pickup',
    kind: 'flag',
    group: 'sender',
    help: 'Whether the courier collects the parcel from the sender (забор).',
  },
  {
    key: 'return',
    label: 'Bring Something Back',
    wire: 'return',
    kind: 'flag',
    group: 'delivery',
    help: 'Whether there is something to bring back from the receiver (возврат), such as signed papers.',
  },
  {
    key: 'weight',
    label: 'Weight (kg)',
    wire: 'weight',
    kind: 'measure',
    group: 'goods',
    help: 'Kilograms of the whole order, for example "4.1".',
  },
  {
    key: 'quantity',
    label: 'Number of Places',
    wire: 'quantity',
    kind: 'whole',
    group: 'goods',
    help: 'How many parcels there are (количество мест). Leave it empty for the number of packages below.',
  },
  {
    ...PAYMENT_TYPE,
    wire: 'paytype',
    kind: PAYMENT_TYPES,
    group: 'payment',
    help: 'How the receiver pays (форма оплаты). In cash, if you leave it empty.',
  },
  {
    key: 'service',
    label: 'Service',
    wire: 'service',
    kind: 'service',
    group: 'delivery',
    help: 'The mode of delivery (режим доставки) of your courier company.',
  },
  {
    key: 'type',
    label: 'Shipment Type',
    wire: 'type',
    kind: 'whole',
    group: 'delivery',
    help: 'The number of the shipment type (тип отправления) at your courier company, if it uses them.',
  },
  {
    ...PRICE,
    wire: 'price',
    kind: 'money',
    group: 'payment',
    help: `All that the receiver has to pay, delivery included (сумма к оплате, наложенный платёж). ${MONEY} Not needed when it is paid already.`,
  },
  {
    key: 'inshprice',
    label: 'Declared Value',
    wire: 'inshprice',
    kind: 'money',
    group: 'payment',
    help: `The value that the parcel is insured for (объявленная ценность). ${MONEY} Only if insurance is agreed with the courier company.`,
  },
  {
    key: 'receiverpays',
    label: 'Receiver Pays for Delivery',
    wire: 'receiverpays',
    kind: 'flag',
    group: 'payment',
    help: "Whether the courier's own fee is paid by the receiver instead of you.",
  },
  {
    key: 'acceptpartially',
    label: 'May Be Accepted in Part',
    wire: 'acceptpartially',
    kind: 'flag',
    group: 'delivery',
    help: 'Whether the receiver may keep a part of the goods (частичный выкуп).',
  },
  {
    key: 'enclosure',
    label: 'Contents',
    wire: 'enclosure',
    kind: 'line',
    group: 'goods',
    help: 'What is inside, in a few words (вложение).',
  },
  {
    key: 'instruction',
    label: 'Note to the Courier',
    wire: 'instruction',
    kind: 'text',
    group: 'delivery',
    help: 'For example to call an hour before (поручение).',
  },
  { key: 'department', label: 'Department', wire: 'department', kind: 'line', group: 'order' },
  { key: 'costcode', label: 'Cost Code', wire: 'costcode', kind: 'line', group: 'order' },
];

export const DELIVERY_PRICE: OrderField = {
  key: 'deliveryprice',
  label: 'Delivery Price',
  wire: 'deliveryprice',
  kind: 'money',
  group: 'payment',
  help: `The part of Amount to Collect that is for delivery (стоимость доставки). ${MONEY}`,
};

export const VAT_RATE: OrderField = {
  key: 'vat_rate',
  label: 'VAT Rate',
  wire: 'VATrate',
  kind: 'vat',
  group: 'payment',
  help:
    'The per cent of VAT (НДС) of the delivery price, and of all items that have no rate of their own. Enter 0 if you pay none ' +
    '(без НДС). It is always sent, because the courier service would take an outdated 18 % otherwise.',
};

export const ITEMS = { key: 'items', label: 'Items' } as const;
export const ITEM_NAME = { key: 'item_name', label: 'Item Name' } as const;
export const ITEM_QUANTITY = { key: 'item_quantity', label: 'Item Quantity' } as const;
export const ITEM_PRICE = { key: 'item_retprice', label: 'Item Price' } as const;
export const ITEM_VAT_RATE = { key: 'item_vat_rate', label: 'Item VAT Rate' } as const;
export const ITEM_MARKING = { key: 'item_government_code', label: 'Marking Code' } as const;
/** Only where an order is changed. */
export const ITEM_LINE_CODE = { key: 'item_line_code', label: 'Item Line Code' } as const;

const item = (key: string, label: string, wire: string, kind: Kind, help?: string): OrderField => ({
  key,
  label,
  wire,
  kind,
  group: 'goods',
  ...(help !== undefined && { help }),
});

/** Attributes of an item, in the vendor's order. */
export const ITEM_FIELDS: readonly OrderField[] = [
  { ...ITEM_QUANTITY, wire: 'quantity', kind: 'pieces', group: 'goods', help: 'How many, for example 2.' },
  { ...ITEM_PRICE, wire: 'retprice', kind: 'money', group: 'goods', help: `The price of one. ${MONEY}` },
  {
    ...ITEM_VAT_RATE,
    wire: 'VATrate',
    kind: 'vat',
    group: 'goods',
    help: 'The per cent of VAT (НДС). Leave it empty for VAT Rate above.',
  },
  item('item_mass', 'Item Weight (kg)', 'mass', 'measure', 'Kilograms of one.'),
  item('item_extcode', 'Item Own Code', 'extcode', 'line', 'Your own code of the line.'),
  item('item_barcode', 'Item Barcode', 'barcode', 'line'),
  item(
    'item_article',
    'Article',
    'article',
    'line',
    "Only for goods in the courier's own warehouse (артикул): others are refused.",
  ),
  item(
    'item_itemcode',
    'Warehouse Code',
    'itemcode',
    'line',
    "Only for goods in the courier's own warehouse: the code that Find Goods Item tells.",
  ),
  item(
    'item_inshprice',
    'Item Declared Value',
    'inshprice',
    'money',
    'Of one. The price, if you leave it empty.',
  ),
  item('item_length', 'Item Length (cm)', 'length', 'measure', CENTIMETRES),
  item('item_width', 'Item Width (cm)', 'width', 'measure', CENTIMETRES),
  item('item_height', 'Item Height (cm)', 'height', 'measure', CENTIMETRES),
  {
    ...ITEM_MARKING,
    wire: 'governmentCode',
    kind: 'line',
    group: 'goods',
    help: 'The code of marked goods («Честный знак»). Such an item has the quantity 1.',
  },
  item('item_type', 'Item Kind', 'type', ITEM_TYPES, 'Goods, if you leave it empty.'),
];

export const PACKAGES = { key: 'packages', label: 'Packages' } as const;

/** Attributes of a package, in the vendor's order. */
export const PACKAGE_FIELDS: readonly OrderField[] = [
  item('package_strbarcode', 'Package Barcode', 'strbarcode', 'line'),
  item('package_mass', 'Package Weight (kg)', 'mass', 'measure', 'Kilograms.'),
  item('package_length', 'Package Length (cm)', 'length', 'measure', CENTIMETRES),
  item('package_width', 'Package Width (cm)', 'width', 'measure', CENTIMETRES),
  item('package_height', 'Package Height (cm)', 'height', 'measure', CENTIMETRES),
  item('package_message', 'Package Message', 'message', 'line'),
];
