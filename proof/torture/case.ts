import fc from 'fast-check';
import type { Brand } from '../../sandbox/justclick/service';
import type { Field } from '../../sandbox/zapier/definition';
import { isJsonObject, type JsonObject } from '../../sandbox/zapier/json';
import type { Method } from '../methods';
import { usesOf } from '../services';
import type { Use } from '../uses/use';
import { AS_IT_IS, type Mood, moods } from './moods';
import { ANY_VALUE, hostileText, hostileValue, valuesOf } from './values';

/** One run of a method: all that decides how it goes. */
export interface Case {
  readonly brand: Brand;
  /** A valid one, whose input may have been made hostile. */
  readonly use: Use;
  /** Laid over the right connection. */
  readonly connection: Readonly<Record<string, string>>;
  /** What the services' answers suffer, in their order; those after them are as they should be. */
  readonly moods: readonly Mood[];
  readonly timeZone: string;
  /** How what a hook is told suffered on the way. */
  readonly hookMood: Mood;
  /** Whether the platform still knows what performSubscribe returned. */
  readonly isSubscribed: boolean;
  readonly meta: { readonly isLoadingSample: boolean; readonly isPopulatingDedupe: boolean };
}

const ZONES = [
  ...['UTC', 'Europe/Moscow', 'Europe/Berlin', 'Asia/Kathmandu', 'America/St_Johns'],
  ...['Pacific/Kiritimati', 'Pacific/Niue'],
];

/** Cases of a method: hostile input, hostile answers, or both. */
export function cases(
  { platform, key, kind, fields }: Method,
  connectionForm: readonly Field[],
): fc.Arbitrary<Case> {
  const uses = usesOf(platform, key);
  const tame = {
    brand: fc.constantFrom<Brand>('expertam', 'justclick', 'influencersoft'),
    use: fc.constantFrom(...uses),
    connection: fc.constant({}),
    moods: fc.constant<Mood[]>([]),
    timeZone: fc.constantFrom(...ZONES),
    hookMood: fc.constant(AS_IT_IS),
    isSubscribed: fc.boolean(),
    meta: fc.record({ isLoadingSample: fc.boolean(), isPopulatingDedupe: fc.boolean() }),
  };
  const told = {
    hookMood: moods.map(([first]) => first ?? AS_IT_IS),
    use: fc.oneof(
      { weight: 5, arbitrary: tame.use },
      {
        weight: 1,
        arbitrary: fc.string({ unit: 'binary', maxLength: 200 }).map((words): Use => ({ told: words })),
      },
    ),
  };
  const base = kind === 'hook' ? { ...tame, ...told } : tame;
  const use = hostileUse(uses, fields);
  return fc.oneof(
    { weight: fields.length > 0 ? 45 : 1, arbitrary: fc.record({ ...base, use }) },
    { weight: 40, arbitrary: fc.record({ ...base, moods }) },
    { weight: 10, arbitrary: fc.record({ ...base, use, moods }) },
    {
      weight: kind === 'connection' ? 60 : 3,
      arbitrary: fc.record({ ...base, connection: hostileConnection(connectionForm) }),
    },
    { weight: 2, arbitrary: fc.record(tame) },
  );
}

/** A use with a few hostile values laid over its form; or nothing but hostile values. */
function hostileUse(uses: readonly Use[], fields: readonly Field[]): fc.Arbitrary<Use> {
  const anyForm = fc.dictionary(fc.string({ maxLength: 10 }), ANY_VALUE, { maxKeys: 2 });
  return fc.constantFrom(...uses).chain((use) => {
    const form = fields.length === 0 ? anyForm : hostileForm(use.input ?? {}, fields);
    return form.map((input): Use => ({ ...use, input }));
  });
}

function hostileForm(form: JsonObject, fields: readonly Field[]): fc.Arbitrary<JsonObject> {
  const named = fc.constantFrom(...fields).chain((field) => pairOf(field.key, hostileValue(field)));
  const filledIn = Object.keys(form);
  const pair = fc.oneof(
    { weight: 3, arbitrary: named },
    {
      weight: 1,
      arbitrary:
        filledIn.length === 0 ? named : fc.constantFrom(...filledIn).chain((key) => pairOf(key, ANY_VALUE)),
    },
  );
  const overlay = fc
    .array(pair, { minLength: 1, maxLength: 4 })
    .map((pairs): JsonObject => Object.fromEntries(pairs));
  return fc.oneof(
    { weight: 6, arbitrary: overlay.map((values) => ({ ...form, ...values })) },
    { weight: 2, arbitrary: hostileRow(form, fields) },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom(...fields)
        .map(({ key }) => Object.fromEntries(Object.entries(form).filter(([name]) => name !== key))),
    },
    { weight: 1, arbitrary: overlay },
  );
}

function pairOf(key: string, value: fc.Arbitrary<unknown>): fc.Arbitrary<readonly [string, unknown]> {
  return value.map((hostile) => [key, hostile] as const);
}

/** A hostile value in one row among right ones. */
function hostileRow(form: JsonObject, fields: readonly Field[]): fc.Arbitrary<JsonObject> {
  const cells = fields.flatMap(({ key, children = [] }) => {
    const rows: unknown = form[key];
    return Array.isArray(rows) ? children.map((child) => ({ key, rows: rows as unknown[], child })) : [];
  });
  if (cells.length === 0) return fc.constant(form);
  return fc.constantFrom(...cells).chain(({ key, rows: [first, ...rest], child }) =>
    hostileValue(child).map((value) => ({
      ...form,
      [key]: [{ ...(isJsonObject(first) && first), [child.key]: value }, ...rest],
    })),
  );
}

/** They lead nowhere (RFC 2606), or to a port that nobody listens on. */
const ADDRESSES = [
  ...['till.invalid', 'https://', 'https://till.invalid:4545', 'http://till.invalid', 'ftp://till.invalid'],
  ...['https://till.invalid/with/path?and=query', 'https://user:password@till.invalid', 'not an address'],
  ...['http://127.0.0.1:1', 'https://127.0.0.1:1', 'https://10.0.0.1:70000', 'https://169.254.169.254'],
  ...['https://[::1]:1', 'https://касса.invalid', '\u0000'],
];

/** Zapier hands over what was typed as text. Of half characters nothing is left on the way. */
function hostileConnection(form: readonly Field[]): fc.Arbitrary<Record<string, string>> {
  const choices = form.flatMap((field) => valuesOf(field).map(String));
  const words = ['', ' ', 'test', '8', '0'.repeat(64), '655cee55-7bcd-4826-b6e0-a8ccf2017ef3', ...choices];
  const pairs = form.map(({ key }) =>
    fc.tuple(
      fc.constant(key),
      fc.oneof(fc.constantFrom(...(key.endsWith('_url') ? ADDRESSES : words)), hostileText),
    ),
  );
  return fc
    .array(fc.oneof(...pairs), { minLength: 1, maxLength: 2 })
    .map((values) => Object.fromEntries(values.map(([key, value]) => [key, value.toWellFormed()])));
}
