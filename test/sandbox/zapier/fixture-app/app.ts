import { setTimeout } from 'node:timers/promises';
import { type Bundle, version, type ZObject } from 'zapier-platform-core';

/** Types of core know no scope for `get` and `delete`; its sources do. */
type ScopedKey = (key: string, scope?: string[]) => Promise<unknown>;

interface Input extends Record<string, unknown> {
  readonly url?: string;
  readonly urls?: string[];
  readonly call?: 'get' | 'set' | 'delete';
  readonly key?: string;
  readonly value?: unknown;
  readonly ttl?: number;
  readonly scope?: string[];
  readonly nx?: boolean;
  readonly throws?: string;
}

const authentication = {
  type: 'custom',
  fields: [
    { key: 'login', label: 'Login' },
    { key: 'password', label: 'Password', type: 'password' },
  ],
  test: (z: ZObject, { authData }: Bundle) => {
    if (authData.password === 'wrong') throw new z.errors.ExpiredAuthError('The password is wrong.');
    return { shop: { name: 'Tea' } };
  },
  // Core serialises a function as a word: both kinds of label are wanted here.
  connectionLabel:
    process.env.LABEL === 'function'
      ? (_z: ZObject, { authData, inputData }: Bundle) =>
          `${authData.login ?? ''} by ${Object.keys(inputData).join()}`
      : '{{bundle.authData.login}} of {{shop__name}}{{nothing}}',
};

const throwers: Record<string, (z: ZObject) => unknown> = {
  error: (z) => new z.errors.Error('The order does not exist.', 'order_unknown', 404),
  halted: (z) => new z.errors.HaltedError('Nothing to do.'),
  expired: (z) => new z.errors.ExpiredAuthError('The password has changed.'),
  throttled: (z) => new z.errors.ThrottledError('The till is busy.', 45),
  bug: () => new TypeError('x is not a function'),
  text: () => 'just text',
};

const perform = {
  show: async (_z: ZObject, { inputData, meta }: Bundle<Input>) => {
    await setTimeout(0);
    return { inputData, meta, environment: process.env, folder: process.cwd(), pid: process.pid };
  },
  request: async (z: ZObject, { inputData }: Bundle<Input>) => {
    const statuses = [];
    for (const url of inputData.urls ?? [])
      statuses.push((await z.request(url, { skipThrowForStatus: true })).status);
    return { statuses, pid: process.pid };
  },
  cache: async (z: ZObject, { inputData }: Bundle<Input>) => {
    const { call, key = 'key', value, ttl, scope, nx } = inputData;
    const get: ScopedKey = z.cache.get;
    const remove: ScopedKey = z.cache.delete;
    if (call === 'set') return { result: await z.cache.set(key, value, ttl, scope, nx) };
    return { result: await (call === 'get' ? get : remove)(key, scope) };
  },
  till: async (z: ZObject, { inputData }: Bundle<Input>) => {
    const { data } = await z.request<{ busy?: boolean }>(inputData.url ?? '');
    if (data.busy === true) throw new z.errors.ThrottledError('The till is busy.', 45);
    return data;
  },
  cursor: async (z: ZObject) => {
    const before = await z.cursor.get();
    await z.cursor.set('here');
    return { before, after: await z.cursor.get() };
  },
  print: (z: ZObject, { authData }: Bundle) => {
    z.console.log(`logged ${authData.password ?? ''}`);
    console.log(`printed ${authData.password ?? ''}`);
    return {};
  },
  throw: (z: ZObject, { inputData }: Bundle<Input>): never => {
    throw throwers[inputData.throws ?? '']?.(z);
  },
  exit: () => {
    console.error('last words');
    process.exit(3);
  },
};

/** A create that only performs. */
function create(key: string, run: (z: ZObject, bundle: Bundle<Input>) => unknown, more: object = {}) {
  return {
    key,
    noun: 'Thing',
    display: { label: `Do ${key}`, description: 'Does a thing.' },
    operation: { perform: run, inputFields: [], sample: { id: 1 }, ...more },
  };
}

/** A trigger that nothing hides. */
function trigger(key: string, operation: object) {
  return {
    key,
    noun: 'Order',
    display: { label: `New ${key}`, description: 'Triggers when new.' },
    operation,
  };
}

/** The list at an address, each member told how it was asked for. */
const list = async (z: ZObject, { inputData, meta }: Bundle<Input>) => {
  if (inputData.throws) throw throwers[inputData.throws]?.(z);
  const { data } = await z.request<unknown[]>(inputData.url ?? '');
  const { isLoadingSample, isPopulatingDedupe } = meta;
  return Array.isArray(data)
    ? data.map((item) => (typeof item === 'object' ? { ...item, isLoadingSample, isPopulatingDedupe } : item))
    : data;
};

/** A part of the bundle that types of core leave open. */
function part(
  bundle: Bundle,
  key: 'cleanedRequest' | 'rawRequest' | 'subscribeData',
): Record<string, unknown> {
  return (bundle[key] ?? {}) as Record<string, unknown>;
}

/** The request as one event, or as the list that its content holds. */
const caught = (z: ZObject, bundle: Bundle) => {
  const { throws, events } = part(bundle, 'cleanedRequest');
  if (typeof throws === 'string') throw throwers[throws]?.(z);
  const { rawRequest, subscribeData, targetUrl, meta } = bundle;
  const cleanedRequest = bundle.cleanedRequest as unknown;
  return events ?? [{ cleanedRequest, rawRequest, subscribeData, targetUrl, meta }];
};

const triggers = [
  trigger('orders', { perform: list }),
  trigger('versions', {
    perform: list,
    outputFields: [
      { key: 'order', primary: true },
      { key: 'version', primary: true },
    ],
  }),
  trigger('caught', {
    type: 'hook',
    perform: caught,
    performList: list,
    performSubscribe: async (z: ZObject, { inputData, targetUrl }: Bundle<Input>) => {
      if (inputData.throws) throw throwers[inputData.throws]?.(z);
      await z.request(`${inputData.url ?? ''}?hook=${targetUrl ?? ''}`);
      return { id: 7 };
    },
    performUnsubscribe: async (z: ZObject, bundle: Bundle<Input>) => {
      const { id } = part(bundle, 'subscribeData');
      await z.request(`${bundle.inputData.url ?? ''}/${String(id)}?hook=${bundle.targetUrl ?? ''}`);
      return {};
    },
  }),
  trigger('pasted', { type: 'hook', perform: caught }),
];

/** What a search finds is given to it. */
const find = {
  key: 'find',
  noun: 'Thing',
  display: { label: 'Find Thing', description: 'Finds a thing.' },
  operation: {
    perform: (_z: ZObject, { inputData }: Bundle) => inputData.found ?? [],
    inputFields: [{ key: 'found', children: [{ key: 'id' }] }],
  },
};

const form = [
  { key: 'kind', label: 'Kind', choices: { a: 'Apple', b: 'Banana' }, altersDynamicFields: true },
  { key: 'size', choices: ['s', 'm'] },
  { key: 'shop', dynamic: 'shops.code.details__title' },
  {
    key: 'product',
    choices: {
      perform: (_z: ZObject, { meta, inputData }: Bundle) =>
        meta.paging_token === 'two'
          ? { results: [{ id: 3, label: 'Third' }], paging_token: null }
          : { results: [{ id: 1, label: inputData.kind }, { id: 2 }], paging_token: 'two' },
    },
  },
  {
    key: 'lines',
    children: [{ key: 'dish', choices: { perform: () => [{ id: 'tea', label: 'Tea' }] } }, { key: 'pieces' }],
  },
  (z: ZObject, { inputData }: Bundle) => {
    if (inputData.kind === 'b') throw new z.errors.Error('Bananas are out.', 'out', 409);
    return [
      { key: 'extra', label: `Extra of ${String(inputData.kind)}`, choices: { x: 'Ex' } },
      { key: 'lost', choices: { perform: () => [] } },
    ];
  },
];

const order = [
  { key: 'number', type: 'integer' },
  { key: 'lines', children: [{ key: 'dish' }, { key: 'pieces', type: 'number' }] },
];

const lock = { key: 'till-{{bundle.inputData.key}}', scope: ['auth'] };

/** An app with one operation for each thing that the emulator has to get right. */
export const app = {
  version: '1.2.3',
  platformVersion: version,
  authentication,
  triggers: {
    shops: {
      key: 'shops',
      noun: 'Shop',
      display: { label: 'Shops', hidden: true },
      operation: {
        type: 'polling',
        perform: (_z: ZObject, { meta }: Bundle) => [
          { id: 1, code: meta.isFillingDynamicDropdown ? 'tea' : 'wrong', details: { title: 'Tea shop' } },
        ],
      },
    },
    ...Object.fromEntries(triggers.map((one) => [one.key, one])),
  },
  searches: { find },
  creates: Object.fromEntries(
    [
      ...Object.entries(perform).map(([key, run]) => create(key, run)),
      create('form', perform.show, { inputFields: form }),
      create('order', perform.show, { inputFields: order }),
      create('locked', perform.request, { lock: { ...lock, timeout: 60 } }),
      create('briefly_locked', perform.request, { lock: { ...lock, timeout: 1 } }),
    ].map((operation) => [operation.key, operation]),
  ),
};
