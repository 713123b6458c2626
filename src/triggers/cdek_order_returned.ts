import { statusTrigger } from '../steps/cdek/status_events';
import { choice, fields, orElse } from '../zapier/fields';

const FORM = fields({
  moment: {
    label: 'When',
    kind: orElse(
      'refused',
      choice({
        refused: 'It was not taken, and turns back (не вручен)',
        back: 'It is handed over to me again (возвратный заказ вручен)',
      }),
    ),
    help: 'When it turns back, if you leave it empty. The way back is an order of its own at CDEK.',
  },
});

export default statusTrigger({
  key: 'cdek_order_returned',
  noun: 'Returned Order',
  label: 'CDEK Order Returned (Instant)',
  description: 'Triggers when a CDEK (СДЭК) order was not taken and turns back, or when it is back with you.',
  form: FORM,
  isWanted: ({ code, is_return }, { moment }) =>
    moment === 'back' ? code === 'DELIVERED' && is_return : code === 'NOT_DELIVERED' && !is_return,
  sample: {
    ...{ id: '72753031-0000-4000-8000-000000000001:NOT_DELIVERED:2026-03-12T09:00:00Z' },
    ...{ status: 'NOT_DELIVERED', status_label: 'Not delivered', status_label_ru: 'Не вручен' },
    ...{ status_final: true, status_time: '2026-03-12T09:00:00Z', current_status: 'NOT_DELIVERED' },
    return_cdek_number: '1107000002',
  },
});
