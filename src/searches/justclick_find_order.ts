import { ORDER } from '../services/justclick/orders';
import { BILL_ID, shopOf } from '../steps/justclick/shop';
import { fields } from '../zapier/fields';
import { search } from '../zapier/step';

const FORM = fields({ bill_id: BILL_ID });

export default search({
  key: 'justclick_find_order',
  noun: 'Order',
  label: 'Find Shop Order',
  description: 'Finds an order of an Expertam, JustClick or InfluencerSoft shop by its number.',
  form: FORM,
  output: ORDER,
  perform: async (run, { bill_id }) => {
    const order = await shopOf(run).order(bill_id);
    return order ? [order] : [];
  },
});
