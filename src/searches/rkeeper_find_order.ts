import type { Search } from 'zapier-platform-core';
import { readOrderRef } from '../services/rkeeper/form_values';
import { ORDER_FIELDS, ORDER_SAMPLE, orderOutput } from '../services/rkeeper/order_output';
import { tillOf } from '../steps/rkeeper/till';
import { ORDER } from '../steps/rkeeper/fields';
import { formOf, perform } from '../zapier/run';

export default {
  key: 'rkeeper_find_order',
  noun: 'Order',
  display: {
    label: 'Find Till Order',
    description: 'Finds an order of an r_keeper 7 restaurant with its dishes, sums and receipt.',
  },
  operation: {
    inputFields: ORDER,
    perform: perform(async (run) => {
      const form = formOf(run);
      const ref = readOrderRef(form);
      form.check();
      const order = await tillOf(run).findOrder(ref);
      return order === undefined ? [] : [orderOutput(order, run.timeZone)];
    }),
    sample: ORDER_SAMPLE,
    outputFields: [...ORDER_FIELDS],
  },
} satisfies Search;
