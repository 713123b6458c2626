import type { Field, Form } from '../../core/form';
import { output, integer, number, text } from '../../core/output';
import type { DishLine } from '../../services/rkeeper/commands';
import type { OrderDish } from '../../services/rkeeper/orders';
import type { RefItem } from '../../services/rkeeper/ref_item';
import {
  fields,
  line,
  lineItems,
  money,
  needed,
  quantity,
  shownWith,
  wholeNumber,
  type CertainKind,
  type Values,
} from '../../zapier/fields';
import { pieces, roubles } from './columns';
import { itemField, itemLookup, picked } from './kinds';
import type { Found, Lookup } from './lookup';

interface Modifier {
  readonly modifier: Lookup<RefItem>;
  readonly count: number;
}

/** Several items in one field, each with how often it is wanted. */
const modifiers: CertainKind<readonly Modifier[]> = {
  show: picked('modifiers').show,
  read: (row, field) => row.list(field).map((item) => readModifier(row, field, item)),
  blank: [],
};

/**
 * `Двойной сыр`, or `Двойной сыр x2` for two of it; the sign may be a Latin x, a Cyrillic х or ×. No name is longer, and in a text of
 * 100,000 spaces the sign would be looked for behind each of them anew.
 */
const MODIFIER = /^(?=.{1,100}$)(?<item>.*?)(?:\s*[xх×*]\s*(?<count>[1-9]\d{0,2}))?$/iu;

function readModifier(row: Form, field: Field, typed: string): Modifier {
  const { item = '', count = '1' } = MODIFIER.exec(typed)?.groups ?? {};
  const name = item === '' ? typed : item;
  return { modifier: itemLookup(row, field, name, 'modifiers'), count: Number(count) };
}

const DISH = fields({
  dish_id: itemField(
    'Dish',
    needed(shownWith({ search: 'rkeeper_find_dish.id' }, picked('dishes'))),
    'The dish (блюдо).',
  ),
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
      'Changes to the dish (модификаторы). For several, enter their codes, names or ids with commas: `200, 201 x2` is one of the first ' +
      'and two of the second.',
  },
  free_text: {
    label: 'Free Text',
    kind: line,
    help: 'Words of your own for the kitchen, which no modifier has, such as "no onions". They stand in place of the name of the modifier below.',
  },
  free_text_modifier: itemField(
    'Modifier for Free Text',
    picked('modifiers'),
    'The modifier (модификатор) that the restaurant made for free text, and that may be named anew.',
  ),
  seat: {
    label: 'Seat',
    kind: wholeNumber(0, 999),
    help: 'The number of the seat (место) that gets it. Leave it empty for the whole table.',
  },
});

/** Free text travels in a modifier that was made for it. */
function checkFreeText(dish: Values<typeof DISH.rows>, row: Form): void {
  if ((dish.free_text === undefined) !== (dish.free_text_modifier === undefined))
    row.fault('Fill in both Free Text and Modifier for Free Text, or neither.');
}

/** The dishes that are put on an order. */
export const DISHES = {
  label: 'Dishes',
  kind: lineItems('Dish', DISH, checkFreeText),
} as const;

/** Dishes, as the client takes them. */
export function dishLines(dishes: readonly Found<Values<typeof DISH.rows>>[]): DishLine[] {
  return dishes.map(({ dish_id: dish, free_text: openName, free_text_modifier: modifier, ...more }) => ({
    ...more,
    dish,
    modifiers:
      modifier && openName !== undefined
        ? [...more.modifiers, { modifier, count: 1, openName }]
        : more.modifiers,
  }));
}

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
