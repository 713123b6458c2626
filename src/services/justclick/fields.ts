import type { Form } from '../../core/form';

export const GOOD_NAME = { key: 'good_name', label: 'Product' } as const;
export const BILL_ID = { key: 'bill_id', label: 'Order Number' } as const;

/** An order's number as the user filled it in; it is always digits. */
export function readBillId(form: Form): string {
  return form.requiredMatching(BILL_ID, /^\d{1,18}$/, 'must be digits only');
}
