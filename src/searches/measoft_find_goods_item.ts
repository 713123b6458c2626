import { say } from '../language/language';
import { GOODS_ITEM } from '../services/measoft/goods';
import { courierOf } from '../steps/measoft/courier';
import { choice, fields, line } from '../zapier/fields';
import { search } from '../zapier/step';

const FORM = fields({
  namecontains: { label: 'Name', kind: line, help: 'A part of the name (наименование).' },
  quantity: {
    label: 'Stock',
    kind: choice({
      ALL: 'All goods',
      EXISTING_ONLY: 'Goods in stock',
      NOT_EXISTING_ONLY: 'Goods that are sold out',
    }),
    help: 'Which goods of that name. All, if you leave it empty.',
  },
  article: { label: 'Article', kind: line, help: 'Instead of the name: the article (артикул).' },
  barcode: { label: 'Barcode', kind: line, help: 'Instead of the name: the barcode (штрих-код).' },
  code: {
    label: 'Warehouse Code',
    kind: line,
    help: "Instead of the name: the courier company's code of the goods.",
  },
});

const LIMIT = 100;

export default search({
  key: 'measoft_find_goods_item',
  noun: 'Goods Item',
  label: 'Find Courier Warehouse Item',
  description:
    'Finds goods that you keep in the warehouse of a MeaSoft courier company, with their stock and prices.',
  form: FORM,
  output: GOODS_ITEM,
  check: ({ namecontains, article, barcode, code }, form) => {
    const codes = [article, barcode, code].filter((one) => one !== undefined);
    if (codes.length > 1) form.fault(say`Fill in only one of Article, Barcode and Warehouse Code.`);
    if (namecontains === undefined && codes.length === 0 && !form.has(FORM.field('quantity')))
      form.fault(say`Fill in Name, Article, Barcode or Warehouse Code.`);
  },
  perform: (run, query) => courierOf(run).goods(query, LIMIT),
});
