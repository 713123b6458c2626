import type { Form } from '../../core/form';
import type { PaymentRequest } from './client';
import { AMOUNT, CURRENCY_ID, PAYMENTS } from './fields';
import { requiredRefItem } from './form_values';

/** What a step pays. One currency without an amount pays whatever is unpaid; undefined when no payment is filled in. */
export function readPayments(form: Form): PaymentRequest | undefined {
  const rows = form.rows(PAYMENTS, 'Payment');
  const [first] = rows;
  if (!first) return undefined;
  if (rows.length === 1 && !first.has(AMOUNT))
    return { kind: 'rest', currency: requiredRefItem(first, CURRENCY_ID) };
  return {
    kind: 'exact',
    payments: rows.map((row) => ({
      currency: requiredRefItem(row, CURRENCY_ID),
      amount: row.requiredPayment(AMOUNT),
    })),
  };
}

export function requiredPayments(form: Form): PaymentRequest {
  const payments = readPayments(form);
  if (payments) return payments;
  form.fault('Add at least one payment.');
  return { kind: 'exact', payments: [] };
}
