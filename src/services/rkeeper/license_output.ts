import { withOffset } from '../../core/time';
import { licenseEnd, type License } from '../../core/license';
import type { LicenseStatus } from './licensing';

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;
/** Moscow's clocks have not been changed since 2014. */
const MOSCOW_SECONDS = 3 * 60 * 60;

export interface LicenseOutput {
  /** `active`, `expired`, `missing`, `lifetime`, or `typed` for one whose id was typed by hand. */
  readonly status: string;
  /** Null where only the till could tell. */
  readonly active: boolean | null;
  /** Why there is none. */
  readonly explanation: string | null;
  /** ISO 8601 in the time of Moscow, where the licence server is. */
  readonly expiration_date: string | null;
  /** Days, a part of one counting whole; 0 when it has ended. */
  readonly days_left: number | null;
  readonly ends_soon: boolean;
  /** How many connections the licence allows. */
  readonly quantity: number | null;
}

/** What is told about a licence. Its id stays secret. */
export function licenseOutput(
  status: LicenseStatus | { readonly kind: 'lifetime' },
  soonDays: number,
  now: number,
): LicenseOutput {
  switch (status.kind) {
    case 'active':
      return { status: 'active', active: true, explanation: null, ...term(status.license, soonDays, now) };
    case 'expired':
      return {
        status: 'expired',
        active: false,
        explanation: status.problem.message,
        ...term(status.license, soonDays, now),
      };
    case 'missing':
      return { status: 'missing', active: false, explanation: status.problem.message, ...WITHOUT_TERM };
    case 'lifetime':
      return { status: 'lifetime', active: true, explanation: null, ...WITHOUT_TERM };
    case 'typed':
      return {
        status: 'typed',
        active: null,
        explanation:
          'The licence id was typed by hand into the connection, so the licence server is not asked; only the till knows.',
        ...WITHOUT_TERM,
      };
  }
}

const WITHOUT_TERM = { expiration_date: null, days_left: null, ends_soon: false, quantity: null };

function term(
  license: License,
  soonDays: number,
  now: number,
): Pick<LicenseOutput, 'expiration_date' | 'days_left' | 'ends_soon' | 'quantity'> {
  const quantity = license.quantity ?? null;
  const end = licenseEnd(license);
  if (end === undefined) return { ...WITHOUT_TERM, quantity };
  const daysLeft = Math.max(0, Math.ceil((end - now) / DAY_MILLISECONDS));
  return {
    expiration_date: withOffset(Math.floor(end / 1000), MOSCOW_SECONDS),
    days_left: daysLeft,
    ends_soon: daysLeft <= soonDays,
    quantity,
  };
}
