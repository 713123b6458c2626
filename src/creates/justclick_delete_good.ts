import { output, primary, text, yesNo } from '../core/output';
import { forgetAddresses } from '../steps/justclick/product_addresses';
import { GOOD_NAME, shopOf } from '../steps/justclick/shop';
import { fields, type Read } from '../zapier/fields';
import { create } from '../zapier/step';

const FORM = fields({ good_name: GOOD_NAME });

const DELETED = output<Read<typeof FORM>>()({
  id: primary(text('ID', 'super_tovar', ({ good_name }) => good_name)),
  good_name: text('Product', 'super_tovar', ({ good_name }) => good_name),
  deleted: yesNo('Was Deleted', true, () => true),
});

export default create({
  key: 'justclick_delete_good',
  noun: 'Product',
  label: 'Delete Shop Product',
  description:
    'Deletes a product from an Expertam, JustClick or InfluencerSoft shop, which cannot be undone. To hide it from buyers, use Update Shop Product instead.',
  warning: '⚠ The product disappears from the shop for good, with all its settings.',
  form: FORM,
  output: DELETED,
  perform: async (run, { good_name }) => {
    await shopOf(run).deleteGood(good_name);
    await forgetAddresses(run, good_name);
    return DELETED.row({ good_name });
  },
});
