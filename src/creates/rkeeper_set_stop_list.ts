import type { Thousandths } from '../core/money';
import { output, primary, text } from '../core/output';
import type { DishRest, WantedRest } from '../services/rkeeper/stop_list';
import { itemField, onlyOne, picked, requiredItem } from '../steps/rkeeper/kinds';
import { tillWrite } from '../steps/rkeeper/till';
import { DISH_REST } from '../steps/rkeeper/menu';
import { choice, fields, filledWith, quantity, shownWith } from '../zapier/fields';

const ACTION = {
  label: 'What to Do',
  kind: shownWith(
    { altersDynamicFields: true },
    choice({
      stop: 'Stop selling it (в стоп-лист)',
      sell: 'Sell it again (снять со стоп-листа)',
      limit: 'Say how much is left (остаток)',
    }),
  ),
  required: true,
  help: 'A dish that is sold again keeps the limit that it had; one that was sold out has none any more.',
} as const;

const FORM = fields({
  dish_id: requiredItem('Dish', picked('dishes'), 'Which dish it is about (блюдо).'),
  action: ACTION,
  quantity: {
    label: 'What Is Left',
    kind: quantity,
    required: true,
    when: filledWith('action', ACTION, 'limit'),
    help: 'How much of it can still be sold, in pieces or kilograms. When it is sold out, the till stops selling it.',
  },
  reason: itemField(
    'Reason',
    onlyOne('reasons', 'ImplOnAddDishInStopList'),
    'A reason (причина) that is marked in RK7 Manager for the stop list («При добавлении блюда в стоп-лист»). The till wants one in every ' +
      'case. Leave it empty if only one fits.',
  ),
  author: itemField(
    'Employee',
    onlyOne('employees'),
    'Who changes the list (работник). Leave it empty if the till has one employee alone.',
  ),
});

function wantedBy(action: 'stop' | 'sell' | 'limit', left: Thousandths | undefined): WantedRest {
  if (action === 'limit' && left !== undefined) return left;
  return action === 'stop' ? 'stopped' : 'sold';
}

const SET = output<DishRest>()({
  id: primary(text('ID', '1000026', ({ id, code, guid }) => id ?? guid ?? `code:${code ?? ''}`)),
  ...DISH_REST.columns,
});

export default tillWrite({
  key: 'rkeeper_set_stop_list',
  noun: 'Dish',
  label: 'Change Till Stop List',
  description:
    'Stops the sale of a dish in an r_keeper 7 restaurant, starts it again, or says how much of the dish is left (стоп-лист).',
  form: FORM,
  output: SET,
  perform: (till, { dish_id: dish, action, quantity: left, reason, author }) =>
    till.setDishRest({ dish, wanted: wantedBy(action, left), reason, author }),
});
