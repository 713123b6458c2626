import { play } from '../../proof/exactly_once/evening';
import { faultsOf, sceneOf, type Kind } from '../../proof/exactly_once/judge';

/**
 * Random evenings at a till that rewrites, restarts and forgets, each told by its seed: the steps of several Zaps, requests and
 * answers lost, processes killed, numbers taken by strangers, shifts changed, runs repeated for days. Thousands more of them
 * are played by `npm run proof`.
 */
const SEEDS = 40;

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

async function faults(kind: Kind): Promise<string[]> {
  const found: string[] = [];
  for (let seed = 1; seed <= SEEDS && found.length < 5; seed += 1)
    found.push(...faultsOf(await play(sceneOf(seed, kind)), kind));
  return found;
}

it('as many steps end well as there are effects, and none stays in doubt that a look could tell', async () => {
  expect(await faults('exactly once')).toEqual([]);
});

it('nothing that ended well is lost, also where the cache forgets records and contradicts itself', async () => {
  expect(await faults('nothing lost')).toEqual([]);
});
