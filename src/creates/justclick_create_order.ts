import type { Bundle, Create, PlainInputField, ZObject } from 'zapier-platform-core';
import { Form } from '../core/form';
import { utmFields } from '../steps/justclick/utm_fields';
import { MONEY_HELP } from '../services/justclick/good_parameters';
import {
  AGREED_SUM,
  BUYER_EMAIL,
  CANCEL_AT,
  CANCELLATIONS,
  GOODS,
  ORDER_GROUPS,
  ORDER_PARAMETERS,
  readCancellation,
  readNewOrder,
  type NewOrder,
} from '../services/justclick/new_order';
import { ORDER_OUTPUT_FIELDS, ORDER_SAMPLE, parseOrder, type Order } from '../services/justclick/orders';
import { flat, productField, shopOf } from '../steps/justclick/shop';
import { formOf, perform } from '../zapier/run';

type Parameter = (typeof ORDER_PARAMETERS)[number];

function typeOf({ kind }: Parameter): Partial<PlainInputField> {
  switch (kind) {
    case 'text':
      return { type: 'text' };
    case 'moment':
      return { type: 'datetime' };
    case 'cancellation':
      return { choices: CANCELLATIONS, altersDynamicFields: true };
    case 'line':
    case 'phone':
    case 'ip':
    case 'domain':
      return {};
  }
}

function inputField(parameter: Parameter): PlainInputField {
  const { key, label, group } = parameter;
  return {
    key,
    label,
    group,
    ...typeOf(parameter),
    ...('help' in parameter && { helpText: parameter.help }),
  };
}

function timeOfCancellation(_z: ZObject, bundle: Bundle): PlainInputField[] {
  if (readCancellation(new Form(bundle.inputData)) !== 'time') return [];
  return [{ ...CANCEL_AT, type: 'datetime', required: true, group: 'settings' }];
}

/** What is certain of an order whose details could not be read. */
function known(billId: string, { email, goods }: NewOrder): Order | undefined {
  return parseOrder({ id: billId, email, items: goods.map(({ good_name }) => ({ id: good_name })) });
}

export default {
  key: 'justclick_create_order',
  noun: 'Order',
  display: {
    label: 'Create Shop Order',
    description:
      'Places an order in an Expertam, JustClick or InfluencerSoft shop. An order that the shop has already is returned instead of placed twice.',
  },
  operation: {
    inputFieldGroups: Object.entries(ORDER_GROUPS).map(([key, label]) => ({ key, label })),
    inputFields: [
      {
        ...GOODS,
        required: true,
        group: 'order',
        children: [
          productField({
            required: true,
            helpText: 'Pick a product, or enter its identifier («идентификатор продукта»).',
          }),
          {
            ...AGREED_SUM,
            helpText: `The price in this order. ${MONEY_HELP} Leave it empty for the price in the shop.`,
          },
        ],
      },
      {
        ...BUYER_EMAIL,
        required: true,
        group: 'buyer',
        helpText: "The buyer's e-mail address.",
      },
      ...ORDER_PARAMETERS.map(inputField),
      timeOfCancellation,
      ...utmFields('marks'),
    ],
    perform: perform(async (run) => {
      const wanted = readNewOrder(formOf(run));
      const { billId, alreadyExisted, details } = await shopOf(run).createOrder(wanted);
      const order = details ?? known(billId, wanted);
      return {
        ...(order && flat(run, order)),
        already_existed: alreadyExisted,
        details_known: details !== undefined,
      };
    }),
    sample: {
      ...ORDER_SAMPLE,
      pay_status: 'waiting',
      paid: null,
      sum_to_pay: ORDER_SAMPLE.price,
      already_existed: false,
      details_known: true,
    },
    outputFields: [
      ...ORDER_OUTPUT_FIELDS,
      { key: 'already_existed', label: 'Already Existed', type: 'boolean' },
      { key: 'details_known', label: 'Details Are Known', type: 'boolean' },
    ],
  },
} satisfies Create;
