import { output, primary, text, yesNo } from '../core/output';
import { KNOWN, type MenuState } from '../services/rkeeper/menu_changes';
import { station } from '../steps/rkeeper/kinds';
import { MENU_DISH } from '../steps/rkeeper/menu';
import { tillPoll } from '../steps/rkeeper/till';
import { choice, fields, orElse } from '../zapier/fields';

const FORM = fields({
  station: station('Whose prices count (касса).'),
  changes: {
    label: 'Start When',
    kind: orElse(
      'all',
      choice({
        all: 'A dish is new, or anything of it changes',
        price: 'A dish is new, or its price changes',
        none: 'A dish is new',
      }),
    ),
    help:
      'What changes may be the name (название), the category (категория), the price (цена), or whether the dish is switched on (активно). ' +
      'A dish counts from when the station sells it; the stop list changes nothing. Anything, if you leave it empty.',
  },
});

const CHANGED_DISH = output<MenuState>()({
  id: primary(text('ID', '1000017-2fJ9wQ', ({ ident, state }) => `${ident}-${state}`)),
  ...MENU_DISH.columns,
  active: yesNo('Is Switched On', true, ({ isActive }) => isActive),
});

export default tillPoll({
  key: 'rkeeper_menu_changed',
  noun: 'Dish',
  label: 'Till Menu Changed',
  description:
    'Triggers when a dish of an r_keeper 7 restaurant is new, or when its name, category or price changes or it is switched on or off.',
  form: FORM,
  output: CHANGED_DISH,
  perform: async (till, { station: at, changes }, { isPopulating }) => {
    const states = await till.menuStates(at, changes);
    // Whatever is there when a Zap is turned on is old for it, also where the memory of the menu is lost later.
    return isPopulating ? [...states, ...states.map((dish) => ({ ...dish, state: KNOWN }))] : states;
  },
});
