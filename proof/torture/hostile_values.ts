import fc from 'fast-check';
import type { Field } from '../../sandbox/zapier/definition';
import type { JsonValue } from './json_value';

const LETTERS = [
  'a',
  'я',
  '😀',
  '\u0000',
  '\n',
  ' ',
  '<',
  '&',
  '"',
  "'",
  '{{',
  '%',
  '\u202e',
  '\ud800',
  '\ufeff',
  ']]>',
  '9',
  '-',
  '.',
];

const HUGE = 100_000;

/** Where a search for an ending begins anew at every character. */
const ENDLESS = ['0', ' ', '.', ',', '/', 'a@', '1,', '<', '(', '\"', '&#', 'x2 ', '-', '%D0'].flatMap(
  (unit) => [unit.repeat(HUGE / unit.length), `1.${unit.repeat(HUGE / unit.length)}!`],
);

/** Texts that have hurt somebody before. */
const NASTY = [
  '',
  ' ',
  '\t\r\n',
  '0',
  '-1',
  'null',
  // Not as programs write it: messages quote what was entered, and must not speak like a program.
  'Undefined',
  '__proto__',
  'constructor',
  '{{bundle.authData.api_key}}',
  '{{process.env.PATH}}',
  '{{',
  '}}',
  '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>&b;',
  '<![CDATA[x]]>',
  ']]>',
  '&amp;lt;',
  "' OR 1=1; --",
  '../../etc/passwd',
  'a\u0000b',
  'a\r\nX-Injected: 1',
  '\u001b[2J',
  '\ud800',
  '\udc00\ud800',
  '\ufffe\uffff',
  '\u200b\u200d\ufeff',
  '\u202eabc',
  'e\u0301',
  '𝕏',
  '👩‍👩‍👧‍👦',
  '١٢٣',
  'a,b,,c',
  'a&b=c',
  'a[b]=c',
  '%00%0a',
  '$receipt',
  '#TAGS#',
  '{$download}',
  'true',
  'да',
  'нет',
];

const NUMBERS = [
  '0',
  '-0',
  '00',
  '1',
  '-1',
  '+1',
  '1.',
  '.5',
  '0.001',
  '0.0001',
  '1.005',
  '12.345',
  '1 250,50',
  '1.250,50',
  '1,250.50',
  '1\u00a0000',
  '1e3',
  '1e400',
  '0x10',
  '1_000',
  '--5',
  '5-',
  '1/2',
  '٣',
  '½',
  '∞',
  'nan',
  'Infinity',
  '2147483647',
  '2147483648',
  '4294967296',
  '9007199254740991',
  '9007199254740993',
  '99999999999999999999',
  '999999999999999',
  '0.1',
  '100,00',
  '100%',
  '10 руб.',
  '007',
  // As other steps hand them over.
  0,
  -0,
  1,
  -1,
  0.1,
  0.30000000000000004,
  1e21,
  1e-7,
  9007199254740991,
  -9007199254740991,
  1.7976931348623157e308,
  5e-324,
  2147483648,
];

const DATES = [
  '2026-03-31',
  '2026-02-30',
  '2026-13-01',
  '0000-00-00',
  '0001-01-01',
  '9999-12-31',
  '-000001-01-01',
  '+275760-09-13',
  '2026-03-31T10:00:00',
  '2026-03-31T10:00:00Z',
  '2026-03-31T10:00:00+14:00',
  '2026-03-31T10:00:00-12:00',
  '2026-03-31T10:00:00+25:00',
  '2026-03-31 10:00',
  '2026-03-31T24:00:00',
  '2026-03-31T25:61:61',
  '2016-12-31T23:59:60Z',
  '2026-03-31T10:00:00.123456789Z',
  // Clocks are moved here and there: these never were, or were twice.
  '2026-03-29T02:30:00',
  '2026-10-25T02:30:00',
  '2011-03-27T02:30:00',
  '2014-10-26T01:30:00',
  '1900-01-01T00:00:00',
  '03.03.2013',
  '3/31/2026',
  '31/3/2026',
  '2026-W10-1',
  '2026-062',
  '20260331',
  'now',
  'tomorrow',
  'завтра',
  '31 марта 2026 г.',
  '1362254400',
  '1362254400000',
  '-1',
  '0',
  '99999999999',
  '1e9',
  '1362254400.5',
  '10:00',
  '9:5',
  '24:00',
  '23:59:59',
  1362254400,
  1362254400000,
  -1,
  0,
  1e20,
  0.5,
];

/** Hosts of the last kind exist nowhere (RFC 2606), so that nobody is asked. */
const LINKS = [
  'https://',
  'http://',
  'https:///x',
  '//files.invalid/x',
  'https://files.invalid',
  'https://files.invalid/a b',
  'https://пример.invalid/файл',
  'https://user:password@files.invalid/',
  'https://files.invalid:99999/',
  'https://[::1]/',
  'http://127.0.0.1:1/',
  'http://169.254.169.254/latest/',
  'http://0x7f000001:1/',
  'http://[::ffff:127.0.0.1]:1/',
  'file:///etc/passwd',
  'data:text/plain,x',
  'javascript:alert(1)',
  'hydrate|||{"a":1}|||hydrate',
  'https://files.invalid/#?&=%',
  'HTTPS://FILES.INVALID/',
];

/** C0 with DEL, and C1. */
const control = fc
  .oneof(fc.integer({ min: 0, max: 0x1f }), fc.integer({ min: 0x7f, max: 0x9f }))
  .map((unit) => String.fromCharCode(unit));

export const hostileText = fc.oneof(
  { arbitrary: fc.constantFrom(...NASTY), weight: 4 },
  { arbitrary: fc.string({ unit: 'binary', maxLength: 40 }), weight: 3 },
  { arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }), weight: 2 },
  { arbitrary: fc.tuple(control, fc.string({ maxLength: 5 })).map((parts) => parts.join('a')), weight: 1 },
  {
    arbitrary: fc.array(fc.constantFrom(...LETTERS), { maxLength: 12 }).map((parts) => parts.join('')),
    weight: 3,
  },
  {
    arbitrary: fc
      .tuple(fc.constantFrom(...LETTERS), fc.constantFrom(50, 300, 3000))
      .map(([unit, times]) => unit.repeat(times)),
    weight: 2,
  },
  {
    arbitrary: fc.constantFrom(...LETTERS.map((unit) => unit.repeat(HUGE / unit.length)), ...ENDLESS),
    weight: 1,
  },
);

const number = fc.oneof(
  fc.constantFrom<string | number>(...NUMBERS),
  fc.integer().map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.tuple(fc.nat(999_999), fc.nat(9999)).map(([whole, part]) => `${whole},${part}`),
);

const date = fc.oneof(
  fc.constantFrom<string | number>(...DATES),
  fc.date({ noInvalidDate: true }).map((moment) => moment.toISOString()),
  fc.integer({ min: -1e12, max: 1e12 }).map(String),
);

/** What is no single value. `JSON.parse` makes members that a literal cannot have. */
const structure = fc.oneof(
  fc.constantFrom<JsonValue>(
    [],
    [[]],
    [null],
    {},
    [''],
    ['a', 'b'],
    ['a', 1, null, {}, ['b']],
    [{}],
    [{ a: 1 }],
    { a: { b: ['c'] } },
    { length: 3 },
    { toString: 'x', valueOf: 1 },
    JSON.parse('{"__proto__":{"admin":true},"constructor":1}') as JsonValue,
    { '': '' },
    Array<JsonValue>(1000).fill('x'),
    Array<JsonValue>(300).fill({ a: 'b' }),
    nested(500),
    null,
    true,
    false,
  ),
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<JsonValue>,
  fc.array(hostileText, { maxLength: 4 }),
  fc.dictionary(hostileText, hostileText, { maxKeys: 3 }),
);

function nested(depth: number): JsonValue {
  return depth === 0 ? 'x' : [nested(depth - 1)];
}

/** Values of every sort for a field, those of its own sort more often. */
export function hostileValue(field: Field): fc.Arbitrary<JsonValue> {
  if (field.children) return hostileRows(field.children);
  const own = ownSort(field);
  return fc.oneof(
    { arbitrary: hostileText, weight: 4 },
    { arbitrary: number, weight: own === 'number' ? 4 : 1 },
    { arbitrary: date, weight: own === 'date' ? 4 : 1 },
    { arbitrary: fc.constantFrom(...LINKS), weight: own === 'link' ? 4 : 1 },
    { arbitrary: structure, weight: 2 },
    ...choices(field),
  );
}

/** Of any field at all, for those that only a function of the app names. */
export const ANY_VALUE = hostileValue({ key: '' });

function hostileRows(children: readonly Field[]): fc.Arbitrary<JsonValue> {
  const row = fc.dictionary(fc.constantFrom(...children.map(({ key }) => key)), ANY_VALUE, { maxKeys: 3 });
  const rowsOfSort = fc
    .constantFrom(...children)
    .chain((child) => hostileValue(child).map((value): JsonValue => ({ [child.key]: value })));
  return fc.oneof(
    { arbitrary: fc.array(fc.oneof(row, rowsOfSort), { maxLength: 3 }), weight: 4 },
    { arbitrary: row, weight: 1 },
    { arbitrary: structure, weight: 1 },
    { arbitrary: hostileText, weight: 1 },
  );
}

function ownSort({ type, key }: Field): 'number' | 'date' | 'link' | 'text' {
  if (type === 'datetime' || /date|time/.test(key)) return 'date';
  if (type === 'file' || /url|link/.test(key)) return 'link';
  if (type === 'integer' || type === 'number') return 'number';
  return /sum|price|quantity|amount|weight|mass|guests|perc|fee|length|width|height|_id$|visit/.test(key)
    ? 'number'
    : 'text';
}

function choices({ choices: offered }: Field) {
  if (offered === undefined || 'perform' in offered) return [];
  const values = Array.isArray(offered)
    ? offered.map((choice: string | { value: string }) =>
        typeof choice === 'string' ? choice : choice.value,
      )
    : Object.keys(offered);
  return values.length === 0 ? [] : [{ arbitrary: fc.constantFrom(...values), weight: 4 }];
}
