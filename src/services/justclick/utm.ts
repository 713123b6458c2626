import type { QueryValue } from '../../core/signature';

/** The members of the vendor's parameter `utm`, in its order. */
const UTM_MEMBERS = [
  'utm_medium',
  'utm_source',
  'utm_campaign',
  'utm_content',
  'utm_term',
  'aff_medium',
  'aff_source',
  'aff_campaign',
  'aff_content',
  'aff_term',
] as const;

/** The campaign, and perhaps the partner, that brought a buyer or a contact. */
export type Utm = Readonly<Partial<Record<(typeof UTM_MEMBERS)[number], string | undefined>>>;

export function encodeUtm(utm: Utm): QueryValue {
  return Object.fromEntries(UTM_MEMBERS.map((member) => [member, utm[member]]));
}
