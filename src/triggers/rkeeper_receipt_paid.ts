import { DETAILED_RECEIPT, printedReceipts } from '../steps/rkeeper/receipts';
import { NO_FORM, tillPoll } from '../steps/rkeeper/till';

export default tillPoll({
  key: 'rkeeper_receipt_paid',
  noun: 'Receipt',
  label: 'Till Receipt Paid',
  description: 'Triggers when a receipt of a sale is paid and printed on the r_keeper till.',
  form: NO_FORM,
  output: DETAILED_RECEIPT,
  perform: (till, _form, run) => printedReceipts(till, run, 'sales'),
});
