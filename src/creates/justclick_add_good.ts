import { GOOD_TYPES, PRODUCT } from '../services/justclick/products';
import { GOOD_FIELDS, GOOD_GROUPS } from '../steps/justclick/product_fields';
import { forgetAddresses, noteAddresses } from '../steps/justclick/product_addresses';
import { shopOf } from '../steps/justclick/shop';
import { choice, fields, line } from '../zapier/fields';
import { create } from '../zapier/step';

const FORM = fields({
  good_name: {
    label: 'Product Code',
    kind: line,
    required: true,
    group: 'product',
    help: 'The code («идентификатор продукта») that the product gets, such as `super_tovar`. No other product may have it.',
  },
  good_type: {
    label: 'Type',
    kind: choice(GOOD_TYPES),
    required: true,
    group: 'product',
    help: 'A physical product is sent to the buyer, a digital one is downloaded.',
  },
  ...GOOD_FIELDS,
  good_title: { ...GOOD_FIELDS.good_title, required: true },
  good_sum: { ...GOOD_FIELDS.good_sum, required: true },
});

export default create({
  key: 'justclick_add_good',
  noun: 'Product',
  label: 'Create Shop Product',
  description: 'Adds a product to an Expertam, JustClick or InfluencerSoft shop.',
  groups: GOOD_GROUPS,
  form: FORM,
  output: PRODUCT,
  perform: async (run, good) => {
    const good_id = await shopOf(run).addGood(good);
    await forgetAddresses(run, good.good_name);
    await noteAddresses(run, good.good_name, good);
    return PRODUCT.row({ ...good, good_id });
  },
});
