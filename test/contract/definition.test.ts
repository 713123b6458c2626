import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import zapier from 'zapier-platform-core';
import packageJson from '../../package.json';
import { PLATFORMS } from '../../proof/services';
import { app } from '../support/definition';
import {
  BY_KEY,
  inputFieldsOf,
  OPERATIONS,
  outputFieldsOf,
  valuesOf,
  type AnyField,
} from '../support/operations';

/** The way into an app that Lambda takes; the package's types do not list it. */
const { createAppHandler } = zapier as typeof zapier & {
  createAppHandler: (definition: object) => (event: object) => Promise<{ results: unknown }>;
};

/** Fields that hold an identifier and yet cannot offer a list of them, on any form or on one, each for a reason. */
const WITHOUT_DROP_DOWN: Readonly<Record<string, string>> = {
  parent_id: 'No function of the vendor lists categories.',
  'justclick_add_good.good_name': 'The product that will have it is not there yet.',
  fias_guid: 'The state lists towns, too many for a drop-down.',
  'pimpay_report_status.id': "The order's number, which no operation of PimPay lists.",
  'pimpay_send_order.id': "The order's number in a system of the user's own.",
  'pimpay_find_register.id': 'No operation of PimPay lists registers.',
  'pimpay_send_register.id': 'The register that will have it is not there yet.',
  external_id: "The order's number in a system of the user's own, which no service knows.",
};

/** Fields that a step cannot do without, though its form cannot insist on them, each for a reason. */
const NEEDED_UNASKED: Readonly<Record<string, string>> = {
  order_guid: 'A Zap that names the order by the fields of former forms leaves it empty.',
};

/** The searches that find what a field of an action asks for. */
const FITTING_SEARCH: Readonly<Record<string, string>> = {
  bill_id: 'justclick_find_orders_by_email.bill_id',
  good_name: 'justclick_find_good.good_name',
};

/** Words that a shopkeeper does not use. */
const JARGON = /\b(streams?|identifiers?|situations?)\b/i;

/** A page of its own, and not the front page of a site, where nobody finds anything. */
const LEADS_TO_A_PAGE = /^(?:https:\/\/[^/]+\/[^/]+\S*|mailto:\S+@\S+)$/;

const linksIn = (markdown: string): string[] =>
  [...markdown.matchAll(/\]\(([^)]*)\)/g)].map(([, link = '']) => link);

/** Words that stay small inside a title. */
const SMALL = new Set(
  'a an and as at but by for from in into of off on or per the to up via with'.split(' '),
);
/** Names that are written small by those who bear them. */
const NAMES = new Set(['r_keeper']);

/** What a value of each type looks like in a sample. */
const FITTING: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  text: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  datetime: (value) =>
    typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})$/.test(value),
};

/** What a text says in English: Russian terms stand in brackets or in «quotes», for users to find on a Russian screen. */
function withoutTerms(text: string): string {
  return text.replace(/«[^»]*»/g, '').replace(/\([^()]*\)/g, '');
}

function notInTitleCase(label: string): string[] {
  const words = withoutTerms(label).split(/\s+/).filter(Boolean);
  return words.filter((word, index) => {
    const inside = index > 0 && index < words.length - 1;
    return !(NAMES.has(word) || (inside && SMALL.has(word)) || /^[A-Z0-9]/.test(word));
  });
}

/** Full stops that end a sentence; those inside addresses, numbers and abbreviations do not. */
function sentences(text: string): number {
  return withoutTerms(text)
    .split(/[.!?](?=\s|$)/)
    .filter((part) => part.trim() !== '').length;
}

/** Every text of a part of the definition that a user may read, samples excepted: those are data. */
function texts(part: unknown): string[] {
  if (typeof part === 'string') return [part];
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) => (key === 'sample' ? [] : texts(value)));
}

describe('the definition', () => {
  it('is valid to Zapier’s own rules', async () => {
    expect(await createAppHandler(app)({ command: 'validate' })).toMatchObject({ results: [] });
  });

  it('bears the version of the package and of the platform', () => {
    expect([app.version, app.platformVersion]).toEqual([packageJson.version, zapier.version]);
  });

  it('leaves input as it came, so that steps tell an empty field from a missing one', () => {
    expect(app.flags?.cleanInputData).toBe(false);
  });

  it('names no address that is not encrypted', () => {
    expect(JSON.stringify(app)).not.toContain('http://');
  });

  it('is in English, but for Russian terms in brackets or «quotes»', () => {
    const russian = texts(app).filter((text) => /\p{Script=Cyrillic}/u.test(withoutTerms(text)));
    expect(russian).toEqual([]);
  });

  it.each(['triggers', 'creates', 'searches'] as const)(
    'has one file for each of its %s, named after the key',
    (kind) => {
      const files = readdirSync(join(__dirname, '../../src', kind)).map((file) => file.replace(/\.ts$/, ''));
      expect(Object.keys(app[kind]).toSorted()).toEqual(files.toSorted());
      expect(OPERATIONS.filter(({ key, definition }) => key !== definition.key)).toEqual([]);
    },
  );
});

describe('the connection form', () => {
  const fields: readonly AnyField[] = app.authentication?.fields ?? [];

  it.each(fields.map((field) => [field.key, field] as const))(
    '%s has a title and says what to fill in',
    (_key, { label, helpText = '' }) => {
      expect(notInTitleCase(label ?? '')).toEqual([]);
      expect(helpText).toMatch(/[.)]$/);
    },
  );
});

describe.each(BY_KEY)('%s', (key, operation) => {
  const { kind, definition } = operation;
  const { label = '', description = '' } = definition.display;

  it('is named after its platform and what it does', () => {
    expect(key).toMatch(new RegExp(`^(${PLATFORMS.join('|')})(_[a-z]+){2,}$`));
  });

  it('has a title without the app’s name, and a noun', () => {
    expect(notInTitleCase(label)).toEqual([]);
    expect(label).not.toMatch(/zakaz/i);
    expect(notInTitleCase(definition.noun)).toEqual([]);
  });

  it('is described in one or two sentences', () => {
    expect(description).toMatch(/^[A-Z].*\.$/);
    expect(sentences(description)).toBeLessThanOrEqual(2);
    if (kind === 'triggers') expect(description).toMatch(/^Triggers when /);
    else expect(description).not.toMatch(/^Triggers /);
  });

  it('warns before it deletes anything', () => {
    if (!/_(delete|remove|void|destroy)(_|$)/.test(key)) return;
    expect(description).toMatch(/⚠|cannot be undone/);
  });

  it('locks only per account, where it locks at all', () => {
    const { operation: work } = definition;
    if (!('lock' in work)) return;
    expect(work.lock).toMatchObject({ scope: ['auth'] });
    expect(work.lock.timeout).toBeLessThanOrEqual(180);
  });

  it('asks for something, where it searches', async () => {
    if (kind === 'searches') expect(await inputFieldsOf(operation)).not.toEqual([]);
  });

  it('can list examples, where it listens to a hook', () => {
    const { operation: work } = definition;
    if (!('type' in work) || work.type !== 'hook') return;
    expect(work).toHaveProperty('performList');
  });

  it('has a form whose fields have titles and are explained in sentences', async () => {
    const fields = await inputFieldsOf(operation);
    for (const { key: field, label: title = '', helpText } of fields) {
      expect([field, notInTitleCase(title)]).toEqual([field, []]);
      expect(title).not.toMatch(/zakaz/i);
      if (helpText !== undefined) expect(helpText).toMatch(/[.)]$/);
    }
    const unexplained = fields
      .filter(({ helpText, children }) => !children && helpText === undefined)
      .map((field) => field.key);
    expect(unexplained).toEqual([]);
  });

  it('says in its title whose it is', () => {
    expect(label).toMatch(/\b(Shop|Till|Courier|CDEK|PimPay)\b/);
  });

  it('speaks without jargon', async () => {
    const said = texts([definition.display, await inputFieldsOf(operation), outputFieldsOf(operation)]);
    const found = said
      .map(withoutTerms)
      .flatMap((text) => (/\s/.test(text) ? (JARGON.exec(text)?.[0] ?? []) : []));
    expect(found).toEqual([]);
  });

  it('asks first for what must be filled in', () => {
    const { operation: work } = definition;
    const parts: readonly unknown[] = 'inputFields' in work ? (work.inputFields ?? []) : [];
    const fields = parts.filter(isField).filter(({ type }) => type !== 'copy');
    const optional = fields.findIndex((field) => !mustBeFilledIn(field));
    const late = fields.slice(Math.max(0, optional)).filter(mustBeFilledIn);
    expect(optional < 0 ? [] : late.map((field) => field.key)).toEqual([]);
  });

  it('does not require line items as a whole, of which Zapier makes a broken step', async () => {
    const parents = (await inputFieldsOf(operation)).filter(
      ({ children, required }) => children && required === true,
    );
    expect(parents.map((field) => field.key)).toEqual([]);
  });

  it('lets an earlier search fill in what it can find', async () => {
    if (kind !== 'creates') return;
    for (const { key: field, choices, search } of await inputFieldsOf(operation))
      if (choices && FITTING_SEARCH[field] !== undefined)
        expect([field, search]).toEqual([field, FITTING_SEARCH[field]]);
  });

  it('has a form in English', async () => {
    const russian = texts(await inputFieldsOf(operation)).filter((text) =>
      /\p{Script=Cyrillic}/u.test(withoutTerms(text)),
    );
    expect(russian).toEqual([]);
  });

  it('asks for nothing by a type that Zapier would read in its own way', async () => {
    const types = (await inputFieldsOf(operation)).flatMap(({ type = 'string', children = [] }) => [
      type,
      ...children.map(({ type: inner = 'string' }) => inner),
    ]);
    expect(types.filter((type) => !/^(string|text|file|copy)$/.test(type))).toEqual([]);
  });

  it('asks for no credentials: those belong to the connection', async () => {
    const fields = await inputFieldsOf(operation);
    expect(fields.filter(({ type }) => type === 'password')).toEqual([]);
    expect(
      fields.filter(({ key: field }) => /pass(word|wd)|secret|credential|(^|_)(api_?key|token)$/.test(field)),
    ).toEqual([]);
  });

  it('offers a list wherever it asks for an identifier', async () => {
    const identifiers = (await inputFieldsOf(operation)).filter(({ key: field }) =>
      /(^|_)(id|ids|guid)$|^(good|rass|group)_name$/i.test(field),
    );
    const bare = identifiers.filter(
      ({ dynamic, choices, key: field }) =>
        !dynamic && !choices && !WITHOUT_DROP_DOWN[field] && !WITHOUT_DROP_DOWN[`${key}.${field}`],
    );
    expect(bare.map(({ key: field }) => field)).toEqual([]);
  });

  it('groups its fields in groups that exist', async () => {
    const { inputFieldGroups: groups = [] } = definition.operation;
    for (const { label: title = '' } of groups) expect(notInTitleCase(title)).toEqual([]);
    for (const { group } of await inputFieldsOf(operation))
      if (group !== undefined) expect(groups.map(({ key: name }) => name)).toContain(group);
  });

  it('has a sample with exactly the fields that it promises, of their types', () => {
    const fields = outputFieldsOf(operation);
    const { sample } = definition.operation;
    expect(fields).not.toEqual([]);
    expect(paths(sample).toSorted()).toEqual(fields.map(({ key: field }) => field).toSorted());
    for (const field of fields)
      for (const value of valuesAt(sample, field.key))
        expect([field.key, value, fits(field, value)]).toEqual([field.key, value, true]);
  });

  it('has a sample that can be told from others', () => {
    const primary = outputFieldsOf(operation).filter((field) => field.primary === true);
    expect(primary).not.toEqual([]);
    for (const field of primary) expect(valuesAt(definition.operation.sample, field.key)).not.toContain(null);
  });

  it('has titles on what it gives to later steps', () => {
    for (const { key: field, label: title = '' } of outputFieldsOf(operation))
      expect([field, notInTitleCase(title), title !== '']).toEqual([field, [], true]);
  });
});

it('every link leads to the very thing', async () => {
  const forms = await Promise.all(OPERATIONS.map(inputFieldsOf));
  const links = texts([app, forms]).flatMap(linksIn);
  expect(links.filter((link) => !LEADS_TO_A_PAGE.test(link))).toEqual([]);
});

it('every zone that a restaurant may be in is known to the runtime, and Moscow is the usual one', () => {
  const field = app.authentication?.fields?.find(({ key }) => key === 'time_zone');
  const zones = valuesOf(field?.choices) ?? [];
  expect(zones.length).toBeGreaterThan(11);
  for (const timeZone of zones) expect(() => new Intl.DateTimeFormat('en', { timeZone })).not.toThrow();
  expect([field?.default, zones.includes('Europe/Moscow')]).toEqual(['Europe/Moscow', true]);
});

it('no two steps of a kind have one title, whatever service they are for', () => {
  const titles = OPERATIONS.map(({ kind, definition }) => [kind, definition.display.label].join());
  expect(new Set(titles).size).toBe(titles.length);
});

it.each(Object.values(app.searchOrCreates ?? {}).map((both) => [both.display.label, both] as const))(
  '"%s" gives the same whether it finds or creates',
  (label, { search, create }) => {
    const found = app.searches[search]?.operation.outputFields;
    expect(found).toEqual(app.creates[create]?.operation.outputFields);
    expect(label).toMatch(/\b(Shop|Till|Courier|CDEK|PimPay)\b/);
  },
);

it('every search that fields can be filled in by exists, and finds such a value', async () => {
  const fields = (await Promise.all(OPERATIONS.map(inputFieldsOf))).flat();
  for (const search of fields.flatMap((field) => field.search ?? [])) {
    const [key = '', output] = search.split('.');
    const found = OPERATIONS.find((operation) => operation.kind === 'searches' && operation.key === key);
    expect([search, found && outputFieldsOf(found).some((field) => field.key === output)]).toEqual([
      search,
      true,
    ]);
  }
});

it('countries begin with those where most users live', async () => {
  const fields = (await Promise.all(OPERATIONS.map(inputFieldsOf))).flat();
  for (const { choices } of fields) {
    const labels = choices === undefined || 'perform' in choices ? [] : Object.values(choices).map(String);
    if (labels.some((label) => label.startsWith('Afghanistan')))
      expect(labels.slice(0, 3).join()).toMatch(/^Russia.*,Belarus.*,Kazakhstan/);
  }
});

it('no exemption from drop-downs has outlived its field', async () => {
  const keys = await Promise.all(
    OPERATIONS.map(async (operation) =>
      (await inputFieldsOf(operation)).flatMap(({ key }) => [key, `${operation.key}.${key}`]),
    ),
  );
  for (const key of Object.keys(WITHOUT_DROP_DOWN)) expect(keys.flat()).toContain(key);
});

describe('these rules', () => {
  it('notice titles that are none, and know small words, brackets and names', () => {
    expect(notInTitleCase('Update order status')).toEqual(['order', 'status']);
    expect(notInTitleCase('The Time to')).toEqual(['to']);
    expect(notInTitleCase('Send Cash on Delivery (наложенный платеж)')).toEqual([]);
    expect(notInTitleCase('Find r_keeper Dishes')).toEqual([]);
  });

  it('count sentences and take out Russian terms', () => {
    expect(sentences('One of expertam.ru. Two for 1.50 (see there. And there).')).toBe(2);
    expect(withoutTerms('Key («Ключ») and «Логин», then Пароль')).toBe('Key  and , then Пароль');
  });

  it('look into line items and nested objects of a sample', () => {
    const sample = { id: 1, items: [{ sum: 1 }, { sum: null }], buyer: { name: 'a' }, tags: ['x'] };
    expect(paths(sample)).toEqual(['id', 'items[]sum', 'buyer__name', 'tags']);
    expect(valuesAt(sample, 'items[]sum')).toEqual([1, null]);
    expect(valuesAt(sample, 'buyer__name')).toEqual(['a']);
    expect(valuesAt(sample, 'nothing')).toEqual([undefined]);
  });

  it('tell types apart', () => {
    expect(fits({ key: 'a', type: 'number' }, '1')).toBe(false);
    expect(fits({ key: 'a', type: 'integer' }, 1.5)).toBe(false);
    expect(fits({ key: 'a', type: 'datetime' }, '2026-03-31T10:00:00')).toBe(false);
    expect(fits({ key: 'a', type: 'string', list: true }, 'a')).toBe(false);
    expect(fits({ key: 'a', type: 'string' }, undefined)).toBe(false);
    expect(fits({ key: 'a' }, 'untyped')).toBe(false);
  });
});

/** Line items must be where one of their fields must. */
function mustBeFilledIn({ key, required, children = [] }: AnyField): boolean {
  return (
    required === true ||
    Object.hasOwn(NEEDED_UNASKED, key) ||
    children.some((child) => child.required === true)
  );
}

function isField(part: unknown): part is AnyField {
  return isRecord(part) && typeof part.key === 'string';
}

/** `items[]sum` for a field of every item, `buyer__name` for one of a nested object, as Zapier writes them. */
function paths(value: unknown, name = ''): string[] {
  if (Array.isArray(value) && value.some(isRecord))
    return [...new Set(value.flatMap((item) => paths(item, `${name}[]`)))];
  if (!isRecord(value)) return [name];
  const prefix = name === '' || name.endsWith('[]') ? name : `${name}__`;
  return Object.entries(value).flatMap(([key, member]) => paths(member, `${prefix}${key}`));
}

function valuesAt(value: unknown, path: string): unknown[] {
  const [, name = path, rest] = /^(.*?)(?:\[\]|__)(.+)$/.exec(path) ?? [];
  const found = isRecord(value) ? value[name] : undefined;
  if (rest === undefined) return [found];
  const items: readonly unknown[] = Array.isArray(found) ? found : [found];
  return items.flatMap((item) => valuesAt(item, rest));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Null stands for what a service did not tell. */
function fits({ type, list }: AnyField, value: unknown): boolean {
  if (value === null) return true;
  const fitsOne = FITTING[type ?? 'untyped'] ?? (() => false);
  return list === true ? Array.isArray(value) && value.every(fitsOne) : fitsOne(value);
}
