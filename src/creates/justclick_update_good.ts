import type { Create } from 'zapier-platform-core';
import { goodFields } from '../steps/justclick/product_fields';
import { GOOD_NAME } from '../services/justclick/fields';
import {
  CLEAR_FIELDS,
  CLEARABLE,
  GOOD_GROUPS,
  MONEY_HELP,
  readGoodChanges,
  type GoodChanges,
} from '../services/justclick/good_parameters';
import { productField, shopOf } from '../steps/justclick/shop';
import { formOf, perform } from '../zapier/run';

function keysOf(changes: GoodChanges, wanted: (value: string) => boolean): string[] {
  return Object.entries(changes).flatMap(([key, value]) => (wanted(value) ? [key] : []));
}

export default {
  key: 'justclick_update_good',
  noun: 'Product',
  display: {
    label: 'Update Product',
    description:
      'Changes a product of an Expertam, JustClick or InfluencerSoft shop. Fields that you leave empty keep their present values.',
  },
  operation: {
    inputFieldGroups: Object.entries(GOOD_GROUPS).map(([key, label]) => ({ key, label })),
    inputFields: [
      {
        ...productField({
          required: true,
          helpText:
            'Pick the product, or enter its identifier («идентификатор продукта»), such as `super_tovar`.',
        }),
        group: 'product',
      },
      ...goodFields({
        good_sum: {
          helpText: `${MONEY_HELP} Leave it empty to keep the present price: it is then read from the shop and sent again.`,
        },
      }),
      {
        ...CLEAR_FIELDS,
        list: true,
        group: 'clearing',
        choices: CLEARABLE.map(({ key, label }) => ({ value: key, sample: key, label })),
        helpText:
          'Choose the fields whose stored value shall be removed. An empty field above only means "leave it as it is".',
      },
    ],
    perform: perform(async (run) => {
      const form = formOf(run);
      const goodName = form.requiredText(GOOD_NAME);
      const changes = readGoodChanges(form);
      if (Object.keys(changes).length === 0) form.fault('Fill in at least one field to change.');
      form.check();
      const { code, text, price } = await shopOf(run).updateGood(goodName, changes);
      return {
        id: goodName,
        good_name: goodName,
        good_sum: price,
        price_kept: changes.good_sum === undefined,
        updated_fields: keysOf(changes, (value) => value !== ''),
        emptied_fields: keysOf(changes, (value) => value === ''),
        error_code: code,
        message: text,
      };
    }),
    sample: {
      id: 'super_tovar',
      good_name: 'super_tovar',
      good_sum: '990.50',
      price_kept: false,
      updated_fields: ['good_title', 'good_sum'],
      emptied_fields: ['good_partner_text'],
      error_code: 0,
      message: 'ok',
    },
    outputFields: [
      { key: 'id', label: 'ID', type: 'string', primary: true },
      { key: 'good_name', label: 'Product', type: 'string' },
      { key: 'good_sum', label: 'Price', type: 'string' },
      { key: 'price_kept', label: 'Price Was Kept', type: 'boolean' },
      { key: 'updated_fields', label: 'Updated Fields', type: 'string', list: true },
      { key: 'emptied_fields', label: 'Emptied Fields', type: 'string', list: true },
      { key: 'error_code', label: 'Answer Code', type: 'integer' },
      { key: 'message', label: 'Answer Text', type: 'string' },
    ],
  },
} satisfies Create;
