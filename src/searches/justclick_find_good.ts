import type { Search } from 'zapier-platform-core';
import { GOOD_NAME } from '../services/justclick/fields';
import { flatProduct, PRODUCT_OUTPUT_FIELDS, PRODUCT_SAMPLE } from '../services/justclick/products';
import { productField, shopOf } from '../steps/justclick/shop';
import { formOf, perform } from '../zapier/run';

const TITLE = { key: 'title', label: 'Title Contains' } as const;

export default {
  key: 'justclick_find_good',
  noun: 'Product',
  display: {
    label: 'Find Product',
    description:
      'Finds a product of an Expertam, JustClick or InfluencerSoft shop by its identifier or by words of its title.',
  },
  operation: {
    inputFields: [
      productField({
        helpText:
          'Pick the product, or enter its identifier («идентификатор продукта»), such as `super_tovar`.',
      }),
      {
        ...TITLE,
        helpText: 'Part of the title, in any letter case. The first product that fits is taken.',
      },
    ],
    perform: perform(async (run) => {
      const form = formOf(run);
      const goodName = form.text(GOOD_NAME);
      const words = form.text(TITLE)?.toLowerCase();
      if (goodName === undefined && words === undefined)
        form.fault(`Fill in ${GOOD_NAME.label} or ${TITLE.label}.`);
      form.check();
      const products = await shopOf(run).products();
      return products
        .filter((product) => goodName === undefined || product.goodName === goodName)
        .filter((product) => words === undefined || product.title.toLowerCase().includes(words))
        .map(flatProduct);
    }),
    sample: PRODUCT_SAMPLE,
    outputFields: [...PRODUCT_OUTPUT_FIELDS],
  },
} satisfies Search;
