import { cdekOf } from '../steps/cdek/cdek';
import { checkNamed, ORDER_REF } from '../steps/cdek/order_fields';
import { ORDER, present, type OrderEvent } from '../steps/cdek/order_output';
import { choice, fields, orElse } from '../zapier/fields';
import { create } from '../zapier/step';

const FORM = fields({
  ...ORDER_REF,
  if_under_way: {
    label: 'If CDEK Has the Parcel Already',
    kind: orElse(
      'refuse',
      choice({
        refuse: 'Let it come back to me (отказ)',
        stop: 'Leave it on its way, and stop with an error',
      }),
    ),
    help: '⚠ The way back is charged. The parcel comes back, if you leave this empty.',
  },
});

const CANCELLED = { ...ORDER.sample, status: 'REMOVED', status_label: 'Deleted', status_label_ru: 'Удален' };

export default create({
  key: 'cdek_cancel_order',
  noun: 'Order',
  label: 'Cancel CDEK Order',
  description:
    'Deletes an order that CDEK (СДЭК) does not have in its hands yet, or lets the parcel come back. ⚠ This cannot be undone.',
  form: FORM,
  check: checkNamed,
  output: ORDER,
  perform: async (run, { if_under_way: wish, ...named }) => {
    const order = await cdekOf(run).cancelOrder(named, wish === 'refuse');
    return ORDER.row(present(order) satisfies OrderEvent);
  },
  sample: { ...CANCELLED, status_final: true, current_status: 'REMOVED' },
});
