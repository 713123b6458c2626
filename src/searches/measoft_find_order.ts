import type { Search } from 'zapier-platform-core';
import { courierOf } from '../steps/measoft/courier';
import { orderCode, side } from '../steps/measoft/fields';
import { ORDER_CODE, ORDER_NO, readSide } from '../services/measoft/fields';
import { ORDER_FIELDS, ORDER_SAMPLE, orderOutput } from '../services/measoft/order_output';
import { newestFirst } from '../services/measoft/orders';
import { formOf, perform } from '../zapier/run';

const TARGET = { key: 'target', label: 'Receiver' } as const;
const DATE_FROM = { key: 'datefrom', label: 'Created on or After' } as const;
const DATE_TO = { key: 'dateto', label: 'Created on or Before' } as const;

export default {
  key: 'measoft_find_order',
  noun: 'Order',
  display: {
    label: 'Find Courier Order',
    description: 'Finds orders at a MeaSoft courier company, with their status, history, prices and goods.',
  },
  operation: {
    inputFields: [
      {
        ...ORDER_NO,
        helpText:
          'The number that you gave it (номер заказа), its prefix included. It may find orders of several years, the newest first.',
      },
      orderCode('CLIENT'),
      {
        ...TARGET,
        helpText: "A part of the receiver's company or address.",
      },
      {
        ...DATE_FROM,
        type: 'datetime',
        helpText: 'Only orders created on this day or later.',
      },
      {
        ...DATE_TO,
        type: 'datetime',
        helpText: 'Only orders created on this day or earlier.',
      },
      side('Your own orders, if you leave it empty.'),
    ],
    perform: perform(async (run) => {
      const form = formOf(run);
      const query = {
        orderNo: form.text(ORDER_NO),
        orderCode: form.text(ORDER_CODE),
        target: form.text(TARGET),
        dateFrom: form.localTime(DATE_FROM)?.slice(0, 10),
        dateTo: form.localTime(DATE_TO)?.slice(0, 10),
        side: readSide(form),
      };
      if (![ORDER_NO, ORDER_CODE, TARGET, DATE_FROM].some((field) => form.has(field)))
        form.fault('Fill in Order Number, Order, Receiver or Created on or After.');
      form.check();
      const orders = await courierOf(run).orders(query);
      return newestFirst(orders).map((order) => orderOutput(order));
    }),
    sample: ORDER_SAMPLE,
    outputFields: [...ORDER_FIELDS],
  },
} satisfies Search;
