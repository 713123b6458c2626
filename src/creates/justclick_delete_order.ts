import { output, primary, text, yesNo } from '../core/output';
import { BILL_ID, shopOf } from '../steps/justclick/shop';
import { fields, type Read } from '../zapier/fields';
import { create } from '../zapier/step';

const FORM = fields({ bill_id: BILL_ID });

const DELETED = output<Read<typeof FORM>>()({
  id: primary(text('ID', '100000', ({ bill_id }) => bill_id)),
  bill_id: text('Order Number', '100000', ({ bill_id }) => bill_id),
  deleted: yesNo('Was Deleted', true, () => true),
});

export default create({
  key: 'justclick_delete_order',
  noun: 'Order',
  label: 'Delete Shop Order',
  description:
    'Deletes an order from an Expertam, JustClick or InfluencerSoft shop, which cannot be undone. To keep it on record, use Update Shop Order Status to cancel it instead.',
  warning: '⚠ The order disappears from the shop for good, with everything known of it.',
  form: FORM,
  output: DELETED,
  perform: async (run, { bill_id }) => {
    await shopOf(run).deleteOrder(bill_id);
    return DELETED.row({ bill_id });
  },
});
