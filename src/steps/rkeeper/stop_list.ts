import { number, output, text, yesNo } from '../../core/output';
import { isStopped, type DishRest } from '../../services/rkeeper/stop_list';
import { pieces } from './columns';

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
