import type { Form } from '../../core/form';
import { parseThousandths } from '../../core/money';
import type { OrderRef } from '../../services/measoft/client';
import type { OrderDetails } from '../../services/measoft/order_details';
import {
  choice,
  fields,
  inGroup,
  line,
  lineItems,
  money,
  needed,
  quantity,
  text,
  wholeNumber,
  yesNo,
  type Read,
} from '../../zapier/fields';
import {
  day,
  measure,
  orderCode,
  paymentType,
  pickupPoint,
  region,
  service,
  timeOfDay,
  town,
  vatRate,
} from './kinds';

// Keys are the vendor's names behind a prefix of ours: `receiver_`, `sender_`, `item_`, `package_`.

const ANY_TOWN = 'Pick it from the list, or enter its FIAS code, its code at the courier, or its name.';
const MONEY = 'For example "1250.50" or "1 250,50".';
const CENTIMETRES = 'Centimetres.';

export const ORDER_HELP =
  "The order (заказ). Map the Order Code of an earlier step, which is the courier's own and never used again, or pick an order of the last " +
  'two weeks.';

/** The two ways to name the order of a step. */
export const ORDER_REF = {
  ordercode: { label: 'Order', kind: orderCode('CLIENT'), required: false, help: ORDER_HELP },
  orderno: {
    label: 'Order Number',
    kind: line,
    help: 'Instead of Order: the number that you gave it (номер заказа), its prefix included.',
  },
} as const;

/** What names an order in a form. */
interface Named {
  readonly ordercode: string | undefined;
  readonly orderno: string | undefined;
}

/** Notes a fault where a step names no order. */
export function checkNamed({ ordercode, orderno }: Named, form: Form): void {
  if (ordercode === undefined && orderno === undefined) form.fault('Fill in Order or Order Number.');
}

export function orderRef({ ordercode, orderno }: Named): OrderRef {
  return { orderCode: ordercode, orderNo: orderno };
}

/** How the form of an order is divided. */
export const ORDER_GROUPS = [
  { key: 'order', label: 'Order' },
  { key: 'receiver', label: 'Receiver' },
  { key: 'delivery', label: 'Delivery' },
  { key: 'payment', label: 'Payment' },
  { key: 'goods', label: 'Goods' },
  { key: 'sender', label: 'Sender' },
];

export const ITEM = fields({
  item_name: {
    label: 'Item Name',
    kind: needed(line),
    help: 'What it is (наименование товара). Fill it in for every item.',
  },
  item_quantity: { label: 'Item Quantity', kind: needed(quantity), help: 'How many, for example 2.' },
  item_retprice: { label: 'Item Price', kind: needed(money), help: `The price of one. ${MONEY}` },
  item_vat_rate: {
    label: 'Item VAT Rate',
    kind: vatRate,
    help: 'The per cent of VAT (НДС). Leave it empty for VAT Rate above.',
  },
  item_mass: { label: 'Item Weight (kg)', kind: measure, help: 'Kilograms of one.' },
  item_extcode: { label: 'Item Own Code', kind: line, help: 'Your own code of the line.' },
  item_barcode: { label: 'Item Barcode', kind: line },
  item_article: {
    label: 'Article',
    kind: line,
    help: "Only for goods in the courier's own warehouse (артикул): others are refused.",
  },
  item_itemcode: {
    label: 'Warehouse Code',
    kind: line,
    help: "Only for goods in the courier's own warehouse: the code that Find Goods Item tells.",
  },
  item_inshprice: {
    label: 'Item Declared Value',
    kind: money,
    help: 'Of one. The price, if you leave it empty.',
  },
  item_length: { label: 'Item Length (cm)', kind: measure, help: CENTIMETRES },
  item_width: { label: 'Item Width (cm)', kind: measure, help: CENTIMETRES },
  item_height: { label: 'Item Height (cm)', kind: measure, help: CENTIMETRES },
  item_government_code: {
    label: 'Marking Code',
    kind: line,
    help: 'The code of marked goods («Честный знак»). Such an item has the quantity 1.',
  },
  item_type: {
    label: 'Item Kind',
    // 2, delivery, is added by the courier service itself.
    kind: choice({
      '1': 'Goods (товар)',
      '3': 'Service (услуга)',
      '4': 'Prepayment (предоплата)',
      '6': 'Payment on credit (оплата в кредит)',
    }),
    help: 'Goods, if you leave it empty.',
  },
});

const PACKAGE = fields({
  package_strbarcode: { label: 'Package Barcode', kind: line },
  package_mass: { label: 'Package Weight (kg)', kind: measure, help: 'Kilograms.' },
  package_length: { label: 'Package Length (cm)', kind: measure, help: CENTIMETRES },
  package_width: { label: 'Package Width (cm)', kind: measure, help: CENTIMETRES },
  package_height: { label: 'Package Height (cm)', kind: measure, help: CENTIMETRES },
  package_message: { label: 'Package Message', kind: line },
});

/** The vendor's limit. */
const MOST_PACKAGES = 1000;

/** What an order consists of. */
export const ORDER_DETAILS = fields({
  ...inGroup('receiver', {
    receiver_person: {
      label: 'Receiver Name',
      kind: line,
      help: 'Who receives the parcel (контактное лицо). Fill in this, Receiver Company, or both.',
    },
    receiver_company: {
      label: 'Receiver Company',
      kind: line,
      help: 'The company (компания). Some courier companies want it for private persons, too.',
    },
    receiver_phone: {
      label: 'Receiver Phone',
      kind: line,
      help: 'The phone number. An e-mail address may stand beside it.',
    },
    receiver_town: {
      label: 'Receiver Town',
      kind: town('receiver_town'),
      help: `Where it is delivered (город). ${ANY_TOWN} Names are not unique: a FIAS code is safest.`,
    },
    receiver_regioncode: {
      label: 'Receiver Region Code',
      kind: region,
      help: 'The number of the region, such as 77 for Moscow. It helps to tell towns of one name apart.',
    },
    receiver_country: {
      label: 'Receiver Country',
      kind: line,
      help: 'Two letters such as RU. Needed only abroad.',
    },
    receiver_zipcode: { label: 'Receiver Postal Code', kind: line },
    receiver_address: {
      label: 'Receiver Address',
      kind: line,
      help: 'Street, house and flat (адрес). It may stay empty for a pickup point.',
    },
    receiver_pvz: {
      label: 'Pickup Point',
      kind: pickupPoint('receiver_town'),
      help: 'Where the receiver fetches the parcel (ПВЗ). Choose the town first; the list shows its pickup points. Or enter the code of one.',
    },
    receiver_inn: { label: 'Receiver Tax Number', kind: line, help: 'The tax number of a company (ИНН).' },
  }),
  ...inGroup('delivery', {
    receiver_date: { label: 'Delivery Date', kind: day, help: 'The day of delivery (дата доставки).' },
    receiver_time_min: {
      label: 'Earliest Delivery Time',
      kind: timeOfDay,
      help: 'Not earlier than, for example "10:00".',
    },
    receiver_time_max: {
      label: 'Latest Delivery Time',
      kind: timeOfDay,
      help: 'Not later than, for example "18:00".',
    },
  }),
  pickup: {
    label: 'Collect from the Sender',
    kind: yesNo,
    group: 'sender',
    help: 'Whether the courier collects the parcel from the sender (забор).',
  },
  return: {
    label: 'Bring Something Back',
    kind: yesNo,
    group: 'delivery',
    help: 'Whether there is something to bring back from the receiver (возврат), such as signed papers.',
  },
  weight: {
    label: 'Weight (kg)',
    kind: measure,
    group: 'goods',
    help: 'Kilograms of the whole order, for example "4.1".',
  },
  quantity: {
    label: 'Number of Places',
    kind: wholeNumber(),
    group: 'goods',
    help: 'How many parcels there are (количество мест). Leave it empty for the number of packages below.',
  },
  paytype: {
    label: 'Payment Type',
    kind: paymentType,
    group: 'payment',
    help: 'How the receiver pays (форма оплаты). In cash, if you leave it empty.',
  },
  service: {
    label: 'Service',
    kind: service,
    group: 'delivery',
    help: 'The mode of delivery (режим доставки) of your courier company.',
  },
  type: {
    label: 'Shipment Type',
    kind: wholeNumber(),
    group: 'delivery',
    help: 'The number of the shipment type (тип отправления) at your courier company, if it uses them.',
  },
  price: {
    label: 'Amount to Collect',
    kind: money,
    group: 'payment',
    help: `All that the receiver has to pay, delivery included (сумма к оплате, наложенный платёж). ${MONEY} Not needed when it is paid already.`,
  },
  inshprice: {
    label: 'Declared Value',
    kind: money,
    group: 'payment',
    help: `The value that the parcel is insured for (объявленная ценность). ${MONEY} Only if insurance is agreed with the courier company.`,
  },
  receiverpays: {
    label: 'Receiver Pays for Delivery',
    kind: yesNo,
    group: 'payment',
    help: "Whether the courier's own fee is paid by the receiver instead of you.",
  },
  acceptpartially: {
    label: 'May Be Accepted in Part',
    kind: yesNo,
    group: 'delivery',
    help: 'Whether the receiver may keep a part of the goods (частичный выкуп).',
  },
  enclosure: {
    label: 'Contents',
    kind: line,
    group: 'goods',
    help: 'What is inside, in a few words (вложение).',
  },
  instruction: {
    label: 'Note to the Courier',
    kind: text,
    group: 'delivery',
    help: 'For example to call an hour before (поручение).',
  },
  department: { label: 'Department', kind: line, group: 'order' },
  costcode: { label: 'Cost Code', kind: line, group: 'order' },
  deliveryprice: {
    label: 'Delivery Price',
    kind: money,
    group: 'payment',
    help: `The part of Amount to Collect that is for delivery (стоимость доставки). ${MONEY}`,
  },
  vat_rate: {
    label: 'VAT Rate',
    kind: vatRate,
    group: 'payment',
    help:
      'The per cent of VAT (НДС) of the delivery price, and of all items that have no rate of their own. Enter 0 if you pay none ' +
      '(без НДС). It is always sent, because the courier service would take an outdated 18 % otherwise.',
  },
  ...inGroup('sender', {
    sender_company: {
      label: 'Sender Company',
      kind: line,
      help: "Leave the sender's fields empty, and the courier company takes your own details.",
    },
    sender_person: { label: 'Sender Name', kind: line },
    sender_phone: { label: 'Sender Phone', kind: line },
    sender_town: {
      label: 'Sender Town',
      kind: town('sender_town'),
      help: `Where it is sent from (город). ${ANY_TOWN}`,
    },
    sender_address: { label: 'Sender Address', kind: line },
    sender_date: {
      label: 'Collection Date',
      kind: day,
      help: 'The day on which the courier collects it from you (дата забора).',
    },
    sender_time_min: {
      label: 'Earliest Collection Time',
      kind: timeOfDay,
      help: 'Not earlier than, for example "09:00".',
    },
    sender_time_max: {
      label: 'Latest Collection Time',
      kind: timeOfDay,
      help: 'Not later than, for example "14:00".',
    },
  }),
  items: { label: 'Items', kind: lineItems('Item', ITEM, checkItem), group: 'goods' },
  packages: { label: 'Packages', kind: lineItems('Package', PACKAGE), group: 'goods' },
});

/** Notes the faults that concern more than one field of an item. */
export function checkItem(item: Read<typeof ITEM>, row: Form, form: Form): void {
  if (item.item_government_code !== undefined && item.item_quantity !== parseThousandths(1))
    row.fault('Marking Code is for one piece: give each its own item with the quantity 1.');
  if (!row.has(ITEM.field('item_vat_rate')) && !form.has(ORDER_DETAILS.field('vat_rate')))
    row.fault('Fill in Item VAT Rate, or VAT Rate for all items. Enter 0 for no VAT (без НДС).');
}

type Details = Read<typeof ORDER_DETAILS>;

/** Notes the faults that concern more than one field of an order. */
export function checkDetails(values: Details, form: Form): void {
  const { field } = ORDER_DETAILS;
  for (const [from, to] of [
    ['receiver_time_min', 'receiver_time_max'],
    ['sender_time_min', 'sender_time_max'],
  ] as const) {
    const [earliest, latest] = [values[from], values[to]];
    if (earliest !== undefined && latest !== undefined && earliest > latest)
      form.fault(`${field(from).label} must not be later than ${field(to).label}.`);
  }
  if (values.deliveryprice !== undefined && values.paytype !== 'NO') form.require(field('vat_rate'));
  if (values.packages.length > MOST_PACKAGES) form.fault(`Packages must not be more than ${MOST_PACKAGES}.`);
}

/** An order as the client takes it. */
export function detailsOf(values: Details): OrderDetails {
  return {
    ...values,
    receiver: part('receiver_', values),
    sender: part('sender_', values),
    items: values.items.map((item) => part('item_', item)),
    packages: values.packages.map((parcel) => part('package_', parcel)),
  };
}

type Part<Prefix extends string, Values> = {
  readonly [Key in keyof Values as Key extends `${Prefix}${infer Name}` ? Name : never]: Values[Key];
};

/** The values whose keys have the prefix, by the vendor's names behind it. */
function part<Prefix extends string, Values extends object>(
  prefix: Prefix,
  values: Values,
): Part<Prefix, Values> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) =>
      key.startsWith(prefix) ? [[key.slice(prefix.length), value]] : [],
    ),
  ) as Part<Prefix, Values>;
}
