import fc from 'fast-check';
import { MARKER } from '../message';

/** How one answer of a service goes wrong, or does not. */
export type Mood = ExecutedMood | DetourMood;

/** The service does what it was asked; what comes back suffers. */
export type ExecutedMood =
  | { readonly kind: 'as it is' }
  /** The connection breaks instead of an answer. */
  | { readonly kind: 'lost' }
  /** This share of the answer comes; then it ends, as if that were all or in the midst of it. */
  | { readonly kind: 'cut'; readonly share: number; readonly end: 'clean' | 'broken' }
  /** Bytes at these places, as shares of the whole, are changed by these masks. */
  | {
      readonly kind: 'flipped';
      readonly bytes: readonly { readonly at: number; readonly mask: number }[];
    }
  /**
   * The value at this place, as a share of all values, is another, is gone or stands there many times. `signed`: where
   * answers are signed the service signs what it says now.
   */
  | { readonly kind: 'retyped'; readonly at: number; readonly change: Change; readonly signed: boolean }
  /** None that says that nothing was done. */
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'encoded'; readonly as: Encoding }
  | { readonly kind: 'packed'; readonly as: Packing }
  /** White space stands before the answer, as many bytes of it. */
  | { readonly kind: 'padded'; readonly bytes: number }
  | { readonly kind: 'late'; readonly milliseconds: number }
  /** It never comes; `trickling`: or byte by byte, without an end. */
  | { readonly kind: 'silent'; readonly trickling: boolean };

/** Something else happens, and the service is not asked at all. */
export type DetourMood =
  /** The connection breaks at once. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'page'; readonly status: number; readonly page: PageName }
  /** A redirect to the same path here, or to another host. */
  | { readonly kind: 'redirect'; readonly status: number; readonly to: 'here' | 'elsewhere' | 'nonsense' }
  /** A refusal in the service's own form, in whose words after so many characters a secret is quoted. */
  | { readonly kind: 'echo'; readonly secret: number; readonly after: number };

/** What becomes of one value among those of an answer. */
export type Change =
  | { readonly kind: 'another'; readonly value: unknown }
  | { readonly kind: 'gone' }
  | { readonly kind: 'repeated'; readonly times: number };

export type Retyping = Extract<Mood, { kind: 'retyped' }>;

const ENCODINGS = ['UTF-8 with BOM', 'UTF-16', 'Windows-1251', 'Latin-1'] as const;
export type Encoding = (typeof ENCODINGS)[number];

const PACKINGS = ['gzip', 'deflate', 'br', 'gzip in name only', 'half a gzip'] as const;
export type Packing = (typeof PACKINGS)[number] | 'a gzip bomb';

const DEEP = 50_000;
const ENTITIES = Array.from(
  { length: 9 },
  (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`,
);
const ATTRIBUTES = Array.from({ length: 50_000 }, (_, number) => `a${number}="${MARKER}"`);

/** What comes instead of an answer: its content type, and all of it. */
export const PAGES = {
  empty: ['text/plain', ''],
  html: [
    'text/html; charset=utf-8',
    `<!DOCTYPE html><html><head><title>${MARKER}</title></head><body><h1>${MARKER}</h1></body></html>`,
  ],
  null: ['application/json', 'null'],
  'empty list': ['application/json', '[]'],
  'empty object': ['application/json', '{}'],
  number: ['application/json', '0'],
  text: ['text/plain', `${MARKER} at line 12, stack trace follows`],
  'deep json': ['application/json', '['.repeat(DEEP) + ']'.repeat(DEEP)],
  'deep xml': ['application/xml', '<a>'.repeat(DEEP) + '</a>'.repeat(DEEP)],
  'entity bomb': [
    'application/xml',
    `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e0 "${MARKER}">${ENTITIES.join('')}` +
      '<!ENTITY f SYSTEM "file:///etc/hostname">]><RK7QueryResult Status="Ok">&e9;&f;</RK7QueryResult>',
  ],
  prototype: [
    'application/json',
    `{"__proto__":{"error_code":0,"id":"${MARKER}"},"constructor":{"prototype":{"error_code":0}}}`,
  ],
  'many attributes': ['application/xml', `<RK7QueryResult ${ATTRIBUTES.join(' ')}/>`],
  controls: ['text/xml', `<a b="\u0000\u0008\u001b[2J">${MARKER}\u0000</a>`],
} as const;
export type PageName = keyof typeof PAGES;

export const AS_IT_IS: Mood = { kind: 'as it is' };

export function isExecuted(mood: Mood): mood is ExecutedMood {
  return !['refused', 'page', 'redirect', 'echo'].includes(mood.kind);
}

/** Whether the app may find out only by waiting. */
export function isSlow(mood: Mood): boolean {
  return mood.kind === 'silent' || (mood.kind === 'cut' && mood.end === 'broken');
}

/** Whether what came back can be taken for no answer at all, neither for a success nor for a refusal. */
export function isUnreadable(mood: Mood): boolean {
  return ['lost', 'silent', 'cut'].includes(mood.kind);
}

const share = fc.nat(999).map((thousandths) => thousandths / 1000);

/** What a service may say in the place of something else. */
const VALUES: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1.5, 1e21, 9007199254740992, [], {}, [null], [[]], [{}], { a: 1 }],
  ...[
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
  ],
  ...['\u0000\u001b', '\ud800', 'x'.repeat(100_000), '<'.repeat(100_000), '9'.repeat(400)],
  JSON.parse('{"__proto__":{"error_code":0}}'),
];

const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...VALUES).map((value): Change => ({ kind: 'another', value })) },
  {
    weight: 3,
    arbitrary: fc
      .oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.integer().map(String), fc.nat(300).map(String))
      .map((value): Change => ({ kind: 'another', value })),
  },
  { weight: 3, arbitrary: fc.constant<Change>({ kind: 'gone' }) },
  { weight: 3, arbitrary: fc.constantFrom(2, 3, 500).map((times): Change => ({ kind: 'repeated', times })) },
);

/** Bigger than any answer that is read, and not yet bigger. */
const PADDINGS = [300 * 1024, 17 * 1024 * 1024, 33 * 1024 * 1024];

const flip = fc.record({ at: share, mask: fc.integer({ min: 1, max: 255 }) });

const MOODS: readonly (readonly [weight: number, mood: fc.Arbitrary<Mood>])[] = [
  [60, fc.constant(AS_IT_IS)],
  [40, fc.record({ kind: fc.constant('retyped'), at: share, change, signed: fc.boolean() })],
  [12, fc.constant<Mood>({ kind: 'lost' })],
  [8, fc.constant<Mood>({ kind: 'refused' })],
  [10, fc.record({ kind: fc.constant('cut'), share, end: fc.constant('clean') })],
  [20, fc.record({ kind: fc.constant('flipped'), bytes: fc.array(flip, { minLength: 1, maxLength: 8 }) })],
  [
    10,
    fc
      .constantFrom(201, 204, 206, 301, 418, 500, 502, 503, 504, 599)
      .map((status): Mood => ({ kind: 'status', status })),
  ],
  [10, fc.constantFrom(...ENCODINGS).map((as): Mood => ({ kind: 'encoded', as }))],
  [8, fc.constantFrom(...PACKINGS).map((as): Mood => ({ kind: 'packed', as }))],
  [
    15,
    fc.record({
      kind: fc.constant('page'),
      status: fc.constantFrom(200, 200, 200, 400, 401, 403, 404, 429, 500, 503),
      page: fc.constantFrom(...(Object.keys(PAGES) as PageName[])),
    }),
  ],
  [
    8,
    fc.record({
      kind: fc.constant('redirect'),
      status: fc.constantFrom(301, 302, 303, 307, 308),
      to: fc.constantFrom('here', 'elsewhere', 'nonsense'),
    }),
  ],
  // Words are cut off where they are long, be it in the midst of a secret.
  [
    8,
    fc.record({
      kind: fc.constant('echo'),
      secret: fc.nat(15),
      after: fc.oneof(fc.constant(0), fc.nat(320)),
    }),
  ],
  [2, fc.constantFrom(20, 200).map((milliseconds): Mood => ({ kind: 'late', milliseconds }))],
  // These take long.
  [0.5, fc.boolean().map((trickling): Mood => ({ kind: 'silent', trickling }))],
  [0.5, fc.record({ kind: fc.constant('cut'), share, end: fc.constant('broken') })],
  [0.4, fc.constantFrom(...PADDINGS).map((bytes): Mood => ({ kind: 'padded', bytes }))],
  [0.1, fc.constant<Mood>({ kind: 'packed', as: 'a gzip bomb' })],
];

/** The moods of the first requests of a step. */
export const moods: fc.Arbitrary<Mood[]> = fc.oneof(
  {
    weight: 1000,
    arbitrary: fc.array(
      fc.oneof(...MOODS.map(([weight, arbitrary]) => ({ weight: weight * 10, arbitrary }))),
      {
        minLength: 1,
        maxLength: 4,
      },
    ),
  },
  // However many calls a step makes, all of them together have its time.
  { weight: 1, arbitrary: fc.constant(Array<Mood>(8).fill({ kind: 'silent', trickling: false })) },
);
