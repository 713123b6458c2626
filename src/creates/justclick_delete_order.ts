import type { Create } from 'zapier-platform-core';
import { readBillId } from '../services/justclick/fields';
import { orderField, shopOf } from '../steps/justclick/shop';
import { formOf, perform } from '../zapier/run';

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
      orderField(),
    ],
    perform: perform(async (run) => {
      const form = formOf(run);
      const billId = readBillId(form);
      form.check();
      const { code, text } = await shopOf(run).deleteOrder(billId);
      return { id: billId, bill_id: billId, deleted: true, error_code: code, message: text };
    }),
    sample: { id: '100000', bill_id: '100000', deleted: true, error_code: 0, message: 'order deleted' },
    outputFields: [
      { key: 'id', label: 'ID', type: 'string', primary: true },
      { key: 'bill_id', label: 'Order Number', type: 'string' },
      { key: 'deleted', label: 'Was Deleted', type: 'boolean' },
      { key: 'error_code', label: 'Answer Code', type: 'integer' },
      { key: 'message', label: 'Answer Text', type: 'string' },
    ],
  },
} satisfies Create;
