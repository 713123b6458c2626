import type { Search } from 'zapier-platform-core';
import { readBillId } from '../services/justclick/fields';
import { ORDER_OUTPUT_FIELDS, ORDER_SAMPLE } from '../services/justclick/orders';
import { flat, orderField, shopOf } from '../steps/justclick/shop';
import { formOf, perform } from '../zapier/run';

export default {
  key: 'justclick_find_order',
  noun: 'Order',
  display: {
    label: 'Find Shop Order',
    description: 'Finds an order of an Expertam, JustClick or InfluencerSoft shop by its number.',
  },
  operation: {
    inputFields: [orderField()],
    perform: perform(async (run) => {
      const form = formOf(run);
      const billId = readBillId(form);
      form.check();
      const order = await shopOf(run).order(billId);
      return order ? [flat(run, order)] : [];
    }),
    sample: ORDER_SAMPLE,
    outputFields: [...ORDER_OUTPUT_FIELDS],
  },
} satisfies Search;
