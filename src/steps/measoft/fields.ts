import type { Bundle, PlainInputField, ZObject } from 'zapier-platform-core';
import { dropDown } from '../../zapier/drop_down';
import { Form, type Field } from '../../core/form';
import { courierOf, dayFromNow } from './courier';
import {
  orderChoices,
  ORDER_CODE,
  ORDER_NO,
  pickupPointChoices,
  serviceChoices,
  SIDE,
  SIDES,
  storeChoices,
  townChoices,
} from '../../services/measoft/fields';
import {
  DELIVERY_PRICE,
  ITEM_FIELDS,
  ITEM_NAME,
  ITEMS,
  PACKAGE_FIELDS,
  PACKAGES,
  RECEIVER_FIELDS,
  SENDER_FIELDS,
  VALUE_FIELDS,
  VAT_RATE,
  type OrderField,
} from '../../services/measoft/order_fields';
import {
  DAYS,
  DEFAULT_DAYS,
  MODE,
  MODES,
  QUICK,
  readMode,
  STATUSES,
  STORE,
  STREAM,
  STREAMS,
} from '../../services/measoft/status_query';
import { STATUS_CHOICES } from '../../services/measoft/statuses';
import type { Side } from '../../services/measoft/client';
import { formOf } from '../../zapier/run';

type FieldFunction = (z: ZObject, bundle: Bundle) => PlainInputField[];

const RECEIVER_TOWN = { key: 'receiver_town', label: 'Receiver Town' };

/** Rates that are in use; any other can be entered. */
const VAT_RATES = {
  '0': '0 %, or no VAT (без НДС)',
  '5': '5 %',
  '7': '7 %',
  '10': '10 %',
  '20': '20 %',
  '22': '22 %',
};

/** A town as a field of the form. */
export function townField(field: PlainInputField & Field): PlainInputField {
  return {
    search: 'measoft_find_town.code',
    choices: dropDown((run) => townChoices(courierOf(run), formOf(run).text(field))),
    ...field,
  };
}

/** A pickup point of the town that another field names. */
export function pickupPointField(field: PlainInputField, town: Field): PlainInputField {
  return {
    search: 'measoft_find_pickup_point.code',
    choices: dropDown((run) => pickupPointChoices(courierOf(run), formOf(run).text(town))),
    ...field,
  };
}

export function serviceField(field: PlainInputField): PlainInputField {
  return { choices: dropDown((run) => serviceChoices(courierOf(run))), ...field };
}

/** Without its group, which lines of a group have not. */
function inputField(field: OrderField): PlainInputField {
  const { key, label, kind, help } = field;
  const plain = { key, label, ...(help !== undefined && { helpText: help }) };
  switch (kind) {
    case 'town':
      return townField(plain);
    case 'pickup point':
      return pickupPointField(plain, RECEIVER_TOWN);
    case 'service':
      return serviceField(plain);
    case 'text':
      return { ...plain, type: 'text' };
    case 'date':
      return { ...plain, type: 'datetime' };
    case 'flag':
      return { ...plain, type: 'boolean' };
    case 'vat':
      return { ...plain, choices: VAT_RATES };
    case 'line':
    case 'region':
    case 'time':
    // Numbers are typed as text: Zapier's own number field would read "1 250,50" as 125050.
    case 'money':
    case 'measure':
    case 'pieces':
    case 'whole':
      return plain;
    default:
      return { ...plain, choices: kind };
  }
}

const grouped = (fields: readonly OrderField[]): PlainInputField[] =>
  fields.map((field) => ({ ...inputField(field), group: field.group }));

/**
 * What an order consists of.
 *
 * @param required the keys of the fields that must be filled in.
 * @param lines further fields of an item.
 */
export function orderFields({
  required = [],
  lines = [],
}: {
  readonly required?: readonly string[];
  readonly lines?: readonly PlainInputField[];
}): PlainInputField[] {
  const fields = grouped([
    ...RECEIVER_FIELDS,
    ...VALUE_FIELDS,
    DELIVERY_PRICE,
    VAT_RATE,
    ...SENDER_FIELDS,
  ]).map((field) => (required.includes(field.key) ? { ...field, required: true } : field));
  return [
    ...fields,
    {
      ...ITEMS,
      group: 'goods',
      children: [
        {
          ...ITEM_NAME,
          helpText: 'What it is (наименование товара). Fill it in for every item.',
        },
        ...ITEM_FIELDS.map(inputField),
        ...lines,
      ],
    },
    { ...PACKAGES, group: 'goods', children: PACKAGE_FIELDS.map(inputField) },
  ];
}

/** How far back drop-downs list orders. */
const LISTED_DAYS = 14;

/** One of the orders that one has given, or was given as an agent. */
export const orderCode = (whose: Side, required = false): PlainInputField => ({
  ...ORDER_CODE,
  required,
  choices: dropDown((run) => orderChoices(courierOf(run), whose, dayFromNow(-LISTED_DAYS, run))),
  helpText:
    "The order (заказ). Map the Order Code of an earlier step, which is the courier's own and never used again, or pick an order of the last " +
    'two weeks.',
});

/** The two ways to name the order of a step. */
export const ORDER: PlainInputField[] = [
  orderCode('CLIENT'),
  {
    ...ORDER_NO,
    helpText: 'Instead of Order: the number that you gave it (номер заказа), its prefix included.',
  },
];

export const side = (helpText: string): PlainInputField => ({
  ...SIDE,
  choices: SIDES,
  helpText,
});

export const STATUSES_FIELD: PlainInputField = {
  ...STATUSES,
  list: true,
  choices: STATUS_CHOICES,
  helpText:
    'Start only for these statuses (статус). Leave it empty for all. The courier service may know more: enter the code of such a one.',
};

export const STORE_FIELD: PlainInputField = {
  ...STORE,
  choices: dropDown((run) => storeChoices(courierOf(run))),
  helpText: 'Start only for statuses of this branch or warehouse (склад). Leave it empty for all of them.',
};

/** How a trigger looks for changes of status; what else it asks for depends on the first answer. */
export const STATUS_SOURCE: (PlainInputField | FieldFunction)[] = [
  {
    ...MODE,
    choices: MODES,
    altersDynamicFields: true,
    helpText:
      'Among the orders of the last days, if you leave it empty: every check then reads all of them. With some hundred orders a day, or if you ' +
      'are told of too many queries, take a stream.',
  },
  (_z, bundle) => (readMode(new Form(bundle.inputData)) === 'stream' ? [STREAM_FIELD] : [DAYS_FIELD]),
  side('Your own orders, if you leave it empty.'),
  {
    ...QUICK,
    type: 'boolean',
    helpText:
      'Preliminary ones (предварительно) come from the courier at once, but are not always right. With No only those count that an operator ' +
      'entered. Yes, if you leave it empty. Do not change it while the Zap is on.',
  },
];

const DAYS_FIELD: PlainInputField = {
  ...DAYS,
  type: 'integer',
  placeholder: String(DEFAULT_DAYS),
  helpText:
    'How old an order may be to be looked at, from its creation. Take as many days as your orders need to arrive and to come back.',
};

const STREAM_FIELD: PlainInputField = {
  ...STREAM,
  required: true,
  helpText:
    `⚠ A number from ${STREAMS.least} to ${STREAMS.most} that nothing else uses: no other Zap, no module of your shop. Whoever reads the same stream ` +
    'takes changes away from the others.',
};
