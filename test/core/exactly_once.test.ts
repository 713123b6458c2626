import { Simulation } from '../support/simulation';
import { PEACE, type Dangers } from '../support/till_model';
import { play, type Ending, type Played, type Scene } from '../support/till_steps';

/**
 * Thousands of random evenings at a till, each told by its seed alone: several steps at once, requests and answers lost,
 * licences renewed, numbers moved by strangers, runs killed and run again, a cache that forgets. What users are told must
 * be true at the end of each.
 */
// Of every kind; more of them by environment, to look longer.
const SEEDS = Number(process.env.SEEDS ?? 400);

afterEach(() => {
  jest.restoreAllMocks();
});

jest.setTimeout(600_000);

type Danger = keyof Dangers;

const LOST: readonly Danger[] = ['lostRequest', 'lostAnswer'];
const TROUBLE: readonly Danger[] = ['unreachable', 'shiftClosing', 'newLicense', 'stranger'];

/** Each danger is absent in half of all scenes, and otherwise rare or common. */
function sceneOf(seed: number, dangers: readonly Danger[], parts: Partial<Scene> = {}): Scene {
  const world = new Simulation(seed * 7919);
  const some = (most: number): number => (world.chance(0.5) ? 0 : world.between(0, most));
  return {
    seed,
    kind: 'licensed',
    contents: Array.from({ length: Math.ceil(world.between(0, 5)) }, (_, index) => `dish ${index}`),
    rules: {
      failedCommandConsumesSeq: world.chance(0.5),
      identical: world.chance(0.5) ? 'command' : 'bytes',
      shows: world.chance(0.7),
      composesOnce: world.chance(0.3),
    },
    dangers: { ...PEACE, ...Object.fromEntries(dangers.map((danger) => [danger, some(0.4)])) },
    deaths: 0,
    reruns: true,
    cacheDrops: 0,
    cacheOutages: 0,
    ...parts,
  };
}

/** How often a step was carried out if its user was told the truth: at least, and at most. */
function truthOf(endings: readonly Ending[]): readonly [least: number, most: number] {
  const last = endings.at(-1);
  if (last === 'done') return [1, 1];
  const earlier = endings.slice(0, -1);
  const inDoubt = earlier.includes('killed') || earlier.includes('run again');
  return last === 'refused' || (last === 'not sent' && !inDoubt) ? [0, 0] : [0, 1];
}

/** What is wrong with how a scene went. Steps of the same words count together: nobody could tell their dishes apart. */
function untruthsOf({ till, steps }: Played): string[] {
  return [...new Set(steps.map(({ content }) => content))].flatMap((content) => {
    const told = steps.filter((step) => step.content === content).map(({ endings }) => endings);
    const truths = told.map(truthOf);
    const least = truths.reduce((sum, [low]) => sum + low, 0);
    const most = truths.reduce((sum, [, high]) => sum + high, 0);
    const times = till.timesDone(content);
    return least <= times && times <= most
      ? []
      : [
          `${content} was done ${times} times, and told: ${told.map((endings) => endings.join(', ')).join(' | ')}`,
        ];
  });
}

/** Only that nothing is lost: what was reported as done was done. */
function lossesOf({ till, steps }: Played): string[] {
  return steps
    .filter(({ content, endings }) => endings.at(-1) === 'done' && till.timesDone(content) === 0)
    .map(({ content, endings }) => `${content} is lost, and told: ${endings.join(', ')}`);
}

async function faultyScenes(
  sceneFor: (seed: number) => Scene,
  judge: (played: Played) => string[] = untruthsOf,
): Promise<string[]> {
  const faults: string[] = [];
  for (let seed = 1; seed <= SEEDS && faults.length < 3; seed += 1) {
    const scene = sceneFor(seed);
    const found = judge(await play(scene));
    if (found.length > 0) faults.push(`seed ${seed}: ${found.join('; ')}, in ${JSON.stringify(scene)}`);
  }
  return faults;
}

const SAME_WORDS = { contents: ['coffee', 'coffee', 'coffee'] } as const;

describe('a licensed command is done exactly once if it is reported as done, not at all if it is reported as refused', () => {
  it('when requests and answers are lost, licences change and strangers use the instance', async () => {
    const dangers = [...LOST, ...TROUBLE, 'refusal', 'whim'] as const;
    expect(await faultyScenes((seed) => sceneOf(seed, dangers))).toEqual([]);
  });

  it('when runs are killed and run again within 15 minutes', async () => {
    const dangers = [...LOST, ...TROUBLE, 'refusal', 'whim'] as const;
    expect(await faultyScenes((seed) => sceneOf(seed, dangers, { deaths: 0.4 }))).toEqual([]);
  });

  it('when the till is so slow that the sender gives up first', async () => {
    const dangers = [...LOST, ...TROUBLE, 'lateRequest', 'whim'] as const;
    expect(await faultyScenes((seed) => sceneOf(seed, dangers, { deaths: 0.2 }))).toEqual([]);
  });

  it('when the till forgets its instances', async () => {
    const dangers = [...TROUBLE, 'refusal', 'whim', 'amnesia'] as const;
    expect(await faultyScenes((seed) => sceneOf(seed, dangers))).toEqual([]);
  });

  it('when the cache loses its entries at any moment, and is out of order for a while', async () => {
    const dangers = [...LOST, ...TROUBLE, 'refusal', 'whim', 'lateRequest'] as const;
    // A refusal that uses up no number cannot be told from that of a request which is still under way.
    const rules = {
      failedCommandConsumesSeq: true,
      identical: 'command',
      shows: true,
      composesOnce: true,
    } as const;
    const scenes = (seed: number): Scene =>
      sceneOf(seed, dangers, { rules, reruns: false, cacheDrops: seed % 4, cacheOutages: seed % 3 });
    expect(await faultyScenes(scenes)).toEqual([]);
  });

  it('when several Zaps send the same words', async () => {
    const rules = {
      failedCommandConsumesSeq: true,
      identical: 'command',
      shows: false,
      composesOnce: false,
    } as const;
    const dangers = [...LOST, ...TROUBLE, 'refusal'] as const;
    const scenes = (seed: number): Scene => sceneOf(seed, dangers, { ...SAME_WORDS, rules, deaths: 0.3 });
    expect(await faultyScenes(scenes)).toEqual([]);
  });

  it('when several Zaps send the same words and the cache loses entries, if the till tells requests apart by their bytes', async () => {
    const rules = {
      failedCommandConsumesSeq: true,
      identical: 'bytes',
      shows: false,
      composesOnce: false,
    } as const;
    const dangers = [...LOST, ...TROUBLE, 'refusal'] as const;
    const scenes = (seed: number): Scene =>
      sceneOf(seed, dangers, { ...SAME_WORDS, rules, reruns: false, cacheDrops: seed % 4 });
    expect(await faultyScenes(scenes)).toEqual([]);
  });

  it('and is never lost, also where runs are killed and the cache forgets what they sent', async () => {
    const dangers = [...LOST, ...TROUBLE, 'refusal', 'whim', 'lateRequest'] as const;
    const scenes = (seed: number): Scene =>
      sceneOf(seed, dangers, { deaths: 0.4, cacheDrops: 3, cacheOutages: 2 });
    expect(await faultyScenes(scenes, lossesOf)).toEqual([]);
  });
});

describe('a till is asked for its number', () => {
  it('once at most, when nothing is lost and the cache holds', async () => {
    const manyQuestions = ({ till, steps }: Played): string[] =>
      till.questions <= 1 && steps.every(({ endings }) => endings.join() === 'done')
        ? []
        : [`${till.questions} questions, ${JSON.stringify(steps)}`];
    const contents = Array.from({ length: 8 }, (_, index) => `dish ${index}`);
    expect(await faultyScenes((seed) => sceneOf(seed, [], { contents }), manyQuestions)).toEqual([]);
  });
});

describe('a command without a number is done exactly once if it is reported as done, not at all if it is reported as refused', () => {
  const plain = { kind: 'plain' } as const;
  const dangers = [...LOST, 'unreachable', 'shiftClosing', 'refusal'] as const;

  it('when requests and answers are lost', async () => {
    expect(await faultyScenes((seed) => sceneOf(seed, dangers, plain))).toEqual([]);
  });

  it('when runs are killed and run again within 15 minutes', async () => {
    expect(await faultyScenes((seed) => sceneOf(seed, dangers, { ...plain, deaths: 0.4 }))).toEqual([]);
  });

  it('when the till is so slow that the sender gives up first', async () => {
    const slow = [...LOST, 'unreachable', 'shiftClosing', 'lateRequest'] as const;
    expect(await faultyScenes((seed) => sceneOf(seed, slow, { ...plain, deaths: 0.2 }))).toEqual([]);
  });

  it('when the cache loses its entries at any moment, and is out of order for a while', async () => {
    const scenes = (seed: number): Scene =>
      sceneOf(seed, dangers, { ...plain, reruns: false, cacheDrops: seed % 4, cacheOutages: seed % 3 });
    expect(await faultyScenes(scenes)).toEqual([]);
  });
});
