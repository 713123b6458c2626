import type { Cache, CacheMethod } from '../../sandbox/zapier/cache';
import { shareOut } from '../lane';
import { SERVICES } from '../services';
import type { Hook, Service } from '../services/service';
import { CACHE_FAULTS } from './cache_faults';
import { ALL, type FaultLane, withService } from './trial';

/** What a hook made of two events of which the service told, the first of them wrongly. */
export interface Delivery {
  readonly key: string;
  readonly fault: string;
  /** Zapier's cache went wrong, and the service told of both as it should. */
  readonly ofCache: boolean;
  /** How often either started the Zap. */
  readonly starts: readonly [first: number, second: number];
  /** What the runs that failed said. */
  readonly messages: readonly string[];
}

/** Every hook of the app under every fault of the services' own messages, or under one of so many. @param only takes those in whose key this stands. */
export async function faultyDeliveries(
  lanes: readonly FaultLane[],
  oneOf: number,
  only = '',
): Promise<readonly Delivery[]> {
  const jobs = Object.values<Service>(SERVICES).flatMap(({ hooks }) =>
    hooks.filter(({ key }) => key.includes(only)).flatMap(jobsOf),
  );
  return shareOut(
    lanes,
    jobs.filter((_, index) => index % oneOf === 0),
    (lane, job) => job(lane),
  );
}

type Job = (lane: FaultLane) => Promise<Delivery>;

function jobsOf(hook: Hook): Job[] {
  const { key } = hook;
  const ofService = hook.faults.map((fault): Job => async (lane) => ({
    ...{ key, fault, ofCache: false },
    ...(await tellTwo(lane, hook, fault)),
  }));
  // What a hook asks of the cache: whether it knows the event, and to know it from now on.
  const methods: readonly CacheMethod[] = ['get', 'set'];
  const ofCache = CACHE_FAULTS.flatMap(({ kind, methods: befallen, strike }) =>
    methods
      .filter((method) => befallen.includes(method))
      .map((method): Job => async (lane) => ({
        ...{ key, fault: `${kind} (${method})`, ofCache: true },
        ...(await tellTwo(lane, hook, undefined, (cache) => {
          strike(cache, method, ALL);
        })),
      })),
  );
  return [...ofService, ...ofCache];
}

async function tellTwo(
  at: FaultLane,
  { key, inputData = {}, id, open }: Hook,
  fault: string | undefined,
  strike: (cache: Cache) => void = () => undefined,
): Promise<Pick<Delivery, 'starts' | 'messages'>> {
  return withService(at, { open }, async (opened) => {
    const { zapier } = at.lane;
    const hook = await zapier.turnOn({ key, authData: opened.authData, inputData });
    strike(zapier.cache);
    const known = await opened.tell(hook.url, fault);
    await hook.settled();
    const started = hook.deliveries.flatMap(({ events }) => events.map((event) => String(event[id])));
    const startsOf = (event: string): number => started.filter((other) => other === event).length;
    return {
      starts: [startsOf(known[0]), startsOf(known[1])],
      messages: hook.deliveries.flatMap(({ result }) =>
        result.outcome === 'success' ? [] : [result.message],
      ),
    };
  });
}
