import { Problem } from '../core/errors';
import { daysLeft, licenseEnd } from '../core/license';
import { integer, output, primary, text, time } from '../core/output';
import { formatMoment } from '../core/time';
import { say } from '../language/language';
import { isOutage } from '../services/rkeeper/license_server';
import { severalOf } from '../steps/rkeeper/kinds';
import { tillConnection, tillOf } from '../steps/rkeeper/till';
import { fields } from '../zapier/fields';
import type { Run } from '../zapier/run';
import { polling } from '../zapier/step';

const THRESHOLDS = new Map(['30', '14', '7', '1'].map((days) => [days, daysName(Number(days))]));

const FORM = fields({
  days: {
    label: 'Days Before the End',
    kind: severalOf(THRESHOLDS),
    help: 'How long before the end you want to hear of it, once for each. Leave it empty for all.',
  },
});

interface News {
  readonly kind: 'expiring' | 'refused';
  readonly id: string;
  readonly restCode: string | undefined;
  readonly threshold?: number;
  readonly left?: number;
  readonly end?: string;
  readonly problem?: Problem;
}

const NEWS = output<News>()({
  id: primary(text('ID', '2027-03-25T21:00:00Z-14', ({ id }) => id)),
  kind: text('Kind', 'expiring', ({ kind }) => kind),
  threshold: integer('Threshold (Days)', 14, ({ threshold }) => threshold),
  days_left: integer('Days Left', 14, ({ left }) => left),
  expiration_date: time('Expiration Date', '2027-03-25T21:00:00Z', ({ end }) => end),
  rest_code: text('Restaurant Code', '199999993', ({ restCode }) => restCode),
  message: text('Message', messageOf({ left: 14 }), messageOf),
});

function messageOf({ left = 0, problem }: Pick<News, 'left' | 'problem'>): string {
  return (
    problem?.message ??
    say`The licence of the XML interface ends in ${{ left: daysName(left) }}. Ask the restaurant's
      dealer to renew it.`
  );
}

function daysName(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}

/** One item per threshold that is crossed; each has the same id at every poll until the licence is renewed. */
async function newsOf(run: Run, days: readonly string[]): Promise<News[]> {
  const { restCode, license: bought } = tillConnection(run.authData);
  if (bought.kind === 'lifetime') return [];
  const till = tillOf(run);
  // What the till refuses is an ordinary error of a poll.
  await till.restCode();
  try {
    const license = await till.license();
    const endsAt = license && licenseEnd(license);
    const left = license && daysLeft(license, Date.now());
    if (endsAt === undefined || left === undefined) return [];
    const end = formatMoment(Math.floor(endsAt / 1000));
    const crossed = (days.length === 0 ? [...THRESHOLDS.keys()] : days)
      .map(Number)
      .filter((threshold) => left <= threshold);
    return [...new Set(crossed)]
      .sort((one, other) => one - other)
      .map((threshold) => ({ kind: 'expiring', id: `${end}-${threshold}`, threshold, left, end, restCode }));
  } catch (error) {
    // Only what the licence server itself refuses is news; an outage is an ordinary error, too.
    if (!(error instanceof Problem) || isOutage(error)) throw error;
    const month = new Date().toISOString().slice(0, 7);
    return [{ kind: 'refused', id: `refused-${error.code ?? ''}-${month}`, restCode, problem: error }];
  }
}

export default polling({
  key: 'rkeeper_license_expiring',
  noun: 'Licence',
  label: 'Till Licence Expiring',
  description:
    'Triggers when the licence of an r_keeper restaurant is about to end, or when the licence server refuses the licence user or the token.',
  form: FORM,
  output: NEWS,
  perform: async (run, { days }) => (await newsOf(run, days)).map((news) => NEWS.row(news)),
});
