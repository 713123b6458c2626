import type { PaymentRequest } from '../../services/rkeeper/client';
import { fields, lineItems, needed, payment, type Kind } from '../../zapier/fields';
import { currency, itemField } from './kinds';

const PAYMENT = fields({
  currency_id: itemField('Currency', needed(currency), 'How it is paid (валюта): cash, card and so on.'),
  amount: {
    label: 'Amount',
    kind: payment,
    help: 'Roubles. Leave it empty to pay exactly what is unpaid in one currency; several payments need their amounts.',
  },
});

const EXACT = fields({ ...PAYMENT.rows, amount: { ...PAYMENT.rows.amount, kind: needed(payment) } });

/** What a step pays. One currency without an amount pays whatever is unpaid. */
const payments: Kind<PaymentRequest> = {
  show: lineItems('Payment', PAYMENT).show,
  read: (form, field) => {
    const rows = form.rows(field, 'Payment');
    const [first] = rows;
    if (!first) return undefined;
    if (rows.length === 1 && !first.has(PAYMENT.field('amount')))
      return { kind: 'rest', currency: PAYMENT.read(first).currency_id };
    const exact = rows.map((row) => EXACT.read(row));
    return {
      kind: 'exact',
      payments: exact.map(({ currency_id: paid, amount }) => ({ currency: paid, amount })),
    };
  },
  blank: { kind: 'exact', payments: [] },
};

export const PAYMENTS = { label: 'Payments', kind: payments } as const;

/** A kind that counts, and is needed, only where payments are filled in. */
export function withPayments<Value>(kind: Kind<Value>): Kind<Value> {
  return {
    ...kind,
    read: (form, field) => {
      const isPaid = form.rows({ key: 'payments', label: PAYMENTS.label }, 'Payment').length > 0;
      return isPaid ? needed(kind).read(form, field) : undefined;
    },
  };
}
