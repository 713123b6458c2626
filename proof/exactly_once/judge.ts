import { PEACE, type Dangers, type Played, type Scene } from './evening';
import { Simulation } from './simulation';

/** What may be asked of a scene: where the cache forgets, a step that died may be done again, but nothing may be lost. */
export type Kind = 'exactly once' | 'nothing lost';

/** Random scenes, each told by its seed. Each danger is absent in half of them, and otherwise rare or common. */
export function sceneOf(seed: number, kind: Kind = 'exactly once'): Scene {
  const world = new Simulation(seed * 104_729);
  const some = (most: number): number => (world.chance(0.5) ? 0 : world.between(0, most));
  const isForgetful = kind === 'nothing lost';
  const dangers: Dangers = Object.fromEntries(
    Object.keys(PEACE).map((danger) => [danger, some(0.4)]),
  ) as unknown as Dangers;
  return {
    seed,
    lock: world.chance(0.5),
    switches: {
      licenseMode: world.chance(0.5) ? 'subscription' : 'lifetime',
      failedCommandConsumesSeq: world.chance(0.5),
      keepsAnswers: world.chance(0.5),
      seqQueryReturns: world.chance(0.7) ? 'last' : 'next',
      seqQueryMinIntervalMs: world.chance(0.7) ? 0 : 60_000,
      unknownInstanceError: world.chance(0.5) ? 5304 : 5305,
      numbersLicenceErrors: world.chance(0.5),
      listsReturns: world.chance(0.8),
      forgetsEarlierShifts: world.chance(0.5),
      addLineMode: world.chance(0.4) ? 'almJoinLines' : world.chance(0.5) ? 'almOnePortion' : 'almSeparately',
      addsDefaultModifier: world.chance(0.5),
    },
    dangers,
    deaths: some(0.4),
    steps: 2 + Math.floor(world.between(0, 8)),
    alike: world.chance(0.4),
    drops: isForgetful ? 3 : 0,
    outages: 0,
    spoiltHints: world.chance(0.3) ? 20 : 0,
    shifts: world.chance(0.3) ? 1 : 0,
  };
}

/** What is wrong with how a scene went; nothing where as many steps ended well as there were effects. */
export function faultsOf(played: Played, kind: Kind = 'exactly once'): readonly string[] {
  const { scene, steps, effects } = played;
  const keys = [...new Set([...effects.keys(), ...steps.flatMap(({ wish }) => wish.keys)])];
  const faults = keys.flatMap((key) => {
    const { wanted, done, open, isOwn, isForgotten } = factsOf(played, key);
    const times = effects.get(key) ?? 0;
    const least = isOwn ? Math.min(done, 1) : done;
    const most = isOwn ? 1 : done + open;
    const isRight = least <= times && (times <= most || isForgotten || kind === 'nothing lost');
    const told = wanted.map(({ endings }) => endings.join(', ')).join(' | ');
    return isRight ? [] : [`${key}: ${times} effects, told ${told}`];
  });
  const unknown = steps.filter(({ wish, endings }) => {
    const last = endings.at(-1) ?? '';
    if (last !== 'unclear') return ['later', 'failed', 'killed'].includes(last);
    return kind === 'exactly once' && !wish.keys.some((key) => factsOf(played, key).isUntold);
  });
  return [
    ...faults,
    ...unknown.map(({ wish, endings }) => `outcome unknown: ${wish.keys.join(' + ')}: ${endings.join(', ')}`),
  ].map((fault) => `seed ${scene.seed}: ${fault}`);
}

/** How the steps ended that wanted an effect, and what a till can tell of it in the end. */
function factsOf({ scene, steps, effects }: Played, key: string) {
  const wanted = steps.filter(({ wish }) => wish.keys.includes(key));
  const ends = wanted.map(({ endings }) => endings.at(-1));
  const done = ends.filter((end) => end === 'done').length;
  const isOwn = wanted.some(({ wish }) => wish.own);
  const { listsReturns = true, forgetsEarlierShifts = false } = scene.switches;
  const isForgetful = scene.shifts > 0 && forgetsEarlierShifts;
  // An order that is known by nothing but its table is not looked for on another day: an equal step means another guest.
  const isOfAnotherDay =
    key.startsWith('create ') && !isOwn && (scene.shifts > 0 || wanted.some(({ hours }) => hours > 12));
  const isReturn = key.startsWith('return ');
  return {
    wanted,
    done,
    open: ends.filter((end) => end !== 'done' && end !== 'refused').length,
    isOwn,
    // A till that does not know an order any more opens it a second time.
    isForgotten: isOfAnotherDay || (isForgetful && isOwn),
    // Whether a return that is not in the list was made nobody can know.
    isUntold:
      isForgetful || (isReturn && (!listsReturns || scene.shifts > 0 || done === (effects.get(key) ?? 0))),
  };
}
