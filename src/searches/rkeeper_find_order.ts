import type { Search } from 'zapier-platform-core';
import { readOrderRef } from '../services/rkeeper/form_values';
import { ORDER_FIELDS, ORDER_SAMPLE, orderOutput } from '../services/rkeeper/order_output';
import { tillOf } from '../till';
import { ORDER } from '../till_fields';
import { formOf, perform } from '../zapier';

export default {
  key: 'rkeeper_find_order',
  noun: 'Order',
  display: {
    label: 'Find Till Order',
    description: 'Finds an order of an r_keeper 7 restaurant with its dishes, sums and receipt.',
  },
  operation: {
    cleanInputData: false,
    inputFields: ORDER,
    perform: perform(async (step) => {
      const form = formOf(step);
      const ref = readOrderRef(form);
      form.check();
      const order = await tillOf(step).findOrder(ref);
      return order === undefined ? [] : [orderOutput(order, step.timeZone)];
    }),
    sample: ORDER_SAMPLE,
    outputFields: [...ORDER_FIELDS],
  },
} satisfies Search;
