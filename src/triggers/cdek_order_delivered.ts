import { statusTrigger } from '../steps/cdek/status_events';
import { fields } from '../zapier/fields';

export default statusTrigger({
  key: 'cdek_order_delivered',
  noun: 'Delivered Order',
  label: 'CDEK Order Delivered (Instant)',
  description: 'Triggers when CDEK (СДЭК) has handed an order over to its receiver.',
  form: fields({}),
  isWanted: ({ code, is_return }) => code === 'DELIVERED' && !is_return,
  sample: {
    ...{ id: '72753031-0000-4000-8000-000000000001:DELIVERED:2026-03-09T05:20:00Z', status: 'DELIVERED' },
    ...{ status_label: 'Delivered', status_label_ru: 'Вручен', status_final: true },
    ...{ status_time: '2026-03-09T05:20:00Z', status_city: 'Новосибирск', current_status: 'DELIVERED' },
    ...{ delivery_date: '2026-03-09', delivered_to: 'Петров' },
  },
});
