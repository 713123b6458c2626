import { InFlight } from '../../src/core/exactly_once/in_flight';
import { Vault } from '../../src/core/vault';
import { MemoryStore, StillClock } from '../support/memory';
import { problemOf } from '../support/problem';

let clock: StillClock;
let store: MemoryStore;
beforeEach(() => {
  clock = new StillClock();
  store = new MemoryStore(clock);
});

const isText = (value: unknown): value is string => typeof value === 'string';

/** What one run of the step knows. */
const run = (content = 'SaveOrder'): InFlight<string> =>
  new InFlight(new Vault(store, ['secret']), clock, content, isText);

it('leaves nothing where nothing was sent', async () => {
  expect(await run().left()).toBeUndefined();
});

it('leaves what a run that died had sent, to a run of the same content alone', async () => {
  await run().remember('bytes');
  clock.pass(40);
  expect(await run().left()).toBe('bytes');
  expect(await run('PayOrder').left()).toBeUndefined();
});

it('waits for a run that may live, and leaves nothing when that one settles it', async () => {
  const living = run();
  await living.remember('bytes');
  let waits = 0;
  jest.spyOn(clock, 'sleep').mockImplementation(async () => {
    waits += 1;
    if (waits === 3) await living.settle();
  });
  expect(await run().left()).toBeUndefined();
  expect(waits).toBe(3);
});

it('does not wait for longer than twelve seconds', async () => {
  await run().remember('bytes');
  expect(await problemOf(() => run().left())).toMatchObject({ kind: 'later', code: 'busy' });
});

it('counts a run as alive for 40 seconds from its beginning, whenever it sent', async () => {
  const slow = run();
  clock.pass(30);
  await slow.remember('bytes');
  clock.pass(10);
  expect(await run().left()).toBe('bytes');
});

it('leaves at once what a run handed over, for 15 minutes from then', async () => {
  const first = run();
  await first.remember('bytes');
  clock.pass(10);
  expect(await first.handOver('bytes')).toBe(true);
  expect(await run().left()).toBe('bytes');
  clock.pass(15 * 60 - 1);
  expect(await run().left()).toBe('bytes');
  clock.pass(1);
  expect(await run().left()).toBeUndefined();
});

it('tells when a cache that is out of order cannot hand it over', async () => {
  store.outOfOrder = true;
  expect(await run().handOver('bytes')).toBe(false);
});

it('takes no notice of what it does not know', async () => {
  const vault = new Vault(store, ['secret']);
  await new InFlight(
    vault,
    clock,
    'SaveOrder',
    (value): value is number => typeof value === 'number',
  ).handOver(5);
  expect(await run().left()).toBeUndefined();
});

it('keeps neither content nor bytes readable', async () => {
  await run('<Dish id="1000017"/>').remember('<LicenseInfo anchor="6:655cee55"/>');
  const seen = JSON.stringify([...store.entries]);
  for (const word of ['Dish', '1000017', 'LicenseInfo', '655cee55', 'in flight'])
    expect(seen).not.toContain(word);
});
