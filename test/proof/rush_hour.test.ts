import { join } from 'node:path';
import { rushHours, type Time, TROUBLE } from '../../proof/rush_hour';
import { MovedClock } from '../../sandbox/moved_clock';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const APP = join(__dirname, '../../build/build.zip');
/** `npm run proof` has a thousand steps in 32 processes. */
const SIZE = { steps: 25, atOnce: 3 };
/** With so few steps, more answers must be lost for some to be lost at all. */
const HARD = { ...TROUBLE, lost: 0.3 };

const clock = new MovedClock();
const time: Time = {
  environment: clock.environment,
  now: clock.now,
  pass: (milliseconds) => {
    clock.moveOn(milliseconds);
    return Promise.resolve();
  },
};
afterAll(() => {
  clock.remove();
});

it('three processes bring every dish once, with answers lost and the cache emptied, with Zapier’s lock and without', async () => {
  const hours = [HARD, { ...HARD, honourLock: false }].map((hour) => ({ ...SIZE, ...hour }));
  const reports = await rushHours(APP, hours, time);
  expect(reports.flatMap(({ complaints }) => complaints)).toEqual([]);
  expect(reports.map(({ answersLost }) => answersLost > 0)).toEqual([true, true]);
});
