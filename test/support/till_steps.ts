import { Problem } from '../../src/core/errors';
import { NetworkFailure } from '../../src/core/http';
import { Sequence } from '../../src/core/exactly_once/sequence';
import { runUnnumbered } from '../../src/core/exactly_once/unnumbered';
import { Vault } from '../../src/core/vault';
import { CacheModel, Process, Simulation } from './simulation';
import { DOUBT, TillModel, type Dangers, type Reply, type TillRules } from './till_model';

/** How a run of a step ended, as its user sees it. */
export type Ending =
  | 'done'
  | 'refused'
  /** Nothing was changed, says the message. */
  | 'not sent'
  /** It may have been done; run it again, says the message. */
  | 'run again'
  /** It may have been done; look at the till, says the message. */
  | 'look first'
  | 'killed';

export interface Scene {
  readonly seed: number;
  readonly kind: 'licensed' | 'plain';
  readonly contents: readonly string[];
  readonly rules: TillRules;
  readonly dangers: Dangers;
  /** How likely a run is to be killed within its first seconds. */
  readonly deaths: number;
  /** Whether the platform runs again what was killed or asks for it. */
  readonly reruns: boolean;
  /** How often the cache loses entries, and is out of order for some seconds. */
  readonly cacheDrops: number;
  readonly cacheOutages: number;
}

export interface Played {
  readonly till: TillModel;
  readonly steps: readonly { readonly content: string; readonly endings: readonly Ending[] }[];
}

/** What a step that died is promised: a rerun within this time does nothing twice. */
const REPLAY_MILLISECONDS = 15 * 60_000;

const MOST_RUNS = 30;

const SECRETS = ['https://till.example', 'login', 'password'];

/** Plays a scene: all its steps begin within some seconds, side by side, each of them a step of a Zap of its own. */
export async function play(scene: Scene): Promise<Played> {
  const world = new Simulation(scene.seed);
  const cache = new CacheModel(world);
  const till = new TillModel(world, scene.rules, scene.dangers);
  jest.spyOn(Math, 'random').mockImplementation(world.random);
  for (let moment = 0; moment < scene.cacheDrops; moment += 1)
    world.at(world.between(0, 8000), () => {
      cache.drop(world.between(0, 1));
    });
  for (let moment = 0; moment < scene.cacheOutages; moment += 1)
    world.at(world.between(0, 8000), () => {
      cache.breakDown(world.between(0, 5000));
    });
  const steps = scene.contents.map(async (content) => {
    await world.sleep(world.between(0, 5000));
    return { content, endings: await stepOf(scene, world, cache, till, content) };
  });
  await world.run();
  return { till, steps: await Promise.all(steps) };
}

/** A step with its reruns. */
async function stepOf(
  scene: Scene,
  world: Simulation,
  cache: CacheModel,
  till: TillModel,
  content: string,
): Promise<Ending[]> {
  const endings: Ending[] = [];
  let safeUntil = Infinity;
  for (;;) {
    const startedAt = world.now;
    const ending = await runOf(scene, world, cache, till, content);
    endings.push(ending);
    if (ending === 'run again') safeUntil = world.now + REPLAY_MILLISECONDS;
    if (ending === 'killed') safeUntil = Math.min(safeUntil, startedAt + REPLAY_MILLISECONDS);
    const wanted =
      ending === 'killed' || ending === 'run again' || (ending === 'not sent' && world.chance(0.5));
    const again = world.now + world.between(ending === 'killed' ? 1000 : 60_000, 300_000);
    if (!scene.reruns || !wanted || again > safeUntil || endings.length > MOST_RUNS) return endings;
    await world.sleep(again - world.now);
  }
}

async function runOf(
  scene: Scene,
  world: Simulation,
  cache: CacheModel,
  till: TillModel,
  content: string,
): Promise<Ending> {
  const process = new Process(world);
  const vault = new Vault(cache.storeOf(process), SECRETS);
  const work = (): Promise<Reply> =>
    scene.kind === 'licensed'
      ? new Sequence(vault, till.licensing(process), process).run(till.licensed(process, content))
      : runUnnumbered(till.plain(process, content), vault, process);
  return new Promise((resolve, reject) => {
    // The platform ends every run after 30 seconds.
    world.after(world.chance(scene.deaths) ? world.between(0, 3000) : 30_000, () => {
      if (process.kill()) resolve('killed');
    });
    work()
      .then(({ status }) => status, endingOf)
      .then(resolve, reject);
  });
}

function endingOf(error: unknown): Ending {
  if (error instanceof NetworkFailure && !error.maybeReceived) return 'not sent';
  if (!(error instanceof Problem)) throw error;
  if (!error.message.includes(DOUBT)) return 'not sent';
  return error.kind === 'later' ? 'run again' : 'look first';
}
