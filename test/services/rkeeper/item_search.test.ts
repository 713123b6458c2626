import { parseKopecks, parseThousandths } from '../../../src/core/money';
import { searchDishes } from '../../../src/services/rkeeper/item_search';
import type { MenuEntry, ReferenceItem } from '../../../src/services/rkeeper/references';

const dish = (ident: string, name: string, code = ident): ReferenceItem => ({
  ident,
  code,
  name,
  netName: undefined,
});
const names = (
  dishes: readonly ReferenceItem[],
  name: string,
  menu: ReadonlyMap<string, MenuEntry> = new Map(),
): string[] => searchDishes(dishes, menu, { name, code: undefined }).map((found) => found.name);

const ENTRY: MenuEntry = { price: parseKopecks(119), remainder: parseThousandths(3) };

describe('dishes are found', () => {
  const DISHES = [
    dish('1', 'Суп-крем из борща'),
    dish('2', 'Зелёный борщ'),
    dish('3', 'Борщ с говядиной'),
    dish('4', 'Борщ'),
    dish('5', 'Салат'),
    dish('6', 'Котлета «Борщевая»'),
  ];

  it('by any part of the name, the best match first', () => {
    expect(names(DISHES, 'БОРЩ')).toEqual([
      'Борщ',
      'Борщ с говядиной',
      'Зелёный борщ',
      'Суп-крем из борща',
      'Котлета «Борщевая»',
    ]);
  });

  it.each(['зеленый', 'Зелёный', ' ЗЕЛЕНЫЙ  борщ '])('whichever way they are typed: %j', (name) => {
    expect(names(DISHES, name)).toEqual(['Зелёный борщ']);
  });

  it.each(['Котлета "Борщевая"', 'котлета борщевая'])('with whatever quotes: %s', (name) => {
    expect(names(DISHES, name)).toEqual(['Котлета «Борщевая»']);
  });

  it('of equal ones, what the station sells stands first', () => {
    const namesakes = [dish('7', 'Чай'), dish('8', 'Чай')];
    const found = searchDishes(namesakes, new Map([['8', ENTRY]]), { name: 'чай', code: undefined });
    expect(found.map(({ ident, price, remainder }) => [ident, price, remainder])).toEqual([
      ['8', 11900, 3000],
      ['7', undefined, undefined],
    ]);
  });

  it('by code, which must be the whole one, and by both', () => {
    const search = (name: string | undefined, code: string): string[] =>
      searchDishes(DISHES, new Map(), { name, code }).map(({ ident }) => ident);
    expect(search(undefined, '4')).toEqual(['4']);
    expect(search('борщ', '4')).toEqual(['4']);
    expect(search('салат', '4')).toEqual([]);
    expect(search(undefined, '04')).toEqual(['4']);
    expect(search(undefined, '44')).toEqual([]);
  });

  it('not at all, or a hundred at most', () => {
    expect(names(DISHES, 'уха')).toEqual([]);
    const many = Array.from({ length: 150 }, (_, index) => dish(String(index), `Борщ № ${index}`));
    expect(names(many, 'борщ')).toHaveLength(100);
  });
});
