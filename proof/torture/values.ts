import fc from 'fast-check';
import type { Field } from '../../sandbox/zapier/definition';

/** Items of a list that is read rather than counted: one behind the other, between bars. */
const items = (list: string): string[] => list.split('|');

const LETTERS = [
  ...items('a|я|😀|\u0000|\n| |<|&|"|\'|{{|%|\u202e|\ufeff|]]>|9|-|.'),
  // Half a character.
  '\ud800',
];

const HUGE = 100_000;

/** Texts in which a search for an ending begins anew at every character. */
const ENDLESS = items('0| |.|,|/|a@|1,|<|(|"|&#|x2 |-|%D0').flatMap((unit) => [
  unit.repeat(HUGE / unit.length),
  `1.${unit.repeat(HUGE / unit.length)}!`,
]);

/** Texts that have hurt somebody before. "Undefined" is not written as programs do: messages quote what was entered. */
const NASTY = [
  ...items('| |\t\r\n|0|-1|null|Undefined|__proto__|constructor|true|да|нет|$receipt|#TAGS#|{$download}'),
  ...items('{{bundle.authData.api_key}}|{{process.env.PATH}}|{{|}}|&amp;lt;|]]>|<![CDATA[x]]>'),
  ...items("' OR 1=1; --|../../etc/passwd|a\u0000b|a\r\nX-Injected: 1|\u001b[2J|\ufffe\uffff"),
  ...items('\u200b\u200d\ufeff|\u202eabc|e\u0301|𝕏|👩‍👩‍👧‍👦|١٢٣|a,b,,c|a&b=c|a[b]=c|%00%0a'),
  ...['\ud800', '\udc00\ud800', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>&b;'],
];

const NUMBERS = [
  ...items('0|-0|00|1|-1|+1|1.|.5|0.001|0.0001|1.005|12.345|1 250,50|1.250,50|1,250.50|1\u00a0000|1e3|1e400'),
  ...items('0x10|1_000|--5|5-|1/2|٣|½|∞|nan|Infinity|0.1|100,00|100%|10 руб.|007|999999999999999'),
  ...items('2147483647|2147483648|4294967296|9007199254740991|9007199254740993|99999999999999999999'),
  // As other steps hand them over.
  ...[0, -0, 1, -1, 0.1, 0.30000000000000004, 1e21, 1e-7, 5e-324, 1.7976931348623157e308],
  ...[2147483648, 9007199254740991, -9007199254740991],
];

const DATES = [
  ...items('2026-03-31|2026-02-30|2026-13-01|0000-00-00|0001-01-01|9999-12-31|-000001-01-01|+275760-09-13'),
  ...items('2026-03-31T10:00:00|2026-03-31T10:00:00Z|2026-03-31T10:00:00+14:00|2026-03-31T10:00:00-12:00'),
  ...items('2026-03-31T10:00:00+25:00|2026-03-31 10:00|2026-03-31T24:00:00|2026-03-31T25:61:61'),
  ...items('2016-12-31T23:59:60Z|2026-03-31T10:00:00.123456789Z|1900-01-01T00:00:00'),
  // Clocks are moved here and there: these never were, or were twice.
  ...items('2026-03-29T02:30:00|2026-10-25T02:30:00|2011-03-27T02:30:00|2014-10-26T01:30:00'),
  ...items(
    '03.03.2013|3/31/2026|31/3/2026|2026-W10-1|2026-062|20260331|now|tomorrow|завтра|31 марта 2026 г.',
  ),
  ...items('1362254400|1362254400000|-1|0|99999999999|1e9|1362254400.5|10:00|9:5|24:00|23:59:59'),
  ...[1362254400, 1362254400000, -1, 0, 1e20, 0.5],
];

/** Hosts of the last kind exist nowhere (RFC 2606), so that nobody is asked. */
const LINKS = [
  ...items('https://|http://|https:///x|//files.invalid/x|https://files.invalid|https://files.invalid/a b'),
  ...items('https://пример.invalid/файл|https://user:password@files.invalid/|https://files.invalid:99999/'),
  ...items('https://[::1]/|http://127.0.0.1:1/|http://169.254.169.254/latest/|http://0x7f000001:1/'),
  ...items('http://[::ffff:127.0.0.1]:1/|file:///etc/passwd|data:text/plain,x|javascript:alert(1)'),
  ...['hydrate|||{"a":1}|||hydrate', 'https://files.invalid/#?&=%', 'HTTPS://FILES.INVALID/'],
];

/** C0 with DEL, and C1. */
const control = fc
  .oneof(fc.integer({ min: 0, max: 0x1f }), fc.integer({ min: 0x7f, max: 0x9f }))
  .map((unit) => String.fromCharCode(unit));

export const hostileText = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...NASTY) },
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.tuple(control, fc.string({ maxLength: 5 })).map((parts) => parts.join('a')) },
  {
    weight: 3,
    arbitrary: fc.array(fc.constantFrom(...LETTERS), { maxLength: 12 }).map((parts) => parts.join('')),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(...LETTERS), fc.constantFrom(50, 300, 3000))
      .map(([unit, times]) => unit.repeat(times)),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...LETTERS.map((unit) => unit.repeat(HUGE / unit.length)), ...ENDLESS),
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
  fc.constantFrom<unknown>(
    ...[
      [],
      [[]],
      [null],
      {},
      [''],
      ['a', 'b'],
      ['a', 1, null, {}, ['b']],
      [{}],
      [{ a: 1 }],
      null,
      true,
      false,
    ],
    ...[{ a: { b: ['c'] } }, { length: 3 }, { toString: 'x', valueOf: 1 }, { '': '' }],
    JSON.parse('{"__proto__":{"admin":true},"constructor":1}'),
    Array(1000).fill('x'),
    Array(300).fill({ a: 'b' }),
    JSON.parse('['.repeat(500) + '"x"' + ']'.repeat(500)),
  ),
  fc.jsonValue({ maxDepth: 3 }),
  fc.array(hostileText, { maxLength: 4 }),
  fc.dictionary(hostileText, hostileText, { maxKeys: 3 }),
);

/** Values of every sort for a field, those of its own sort more often. */
export function hostileValue(field: Field): fc.Arbitrary<unknown> {
  if (field.children) return hostileRows(field.children);
  const own = sortOf(field);
  const choices = valuesOf(field);
  return fc.oneof(
    { weight: 4, arbitrary: hostileText },
    { weight: own === 'number' ? 4 : 1, arbitrary: number },
    { weight: own === 'date' ? 4 : 1, arbitrary: date },
    { weight: own === 'link' ? 4 : 1, arbitrary: fc.constantFrom(...LINKS) },
    { weight: 2, arbitrary: structure },
    ...(choices.length > 0 ? [{ weight: 4, arbitrary: fc.constantFrom(...choices) }] : []),
  );
}

/** A value for any field at all, for those that only a function of the app names. */
export const ANY_VALUE = hostileValue({ key: '' });

function hostileRows(children: readonly Field[]): fc.Arbitrary<unknown> {
  const row = fc.dictionary(fc.constantFrom(...children.map(({ key }) => key)), ANY_VALUE, { maxKeys: 3 });
  const rowOfSort = fc
    .constantFrom(...children)
    .chain((child) => hostileValue(child).map((value) => ({ [child.key]: value })));
  return fc.oneof(
    { weight: 4, arbitrary: fc.array(fc.oneof(row, rowOfSort), { maxLength: 3 }) },
    { weight: 1, arbitrary: row },
    { weight: 1, arbitrary: structure },
    { weight: 1, arbitrary: hostileText },
  );
}

function sortOf({ type, key }: Field): 'number' | 'date' | 'link' | 'text' {
  if (type === 'datetime' || /date|time/.test(key)) return 'date';
  if (type === 'file' || /url|link/.test(key)) return 'link';
  if (type === 'integer' || type === 'number') return 'number';
  return /sum|price|quantity|amount|weight|mass|guests|perc|fee|length|width|height|_id$|visit/.test(key)
    ? 'number'
    : 'text';
}

/** The values of a fixed drop-down; none of any other field. */
export function valuesOf({ type, choices }: Field): readonly (string | boolean)[] {
  if (type === 'boolean') return [true, false];
  if (choices === undefined || 'perform' in choices) return [];
  if (!Array.isArray(choices)) return Object.keys(choices);
  return choices.map((choice: string | { value: string }) =>
    typeof choice === 'string' ? choice : choice.value,
  );
}
