import type { Create } from 'zapier-platform-core';
import { GOOD_NAME } from '../services/justclick/fields';
import { productField, shopOf } from '../steps/justclick/shop';
import { formOf, perform } from '../zapier/run';

export default {
  key: 'justclick_delete_good',
  noun: 'Product',
  display: {
    label: 'Delete Product',
    description:
      'Deletes a product from an Expertam, JustClick or InfluencerSoft shop, which cannot be undone. To hide it from buyers, use Update Product instead.',
  },
  operation: {
    inputFields: [
      {
        key: 'warning',
        type: 'copy',
        helpText: '⚠ The product disappears from the shop for good, with all its settings.',
      },
      productField({
        required: true,
        helpText:
          'Pick the product, or enter its identifier («идентификатор продукта»), such as `super_tovar`.',
      }),
    ],
    perform: perform(async (run) => {
      const form = formOf(run);
      const goodName = form.requiredText(GOOD_NAME);
      form.check();
      const { code, text } = await shopOf(run).deleteGood(goodName);
      return { id: goodName, good_name: goodName, deleted: true, error_code: code, message: text };
    }),
    sample: { id: 'super_tovar', good_name: 'super_tovar', deleted: true, error_code: 0, message: 'ok' },
    outputFields: [
      { key: 'id', label: 'ID', type: 'string', primary: true },
      { key: 'good_name', label: 'Product', type: 'string' },
      { key: 'deleted', label: 'Was Deleted', type: 'boolean' },
      { key: 'error_code', label: 'Answer Code', type: 'integer' },
      { key: 'message', label: 'Answer Text', type: 'string' },
    ],
  },
} satisfies Create;
