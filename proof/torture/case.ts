import fc from 'fast-check';
import type { Brand } from '../../sandbox/justclick/brand';
import type { Field } from '../../sandbox/zapier/definition';
import { formsOf } from './forms';
import { HOOK_CONTENTS } from './hook_contents';
import { ANY_VALUE, hostileText, hostileValue } from './hostile_values';
import { moods } from './hostile_moods';
import type { JsonObject, JsonValue } from './json_value';
import type { Method } from './method';
import type { Mood } from './mood';

/** One run of a method: all that decides how it goes. */
export interface Case {
  readonly brand: Brand;
  readonly form: JsonObject;
  /** Laid over the right connection. */
  readonly connection: Readonly<Record<string, string>>;
  /** Of the services' answers, in their order; those after them are as they should be. */
  readonly moods: readonly Mood[];
  readonly timeZone: string;
  /** What a hook brings, and how it suffered on the way. */
  readonly notification: { readonly content: string; readonly mood: Mood } | undefined;
  /** Whether the platform still knows what performSubscribe returned. */
  readonly isSubscribed: boolean;
  readonly meta: { readonly isLoadingSample: boolean; readonly isPopulatingDedupe: boolean };
}

const ZONES = [
  'UTC',
  'Europe/Moscow',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Pacific/Kiritimati',
  'Pacific/Niue',
  'Europe/Berlin',
];

/** Cases of a method: hostile input, hostile answers, or both. */
export function cases({ key, kind, fields }: Method): fc.Arbitrary<Case> {
  const hostile = {
    form: hostileForm(formsOf(key), fields),
    moods,
    connection: hostileConnection,
  };
  const tame = {
    form: fc.constantFrom(...formsOf(key)),
    moods: fc.constant<Mood[]>([]),
    connection: fc.constant({}),
  };
  const circumstances = {
    brand: fc.constantFrom<Brand>('expertam', 'justclick', 'influencersoft'),
    timeZone: fc.constantFrom(...ZONES),
    notification: kind === 'hook' ? notifications(key) : fc.constant(undefined),
    isSubscribed: fc.boolean(),
    meta: fc.record({ isLoadingSample: fc.boolean(), isPopulatingDedupe: fc.boolean() }),
  };
  const asksForInput = fields.length > 0;
  return fc.oneof(
    {
      weight: asksForInput ? 45 : 1,
      arbitrary: fc.record({ ...circumstances, ...tame, form: hostile.form }),
    },
    { weight: 40, arbitrary: fc.record({ ...circumstances, ...tame, moods: hostile.moods }) },
    { weight: 10, arbitrary: fc.record({ ...circumstances, ...hostile, connection: tame.connection }) },
    {
      weight: kind === 'connection' ? 60 : 3,
      arbitrary: fc.record({ ...circumstances, ...tame, connection: hostile.connection }),
    },
    { weight: 2, arbitrary: fc.record({ ...circumstances, ...tame }) },
  );
}

/** A form that is right, with a few values laid over it; or nothing but hostile values. */
function hostileForm(forms: readonly JsonObject[], fields: readonly Field[]): fc.Arbitrary<JsonObject> {
  if (fields.length === 0) return fc.dictionary(fc.string({ maxLength: 10 }), ANY_VALUE, { maxKeys: 2 });
  const named = fc
    .constantFrom(...fields)
    .chain((field) => hostileValue(field).map((value) => [field.key, value] as const));
  const known = [...new Set(forms.flatMap((form) => Object.keys(form)))];
  const filledIn =
    known.length === 0
      ? named
      : fc.tuple(fc.constantFrom(...known), ANY_VALUE).map(([key, value]) => [key, value] as const);
  const overlay = fc
    .array(fc.oneof({ arbitrary: named, weight: 3 }, { arbitrary: filledIn, weight: 1 }), {
      minLength: 1,
      maxLength: 4,
    })
    .map((pairs): JsonObject => Object.fromEntries<JsonValue>(pairs));
  const inRow = fc.constantFrom(...forms).chain((form) => rowOverlay(form, fields));
  const over = (form: JsonObject, values: JsonObject): JsonObject => ({ ...form, ...values });
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc.tuple(fc.constantFrom(...forms), overlay).map(([form, values]) => over(form, values)),
    },
    { weight: 2, arbitrary: inRow },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(...forms), fc.constantFrom(...fields))
        .map(([form, { key }]) => without(form, key)),
    },
    { weight: 1, arbitrary: overlay },
  );
}

/** A hostile value in one row among right ones. */
function rowOverlay(form: JsonObject, fields: readonly Field[]): fc.Arbitrary<JsonObject> {
  const groups = fields.flatMap(({ key, children = [] }) => {
    const rows = form[key];
    return Array.isArray(rows) && children.length > 0
      ? [{ key, rows: rows as readonly JsonObject[], children }]
      : [];
  });
  if (groups.length === 0) return fc.constant(form);
  return fc.constantFrom(...groups).chain(({ key, rows, children }) =>
    fc.constantFrom(...children).chain((child) =>
      hostileValue(child).map((value) => ({
        ...form,
        [key]: rows.map((row, index) => (index === 0 ? { ...row, [child.key]: value } : row)),
      })),
    ),
  );
}

function without(form: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(form).filter(([name]) => name !== key));
}

/** Zapier hands over what was typed as text. Addresses lead nowhere (RFC 2606), or to a port that nobody listens on. */
const hostileConnection: fc.Arbitrary<Record<string, string>> = fc
  .array(
    fc.oneof(
      fc.tuple(
        fc.constantFrom(
          'service',
          'login',
          'api_key',
          'password',
          'license_token',
          'license_product',
          'license_id',
          'rest_code',
          'instance_guid',
          'server_login',
          'server_password',
          'server_fingerprint',
          'courier_code',
        ),
        fc.oneof(
          fc.constantFrom(
            '',
            ' ',
            'expertam',
            'rkeeper',
            'measoft',
            'lifetime',
            'test',
            '8',
            '0'.repeat(64),
            '655cee55-7bcd-4826-b6e0-a8ccf2017ef3',
          ),
          // Of half characters nothing is left on the way from a form to Zapier.
          hostileText.map((text) => text.toWellFormed()),
        ),
      ),
      fc.tuple(
        fc.constantFrom('server_url', 'api_url'),
        fc.oneof(
          hostileText.map((text) => text.toWellFormed()),
          fc.constantFrom(
            'till.invalid',
            'https://',
            'https://till.invalid:4545',
            'http://till.invalid',
            'https://till.invalid/with/path?and=query',
            'https://user:password@till.invalid',
            'http://127.0.0.1:1',
            'https://127.0.0.1:1',
            'https://10.0.0.1:70000',
            'https://169.254.169.254',
            'https://[::1]:1',
            'https://касса.invalid',
            'ftp://till.invalid',
            'not an address',
            '\u0000',
          ),
        ),
      ),
    ),
    { minLength: 1, maxLength: 2 },
  )
  .map((pairs) => Object.fromEntries(pairs));

function notifications(key: string): fc.Arbitrary<Case['notification']> {
  const contents = HOOK_CONTENTS[key] ?? [''];
  return fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        content: fc.constantFrom(...contents),
        mood: moods.map(([first]): Mood => first ?? { kind: 'as it is' }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        content: fc.string({ unit: 'binary', maxLength: 200 }),
        mood: fc.constant<Mood>({ kind: 'as it is' }),
      }),
    },
  );
}
