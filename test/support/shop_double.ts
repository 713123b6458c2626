import type { PlainInputField } from 'zapier-platform-core';
import { Clock } from '../../sandbox/clock';
import { ShopDouble, type ShopDoubleOptions } from '../../sandbox/justclick/shop_double';
import type { Shop } from '../../sandbox/justclick/shop';
import { ConnectedApp, wordsOf, type Values } from './app';
import { AUTH_DATA } from './shop';

/** A double of a shop, made anew for every test, and the app's steps connected to it. */
export interface ConnectedShop {
  readonly double: ShopDouble;
  /** The state of the shop. */
  readonly state: Shop;
  /** The functions that were called, with their forms but for the hash; every hash must have been right. */
  readonly sent: () => string[];
  /** The app with its memory, for methods of triggers. */
  readonly app: ConnectedApp;
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
  let app: ConnectedApp;
  beforeEach(async () => {
    app = new ConnectedApp(() => ({ ...AUTH_DATA, service: brand }));
    double = await ShopDouble.start({ brand, clock: Clock.at(NOW * 1000), ...options });
    process.env[VARIABLES[brand]] = double.url;
    process.env.ALLOW_LOOPBACK = '1';
  });
  afterEach(async () => {
    Reflect.deleteProperty(process.env, VARIABLES[brand]);
    delete process.env.ALLOW_LOOPBACK;
    await double.stop();
  });

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
    get app() {
      return app;
    },
    create: (key, inputData) => app.create(key, inputData),
    search: (key, inputData) => app.search(key, inputData),
    form: (kind, key, inputData) => app.form(kind, key, inputData),
    options: async (field, inputData) => wordsOf(await app.page(field, inputData)),
  };
}
