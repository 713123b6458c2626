import zapier, { type Bundle, type PlainInputField, type ZObject } from 'zapier-platform-core';
import { Clock } from '../../sandbox/clock';
import { ShopDouble, type ShopDoubleOptions } from '../../sandbox/justclick/shop_double';
import type { Shop } from '../../sandbox/justclick/shop';
import { cacheOf } from './cache';
import { app } from './definition';
import { AUTH_DATA } from './shop';
import { MemoryStore } from './till';

const call = zapier.createAppTester(app);

type Values = Readonly<Record<string, unknown>>;

/** A double of a shop, made anew for every test, and the app's steps connected to it. */
export interface ConnectedShop {
  readonly double: ShopDouble;
  /** The state of the shop. */
  readonly state: Shop;
  /** The functions that were called, with their forms but for the hash; every hash must have been right. */
  readonly sent: () => string[];
  readonly create: (key: string, inputData: Values) => Promise<Values>;
  readonly search: (key: string, inputData: Values) => Promise<Values[]>;
  /** The form of a step as a user sees it after filling in some of it. */
  readonly form: (
    kind: 'creates' | 'searches',
    key: string,
    inputData?: Values,
  ) => Promise<PlainInputField[]>;
  /** What a drop-down offers beside what is filled in: values and the words beside them. */
  readonly options: (
    field: PlainInputField | undefined,
    inputData?: Values,
  ) => Promise<Record<string, string>>;
}

/** 3 March 2013, midnight in Moscow of that time: the moment of the vendor's examples. */
export const NOW = 1362254400;

const VARIABLES = {
  expertam: 'EXPERTAM_URL',
  justclick: 'JUSTCLICK_URL',
  influencersoft: 'INFLUENCERSOFT_URL',
};

export function connectedShop({ brand = 'expertam', ...options }: ShopDoubleOptions = {}): ConnectedShop {
  let double: ShopDouble;
  let store = new MemoryStore();
  beforeEach(async () => {
    store = new MemoryStore();
    double = await ShopDouble.start({ brand, clock: Clock.at(NOW * 1000), ...options });
    process.env[VARIABLES[brand]] = double.url;
    process.env.ALLOW_LOOPBACK = '1';
  });
  afterEach(async () => {
    Reflect.deleteProperty(process.env, VARIABLES[brand]);
    delete process.env.ALLOW_LOOPBACK;
    await double.stop();
  });

  const run = (work: unknown, inputData: Values): Promise<unknown> => {
    if (!isWork(work)) throw new Error('The definition holds no function there.');
    const authData = { ...AUTH_DATA, service: brand };
    const cache = cacheOf(store);
    return call((z: ZObject, bundle: Bundle) => work({ ...z, cache }, bundle), {
      inputData: { ...inputData },
      authData,
      meta: { timezone: 'Europe/Moscow' },
    });
  };
  return {
    get double() {
      return double;
    },
    get state() {
      return double.account().shop;
    },
    sent: () =>
      double.journal.exchanges.map(({ calls, request, signatureIsValid }) => {
        const [name = ''] = calls;
        if (!signatureIsValid) throw new Error(`${name} was signed wrongly.`);
        return `${name} ${request.replace(/&?hash=[0-9a-f]{32}$/, '')}`;
      }),
    create: async (key, inputData) => (await run(app.creates[key]?.operation.perform, inputData)) as Values,
    search: async (key, inputData) =>
      (await run(app.searches[key]?.operation.perform, inputData)) as Values[],
    form: async (kind, key, inputData = {}) => {
      const parts: readonly unknown[] = app[kind][key]?.operation.inputFields ?? [];
      const fields = await Promise.all(parts.map((part) => (isWork(part) ? run(part, inputData) : part)));
      return fields.flat() as PlainInputField[];
    },
    options: async (field, inputData = {}) => {
      const choices = field?.choices;
      if (!choices || !('perform' in choices)) throw new Error('No call fills this drop-down.');
      const { results } = (await run(choices.perform, inputData)) as {
        results: { id: string; label: string }[];
      };
      return Object.fromEntries(results.map(({ id, label }) => [id, label]));
    },
  };
}

function isWork(value: unknown): value is (z: ZObject, bundle: Bundle) => unknown {
  return typeof value === 'function';
}
