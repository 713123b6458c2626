import { say } from '../language/language';
import { PRODUCT } from '../services/justclick/products';
import { listedProduct, shopOf } from '../steps/justclick/shop';
import { fields, line } from '../zapier/fields';
import { search } from '../zapier/step';

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

export default search({
  key: 'justclick_find_good',
  noun: 'Product',
  label: 'Find Shop Product',
  description:
    'Finds a product of an Expertam, JustClick or InfluencerSoft shop by its code or by words of its title.',
  form: FORM,
  output: PRODUCT,
  check: (values, form) => {
    if (values.good_name === undefined && values.title === undefined)
      form.fault(say`Fill in ${{ label: FORM.field('good_name').label }} or
        ${{ label2: FORM.field('title').label }}.`);
  },
  perform: async (run, { good_name, title }) => {
    const words = title?.toLowerCase() ?? '';
    const products = await shopOf(run).products();
    return products
      .filter(({ id }) => good_name === undefined || id === good_name)
      .filter(({ good_title }) => good_title.toLowerCase().includes(words));
  },
});
