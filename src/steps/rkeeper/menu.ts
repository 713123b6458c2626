import { number, output, text, yesNo } from '../../core/output';
import type { FoundDish } from '../../services/rkeeper/dish_search';
import { pieces, roubles } from './columns';

/** A dish of the menu, with what a station says of it. */
export const MENU_DISH = output<FoundDish>()({
  dish_id: text('ID', '1000017', ({ ident }) => ident),
  code: text('Code', '17', ({ code }) => code),
  name: text('Name', 'Борщ с говядиной', ({ name }) => name),
  category: text('Category', 'Основное меню', ({ category }) => category),
  available: yesNo('Is Sold Now', true, ({ price }) => price !== undefined),
  price: number('Price', 119, ({ price }) => (price === undefined ? undefined : roubles(price))),
  remainder: number('Remainder (Empty If There Is No Limit)', null, ({ remainder }) =>
    remainder === undefined ? undefined : pieces(remainder),
  ),
});
