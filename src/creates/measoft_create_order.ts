import type { Create } from 'zapier-platform-core';
import { courierOf } from '../steps/measoft/courier';
import { orderFields } from '../steps/measoft/fields';
import type { CreatedOrder } from '../services/measoft/order_creation';
import { ORDER_NO } from '../services/measoft/fields';
import { ORDER_GROUPS } from '../services/measoft/order_fields';
import {
  BARCODE,
  ORDER_PREFIX,
  readNewOrder,
  readOnTaken,
  TAKEN_NUMBER,
  TAKEN_NUMBER_CHOICES,
} from '../services/measoft/order_form';
import { ORDER_FIELDS, ORDER_SAMPLE, orderOutput } from '../services/measoft/order_output';
import { decimal } from '../services/measoft/values';
import { formOf, perform } from '../zapier/run';

function output({ order, detailsKnown, orderPrice, alreadyExisted }: CreatedOrder) {
  return {
    ...orderOutput(order),
    order_price: decimal(orderPrice),
    already_existed: alreadyExisted,
    details_known: detailsKnown,
  };
}

export default {
  key: 'measoft_create_order',
  noun: 'Order',
  display: {
    label: 'Create Courier Order',
    description: 'Gives an order to a courier company that works with MeaSoft.',
  },
  operation: {
    inputFieldGroups: Object.entries(ORDER_GROUPS).map(([key, label]) => ({ key, label })),
    inputFields: [
      {
        ...ORDER_NO,
        group: 'order',
        helpText:
          "The order's number in your shop or CRM (номер заказа). It must not repeat within a calendar year. With it, a run that is repeated finds " +
          'the order that is there already. Without it the courier service makes up a number, and nobody can tell whether a run that was cut ' +
          'off created the order.',
      },
      {
        ...ORDER_PREFIX,
        group: 'order',
        helpText:
          'Put before the number (префикс номера заказа), so that several shops can share an account: "SHOP-" makes SHOP-1001 of 1001.',
      },
      {
        ...TAKEN_NUMBER,
        group: 'order',
        choices: TAKEN_NUMBER_CHOICES,
        helpText: 'What happens when an order of this year has the number. An error, if you leave it empty.',
      },
      {
        ...BARCODE,
        group: 'order',
        helpText:
          'A barcode of your own (штрих-код); "_" stands for a digit that the courier service chooses. Leave it empty if you use none.',
      },
      ...orderFields({ required: ['receiver_phone'] }),
    ],
    perform: perform(async (run) => {
      const form = formOf(run);
      const onTaken = readOnTaken(form);
      return output(await courierOf(run).createOrder(readNewOrder(form), onTaken));
    }),
    sample: {
      ...ORDER_SAMPLE,
      order_price: 300,
      already_existed: false,
      details_known: true,
    },
    outputFields: [
      ...ORDER_FIELDS,
      { key: 'order_price', label: 'Price of the Order', type: 'number' },
      { key: 'already_existed', label: 'Existed Already', type: 'boolean' },
      { key: 'details_known', label: 'Details Are Known', type: 'boolean' },
    ],
  },
} satisfies Create;
