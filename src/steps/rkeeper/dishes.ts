import type { Field, Form } from '../../core/form';
import { output, integer, number, text } from '../../core/output';
import { excerpt } from '../../core/redact';
import type { DishLine } from '../../services/rkeeper/commands';
import type { OrderDish } from '../../services/rkeeper/orders';
import {
  fields,
  lineItems,
  money,
  needed,
  quantity,
  wholeNumber,
  type CertainKind,
} from '../../zapier/fields';
import { pieces, roubles } from './columns';
import { itemField, refItemOf, picked } from './kinds';

type Modifier = DishLine['modifiers'][number];

/** Several items in one field, each with how often it is wanted. */
const modifiers: CertainKind<readonly Modifier[]> = {
  show: picked('modifiers').show,
  read: (row, field) => row.list(field).flatMap((item) => readModifier(row, field, item) ?? []),
  blank: [],
};

/**
 * `1000201`, or `1000201 x2` for two of it; the sign may be a Latin x, a Cyrillic х or ×. No id is longer, and in a text of
 * 100,000 spaces the sign would be looked for behind each of them anew.
 */
const MODIFIER = /^(?=.{1,100}$)(?<item>.*?)(?:\s*[xх×*]\s*(?<count>[1-9]\d{0,2}))?$/iu;

function readModifier(row: Form, { label }: Field, typed: string): Modifier | undefined {
  const { item = '', count = '1' } = MODIFIER.exec(typed)?.groups ?? {};
  const modifier = refItemOf(item);
  if (modifier) return { modifier, count: Number(count) };
  row.fault(
    `${label} must be ids with commas between them, such as 1000200, 1000201 x2, not "${excerpt(typed)}".`,
  );
  return undefined;
}

const DISH = fields({
  dish_id: itemField('Dish', needed(picked('dishes')), 'The dish (блюдо).'),
  quantity: {
    label: 'Quantity',
    kind: needed(quantity),
    help: 'Pieces or kilograms, such as 2 or 0.350. Every dish needs it.',
  },
  price: {
    label: 'Price',
    kind: money,
    help: 'Roubles for one. Leave it empty for the price of the menu, which is what you want most of the time.',
  },
  modifiers: {
    label: 'Modifiers',
    kind: modifiers,
    help:
      'Changes to the dish (модификаторы). For several, enter their ids with commas: `1000200, 1000201 x2` is one of the first ' +
      'and two of the second.',
  },
  seat: {
    label: 'Seat',
    kind: wholeNumber(0, 999),
    help: 'The number of the seat (место) that gets it. Leave it empty for the whole table.',
  },
});

/** The dishes that are put on an order. */
export const DISHES = { label: 'Dishes', kind: lineItems('Dish', DISH) } as const;

/** A dish of an order, as the till tells it. */
export const ORDERED_DISH = output<OrderDish>()({
  name: text('Name', 'Борщ с говядиной', ({ name }) => name),
  dish_id: text('ID', '1000017', ({ id }) => id),
  code: text('Code', '17', ({ code }) => code),
  quantity: number('Quantity', 2, ({ quantity: thousandths }) => pieces(thousandths)),
  price: number('Price', 119, ({ price }) => roubles(price)),
  amount: number('Amount', 238, ({ amount }) => roubles(amount)),
  seat: integer('Seat', 0, ({ seat }) => seat),
  modifiers: text('Modifiers', 'Без лука ×1', ({ modifiers: all }) =>
    all.map(({ name, count }) => `${name ?? '?'} ×${count}`).join(', '),
  ),
  line_guid: text('Line GUID', '{11111111-2222-3333-4444-555555555555}', ({ lineGuid }) => lineGuid),
});
