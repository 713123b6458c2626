import { daysLeft, licenseEnd, type License } from '../core/license';
import { integer, number, output, primary, text, time, yesNo } from '../core/output';
import { withOffset } from '../core/time';
import { say } from '../language/language';
import type { LicenseStatus } from '../services/rkeeper/licensing';
import type { SystemInfo } from '../services/rkeeper/system_info';
import { tillConnection, tillSearch } from '../steps/rkeeper/till';
import { fields, orElse, wholeNumber } from '../zapier/fields';

const USUAL_SOON_DAYS = 30;

const FORM = fields({
  soon_days: {
    label: 'Warn Days Ahead',
    kind: orElse(USUAL_SOON_DAYS, wholeNumber(0, 3660)),
    placeholder: String(USUAL_SOON_DAYS),
    help: `Ends Soon is true when this many days are left, or fewer. ${USUAL_SOON_DAYS}, if you leave it empty.`,
  },
});

/** Moscow's clocks, by which the licence server tells the time, have not been changed since 2014. */
const MOSCOW_SECONDS = 3 * 60 * 60;

/** Only the till knows whether a licence whose id was typed by hand is active. */
const ACTIVE = { active: true, lifetime: true, expired: false, missing: false, typed: null } as const;

type Status = LicenseStatus | { readonly kind: 'lifetime' };

function explanationOf(status: Status): string | undefined {
  if (status.kind === 'typed')
    return say`The licence id was typed by hand into the connection, so the licence server is not asked; only
      the till knows.`;
  return 'problem' in status ? status.problem.message : undefined;
}

interface Checked {
  readonly status: Status;
  readonly license: License | undefined;
  readonly left: number | undefined;
  readonly soonDays: number;
  readonly till: SystemInfo;
}

function endOf(license: License): string | undefined {
  const end = licenseEnd(license);
  return end === undefined ? undefined : withOffset(Math.floor(end / 1000), MOSCOW_SECONDS);
}

/** The licence's id stays secret. */
const CHECKED = output<Checked>()({
  id: primary(text('ID', '199999993', ({ till }) => till.restCode ?? 'restaurant')),
  status: text('Status', 'active', ({ status }) => status.kind),
  active: yesNo('Is Active', true, ({ status }) => ACTIVE[status.kind]),
  explanation: text('Explanation', null, ({ status }) => explanationOf(status)),
  expiration_date: time(
    'Expiration Date',
    '2027-03-26T00:00:00+03:00',
    ({ license }) => license && endOf(license),
  ),
  days_left: integer('Days Left', 173, ({ left }) => left),
  ends_soon: yesNo('Ends Soon', false, ({ left = Infinity, soonDays }) => left <= soonDays),
  quantity: number('Connections', 1, ({ license }) => license?.quantity),
  restaurant: text('Restaurant', 'Demo', ({ till }) => till.restaurant),
  rest_code: text('Restaurant Code', '199999993', ({ till }) => till.restCode),
  server_version: text('Version of the Cash Server', '7.26.8.2001', ({ till }) => till.serverVersion),
});

export default tillSearch({
  key: 'rkeeper_check_license',
  noun: 'Licence',
  label: 'Check Till Licence',
  description:
    'Checks until when the subscription licence of an r_keeper 7 restaurant runs, so that you can renew it in time.',
  form: FORM,
  output: CHECKED,
  perform: async (till, { soon_days: soonDays }, { authData }) => {
    const info = await till.systemInfo();
    const restCode = info.restCode ?? tillConnection(authData).restCode;
    const status = await till.licenseStatus();
    const license = 'license' in status ? status.license : undefined;
    const left = license && daysLeft(license, Date.now());
    return [{ status, license, left, soonDays, till: { ...info, restCode } }];
  },
});
