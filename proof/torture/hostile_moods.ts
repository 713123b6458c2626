import fc from 'fast-check';
import type { JsonValue } from './json_value';
import { type Change, type Mood, PAGE_NAMES } from './mood';

const share = fc.nat(999).map((thousandths) => thousandths / 1000);

/** What a service may say in the place of something else. */
const VALUES: readonly JsonValue[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e21,
  9007199254740993,
  '',
  ' ',
  '0',
  '-1',
  '1e400',
  'NaN',
  'true',
  '<b>bold</b>',
  '0000-00-00 00:00:00',
  '9999-99-99T99:99:99',
  '\u0000\u001b',
  '\ud800',
  'x'.repeat(100_000),
  '<'.repeat(100_000),
  '9'.repeat(400),
  [],
  {},
  [null],
  [[]],
  [{}],
  { a: 1 },
  JSON.parse('{"__proto__":{"error_code":0}}') as JsonValue,
];

const change: fc.Arbitrary<Change> = fc.oneof(
  { arbitrary: fc.constantFrom(...VALUES).map((value): Change => ({ kind: 'another', value })), weight: 5 },
  {
    arbitrary: fc
      .string({ unit: 'binary', maxLength: 20 })
      .map((value): Change => ({ kind: 'another', value })),
    weight: 1,
  },
  {
    arbitrary: fc
      .oneof(fc.integer(), fc.nat(300))
      .map((value): Change => ({ kind: 'another', value: String(value) })),
    weight: 2,
  },
  { arbitrary: fc.constant<Change>({ kind: 'gone' }), weight: 3 },
  { arbitrary: fc.constantFrom(2, 3, 500).map((times): Change => ({ kind: 'repeated', times })), weight: 3 },
);

const AS_IT_IS: Mood = { kind: 'as it is' };

/** Bigger than any answer that is read, and not yet bigger. */
const PADDINGS = [300 * 1024, 17 * 1024 * 1024, 33 * 1024 * 1024];

const MOODS: readonly { readonly arbitrary: fc.Arbitrary<Mood>; readonly weight: number }[] = [
  { weight: 60, arbitrary: fc.constant(AS_IT_IS) },
  {
    weight: 40,
    arbitrary: fc.record({ kind: fc.constant('retyped'), at: share, change, signed: fc.boolean() }),
  },
  { weight: 12, arbitrary: fc.constant<Mood>({ kind: 'lost' }) },
  { weight: 8, arbitrary: fc.constant<Mood>({ kind: 'refused' }) },
  {
    weight: 10,
    arbitrary: fc.record({ kind: fc.constant('cut'), share, end: fc.constant('clean') }),
  },
  {
    weight: 20,
    arbitrary: fc.record({
      kind: fc.constant('flipped'),
      bytes: fc.array(fc.record({ at: share, mask: fc.integer({ min: 1, max: 255 }) }), {
        minLength: 1,
        maxLength: 8,
      }),
    }),
  },
  {
    weight: 10,
    arbitrary: fc
      .constantFrom(201, 204, 206, 301, 418, 500, 502, 503, 504, 599)
      .map((status): Mood => ({ kind: 'status', status })),
  },
  {
    weight: 10,
    arbitrary: fc
      .constantFrom('UTF-8 with BOM', 'UTF-16', 'Windows-1251', 'Latin-1')
      .map((as): Mood => ({ kind: 'encoded', as })),
  },
  {
    weight: 8,
    arbitrary: fc
      .constantFrom('gzip', 'deflate', 'br', 'gzip in name only', 'half a gzip')
      .map((as): Mood => ({ kind: 'packed', as })),
  },
  {
    weight: 15,
    arbitrary: fc.record({
      kind: fc.constant('page'),
      status: fc.constantFrom(200, 200, 200, 400, 401, 403, 404, 429, 500, 503),
      page: fc.constantFrom(...PAGE_NAMES),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('redirect'),
      status: fc.constantFrom(301, 302, 303, 307, 308),
      to: fc.constantFrom('here', 'elsewhere', 'nonsense'),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('echo'),
      secret: fc.nat(15),
      // Words are cut off where they are long, be it in the midst of a secret.
      after: fc.oneof(fc.constant(0), fc.nat(320)),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(20, 200).map((milliseconds): Mood => ({ kind: 'late', milliseconds })),
  },
  // These cost seconds.
  { weight: 0.2, arbitrary: fc.boolean().map((trickling): Mood => ({ kind: 'silent', trickling })) },
  { weight: 0.2, arbitrary: fc.record({ kind: fc.constant('cut'), share, end: fc.constant('broken') }) },
  { weight: 0.4, arbitrary: fc.constantFrom(...PADDINGS).map((bytes): Mood => ({ kind: 'padded', bytes })) },
  { weight: 0.1, arbitrary: fc.constant<Mood>({ kind: 'packed', as: 'a gzip bomb' }) },
];

/** The moods of the first requests of a step. */
export const moods: fc.Arbitrary<Mood[]> = fc.oneof(
  {
    weight: 1000,
    arbitrary: fc.array(fc.oneof(...MOODS.map((m) => ({ ...m, weight: m.weight * 10 }))), {
      minLength: 1,
      maxLength: 4,
    }),
  },
  // However many calls a step makes, all of them together have its time.
  { weight: 1, arbitrary: fc.constant(Array<Mood>(8).fill({ kind: 'silent', trickling: false })) },
);
