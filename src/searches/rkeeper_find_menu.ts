import { integer, lines, output, primary, text } from '../core/output';
import { plain, priced, type FoundDish } from '../services/rkeeper/item_search';
import { station } from '../steps/rkeeper/kinds';
import { MENU_DISH } from '../steps/rkeeper/menu';
import { tillSearch } from '../steps/rkeeper/till';
import { fields, line, orElse, yesNo as yesOrNo } from '../zapier/fields';
import { fitting } from '../zapier/result';

const FORM = fields({
  station: station('Whose prices count (касса).'),
  category: {
    label: 'Category',
    kind: line,
    help: 'The name of a category (категория) or a part of it. Leave it empty for the whole menu.',
  },
  only_available: {
    label: 'Only What Is Sold Now',
    kind: orElse(true, yesOrNo),
    help: 'Yes leaves out what is on the stop list (стоп-лист) or not sold at the station. Yes, if you leave it empty.',
  },
});

const MENU = output<{ readonly station: string; readonly dishes: readonly FoundDish[] }>()({
  id: primary(text('ID', 'menu of 15015', ({ station: at }) => at)),
  count: integer('Number of Dishes', 1, ({ dishes }) => dishes.length),
  dishes: lines('Dish', MENU_DISH, ({ dishes }) => fitting(dishes, (dish) => MENU_DISH.row(dish))),
});

export default tillSearch({
  key: 'rkeeper_find_menu',
  noun: 'Menu',
  label: 'Find Till Menu',
  description:
    'Finds all dishes of an r_keeper 7 restaurant as line items, with their categories, prices and what is left at a station.',
  form: FORM,
  output: MENU,
  perform: async (till, { station: at, category, only_available: isOnlySold }) => {
    const [dishes, sold] = await Promise.all([till.reference('menu'), till.orderMenu(at)]);
    const wanted = category === undefined ? '' : plain(category);
    const found = dishes
      .filter((dish) => plain(dish.category ?? '').includes(wanted) && (!isOnlySold || sold.has(dish.ident)))
      .map((dish) => priced(dish, sold));
    return found.length === 0 ? [] : [{ station: `menu of ${Object.values(at).join()}`, dishes: found }];
  },
});
