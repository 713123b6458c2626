import type { Kopecks } from '../../core/money';
import type { RefItem } from '../../services/rkeeper/ref_item';
import { fields, lineItems, needed, payment, type Kind } from '../../zapier/fields';
import { atLeastOne, itemField, onlyOne, requiredItem } from './kinds';
import type { Lookup } from './lookup';

const MEANS = 'Means of Payment (валюта)';
const currencies = onlyOne('currencies');

const PAYMENT = fields({
  currency_id: itemField(
    MEANS,
    currencies,
    'How it is paid: cash, card and so on. Leave it empty if the till has only one.',
  ),
  amount: {
    label: 'Amount',
    kind: payment,
    help: 'Roubles. Leave it empty to pay exactly what is unpaid in one way; several payments need their amounts.',
  },
});

const EXACT = fields({ ...PAYMENT.rows, amount: { ...PAYMENT.rows.amount, kind: needed(payment) } });

/** Given amounts, or in one currency whatever is unpaid. */
type TypedPayments =
  | { readonly kind: 'rest'; readonly currency: Lookup<RefItem> }
  | {
      readonly kind: 'exact';
      readonly payments: readonly { readonly currency: Lookup<RefItem>; readonly amount: Kopecks }[];
    };

const payments: Kind<TypedPayments> = {
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

export const PAYMENTS = {
  label: 'Payments',
  kind: payments,
} as const;

/** The same where there must be one: the means of payment is what its row cannot do without. */
export const REQUIRED_PAYMENTS = {
  ...PAYMENTS,
  kind: {
    ...atLeastOne('payment', payments),
    show: lineItems(
      'Payment',
      fields({
        ...PAYMENT.rows,
        currency_id: requiredItem(MEANS, currencies, 'How it is paid: cash, card and so on.'),
      }),
    ).show,
  },
} as const;

/** A kind that counts only where payments are filled in. */
export function withPayments<Value>(kind: Kind<Value>): Kind<Value> {
  return {
    ...kind,
    read: (form, field) => {
      const isPaid = form.rows({ key: 'payments', label: PAYMENTS.label }, 'Payment').length > 0;
      return isPaid ? kind.read(form, field) : undefined;
    },
  };
}
