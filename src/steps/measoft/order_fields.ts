import { Form } from '../../core/form';
import { parseThousandths } from '../../core/money';
import { say } from '../../language/language';
import type { OrderRef } from '../../services/measoft/client';
import { encodeOrder, type ItemDetails, type OrderDetails } from '../../services/measoft/order_details';
import { sumFault } from '../../services/measoft/order_sums';
import {
  choiceList,
  day,
  fields,
  inGroup,
  line,
  lineItems,
  needed,
  part,
  shownOnlyIf,
  text,
  wholeNumber,
  yesNo,
  type CertainKind,
  type Read,
} from '../../zapier/fields';
import { timeOfDay, windowOf } from '../delivery_window';
import {
  amount,
  itemKind,
  linePrice,
  markingCodes,
  orderCode,
  orderNumber,
  paymentType,
  pickupPoint,
  pieces,
  region,
  service,
  size,
  town,
  vatRate,
  weight,
} from './kinds';

// Keys are the vendor's names behind a prefix of ours: `receiver_`, `sender_`, `item_`, `package_`, `advprice_`.

const ANY_TOWN = 'Pick it from the list, or enter its FIAS code, its code at the courier, or its name.';
const MONEY = 'For example "1250.50" or "1 250,50".';
const CENTIMETRES = 'In centimetres.';

export const ORDER_HELP =
  "The order (заказ). Map the Order Code of an earlier step, which is the courier's own and never used again, or pick an order of the last " +
  'two weeks.';

/** The two ways to name the order of a step. */
export const ORDER_REF = {
  ordercode: { label: 'Order', kind: orderCode('CLIENT'), required: false, help: ORDER_HELP },
  orderno: {
    label: 'Order Number',
    kind: orderNumber,
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
  if (ordercode === undefined && orderno === undefined) form.fault(say`Fill in Order or Order Number.`);
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

/** What few orders need, and the form shows once it is picked. */
const DETAILS = {
  order: 'Prefix, barcode, cost code, department',
  receiver: 'Company, tax number, postal code, region of the receiver',
  payment: 'Delivery price, declared value, discount, who pays the courier',
  parcels: 'Parcels, sizes, contents',
  items: 'Codes, marking, VAT, kinds and suppliers of items',
  warehouse: "Goods from the courier's own warehouse",
  services: 'Extra services, returns, shipment type, pickup orders',
  sender: 'Sender, and collection from you',
};

type Detail = keyof typeof DETAILS;

const anyDetails: CertainKind<readonly string[]> = {
  show: { list: true, choices: choiceList(DETAILS), altersDynamicFields: true },
  read: (form, field) => form.list(field),
  blank: [],
};

/** The list from which the user picks what else the form shall ask for. It changes nothing of what is sent. */
export const MORE_DETAILS = {
  details: {
    label: 'More Details',
    kind: anyDetails,
    group: 'order',
    help: 'Pick what else you want to fill in, as much of it as you need: the form then has the fields for it.',
  },
} as const;

/** Whether the user picked those details. */
export const picked =
  (detail: Detail) =>
  (form: Form): boolean =>
    form.list({ key: 'details', label: 'More Details' }).includes(detail);

export const ITEM = fields({
  item_name: {
    label: 'Item Name',
    kind: needed(line),
    help: 'What it is (наименование товара). Fill it in for every item.',
  },
  item_quantity: { label: 'Item Quantity', kind: needed(pieces), help: 'How many, for example 2.' },
  item_retprice: {
    label: 'Item Price',
    kind: needed(linePrice),
    help: `The price of one. ${MONEY} The price of a discount is less than nothing: "-500".`,
  },
  ...shownOnlyIf(picked('items'), {
    item_vat_rate: {
      label: 'Item VAT Rate',
      kind: vatRate,
      help: 'The per cent of VAT (НДС). Leave it empty for VAT Rate above.',
    },
    item_extcode: { label: 'Item Own Code', kind: line, help: 'Your own code of the line.' },
    item_barcode: { label: 'Item Barcode', kind: line, help: 'The barcode of the goods (штрих-код).' },
    item_government_code: {
      label: 'Marking Code',
      kind: markingCodes,
      help:
        'The whole code of marked goods («Честный знак»), one for each piece, with spaces or line breaks between several. "?" stands for a code that ' +
        'the courier scans, "!" for one whose serial number the courier scans.',
    },
    item_type: {
      label: 'Item Kind',
      kind: itemKind,
      help: 'Goods, if you leave it empty. A prepayment always lessens the sum, whichever sign its price has.',
    },
    item_inshprice: {
      label: 'Item Declared Value',
      kind: amount,
      help: 'What one is insured for (объявленная ценность). The price, if you leave it empty.',
    },
    item_supp_inn: {
      label: "Supplier's Tax Number",
      kind: line,
      help: 'The tax number (ИНН) of whose goods they are, if you sell them for somebody else.',
    },
    item_supp_company: {
      label: "Supplier's Company",
      kind: line,
      help: 'The company whose goods they are (поставщик).',
    },
    item_supp_phone: {
      label: "Supplier's Phone",
      kind: line,
      help: 'The phone number of the company whose goods they are.',
    },
  }),
  ...shownOnlyIf(picked('warehouse'), {
    item_article: {
      label: 'Article',
      kind: line,
      help: "Only for goods in the courier's own warehouse (артикул): others are refused.",
    },
    item_itemcode: {
      label: 'Warehouse Code',
      kind: line,
      help: "Only for goods in the courier's own warehouse: the code that Find Courier Warehouse Item tells.",
    },
  }),
  ...shownOnlyIf(picked('parcels'), {
    item_mass: {
      label: 'Item Weight (kg)',
      kind: weight,
      help: 'Kilograms of one. Their sum is the weight of a new order, unless Weight is filled in.',
    },
    item_length: { label: 'Item Length (cm)', kind: size, help: CENTIMETRES },
    item_width: { label: 'Item Width (cm)', kind: size, help: CENTIMETRES },
    item_height: { label: 'Item Height (cm)', kind: size, help: CENTIMETRES },
  }),
});

const PACKAGE = fields({
  package_strbarcode: {
    label: 'Package Barcode',
    kind: line,
    help: 'The barcode on the parcel (штрих-код места).',
  },
  package_mass: { label: 'Package Weight (kg)', kind: weight, help: 'Kilograms of the parcel.' },
  package_length: { label: 'Package Length (cm)', kind: size, help: CENTIMETRES },
  package_width: { label: 'Package Width (cm)', kind: size, help: CENTIMETRES },
  package_height: { label: 'Package Height (cm)', kind: size, help: CENTIMETRES },
  package_message: { label: 'Package Message', kind: line, help: 'A remark about the parcel.' },
});

const EXTRA_SERVICE = fields({
  advprice_code: {
    label: 'Extra Service Code',
    kind: needed(line),
    help: 'The code of the service (код доп. услуги) at your courier company: ask the company for its list.',
  },
  advprice_value: {
    label: 'Extra Service Value',
    kind: needed(line),
    help: 'A number, or "true" for a service that is only on or off.',
  },
});

/** The vendor's limit. */
const MOST_PACKAGES = 1000;

const isPaid = (form: Form): boolean =>
  paymentType.read(form, { key: 'paytype', label: 'Payment Type' }) === 'NO';

/** What an order consists of. */
export const ORDER_DETAILS = fields({
  ...inGroup('receiver', {
    receiver_phone: {
      label: 'Receiver Phone',
      kind: line,
      help: 'The phone number (телефон). An e-mail address may stand beside it.',
    },
    receiver_person: {
      label: 'Receiver Name',
      kind: line,
      help: 'Who receives the parcel (контактное лицо).',
    },
    receiver_town: {
      label: 'Receiver Town',
      kind: town('receiver_town'),
      help: `Where it is delivered (город). ${ANY_TOWN} Names are not unique: a FIAS code is safest.`,
    },
    receiver_address: {
      label: 'Receiver Address',
      kind: line,
      help: 'Street, house and flat (адрес). A pickup point needs none.',
    },
    receiver_pvz: {
      label: 'Pickup Point',
      kind: pickupPoint('receiver_town'),
      help: 'Where the receiver fetches the parcel (ПВЗ). The list shows the pickup points of the town. Or enter the code of one.',
    },
    ...shownOnlyIf(picked('receiver'), {
      receiver_company: {
        label: 'Receiver Company',
        kind: line,
        help: 'The company (компания). Some courier companies want it for private persons, too.',
      },
      receiver_inn: { label: 'Receiver Tax Number', kind: line, help: 'The tax number of a company (ИНН).' },
      receiver_zipcode: { label: 'Receiver Postal Code', kind: line, help: 'The postal code (индекс).' },
      receiver_regioncode: {
        label: 'Receiver Region Code',
        kind: region,
        help: 'The number of the region, such as 77 for Moscow. It helps to tell towns of one name apart.',
      },
      receiver_country: {
        label: 'Receiver Country',
        kind: line,
        help: 'Two letters such as RU (страна). It matters only abroad.',
      },
    }),
  }),
  ...inGroup('delivery', {
    receiver_date: {
      label: 'Delivery Date',
      kind: day,
      help: 'The day of delivery (дата доставки), for example "31.03.2026" or «завтра».',
    },
    receiver_time_min: {
      label: 'Earliest Delivery Time',
      kind: timeOfDay('from'),
      help: 'Not earlier than, for example "10:00". A whole window such as "10:00-18:00" may stand here, too.',
    },
    receiver_time_max: {
      label: 'Latest Delivery Time',
      kind: timeOfDay('to'),
      help: 'Not later than, for example "18:00".',
    },
    service: {
      label: 'Service',
      kind: service,
      help: 'The mode of delivery (режим доставки) of your courier company: pick it, or enter its number or name.',
    },
    instruction: {
      label: 'Note to the Courier',
      kind: text,
      help: 'For example to call an hour before (поручение).',
    },
    ...shownOnlyIf(picked('services'), {
      type: {
        label: 'Shipment Type',
        kind: wholeNumber(),
        help: 'The number of the shipment type (тип отправления) at your courier company, if it uses them.',
      },
      return: {
        label: 'Return Documents or Goods',
        kind: yesNo,
        help: 'Whether the courier brings something back from the receiver (возврат), such as signed papers.',
      },
      acceptpartially: {
        label: 'May Be Accepted in Part',
        kind: yesNo,
        help: 'Whether the receiver may keep a part of the goods (частичный выкуп).',
      },
      pickup: {
        label: 'This Is a Pickup, Not a Delivery (забор)',
        kind: yesNo,
        help:
          '⚠ Yes makes the whole order a pickup: the courier goes to the receiver to fetch a parcel there, and nothing is delivered. To have your own ' +
          "parcels fetched, choose No, and fill in the sender's Collection Date and times.",
      },
      advprices: {
        label: 'Extra Services',
        kind: lineItems('Extra Service', EXTRA_SERVICE),
        help: 'Services beside the delivery (дополнительные услуги) that your courier company offers.',
      },
    }),
  }),
  ...inGroup('payment', {
    paytype: {
      label: 'Payment Type',
      kind: paymentType,
      help: 'How the receiver pays (форма оплаты).',
    },
    price: {
      label: 'Amount to Collect',
      kind: amount,
      when: (form: Form) => !isPaid(form),
      help: `All that the receiver has to pay, delivery included (сумма к оплате, наложенный платёж). ${MONEY}`,
    },
    vat_rate: {
      label: 'VAT Rate',
      kind: vatRate,
      help:
        'The per cent of VAT (НДС) of the delivery price, and of all items that have no rate of their own. Enter 0 if you pay none ' +
        '(без НДС). It is always sent, because the courier service would take an outdated 18 % otherwise.',
    },
    ...shownOnlyIf(picked('payment'), {
      deliveryprice: {
        label: 'Delivery Price',
        kind: amount,
        help: `The part of Amount to Collect that is for delivery (стоимость доставки). ${MONEY}`,
      },
      discount: {
        label: 'Discount',
        kind: amount,
        help: `How much less the receiver pays than goods and delivery cost (скидка). ${MONEY}`,
      },
      inshprice: {
        label: 'Declared Value',
        kind: amount,
        help: `The value that the parcel is insured for (объявленная ценность). ${MONEY} Only if insurance is agreed with the courier company.`,
      },
      receiverpays: {
        label: 'Receiver Pays for Delivery',
        kind: yesNo,
        help: "Whether the courier's own fee is paid by the receiver instead of you.",
      },
    }),
  }),
  ...inGroup('goods', {
    weight: {
      label: 'Weight (kg)',
      kind: weight,
      help: 'Kilograms of the whole order (вес), for example "4.1".',
    },
    items: {
      label: 'Items',
      kind: lineItems('Item', ITEM, checkItem),
      help: 'What is in the parcel (вложения). The law wants every piece of goods named when the courier takes money for it.',
    },
    ...shownOnlyIf(picked('parcels'), {
      quantity: {
        label: 'Number of Parcels',
        kind: wholeNumber(),
        help: 'How many parcels there are (количество мест).',
      },
      enclosure: { label: 'Contents', kind: line, help: 'What is inside, in a few words (вложение).' },
      packages: {
        label: 'Packages',
        kind: lineItems('Package', PACKAGE),
        help: 'The single parcels (места), if you know more of them than their number.',
      },
    }),
  }),
  ...inGroup(
    'order',
    shownOnlyIf(picked('order'), {
      department: {
        label: 'Department',
        kind: line,
        help: 'The department (подразделение), by which the courier company tells your orders apart.',
      },
      costcode: {
        label: 'Cost Code',
        kind: line,
        help: "A code of your own (код затрат) that comes back with every status, such as the order's number in your shop's database.",
      },
    }),
  ),
  ...inGroup(
    'sender',
    shownOnlyIf(picked('sender'), {
      sender_company: {
        label: 'Sender Company',
        kind: line,
        help: "The company that sends it (отправитель), if it is another than the courier company's client.",
      },
      sender_person: {
        label: 'Sender Name',
        kind: line,
        help: 'Whom the courier asks for (контактное лицо).',
      },
      sender_phone: { label: 'Sender Phone', kind: line, help: 'The phone number of the sender.' },
      sender_town: {
        label: 'Sender Town',
        kind: town('sender_town'),
        help: `Where it is sent from (город). ${ANY_TOWN}`,
      },
      sender_address: {
        label: 'Sender Address',
        kind: line,
        help: 'Street and house of the sender (адрес).',
      },
      sender_date: {
        label: 'Collection Date',
        kind: day,
        help: 'The day on which the courier collects it from you (дата забора).',
      },
      sender_time_min: {
        label: 'Earliest Collection Time',
        kind: timeOfDay('from'),
        help: 'Not earlier than, for example "09:00". A whole window such as "09:00-14:00" may stand here, too.',
      },
      sender_time_max: {
        label: 'Latest Collection Time',
        kind: timeOfDay('to'),
        help: 'Not later than, for example "14:00".',
      },
    }),
  ),
});

/** Notes the faults that concern more than one field of an item. */
export function checkItem(item: Read<typeof ITEM>, row: Form, form: Form): void {
  const codes = item.item_government_code.length;
  if (codes > 0 && item.item_quantity !== parseThousandths(codes))
    row.fault(
      codes === 1
        ? say`Marking Code is for one piece: give each its own code, with spaces between them, or its own
          item with the quantity 1.`
        : say`Marking Code holds ${{ codes }} codes, which is not Item Quantity.`,
    );
  if (!row.has(ITEM.field('item_vat_rate')) && !form.has(ORDER_DETAILS.field('vat_rate')))
    row.fault(say`Fill in Item VAT Rate, or VAT Rate for all items. Enter 0 for no VAT (без НДС).`);
}

type Details = Read<typeof ORDER_DETAILS>;

/** Notes the faults that concern more than one field of an order. */
export function checkDetails(values: Details, form: Form): void {
  windows(values, form);
  if (values.deliveryprice !== undefined && values.paytype !== 'NO')
    form.require(ORDER_DETAILS.field('vat_rate'));
  if (values.packages.length > MOST_PACKAGES)
    form.fault(say`Packages must not be more than ${{ mostPackages: MOST_PACKAGES }}.`);
}

/** Notes a fault where the amounts of a whole order do not add up. */
export function checkSum(values: Details, form: Form): void {
  const fault = form.isSound ? sumFault(encodeOrder(detailsOf(values))) : undefined;
  if (fault !== undefined) form.fault(fault);
}

/** When it is delivered, and when it is collected before. */
function windows(values: Details, form: Form) {
  const { field } = ORDER_DETAILS;
  const of = (from: keyof Details & `${string}_time_min`, to: keyof Details & `${string}_time_max`) =>
    windowOf([from, to], values, field, form);
  return {
    receiver: of('receiver_time_min', 'receiver_time_max'),
    sender: of('sender_time_min', 'sender_time_max'),
  };
}

/** An order as the client takes it. */
export function detailsOf(values: Details): OrderDetails {
  const { receiver, sender } = windows(values, new Form({}));
  return {
    ...values,
    receiver: { ...part('receiver_', values), ...receiver },
    sender: { ...part('sender_', values), ...sender },
    items: values.items.flatMap((item) => piecesOf(part('item_', item))),
    packages: values.packages.map((parcel) => part('package_', parcel)),
    advprices: values.advprices.map((extra) => part('advprice_', extra)),
  };
}

/** Vendor: a marking code is one of a single piece, so that a line with several becomes as many lines. */
function piecesOf<Item extends { readonly government_code: readonly string[] }>({
  government_code: codes,
  ...item
}: Item): readonly (Omit<Item, 'government_code'> & Pick<ItemDetails, 'government_code'>)[] {
  return codes.length < 2
    ? [{ ...item, government_code: codes[0] }]
    : codes.map((government_code) => ({ ...item, quantity: parseThousandths(1), government_code }));
}
