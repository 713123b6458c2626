import type { Search } from 'zapier-platform-core';
import { courierOf } from '../steps/measoft/courier';
import { GOODS_FIELDS, GOODS_SAMPLE, STOCK_CHOICES } from '../services/measoft/goods';
import { formOf, perform } from '../zapier/run';

const NAME = { key: 'namecontains', label: 'Name' } as const;
const STOCK = { key: 'quantity', label: 'Stock' } as const;
const ARTICLE = { key: 'article', label: 'Article' } as const;
const BARCODE = { key: 'barcode', label: 'Barcode' } as const;
const CODE = { key: 'code', label: 'Warehouse Code' } as const;

const LIMIT = 100;

export default {
  key: 'measoft_find_goods_item',
  noun: 'Goods Item',
  display: {
    label: 'Find Goods Item',
    description:
      'Finds goods that you keep in the warehouse of a MeaSoft courier company, with their stock and prices.',
  },
  operation: {
    inputFields: [
      { ...NAME, helpText: 'A part of the name (наименование).' },
      {
        ...STOCK,
        choices: STOCK_CHOICES,
        helpText: 'Which goods of that name. All, if you leave it empty.',
      },
      {
        ...ARTICLE,
        helpText: 'Instead of the name: the article (артикул).',
      },
      {
        ...BARCODE,
        helpText: 'Instead of the name: the barcode (штрих-код).',
      },
      {
        ...CODE,
        helpText: "Instead of the name: the courier company's code of the goods.",
      },
    ],
    perform: perform(async (run) => {
      const form = formOf(run);
      const codes = { article: form.text(ARTICLE), barcode: form.text(BARCODE), code: form.text(CODE) };
      const [code, ...more] = Object.entries(codes).filter(([, value]) => value !== undefined);
      if (more.length > 0) form.fault('Fill in only one of Article, Barcode and Warehouse Code.');
      const nameContains = form.text(NAME);
      if (nameContains === undefined && !code && !form.has(STOCK))
        form.fault('Fill in Name, Article, Barcode or Warehouse Code.');
      const quantity = form.choice(STOCK, ['ALL', 'EXISTING_ONLY', 'NOT_EXISTING_ONLY']);
      form.check();
      const query = code ? { code: Object.fromEntries([code]) } : { nameContains, quantity };
      return [...(await courierOf(run).goods(query, LIMIT))];
    }),
    sample: GOODS_SAMPLE,
    outputFields: [...GOODS_FIELDS],
  },
} satisfies Search;
