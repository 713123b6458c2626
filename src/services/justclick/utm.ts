import type { Form } from '../../core/form';

/** Where a buyer or a contact came from: the members of the vendor's parameter `utm`, in its order. */
export const UTM_FIELDS = [
  {
    key: 'utm_medium',
    label: 'UTM Medium',
    help: 'If a partner brought the buyer or contact: `affiliate`.',
  },
  {
    key: 'utm_source',
    label: 'UTM Source',
    help: "If a partner brought the buyer or contact: the partner's login.",
  },
  { key: 'utm_campaign', label: 'UTM Campaign' },
  { key: 'utm_content', label: 'UTM Content' },
  { key: 'utm_term', label: 'UTM Term' },
  { key: 'aff_medium', label: 'Affiliate Medium', help: 'Only the partner is shown the affiliate marks.' },
  { key: 'aff_source', label: 'Affiliate Source' },
  { key: 'aff_campaign', label: 'Affiliate Campaign' },
  { key: 'aff_content', label: 'Affiliate Content' },
  { key: 'aff_term', label: 'Affiliate Term' },
] as const;

/** The marks that are filled in, by the vendor's names. */
export type Marks = Readonly<Record<string, string>>;

export function readMarks(form: Form): Marks {
  return Object.fromEntries(
    UTM_FIELDS.flatMap((field) => {
      const value = form.text(field);
      return value === undefined ? [] : [[field.key, value]];
    }),
  );
}
