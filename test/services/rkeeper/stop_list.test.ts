import { Vault } from '../../../src/core/vault';
import { stopListChanges, type DishRest } from '../../../src/services/rkeeper/stop_list';
import { MemoryStore, StillClock } from '../../support/memory';

const HOUR = 60 * 60;

const rest = (id: string): DishRest => ({
  ...{ id, code: id, guid: undefined, name: `Dish ${id}` },
  remainder: undefined,
  prohibited: true,
  reason: undefined,
});

it('a list that stays the same for months is not forgotten, and tells no change', async () => {
  const clock = new StillClock();
  const vault = new Vault(new MemoryStore(clock), ['secret']);
  const first = await stopListChanges([rest('1')], vault, clock);
  for (let day = 0; day < 90; day++) {
    await clock.sleep(24 * HOUR * 1000 + 1000);
    expect(await stopListChanges([rest('1')], vault, clock)).toEqual(first);
  }
});

it('of dishes that are sold again only the last two hundred are remembered', async () => {
  const clock = new StillClock();
  const vault = new Vault(new MemoryStore(clock), ['secret']);
  const many = Array.from({ length: 250 }, (_, index) => rest(String(index + 1)));
  expect(await stopListChanges(many, vault, clock)).toHaveLength(250);
  expect(await stopListChanges([], vault, clock)).toHaveLength(200);
});

it('without a memory what is stopped is a change of its own: rather told twice than never', async () => {
  const clock = new StillClock();
  const [before] = await stopListChanges([rest('1')], new Vault(new MemoryStore(clock), ['secret']), clock);
  await clock.sleep(HOUR * 1000);
  const [after] = await stopListChanges([rest('1')], new Vault(new MemoryStore(clock), ['secret']), clock);
  expect(after?.number).toBeGreaterThan(before?.number ?? Infinity);
});
