import type { Search } from 'zapier-platform-core';
import { searchDishes } from '../services/rkeeper/dish_search';
import { STATION } from '../services/rkeeper/fields';
import { requiredRefItem } from '../services/rkeeper/form_values';
import { pieces, roubles } from '../services/rkeeper/order_output';
import { tillOf } from '../steps/rkeeper/till';
import { station } from '../steps/rkeeper/fields';
import { formOf, perform } from '../zapier/run';

const NAME = { key: 'name', label: 'Name' } as const;
const CODE = { key: 'code', label: 'Code' } as const;

export default {
  key: 'rkeeper_find_dish',
  noun: 'Dish',
  display: {
    label: 'Find Dish',
    description:
      'Finds dishes of an r_keeper 7 restaurant by name or code, with the price and what is left at a station.',
  },
  operation: {
    inputFields: [
      {
        ...NAME,
        helpText:
          'The name of the dish (название блюда) or a part of it, in upper or lower case. The best match comes first.',
      },
      {
        ...CODE,
        helpText: 'The code of the dish in the menu (код блюда), such as 17. Fill in Name, Code or both.',
      },
      station('Whose prices count (касса).'),
    ],
    perform: perform(async (run) => {
      const form = formOf(run);
      const wanted = {
        name: form.text(NAME),
        code: form.matching(CODE, /^\d{1,15}$/, 'must be digits only'),
      };
      const at = requiredRefItem(form, STATION);
      if (!form.has(NAME) && !form.has(CODE)) form.fault(`Fill in ${NAME.label} or ${CODE.label}.`);
      form.check();
      const till = tillOf(run);
      const [dishes, menu] = await Promise.all([till.reference('dishes'), till.orderMenu(at)]);
      return searchDishes(dishes, menu, wanted).map(({ ident, name, code, price, remainder }) => ({
        id: ident,
        dish_id: ident,
        name,
        code: code ?? null,
        available: price !== undefined,
        price: price === undefined ? null : roubles(price),
        remainder: remainder === undefined ? null : pieces(remainder),
      }));
    }),
    sample: {
      id: '1000017',
      dish_id: '1000017',
      name: 'Борщ с говядиной',
      code: '17',
      available: true,
      price: 119,
      remainder: 3,
    },
    outputFields: [
      { key: 'id', label: 'ID', type: 'string', primary: true },
      { key: 'dish_id', label: 'Dish ID', type: 'string' },
      { key: 'name', label: 'Name', type: 'string' },
      { key: 'code', label: 'Code', type: 'string' },
      { key: 'available', label: 'Is Sold Now', type: 'boolean' },
      { key: 'price', label: 'Price', type: 'number' },
      { key: 'remainder', label: 'Remainder (Empty If There Is No Limit)', type: 'number' },
    ],
  },
} satisfies Search;
