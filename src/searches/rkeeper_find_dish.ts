import { output, primary, text } from '../core/output';
import { say } from '../language/language';
import { searchDishes, type FoundDish } from '../services/rkeeper/item_search';
import { code, station } from '../steps/rkeeper/kinds';
import { MENU_DISH } from '../steps/rkeeper/menu';
import { tillSearch } from '../steps/rkeeper/till';
import { fields, line } from '../zapier/fields';

const FORM = fields({
  name: {
    label: 'Name',
    kind: line,
    help: 'The name of the dish (название блюда) or a part of it, in upper or lower case. The best match comes first.',
  },
  code: {
    label: 'Code',
    kind: code,
    help: 'The code of the dish in the menu (код блюда), such as 17. Fill in Name, Code or both.',
  },
  station: station('Whose prices count (касса).'),
});

const DISH = output<FoundDish>()({
  id: primary(text('ID', '1000017', ({ ident }) => ident)),
  dish_id: text('Dish ID', '1000017', ({ ident }) => ident),
  name: text('Name', 'Борщ с говядиной', ({ name }) => name),
  code: text('Code', '17', ({ code }) => code),
  available: MENU_DISH.columns.available,
  price: MENU_DISH.columns.price,
  remainder: { ...MENU_DISH.columns.remainder, sample: 3 },
});

export default tillSearch({
  key: 'rkeeper_find_dish',
  noun: 'Dish',
  label: 'Find Till Dish',
  description:
    'Finds dishes of an r_keeper 7 restaurant by name or code, with the price and what is left at a station.',
  form: FORM,
  check: (_values, form) => {
    if (!form.has(FORM.field('name')) && !form.has(FORM.field('code')))
      form.fault(say`Fill in Name or Code.`);
  },
  output: DISH,
  perform: async (till, { station: at, ...wanted }) => {
    const [dishes, menu] = await Promise.all([till.reference('dishes'), till.orderMenu(at)]);
    return searchDishes(dishes, menu, wanted);
  },
});
