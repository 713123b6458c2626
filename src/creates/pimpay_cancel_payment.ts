import type { Create } from 'zapier-platform-core';
import { say } from '../language/language';
import { paymentId } from '../steps/pimpay/kinds';
import { PAYMENT } from '../steps/pimpay/payment_output';
import { pimpayOf } from '../steps/pimpay/pimpay';
import { fields, line, readInput } from '../zapier/fields';
import { perform } from '../zapier/run';

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

export default {
  key: 'pimpay_cancel_payment',
  noun: 'Payment',
  display: {
    label: 'Cancel PimPay Payment',
    description: 'Takes a payment back that PimPay has not made yet. ⚠ This cannot be undone.',
  },
  operation: {
    inputFields: FORM.input,
    perform: perform(async (run) => {
      const ref = readInput(run, FORM, ({ id, externalId }, form) => {
        if ((id ?? externalId) === undefined) form.fault(say`Fill in Payment ID or External ID.`);
      });
      return PAYMENT.row(await pimpayOf(run).cancelPayment(ref));
    }),
    sample: { ...PAYMENT.sample, status: 'declined' },
    outputFields: PAYMENT.fields,
  },
} satisfies Create;
