import type { Create } from 'zapier-platform-core';
import { output, primary, text, yesNo } from '../core/output';
import { forgetAddresses } from '../steps/justclick/product_addresses';
import { GOOD_NAME, shopOf } from '../steps/justclick/shop';
import { fields, readInput, type Read } from '../zapier/fields';
import { perform } from '../zapier/run';

const FORM = fields({ good_name: GOOD_NAME });

const DELETED = output<Read<typeof FORM>>()({
  id: primary(text('ID', 'super_tovar', ({ good_name }) => good_name)),
  good_name: text('Product', 'super_tovar', ({ good_name }) => good_name),
  deleted: yesNo('Was Deleted', true, () => true),
});

export default {
  key: 'justclick_delete_good',
  noun: 'Product',
  display: {
    label: 'Delete Shop Product',
    description:
      'Deletes a product from an Expertam, JustClick or InfluencerSoft shop, which cannot be undone. To hide it from buyers, use Update Shop Product instead.',
  },
  operation: {
    inputFields: [
      {
        key: 'warning',
        type: 'copy',
        helpText: '⚠ The product disappears from the shop for good, with all its settings.',
      },
      ...FORM.input,
    ],
    perform: perform(async (run) => {
      const { good_name } = readInput(run, FORM);
      await shopOf(run).deleteGood(good_name);
      await forgetAddresses(run, good_name);
      return DELETED.row({ good_name });
    }),
    sample: DELETED.sample,
    outputFields: DELETED.fields,
  },
} satisfies Create;
