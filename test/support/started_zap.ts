import { setTimeout as pause } from 'node:timers/promises';
import type { Hook } from '../../sandbox/zapier/hook';
import type { JsonObject } from '../../sandbox/zapier/json';
import type { Poller } from '../../sandbox/zapier/poller';
import type { TriggerSettings } from '../../sandbox/zapier/trigger';

/** How many events every trigger is tried with, in so many rounds of polls; the environment may ask for more. */
export const EVENTS = Number(process.env.EVENTS ?? 40);
export const ROUNDS = EVENTS / 4;

type KeyOf = (event: JsonObject) => string;

/** What a Zap was started for, by what tells its events apart. */
export class StartedZap {
  readonly #times = new Map<string, number>();

  constructor(private readonly keyOf: KeyOf = ({ id }) => String(id)) {}

  add(events: readonly JsonObject[]): void {
    for (const key of events.map(this.keyOf)) this.#times.set(key, (this.#times.get(key) ?? 0) + 1);
  }

  /** What keeps it from having been started once for each of these events, and for nothing else. */
  against(events: Iterable<string>): typeof ONCE_EACH {
    const wanted = new Set(events);
    const started = [...this.#times];
    return {
      twice: started.filter(([, times]) => times > 1).map(([key]) => key),
      lost: [...wanted].filter((key) => !this.#times.has(key)),
      uncalledFor: started.map(([key]) => key).filter((key) => !wanted.has(key)),
    };
  }
}

export const ONCE_EACH: Readonly<Record<'twice' | 'lost' | 'uncalledFor', readonly string[]>> = {
  twice: [],
  lost: [],
  uncalledFor: [],
};

/** What a hook started its Zap for. */
export function startedBy({ deliveries }: Hook, keyOf?: KeyOf): StartedZap {
  const started = new StartedZap(keyOf);
  for (const { events } of deliveries) started.add(events);
  return started;
}

/** One round of polls: now and then two at once, or in a process that dies over it, so that the next begins in a new one. */
export async function poll(poller: Poller, round: number): Promise<readonly JsonObject[]> {
  const ticks = [poller.tick(round % 9 === 4 ? { killWhen: pause(4) } : {})];
  if (round % 3 === 0) ticks.push(poller.tick());
  return (await Promise.all(ticks)).flatMap(({ events }) => events);
}

const RUNS_OF_A_PROCESS = 20;

/** The settings of a trigger of which one run in twenty begins in a process of its own. */
export function withRestarts(settings: TriggerSettings): TriggerSettings {
  let runs = 0;
  return {
    ...settings,
    get fresh() {
      runs += 1;
      return runs % RUNS_OF_A_PROCESS === 0;
    },
  };
}
