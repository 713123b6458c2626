import { output, primary, text, time } from '../core/output';
import { formatMoment } from '../core/time';
import { isStopped, type StopListChange } from '../services/rkeeper/stop_list';
import { tillPoll } from '../steps/rkeeper/till';
import { DISH_REST } from '../steps/rkeeper/menu';
import { choice, fields, orElse } from '../zapier/fields';

const FORM = fields({
  changes: {
    label: 'Start When',
    kind: orElse(
      'stopped',
      choice({
        stopped: 'A dish is stopped (в стоп-лист)',
        sold: 'A dish is sold again (снято со стоп-листа)',
        both: 'Either of them',
      }),
    ),
    help: 'A dish that is sold out is stopped, too. Only stopped ones, if you leave it empty.',
  },
});

const CHANGE = output<StopListChange>()({
  id: primary(text('ID', '1000026-29653000', ({ id, number }) => `${id}-${number}`)),
  ...DISH_REST.columns,
  noticed_at: time('Noticed At', '2026-10-03T13:05:00Z', ({ noticedAt }) => formatMoment(noticedAt)),
});

export default tillPoll({
  key: 'rkeeper_dish_stopped',
  noun: 'Dish',
  label: 'Till Dish Stopped',
  description:
    'Triggers when a dish goes on the stop list (стоп-лист) of an r_keeper 7 restaurant or, if you choose so, when it is sold again.',
  form: FORM,
  output: CHANGE,
  perform: async (till, { changes }) =>
    (await till.stopListChanges()).filter(
      (change) => changes === 'both' || isStopped(change) === (changes === 'stopped'),
    ),
});
