import { number, output, text, yesNo } from '../../core/output';
import type { FoundDish } from '../../services/rkeeper/item_search';
import { isStopped, type DishRest } from '../../services/rkeeper/stop_list';
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

/** A dish of the stop list (стоп-лист). */
export const DISH_REST = output<DishRest>()({
  dish_id: text('ID', '1000026', ({ id }) => id),
  code: text('Code', '26', ({ code }) => code),
  name: text('Name', 'Торт «Наполеон»', ({ name }) => name),
  stopped: yesNo('Is Stopped', true, isStopped),
  remainder: number('Remainder (Empty If There Is No Limit)', 0, ({ remainder }) =>
    remainder === undefined ? undefined : pieces(remainder),
  ),
  reason: text('Reason', 'Закончились продукты', ({ reason }) => reason),
});
