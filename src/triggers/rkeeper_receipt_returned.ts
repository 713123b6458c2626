import { DETAILED_RECEIPT, printedReceipts } from '../steps/rkeeper/receipts';
import { NO_FORM, tillPoll } from '../steps/rkeeper/till';

export default tillPoll({
  key: 'rkeeper_receipt_returned',
  noun: 'Receipt',
  label: 'Till Receipt Returned',
  description:
    'Triggers when dishes are returned on the r_keeper till, where it lists the receipts of returns.',
  form: NO_FORM,
  output: DETAILED_RECEIPT,
  perform: (till, _form, run) => printedReceipts(till, run, 'returns'),
});
