import type { Search } from 'zapier-platform-core';
import { say } from '../language/language';
import { PRODUCT } from '../services/justclick/products';
import { listedProduct, shopOf } from '../steps/justclick/shop';
import { fields, line, readInput } from '../zapier/fields';
import { perform } from '../zapier/run';

const FORM = fields({
  good_name: {
    label: 'Product',
    kind: listedProduct,
    help: 'Pick the product, or enter its code («идентификатор продукта»), such as `super_tovar`.',
  },
  title: {
    label: 'Title Contains',
    kind: line,
    help: 'Part of the title, in any letter case. The first product that fits is taken.',
  },
});

export default {
  key: 'justclick_find_good',
  noun: 'Product',
  display: {
    label: 'Find Shop Product',
    description:
      'Finds a product of an Expertam, JustClick or InfluencerSoft shop by its code or by words of its title.',
  },
  operation: {
    inputFields: FORM.input,
    perform: perform(async (run) => {
      const { good_name, title } = readInput(run, FORM, (values, form) => {
        if (values.good_name === undefined && values.title === undefined)
          form.fault(say`Fill in ${{ label: FORM.field('good_name').label }} or
            ${{ label2: FORM.field('title').label }}.`);
      });
      const words = title?.toLowerCase() ?? '';
      const products = await shopOf(run).products();
      return products
        .filter(({ id }) => good_name === undefined || id === good_name)
        .filter(({ good_title }) => good_title.toLowerCase().includes(words));
    }),
    sample: PRODUCT.sample,
    outputFields: PRODUCT.fields,
  },
} satisfies Search;
