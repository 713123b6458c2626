import { output, primary, text, uniqueById } from '../core/output';
import { listPayments, PAYMENT_STATUSES, type Payment } from '../services/pimpay/payments';
import { PAYMENT } from '../steps/pimpay/payment_output';
import { pimpayOf } from '../steps/pimpay/pimpay';
import { choiceList, fields, list, orElse, shownWith } from '../zapier/fields';
import { fittingRows } from '../zapier/result';
import { polling } from '../zapier/step';

const FORM = fields({
  statuses: {
    label: 'Statuses',
    kind: orElse<readonly string[]>([], shownWith({ choices: choiceList(PAYMENT_STATUSES) }, list)),
    help: 'Start only for these statuses. Leave it empty for all. PimPay may know more: enter the code of such a one.',
  },
});

/** Zapier tells events apart by their ID, so that each status of a payment starts the Zap once. */
const EVENT = output<Payment>()({
  ...PAYMENT.columns,
  id: primary(text('ID', '501:pending', ({ id, status }) => `${id}:${status ?? ''}`)),
  payment_id: text('Payment ID', '501', ({ id }) => id),
});

export default polling({
  key: 'pimpay_payment_status',
  noun: 'Payment Status',
  label: 'PimPay Payment Status',
  description:
    'Triggers when a payment that was requested from PimPay gets one of the statuses that you choose.',
  form: FORM,
  output: EVENT,
  perform: async (run, { statuses }) => {
    const payments = await listPayments(pimpayOf(run));
    const isWanted = ({ status }: Payment): boolean =>
      status !== undefined && (statuses.length === 0 || statuses.includes(status));
    return fittingRows(uniqueById(payments.filter(isWanted)), (payment) => EVENT.row(payment));
  },
});
