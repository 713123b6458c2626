import type { Search } from 'zapier-platform-core';
import { ORDER } from '../services/justclick/orders';
import { BILL_ID, shopOf } from '../steps/justclick/shop';
import { fields, readInput } from '../zapier/fields';
import { perform } from '../zapier/run';

const FORM = fields({ bill_id: BILL_ID });

export default {
  key: 'justclick_find_order',
  noun: 'Order',
  display: {
    label: 'Find Shop Order',
    description: 'Finds an order of an Expertam, JustClick or InfluencerSoft shop by its number.',
  },
  operation: {
    inputFields: FORM.input,
    perform: perform(async (run) => {
      const order = await shopOf(run).order(readInput(run, FORM).bill_id);
      return order ? [order] : [];
    }),
    sample: ORDER.sample,
    outputFields: ORDER.fields,
  },
} satisfies Search;
