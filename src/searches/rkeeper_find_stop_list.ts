import { integer, lines, output, primary, text } from '../core/output';
import { isStopped, type DishRest } from '../services/rkeeper/stop_list';
import { tillSearch } from '../steps/rkeeper/till';
import { DISH_REST } from '../steps/rkeeper/menu';
import { choice, fields, orElse } from '../zapier/fields';

const FORM = fields({
  show: {
    label: 'Which Dishes',
    kind: orElse('all', choice({ all: 'All of the list', stopped: 'Stopped only', limited: 'Limited only' })),
    help:
      'Stopped dishes (запрещённые) are not sold, and neither are those that are sold out; of limited ones (ограниченные) so much is left. ' +
      'All, if you leave it empty.',
  },
});

const STOP_LIST = output<{ readonly dishes: readonly DishRest[] }>()({
  id: primary(text('ID', 'stop list', () => 'stop list')),
  count: integer('Number of Dishes', 1, ({ dishes }) => dishes.length),
  names: text('Names', 'Торт «Наполеон»', ({ dishes }) => dishes.map(({ name = '' }) => name).join(', ')),
  dishes: lines('Dish', DISH_REST, ({ dishes }) => dishes),
});

export default tillSearch({
  key: 'rkeeper_find_stop_list',
  noun: 'Stop List',
  label: 'Find Till Stop List',
  description:
    'Finds the dishes that are stopped or limited (стоп-лист) in an r_keeper 7 restaurant as line items, with what is left of them.',
  form: FORM,
  output: STOP_LIST,
  perform: async (till, { show }) => {
    const dishes = (await till.dishRests()).filter(
      (rest) => show === 'all' || isStopped(rest) === (show === 'stopped'),
    );
    return dishes.length === 0 ? [] : [{ dishes }];
  },
});
