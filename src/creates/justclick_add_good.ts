import type { Create } from 'zapier-platform-core';
import { goodFields } from '../steps/justclick/product_fields';
import { GOOD_GROUPS } from '../services/justclick/good_parameters';
import { GOOD_TYPE, NEW_GOOD_NAME, readNewGood } from '../services/justclick/new_good';
import {
  flatProduct,
  GOOD_TYPES,
  PRODUCT_OUTPUT_FIELDS,
  PRODUCT_SAMPLE,
} from '../services/justclick/products';
import { shopOf } from '../steps/justclick/shop';
import { formOf, perform } from '../zapier/run';

export default {
  key: 'justclick_add_good',
  noun: 'Product',
  display: {
    label: 'Create Product',
    description: 'Adds a product to an Expertam, JustClick or InfluencerSoft shop.',
  },
  operation: {
    inputFieldGroups: Object.entries(GOOD_GROUPS).flatMap(([key, label]) =>
      key === 'clearing' ? [] : [{ key, label }],
    ),
    inputFields: [
      {
        ...NEW_GOOD_NAME,
        required: true,
        group: 'product',
        helpText:
          'The identifier («идентификатор продукта») that the product gets, such as `super_tovar`. No other product may have it.',
      },
      {
        ...GOOD_TYPE,
        required: true,
        group: 'product',
        choices: GOOD_TYPES,
        helpText: 'A physical product is sent to the buyer, a digital one is downloaded.',
      },
      ...goodFields({ good_title: { required: true }, good_sum: { required: true } }),
    ],
    perform: perform(async (run) => {
      const good = readNewGood(formOf(run));
      await shopOf(run).addGood(good);
      const { good_title: title, good_sum: price } = good.parameters;
      // The shop gives it a number, which AddGood does not tell.
      return flatProduct({ goodName: good.goodName, goodId: undefined, title, price, type: good.type });
    }),
    sample: { ...PRODUCT_SAMPLE, good_id: null },
    outputFields: [...PRODUCT_OUTPUT_FIELDS],
  },
} satisfies Create;
