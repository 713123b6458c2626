import { say } from '../language/language';
import { cancelPayment } from '../services/pimpay/payments';
import { paymentId } from '../steps/pimpay/kinds';
import { PAYMENT } from '../steps/pimpay/payment_output';
import { pimpayOf } from '../steps/pimpay/pimpay';
import { fields, line } from '../zapier/fields';
import { create } from '../zapier/step';

const FORM = fields({
  id: {
    label: 'Payment ID',
    kind: paymentId,
    help: "PimPay's number of the payment. Pick it from the list, or fill in External ID instead.",
  },
  externalId: {
    label: 'External ID',
    kind: line,
    help: 'Your own number of the payment, where Payment ID is empty. Of several with that number it is the newest.',
  },
});

export default create({
  key: 'pimpay_cancel_payment',
  noun: 'Payment',
  label: 'Cancel PimPay Payment',
  description: 'Takes a payment back that PimPay has not made yet. ⚠ This cannot be undone.',
  form: FORM,
  check: ({ id, externalId }, form) => {
    if ((id ?? externalId) === undefined) form.fault(say`Fill in Payment ID or External ID.`);
  },
  output: PAYMENT,
  perform: async (run, ref) => PAYMENT.row(await cancelPayment(pimpayOf(run), ref)),
  sample: { ...PAYMENT.sample, status: 'declined' },
});
