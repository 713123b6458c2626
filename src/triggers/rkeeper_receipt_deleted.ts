import { LISTED_RECEIPT } from '../steps/rkeeper/receipts';
import { NO_FORM, tillPoll } from '../steps/rkeeper/till';

export default tillPoll({
  key: 'rkeeper_receipt_deleted',
  noun: 'Receipt',
  label: 'Till Receipt Deleted',
  description: 'Triggers when a receipt is deleted on the r_keeper till.',
  form: NO_FORM,
  output: LISTED_RECEIPT,
  perform: async (till) => (await till.receiptList()).filter(({ deleted }) => deleted),
});
