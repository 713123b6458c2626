import { join } from 'node:path';
import { CALM, rushHours, TROUBLE } from '../../proof/rush_hour';

jest.setTimeout(300_000);

const APP = join(__dirname, '../../build/build.zip');
/** `npm run proof` has a thousand steps in 32 processes. */
const SIZE = { steps: 60, atOnce: 4 };

it('four processes bring every dish once, with answers lost and the cache emptied, with Zapier’s lock and without', async () => {
  const hours = [CALM, TROUBLE, { ...TROUBLE, honourLock: false }].map((hour) => ({ ...SIZE, ...hour }));
  const reports = await rushHours(APP, hours);
  expect(reports.flatMap(({ complaints }) => complaints)).toEqual([]);
  expect(reports.map(({ answersLost }) => answersLost > 0)).toEqual([false, true, true]);
});
