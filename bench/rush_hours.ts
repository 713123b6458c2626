import { openRestaurant } from '../sandbox/scenes/restaurant';
import { rushHour, type RushHourReport, type RushHourSize } from '../sandbox/scenes/rush_hour';
import { Zapier } from '../sandbox/zapier/zapier';
import type { BuiltApp } from './built_app';
import { counted, noted, type Row } from './table';

const TROUBLE = { lost: 0.1, forgetful: 0.02 } as const;
const STEPS_FOR_A_QUESTION = 50;

/** Rush hours at one till: with nothing lost, and with much lost where Zapier keeps its lock and where it does not. */
export async function rushHours(app: BuiltApp, size: RushHourSize): Promise<readonly Row[]> {
  const restaurant = await openRestaurant();
  const zapier = await Zapier.start({
    app: app.folder,
    environment: { RKEEPER_LICENSE_URL: restaurant.licences.origin, ALLOW_LOOPBACK: '1' },
    workers: size.atOnce,
  });
  const hour = (trouble: Parameters<typeof rushHour>[3]): Promise<RushHourReport> =>
    rushHour(zapier, restaurant, size, trouble);
  try {
    const calm = await hour({ honourLock: true, lost: 0, forgetful: 0 });
    const locked = await hour({ ...TROUBLE, honourLock: true });
    const unlocked = await hour({ ...TROUBLE, honourLock: false });
    return [
      ...dishes('Rush hour, nothing lost', calm),
      counted('  seqNumber asked for', calm.numberQueries, '≤', size.steps / STEPS_FOR_A_QUESTION),
      ...dishes('Rush hour, 10 % lost, lock kept', locked),
      ...troubles(locked),
      ...dishes('Rush hour, 10 % lost, no lock', unlocked),
      ...troubles(unlocked),
    ];
  } finally {
    await Promise.all([zapier.stop(), restaurant.stop()]);
  }
}

function dishes(title: string, { misplaced, failed, failedForNumber }: RushHourReport): readonly Row[] {
  return [
    noted(title),
    counted('  dishes missing or twice', misplaced.length, '=', 0),
    counted('  steps failed', failed.length, '=', 0),
    counted('  runs refused every number', failedForNumber, '=', 0),
  ];
}

function troubles({ answersLost, reruns, numberQueries }: RushHourReport): readonly Row[] {
  return [
    noted('  answers lost', answersLost),
    noted('  runs repeated by Zapier', reruns),
    noted('  seqNumber asked for', numberQueries),
  ];
}
