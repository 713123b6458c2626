import {
  carried,
  integer,
  lines,
  number,
  output,
  primary,
  text,
  texts,
  time,
  uniqueById,
  yesNo,
  type Row,
} from '../../src/core/output';

interface Bill {
  readonly no: string;
  readonly sum?: number;
  readonly dishes: readonly string[];
}

const DISH = output<string>()({ name: text('Name', 'Чай', (dish) => dish) });

const BILL = output<Bill>()({
  id: primary(text('ID', '100000', ({ no }) => no)),
  sum: number('Total', 990.5, ({ sum }) => sum),
  tags: texts('Tags', ['vip'], () => []),
  dishes: lines('Dishes', DISH, ({ dishes }) => dishes),
});

interface Paid {
  readonly bill: Row<typeof BILL>;
  readonly at: string;
}

const TEA: Bill = { no: '7', dishes: ['Чай', 'Мёд'] };

describe('a table of columns', () => {
  it('gives the fields that later steps offer, line items under the label of their group', () => {
    expect(BILL.fields).toEqual([
      { key: 'id', label: 'ID', type: 'string', primary: true },
      { key: 'sum', label: 'Total', type: 'number' },
      { key: 'tags', label: 'Tags', type: 'string', list: true },
      { key: 'dishes[]name', label: 'Dishes Name', type: 'string' },
    ]);
  });

  it('gives the sample', () => {
    expect(BILL.sample).toEqual({ id: '100000', sum: 990.5, tags: ['vip'], dishes: [{ name: 'Чай' }] });
  });

  it('gives the row in the order of the columns, null for what is not there', () => {
    const row: Row<typeof BILL> = BILL.row(TEA);
    expect(row).toEqual({ id: '7', sum: null, tags: [], dishes: [{ name: 'Чай' }, { name: 'Мёд' }] });
    expect(Object.keys(row)).toEqual(Object.keys(BILL.sample));
  });

  it('can be carried on by another one, which adds to its rows or replaces values of them', () => {
    const PAID = output<Paid>()({
      ...carried(BILL, ({ bill }: Paid) => bill),
      id: primary(text('ID', '100000-paid', ({ bill }) => `${bill.id}-paid`)),
      paid: time('Paid', '2013-03-02T20:00:00Z', ({ at }) => at),
    });
    expect(PAID.row({ bill: BILL.row(TEA), at: '2026-03-31T00:00:00Z' })).toEqual({
      ...BILL.row(TEA),
      id: '7-paid',
      paid: '2026-03-31T00:00:00Z',
    });
    expect(PAID.fields).toEqual([...BILL.fields, { key: 'paid', label: 'Paid', type: 'datetime' }]);
    expect(PAID.sample.dishes).toEqual(BILL.sample.dishes);
  });

  it('knows the other types of Zapier', () => {
    const { fields } = output<Bill>()({
      count: integer('Count', 1, ({ dishes }) => dishes.length),
      free: yesNo('Is Free', false, ({ sum }) => sum === 0),
    });
    expect(fields.map(({ type }) => type)).toEqual(['integer', 'boolean']);
  });
});

it('of those with one id the first is kept, of those without one none, and the order stays', () => {
  const [one, other, again, none] = [{ id: 'b' }, { id: 'a' }, { id: 'b', changed: true }, { id: '' }];
  expect(uniqueById([none, one, other, again, none])).toEqual([one, other]);
});
