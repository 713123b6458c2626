import type { Form } from '../../core/form';
import type { QueryParameters } from '../../core/signature';
import { readBillId } from './fields';

/** The vendor's statuses, with its words for them. */
export const ORDER_STATUSES = [
  { value: 'sent', label: 'Sent by post (отправлен)' },
  { value: 'paid', label: 'Paid (оплачен)' },
  { value: 'return', label: 'Returned by the buyer (возврат)' },
  { value: 'cancel', label: 'Cancelled (отменен)' },
] as const;

export type OrderStatus = (typeof ORDER_STATUSES)[number]['value'];

/** What each status needs: the time of posting or payment in unix seconds, the postal tracking number. */
export type StatusChange = { readonly billId: string } & (
  | { readonly status: 'sent'; readonly date: number; readonly rpo: string }
  | { readonly status: 'paid'; readonly date: number }
  | { readonly status: 'return' | 'cancel' }
);

export const STATUS = { key: 'status', label: 'New Status' } as const;
export const DATE = { key: 'date', label: 'Date' } as const;
export const RPO = { key: 'rpo', label: 'Tracking Number' } as const;

/** The status chosen so far, if it is one of the vendor's. */
export function readStatus(form: Form): OrderStatus | undefined {
  return form.choice(
    STATUS,
    ORDER_STATUSES.map(({ value }) => value),
  );
}

/** Reads a change by the vendor's rules: a date for sent and paid, a tracking number for sent. @throws Problem of kind `input`. */
export function readStatusChange(form: Form): StatusChange {
  const billId = readBillId(form);
  const change = readRest(form, billId);
  form.check();
  return change;
}

function readRest(form: Form, billId: string): StatusChange {
  const status = readStatus(form);
  switch (status) {
    case 'sent':
      return { billId, status, date: form.requiredMoment(DATE), rpo: form.requiredText(RPO) };
    case 'paid':
      return { billId, status, date: form.requiredMoment(DATE) };
    case 'return':
    case 'cancel':
      return { billId, status };
    case undefined:
      form.require(STATUS);
      return form.refuse();
  }
}

/** In the order of the vendor's documentation, which is the order of its own example. */
export function encodeStatusChange(change: StatusChange): QueryParameters {
  const { billId, status } = change;
  return [
    ['bill_id', billId],
    ['status', status],
    ...('date' in change ? [['date', String(change.date)] as const] : []),
    ...('rpo' in change ? [['rpo', change.rpo] as const] : []),
  ];
}
