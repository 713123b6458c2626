import { isObject, parseObject } from '../../src/core/json';

describe('a record', () => {
  it.each([{}, { a: 1 }, Object.create(null)])('is a JSON object: %j', (value) => {
    expect(isObject(value)).toBe(true);
  });

  it.each([null, undefined, [], ['a'], 'text', 1, true])('is nothing else: %j', (value) => {
    expect(isObject(value)).toBe(false);
  });
});

describe('bytes', () => {
  it('are read as a JSON object, with a byte order mark and without', () => {
    expect(parseObject(Buffer.from('{"имя":"Суп 🍲"}'))).toEqual({ имя: 'Суп 🍲' });
    expect(parseObject(Buffer.from('\uFEFF{"a":null}'))).toEqual({ a: null });
  });

  it.each(['', '[]', 'null', '"text"', '1', '{', '<html/>', '{"a":1}x'])(
    'are none when they are "%s"',
    (text) => {
      expect(parseObject(Buffer.from(text))).toBeUndefined();
    },
  );
});
