import type { RushHour, RushHourReport } from '../proof/rush_hour';
import type { ListCost } from './lists';
import type { Comparison } from './statistics';
import { SLOW_CACHE_MILLISECONDS, type WarmStep } from './warm_step';

export interface Start {
  /** "all services", "rkeeper alone". */
  readonly title: string;
  /** Milliseconds, beside the empty app. */
  readonly time: Comparison;
  readonly zipBytes: { readonly ours: number; readonly theirs: number };
}

export interface List {
  readonly title: string;
  /** What the list is one of: `orders`. */
  readonly items: string;
  readonly costs: readonly ListCost[];
}

/** Twelve rows of one run, in the order of the page. Figures of different runs are not compared. */
export interface Results {
  readonly node: string;
  readonly processors: number;
  readonly starts: readonly Start[];
  readonly steps: readonly WarmStep[];
  readonly lists: readonly List[];
  readonly rushHour: RushHourReport & Pick<RushHour, 'steps' | 'atOnce'>;
}

/** At most: ratios to the empty app, milliseconds and bytes of the longest lists, calls of the cache in a step. */
export const GOALS = {
  start: 1.12,
  zip: 1.25,
  milliseconds: 1500,
  bytes: 450e6,
  cacheCalls: 5,
  cacheWaits: 3,
} as const;

/** The goals that were missed, in words; none when all is well. */
export function missed({ starts, steps, lists, rushHour }: Results): readonly string[] {
  const over = (what: string, figure: number, goal: number): string[] =>
    figure > goal ? [`${what}: ${figure.toFixed(2)}, the goal is ${goal}`] : [];
  const [all] = starts;
  return [
    ...(all
      ? [
          ...over('cold start beside an empty app', all.time.ratio, GOALS.start),
          ...over('zip beside an empty app', all.zipBytes.ours / all.zipBytes.theirs, GOALS.zip),
        ]
      : []),
    ...steps.flatMap(({ key, time, cacheCalls, withSlowCache }) => [
      ...over(`${key}, calls of the cache`, cacheCalls, GOALS.cacheCalls),
      ...over(
        `${key}, calls of the cache one after another`,
        Math.floor((withSlowCache - time.ours) / SLOW_CACHE_MILLISECONDS),
        GOALS.cacheWaits,
      ),
    ]),
    ...lists.flatMap(({ title, costs }) => {
      const longest = costs.at(-1);
      if (!longest) return [];
      return [
        ...over(`${title}, milliseconds`, longest.milliseconds, GOALS.milliseconds),
        ...over(`${title}, bytes`, longest.bytes, GOALS.bytes),
      ];
    }),
    ...over('complaints about the rush hour', rushHour.complaints.length, 0),
  ];
}
