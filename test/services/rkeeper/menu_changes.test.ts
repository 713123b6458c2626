import { parseKopecks } from '../../../src/core/money';
import { Vault } from '../../../src/core/vault';
import { menuStates } from '../../../src/services/rkeeper/menu_changes';
import { MemoryStore, StillClock } from '../../support/memory';

const menu = (count: number, roubles: number) =>
  Array.from({ length: count }, (_, index) => ({
    ...{ ident: String(index), code: undefined, name: `Dish ${index}`, netName: undefined },
    price: parseKopecks(roubles),
    remainder: undefined,
    isActive: true,
  }));

it.each([
  [5000, 1],
  [5001, 0],
])(
  'a menu of %d dishes keeps %d entries in the cache, and tells another price all the same',
  async (count, kept) => {
    const store = new MemoryStore();
    const memory = { vault: new Vault(store, ['secret']), clock: new StillClock(), name: 'menu' };
    const [before] = await menuStates(menu(count, 100), 'all', memory);
    const [after] = await menuStates(menu(count, 120), 'all', memory);
    expect(store.entries.size).toBe(kept);
    expect(after?.ident).toBe(before?.ident);
    expect(after?.state).not.toBe(before?.state);
  },
);
