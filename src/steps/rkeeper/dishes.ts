import type { Field, Form } from '../../core/form';
import { output, integer, number, text } from '../../core/output';
import { say } from '../../language/language';
import type { DishLine } from '../../services/rkeeper/commands';
import type { OrderDish } from '../../services/rkeeper/orders';
import type { RefItem } from '../../services/rkeeper/ref_item';
import type { ReferenceTable } from '../../services/rkeeper/references';
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

/** An item, and how often it is wanted. */
interface Counted {
  readonly item: Lookup<RefItem>;
  readonly count: number;
}

/** Several items in one field, each with how often it is wanted. */
const several = (table: ReferenceTable): CertainKind<readonly Counted[]> => ({
  show: picked(table).show,
  read: (row, field) => row.list(field).map((typed) => readCounted(row, field, typed, table)),
  blank: [],
});

/**
 * `Двойной сыр`, or `Двойной сыр x2` for two of it; the sign may be a Latin x, a Cyrillic х or ×. No name is longer, and in a text of
 * 100,000 spaces the sign would be looked for behind each of them anew.
 */
const COUNTED = /^(?=.{1,100}$)(?<item>.*?)(?:\s*[xх×*]\s*(?<count>[1-9]\d{0,2}))?$/iu;

function readCounted(row: Form, field: Field, typed: string, table: ReferenceTable): Counted {
  const { item = '', count = '1' } = COUNTED.exec(typed)?.groups ?? {};
  const name = item === '' ? typed : item;
  return { item: itemLookup(row, field, name, table), count: Number(count) };
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
    kind: several('modifiers'),
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
  components: {
    label: 'Components of the Combo',
    kind: several('dishes'),
    help:
      'Only for a combo (комбо): the dishes that are chosen in it, by their codes, names or ids with commas, such as `17, 22 x2`. A combo ' +
      'takes no modifiers.',
  },
  seat: {
    label: 'Seat',
    kind: wholeNumber(0, 999),
    help: 'The number of the seat (место) that gets it. Leave it empty for the whole table.',
  },
});

function checkDish(dish: Values<typeof DISH.rows>, row: Form): void {
  // Free text travels in a modifier that was made for it.
  if ((dish.free_text === undefined) !== (dish.free_text_modifier === undefined))
    row.fault(say`Fill in both Free Text and Modifier for Free Text, or neither.`);
  // The vendor's schema has modifiers in the components of a combo alone.
  if (dish.components.length > 0 && (dish.modifiers.length > 0 || dish.free_text_modifier !== undefined))
    row.fault(
      say`A combo takes no modifiers and no free text. Clear them, or clear Components of the Combo.`,
    );
}

/** The dishes that are put on an order. */
export const DISHES = {
  label: 'Dishes',
  kind: lineItems('Dish', DISH, checkDish),
} as const;

/** Dishes, as the client takes them. */
export function dishLines(dishes: readonly Found<Values<typeof DISH.rows>>[]): DishLine[] {
  return dishes.map((line) => {
    const { dish_id: dish, quantity, price, seat, free_text: openName, free_text_modifier: modifier } = line;
    const modifiers = line.modifiers.map(({ item, count }) => ({ modifier: item, count }));
    const freeText = modifier && openName !== undefined ? [{ modifier, count: 1, openName }] : [];
    const components = line.components.map(({ item, count }) => ({ dish: item, count }));
    return { dish, quantity, price, seat, modifiers: [...modifiers, ...freeText], components };
  });
}

const told = (items: OrderDish['modifiers']): string =>
  items.map(({ name, count }) => `${name ?? '?'} ×${count}`).join(', ');

/** A dish of an order, as the till tells it. */
export const ORDERED_DISH = output<OrderDish>()({
  name: text('Name', 'Борщ с говядиной', ({ name }) => name),
  dish_id: text('ID', '1000017', ({ id }) => id),
  code: text('Code', '17', ({ code }) => code),
  quantity: number('Quantity', 2, ({ quantity: thousandths }) => pieces(thousandths)),
  price: number('Price', 119, ({ price }) => roubles(price)),
  amount: number('Amount', 238, ({ amount }) => roubles(amount)),
  seat: integer('Seat', 0, ({ seat }) => seat),
  modifiers: text('Modifiers', 'Без лука ×1', ({ modifiers }) => told(modifiers)),
  components: text('Components of the Combo', '', ({ components }) => told(components)),
  line_guid: text('Line GUID', '{11111111-2222-3333-4444-555555555555}', ({ lineGuid }) => lineGuid),
});
