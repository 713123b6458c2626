import { cdekOf } from '../steps/cdek/cdek';
import { checkNamed, ORDER_REF } from '../steps/cdek/order_fields';
import { ORDER, present } from '../steps/cdek/order_output';
import { fields } from '../zapier/fields';
import { search } from '../zapier/step';

const FORM = fields(ORDER_REF);

export default search({
  key: 'cdek_find_order',
  noun: 'Order',
  label: 'Find CDEK Order',
  description:
    'Finds a CDEK (СДЭК) order with its status and sums, by its ID, its CDEK number or your own number.',
  form: FORM,
  check: checkNamed,
  output: ORDER,
  perform: async (run, named) => {
    const order = await cdekOf(run).order(named);
    return order ? [ORDER.row(present(order))] : [];
  },
});
