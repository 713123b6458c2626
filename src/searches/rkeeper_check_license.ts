import type { Search } from 'zapier-platform-core';
import { tillConnection } from '../connection';
import { licenseOutput } from '../services/rkeeper/license_output';
import { tillOf } from '../steps/rkeeper/till';
import { formOf, perform } from '../zapier/run';

const SOON_DAYS = { key: 'soon_days', label: 'Warn Days Ahead' } as const;
const USUAL_SOON_DAYS = 30;

export default {
  key: 'rkeeper_check_license',
  noun: 'Licence',
  display: {
    label: 'Check Licence',
    description:
      'Checks until when the subscription licence of an r_keeper 7 restaurant runs, so that you can renew it in time.',
  },
  operation: {
    inputFields: [
      {
        ...SOON_DAYS,
        placeholder: String(USUAL_SOON_DAYS),
        helpText: `Ends Soon is true when this many days are left, or fewer. ${USUAL_SOON_DAYS}, if you leave it empty.`,
      },
    ],
    perform: perform(async (run) => {
      const form = formOf(run);
      const soonDays = form.integer(SOON_DAYS, 0, 3660) ?? USUAL_SOON_DAYS;
      form.check();
      const till = tillOf(run);
      const { restaurant, serverVersion, ...told } = await till.systemInfo();
      const restCode = told.restCode ?? tillConnection(run.authData).restCode;
      const license = licenseOutput(await till.licenseStatus(), soonDays, Date.now());
      return [
        {
          id: restCode ?? 'restaurant',
          ...license,
          restaurant: restaurant ?? null,
          rest_code: restCode ?? null,
          server_version: serverVersion,
        },
      ];
    }),
    sample: {
      id: '199999993',
      status: 'active',
      active: true,
      explanation: null,
      expiration_date: '2027-03-26T00:00:00+03:00',
      days_left: 173,
      ends_soon: false,
      quantity: 1,
      restaurant: 'Demo',
      rest_code: '199999993',
      server_version: '7.26.8.2001',
    },
    outputFields: [
      { key: 'id', label: 'ID', type: 'string', primary: true },
      { key: 'status', label: 'Status', type: 'string' },
      { key: 'active', label: 'Is Active', type: 'boolean' },
      { key: 'explanation', label: 'Explanation', type: 'string' },
      { key: 'expiration_date', label: 'Expiration Date', type: 'datetime' },
      { key: 'days_left', label: 'Days Left', type: 'integer' },
      { key: 'ends_soon', label: 'Ends Soon', type: 'boolean' },
      { key: 'quantity', label: 'Connections', type: 'number' },
      { key: 'restaurant', label: 'Restaurant', type: 'string' },
      { key: 'rest_code', label: 'Restaurant Code', type: 'string' },
      { key: 'server_version', label: 'Version of the Cash Server', type: 'string' },
    ],
  },
} satisfies Search;
