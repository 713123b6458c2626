import type { Search } from 'zapier-platform-core';
import { cdekOf } from '../steps/cdek/cdek';
import { checkNamed, ORDER_REF, orderRef } from '../steps/cdek/order_fields';
import { ORDER, present } from '../steps/cdek/order_output';
import { fields, readInput } from '../zapier/fields';
import { perform } from '../zapier/run';

const FORM = fields(ORDER_REF);

export default {
  key: 'cdek_find_order',
  noun: 'Order',
  display: {
    label: 'Find CDEK Order',
    description:
      'Finds a CDEK (СДЭК) order with its status and sums, by its ID, its CDEK number or your own number.',
  },
  operation: {
    inputFields: FORM.input,
    perform: perform(async (run) => {
      const order = await cdekOf(run).order(orderRef(readInput(run, FORM, checkNamed)));
      return order ? [ORDER.row(present(order))] : [];
    }),
    sample: ORDER.sample,
    outputFields: ORDER.fields,
  },
} satisfies Search;
