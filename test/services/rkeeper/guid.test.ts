import { bracedGuid, GUID, guidFrom, newGuid } from '../../../src/services/rkeeper/guid';

const BRACED = /^\{[0-9A-F]{8}-[0-9A-F]{4}-[1-8][0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}\}$/;

describe('a GUID made from words', () => {
  it('is always the same: another one would open every order a second time', () => {
    expect(guidFrom('order', 'A-1')).toBe('{954DC6FD-8D75-5233-B035-06B1DC974896}');
  });

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

describe('any usual spelling', () => {
  it.each([
    '6002fd3a-68b6-4fc9-8eb1-d53a697c286c',
    '{6002FD3A-68B6-4FC9-8EB1-D53A697C286C}',
    '6002fd3a68b64fc98eb1d53a697c286c',
  ])('is known, and written as r_keeper does: %s', (text) => {
    expect(GUID.test(text)).toBe(true);
    expect(bracedGuid(text)).toBe('{6002FD3A-68B6-4FC9-8EB1-D53A697C286C}');
  });

  it.each(['', '6002fd3a', '6002fd3a-68b6-4fc9-8eb1-d53a697c286', 'x002fd3a-68b6-4fc9-8eb1-d53a697c286c'])(
    'is not this: %j',
    (text) => {
      expect(GUID.test(text)).toBe(false);
    },
  );
});
