import { guidFrom, newGuid } from '../../../src/services/rkeeper/ref_item';

const BRACED = /^\{[0-9A-F]{8}-[0-9A-F]{4}-[1-8][0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}\}$/;

describe('a GUID made from words', () => {
  it('is a UUID of version 5, in the spelling of r_keeper', () => {
    for (const words of [['a'], ['Заказ', '№ 1'], [''], []]) {
      expect(guidFrom(...words)).toMatch(BRACED);
      expect(guidFrom(...words)[15]).toBe('5');
    }
  });

  it('is another one for other words, wherever they are cut', () => {
    const guids = [
      guidFrom('ab', 'c'),
      guidFrom('a', 'bc'),
      guidFrom('abc'),
      guidFrom('ABC'),
      guidFrom('a","bc'),
    ];
    expect(new Set(guids).size).toBe(guids.length);
  });
});

it('a new GUID is like no other', () => {
  expect(newGuid()).toMatch(BRACED);
  expect(newGuid()).not.toBe(newGuid());
});
