import { createHash } from 'node:crypto';
import {
  answerHash,
  httpBuildQuery,
  md5Hex,
  requestHash,
  sameHash,
  type QueryParameters,
  type QueryValue,
} from '../../src/core/signature';
import documented from '../fixtures/justclick-hashes.json';
import vectors from '../fixtures/php-query.json';
import { evaluatePhp, phpIsHere } from '../sandbox/justclick/php';

/** The key of the hashes that the vendor's documentation shows or implies; the login is `username`. */
const KEY = 'X'.repeat(40);

describe('the query', () => {
  it.each(documented.queries)('is signed as the vendor shows: $what', ({ parameters, hash, query }) => {
    expect(httpBuildQuery(parameters as unknown as QueryParameters)).toBe(query);
    expect(requestHash(query, 'username', KEY)).toBe(hash);
  });

  it.each(vectors.map((vector, index) => [index, vector] as const))(
    'is the one that PHP made: vector %i',
    (_index, { params, query, hash, login, key }) => {
      expect(httpBuildQuery(Object.entries(params) as QueryParameters)).toBe(query);
      expect(requestHash(query, login, key)).toBe(hash);
    },
  );

  it('has no vector whose keys JavaScript would put in another order', () => {
    expect(JSON.stringify(vectors)).not.toMatch(/"\d+":/);
  });

  it('keeps the order of the parameters, numbers among the names too', () => {
    expect(
      httpBuildQuery([
        ['b', '1'],
        ['10', '2'],
        ['a', '3'],
        ['9', '4'],
      ]),
    ).toBe('b=1&10=2&a=3&9=4');
  });

  it('gives a flat name with brackets the bytes of a nested one', () => {
    expect(httpBuildQuery([['rid[0]', 'a']])).toBe(httpBuildQuery([['rid', ['a']]]));
  });

  it('leaves out nulls and what is empty inside, but neither empty texts nor gaps in the numbering', () => {
    expect(
      httpBuildQuery([
        ['a', [null, 'x', [], {}, '']],
        ['b', {}],
        ['c', { d: null, e: '' }],
      ]),
    ).toBe('a%5B1%5D=x&a%5B4%5D=&c%5Be%5D=');
  });

  it.each<[number, string]>([
    [0, '0'],
    [-0, '-0'],
    [-15156, '-15156'],
    [Number.MAX_SAFE_INTEGER, '9007199254740991'],
    [990.1, '990.1'],
    [100.5, '100.5'],
    [-0.25, '-0.25'],
    [0.1 + 0.2, '0.3'],
    [1 / 3, '0.33333333333333'],
    [0.0001, '0.0001'],
    [0.00001234, '1.234E-5'],
    [1e-7, '1.0E-7'],
    [1e20, '1.0E%2B20'],
    [1.5e300, '1.5E%2B300'],
    [123456.789012345, '123456.78901235'],
    [12345678901230.4, '12345678901230'],
    [10000000000000.4, '10000000000000'],
    [99999999999999.6, '1.0E%2B14'],
    [123456789012345.6, '1.2345678901235E%2B14'],
  ])('writes the number %d as PHP does', (number, written) => {
    expect(httpBuildQuery([['a', number]])).toBe(`a=${written}`);
  });

  it.each([NaN, Infinity, -Infinity])('refuses %d, which no form can hold', (number) => {
    expect(() => httpBuildQuery([['a', number]])).toThrow(RangeError);
  });

  it('replaces half of a surrogate pair instead of failing on it', () => {
    expect(httpBuildQuery([['a\ud83d', 'x\udc00y']])).toBe('a%EF%BF%BD=x%EF%BF%BDy');
  });

  it('is what real PHP makes of 300 random nested arrays', () => {
    if (!phpIsHere()) return;
    const cases = randomCases(300);
    const made: unknown = JSON.parse(
      evaluatePhp(
        `$made = [];
         foreach (json_decode(stream_get_contents(STDIN)) as $pairs) {
           $array = [];
           foreach ($pairs as [$name, $value]) $array[$name] = $value;
           $made[] = http_build_query($array);
         }
         echo json_encode($made);`,
        JSON.stringify(cases),
      ),
    );
    expect(cases.map(httpBuildQuery)).toEqual(made);
  });
});

/** The same on every run: a linear congruential generator stands in for chance. */
function randomCases(count: number): QueryParameters[] {
  let state = 20130303;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const LETTERS = Array.from('aZ09-_.~!*\'() +&=%/?#@:;[]{}$,"<>|\\^`\t\r\nйЯёІ№«»—中😀\u00a0\u0000');
  const text = (): string => Array.from({ length: below(12) }, () => LETTERS[below(LETTERS.length)]).join('');
  const value = (depth: number): QueryValue => {
    switch (below(depth > 0 ? 9 : 7)) {
      case 0:
        return null;
      case 1:
        return below(2) === 1;
      case 2:
        return below(2_000_000) - 1_000_000;
      case 3:
        return (below(2 ** 31) + 0.5) * 10 ** (below(24) - 18);
      case 7:
        return Array.from({ length: below(4) }, () => value(depth - 1));
      case 8:
        return Object.fromEntries(Array.from({ length: below(4) }, () => [`k${text()}`, value(depth - 1)]));
      default:
        return text();
    }
  };
  // Names are all different: PHP's array, unlike a list of pairs, holds each only once.
  return Array.from({ length: count }, () =>
    Array.from({ length: below(6) }, (_, index) => [`p${index}${text()}`, value(3)] as const),
  );
}

describe('an answer', () => {
  it.each(documented.answers)(
    '$code "$text" has the hash that the documentation implies',
    ({ code, text, hash }) => {
      expect(answerHash(String(code), text, KEY)).toBe(hash);
    },
  );

  it.each([
    ['invalid user name', '3716f64754c9af87ce667da050a30c9f'],
    ['Invalid user name', 'ca1d0e11a47db2f77cca68545d853090'],
  ])('5 "%s" may be signed with an empty key', (text, hash) => {
    expect(answerHash('5', text, '')).toBe(hash);
  });
});

describe('digests', () => {
  it('are made of UTF-8', () => {
    expect(md5Hex('Привет 😀')).toBe(createHash('md5').update(Buffer.from('Привет 😀')).digest('hex'));
  });

  it('are equal in either letter case, and different when a digit, the length or the alphabet differs', () => {
    const hash = 'ffe12101a35998cbb60b510662de528e';
    expect(sameHash(hash, hash)).toBe(true);
    expect(sameHash(hash, hash.toUpperCase())).toBe(true);
    expect(sameHash(hash, `${hash.slice(0, -1)}f`)).toBe(false);
    expect(sameHash(hash, hash.slice(1))).toBe(false);
    expect(sameHash(hash, '')).toBe(false);
    expect(sameHash(hash, 'я'.repeat(16))).toBe(false);
  });
});
