import type { Trigger } from 'zapier-platform-core';
import { tillConnection } from '../connection';
import { Problem } from '../core/errors';
import { licenseEnd } from '../core/license';
import { formatMoment } from '../core/time';
import { tillOf } from '../steps/rkeeper/till';
import { formOf, perform, type Run } from '../zapier/run';

const DAYS = { key: 'days', label: 'Days Before the End' } as const;
const THRESHOLDS = ['30', '14', '7', '1'];
const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

interface Item {
  readonly id: string;
  readonly kind: 'expiring' | 'refused';
  readonly threshold: number | null;
  readonly days_left: number | null;
  readonly expiration_date: string | null;
  readonly rest_code: string | null;
  readonly message: string;
}

/** One item per threshold that is crossed; each has the same id at every poll until the licence is renewed. */
async function itemsOf(run: Run): Promise<Item[]> {
  const form = formOf(run);
  const chosen = form.list(DAYS);
  form.check();
  const { restCode = null, license: bought } = tillConnection(run.authData);
  if (bought.kind === 'lifetime') return [];
  const till = tillOf(run);
  // What the till refuses is an ordinary error of a poll.
  await till.restCode();
  try {
    const license = await till.license();
    const end = license && licenseEnd(license);
    if (end === undefined) return [];
    const daysLeft = Math.max(0, Math.ceil((end - Date.now()) / DAY_MILLISECONDS));
    const date = formatMoment(Math.floor(end / 1000));
    return [...new Set((chosen.length === 0 ? THRESHOLDS : chosen).map(Number))]
      .filter((threshold) => daysLeft <= threshold)
      .sort((one, other) => one - other)
      .map((threshold) => ({
        id: `${date}-${threshold}`,
        kind: 'expiring',
        threshold,
        days_left: daysLeft,
        expiration_date: date,
        rest_code: restCode,
        message: `The licence of the XML interface ends in ${daysLeft === 1 ? '1 day' : `${daysLeft} days`}. Ask the restaurant's dealer to renew it.`,
      }));
  } catch (error) {
    // Only what the licence server itself refuses is news; an outage is an ordinary error, too.
    if (!(error instanceof Problem && error.kind === 'connection')) throw error;
    return [
      {
        id: `refused-${error.code ?? ''}-${new Date().toISOString().slice(0, 7)}`,
        kind: 'refused',
        threshold: null,
        days_left: null,
        expiration_date: null,
        rest_code: restCode,
        message: error.message,
      },
    ];
  }
}

export default {
  key: 'rkeeper_license_expiring',
  noun: 'Licence',
  display: {
    label: 'Licence Expiring',
    description:
      'Triggers when the licence of an r_keeper restaurant is about to end, or when the licence server refuses the licence user or the token.',
  },
  operation: {
    type: 'polling',
    inputFields: [
      {
        ...DAYS,
        list: true,
        choices: THRESHOLDS.map((value) => ({
          value,
          sample: value,
          label: value === '1' ? '1 day' : `${value} days`,
        })),
        helpText: 'How long before the end you want to hear of it, once for each. Leave it empty for all.',
      },
    ],
    perform: perform(itemsOf),
    sample: {
      id: '2027-03-25T21:00:00Z-14',
      kind: 'expiring',
      threshold: 14,
      days_left: 14,
      expiration_date: '2027-03-25T21:00:00Z',
      rest_code: '199999993',
      message: "The licence of the XML interface ends in 14 days. Ask the restaurant's dealer to renew it.",
    },
    outputFields: [
      { key: 'id', label: 'ID', type: 'string', primary: true },
      { key: 'kind', label: 'Kind', type: 'string' },
      { key: 'threshold', label: 'Threshold (Days)', type: 'integer' },
      { key: 'days_left', label: 'Days Left', type: 'integer' },
      { key: 'expiration_date', label: 'Expiration Date', type: 'datetime' },
      { key: 'rest_code', label: 'Restaurant Code', type: 'string' },
      { key: 'message', label: 'Message', type: 'string' },
    ],
  },
} satisfies Trigger;
