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

  it('may nest, list and quote as much as any service does', () => {
    const deep = `{"a":${'['.repeat(99)}${']'.repeat(99)}}`;
    expect(parseObject(Buffer.from(deep))).toEqual(JSON.parse(deep));
    const text = { a: `${'['.repeat(1000)}"\\`, b: ['{', '"['] };
    expect(parseObject(Buffer.from(JSON.stringify(text)))).toEqual(text);
    const long = { a: Array.from({ length: 100_000 }, () => ({ b: [] })) };
    expect(parseObject(Buffer.from(JSON.stringify(long)))).toEqual(long);
  });

  it.each([
    ['brackets without an end', '['.repeat(20_000_000)],
    ['more depth than any service needs', `{"a":${'[1,'.repeat(100)}0${']'.repeat(100)}}`],
    ['more lists than fit into memory', `{"a":[${'[],'.repeat(1_000_000)}0]}`],
  ])('are none, and cost nothing, when they are %s', (_name, text) => {
    const before = process.memoryUsage().heapUsed;
    expect(parseObject(Buffer.from(text))).toBeUndefined();
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(50_000_000);
  });
});
