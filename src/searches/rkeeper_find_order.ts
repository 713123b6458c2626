import type { Search } from 'zapier-platform-core';
import { ORDER_REF } from '../steps/rkeeper/order_ref';
import { ORDER } from '../steps/rkeeper/orders';
import { tillOf } from '../steps/rkeeper/till';
import { fields, readInput } from '../zapier/fields';
import { perform } from '../zapier/run';

const FORM = fields(ORDER_REF);

export default {
  key: 'rkeeper_find_order',
  noun: 'Order',
  display: {
    label: 'Find Till Order',
    description: 'Finds an order of an r_keeper 7 restaurant with its dishes, sums and receipt.',
  },
  operation: {
    inputFields: FORM.input,
    perform: perform(async (run) => {
      const order = await tillOf(run).findOrder(readInput(run, FORM).order_guid);
      return order === undefined ? [] : [ORDER.row({ ...order, timeZone: run.timeZone })];
    }),
    sample: ORDER.sample,
    outputFields: ORDER.fields,
  },
} satisfies Search;
