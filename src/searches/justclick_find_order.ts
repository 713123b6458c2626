import type { Search } from 'zapier-platform-core';
import { readBillId } from '../services/justclick/fields';
import { ORDER_OUTPUT_FIELDS, ORDER_SAMPLE } from '../services/justclick/orders';
import { flat, orderField, shopOf } from '../shop';
import { formOf, perform } from '../zapier';

export default {
  key: 'justclick_find_order',
  noun: 'Order',
  display: {
    label: 'Find Shop Order',
    description: 'Finds an order of an Expertam, JustClick or InfluencerSoft shop by its number.',
  },
  operation: {
    cleanInputData: false,
    inputFields: [orderField()],
    perform: perform(async (step) => {
      const form = formOf(step);
      const billId = readBillId(form);
      form.check();
      const order = await shopOf(step).order(billId);
      return order ? [flat(step, order)] : [];
    }),
    sample: ORDER_SAMPLE,
    outputFields: [...ORDER_OUTPUT_FIELDS],
  },
} satisfies Search;
