import { openRestaurant } from '../sandbox/scenes/restaurant';
import { rushHour, type RushHourReport, type RushHourSize } from '../sandbox/scenes/rush_hour';
import { Zapier } from '../sandbox/zapier/zapier';
import type { BuiltApp } from './built_app';
import { counted, type Row } from './table';

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
    const crowd = `${size.steps.toLocaleString('en')} licensed steps in ${size.atOnce} processes`;
    const calm = await hour({ honourLock: true, lost: 0, forgetful: 0 });
    const locked = await hour({ ...TROUBLE, honourLock: true });
    const unlocked = await hour({ ...TROUBLE, honourLock: false });
    return [
      ...report(`${crowd}, nothing lost`, calm, size.steps / STEPS_FOR_A_QUESTION),
      ...report(`${crowd}, 10 % of the answers lost`, locked),
      ...report(`${crowd}, 10 % of the answers lost, without Zapier's lock`, unlocked),
    ];
  } finally {
    await Promise.all([zapier.stop(), restaurant.stop()]);
  }
}

function report(group: string, hour: RushHourReport, mostQuestions?: number): readonly Row[] {
  const { misplaced, failed, failedForNumber, answersLost, reruns, numberQueries } = hour;
  return [
    counted(group, 'dishes missing or twice', misplaced.length, '=', 0),
    counted(group, 'steps failed', failed.length, '=', 0),
    counted(group, 'runs refused every number', failedForNumber, '=', 0),
    counted(group, 'answers lost', answersLost),
    counted(group, 'runs repeated by Zapier', reruns),
    mostQuestions === undefined
      ? counted(group, 'seqNumber asked for', numberQueries)
      : counted(group, 'seqNumber asked for', numberQueries, '≤', mostQuestions),
  ];
}
