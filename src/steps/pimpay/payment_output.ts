import { roubles } from '../../core/money';
import { number, output, primary, text } from '../../core/output';
import type { Payment } from '../../services/pimpay/payments';

export const PAYMENT = output<Payment>()({
  id: primary(text('Payment ID', '501', ({ id }) => id)),
  externalId: text('External ID', 'PAY-6278', ({ externalId }) => externalId),
  tin: text('Client INN', '7700000000', ({ tin }) => tin),
  amount: number('Amount', 8476, (payment) => roubles(payment.amount)),
  paymentSum: number('Sum Paid', 8400, ({ paymentSum }) => roubles(paymentSum)),
  feeSum: number('Fee', 76, ({ feeSum }) => roubles(feeSum)),
  status: text('Status', 'pending', ({ status }) => status),
  purposeOfPayment: text('Purpose', 'Оплата по сверке 6278', ({ purposeOfPayment }) => purposeOfPayment),
  comment: text('Comment', null, ({ comment }) => comment),
});
