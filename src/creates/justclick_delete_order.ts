import type { Create } from 'zapier-platform-core';
import { output, primary, text, yesNo } from '../core/output';
import { BILL_ID, shopOf } from '../steps/justclick/shop';
import { fields, readInput, type Read } from '../zapier/fields';
import { perform } from '../zapier/run';

const FORM = fields({ bill_id: BILL_ID });

const DELETED = output<Read<typeof FORM>>()({
  id: primary(text('ID', '100000', ({ bill_id }) => bill_id)),
  bill_id: text('Order Number', '100000', ({ bill_id }) => bill_id),
  deleted: yesNo('Was Deleted', true, () => true),
});

export default {
  key: 'justclick_delete_order',
  noun: 'Order',
  display: {
    label: 'Delete Shop Order',
    description:
      'Deletes an order from an Expertam, JustClick or InfluencerSoft shop, which cannot be undone. To keep it on record, use Update Shop Order Status to cancel it instead.',
  },
  operation: {
    inputFields: [
      {
        key: 'warning',
        type: 'copy',
        helpText: '⚠ The order disappears from the shop for good, with everything known of it.',
      },
      ...FORM.input,
    ],
    perform: perform(async (run) => {
      const { bill_id } = readInput(run, FORM);
      await shopOf(run).deleteOrder(bill_id);
      return DELETED.row({ bill_id });
    }),
    sample: DELETED.sample,
    outputFields: DELETED.fields,
  },
} satisfies Create;
