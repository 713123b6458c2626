import { output, alreadyExisted } from '../core/output';
import { requestPayment, type RequestedPayment } from '../services/pimpay/payments';
import { tin } from '../steps/pimpay/kinds';
import { PAYMENT } from '../steps/pimpay/payment_output';
import { pimpayOf } from '../steps/pimpay/pimpay';
import { fields, line, payment } from '../zapier/fields';
import { create } from '../zapier/step';

const FORM = fields({
  externalId: {
    label: 'External ID',
    kind: line,
    required: true,
    help:
      'Your own number for this payment, another one for each. By it a run that is repeated finds the payment that was requested already, instead of ' +
      'requesting a second one: map it from an earlier step, such as a settlement, and never make it by chance.',
  },
  tin: {
    label: 'Client INN',
    kind: tin,
    required: true,
    help: 'The INN (ИНН) of the client who gets the money.',
  },
  amount: {
    label: 'Amount',
    kind: payment,
    required: true,
    help: 'More than nothing. For example "1250.50" or "1 250,50".',
  },
  purposeOfPayment: {
    label: 'Purpose',
    kind: line,
    required: true,
    help: 'The purpose (назначение платежа) that the bank is told.',
  },
  comment: { label: 'Comment', kind: line, help: 'A note for PimPay.' },
});

const REQUESTED = output<RequestedPayment>()({
  ...PAYMENT.columns,
  already_existed: alreadyExisted,
});

export default create({
  key: 'pimpay_request_payment',
  noun: 'Payment',
  label: 'Request PimPay Payment',
  description: 'Asks PimPay to pay money out to a client, once for each External ID. ⚠ This moves money.',
  form: FORM,
  output: REQUESTED,
  perform: async (run, values) => {
    return REQUESTED.row(await requestPayment(pimpayOf(run), values));
  },
  // Money is worth the wait.
  lock: { key: 'pimpay', scope: ['auth'], timeout: 60 },
});
