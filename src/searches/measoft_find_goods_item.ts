import { number, output, primary, text } from '../core/output';
import { say } from '../language/language';
import type { GoodsItem } from '../services/measoft/goods';
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

const GOODS = output<GoodsItem>()({
  id: primary(text('ID', '44123', ({ code }) => code)),
  code: text('Warehouse Code', '44123', ({ code }) => code),
  article: text('Article', '1', ({ article }) => article),
  barcode: text('Barcode', '2345625213125', ({ barcode }) => barcode),
  name: text('Name', 'Гоночная машина', ({ name }) => name),
  retprice: number('Retail Price', 37.5, ({ retprice }) => retprice),
  purchprice: number('Purchase Price', 20, ({ purchprice }) => purchprice),
  weight: number('Weight (kg)', 0.1, ({ weight }) => weight),
  length: number('Length (cm)', 10, ({ length }) => length),
  width: number('Width (cm)', 5, ({ width }) => width),
  height: number('Height (cm)', 5, ({ height }) => height),
  quantity: number('Quantity', 12, ({ quantity }) => quantity),
  reserved: number('Reserved Quantity', 1, ({ reserved }) => reserved),
});

const LIMIT = 100;

export default search({
  key: 'measoft_find_goods_item',
  noun: 'Goods Item',
  label: 'Find Courier Warehouse Item',
  description:
    'Finds goods that you keep in the warehouse of a MeaSoft courier company, with their stock and prices.',
  form: FORM,
  output: GOODS,
  check: ({ namecontains, article, barcode, code }, form) => {
    const codes = [article, barcode, code].filter((one) => one !== undefined);
    if (codes.length > 1) form.fault(say`Fill in only one of Article, Barcode and Warehouse Code.`);
    if (namecontains === undefined && codes.length === 0 && !form.has(FORM.field('quantity')))
      form.fault(say`Fill in Name, Article, Barcode or Warehouse Code.`);
  },
  perform: async (run, query) => {
    const goods = await courierOf(run).goods(query, LIMIT);
    return goods.map((item) => GOODS.row(item));
  },
});
