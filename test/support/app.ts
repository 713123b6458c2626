import zapier, { type Bundle, type Create, type PlainInputField, type ZObject } from 'zapier-platform-core';
import { CLOCK } from '../../src/core/time';
import { cacheOf } from './cache';
import { app } from './definition';
import { MemoryStore } from './memory';
import { AUTH_DATA } from './shop';

export type Values = Readonly<Record<string, unknown>>;
export type Kind = 'triggers' | 'creates' | 'searches';
export type AuthData = Readonly<Record<string, string>>;
type Work = (z: ZObject, bundle: Bundle) => unknown;

/** The app without its steps: at every call the platform copies and searches all of an app, which takes longer than most steps. */
export const WITHOUT_STEPS = { ...app, triggers: {}, creates: {}, searches: {}, searchOrCreates: {} };

/** Runs a function that stands in no step as Zapier's runtime does. */
export const call = zapier.createAppTester(WITHOUT_STEPS);

/** Parts of the bundle, such as what came to a hook, and shorter words for some of them. */
export interface Circumstances extends Partial<Omit<Bundle, 'meta'>> {
  /** The login of another account of the same service. */
  readonly login?: string;
  readonly timezone?: string;
  readonly meta?: Partial<Bundle['meta']>;
}

/** What fills a drop-down. */
export interface Page {
  readonly results: readonly { readonly id: string; readonly label: string }[];
  readonly paging_token: string | null;
}

/** The app connected to one account, with a cache of its own that starts empty. */
export class ConnectedApp {
  #store = new MemoryStore(CLOCK);

  /** @param account what was typed in its connection, or in that of another login. */
  constructor(private readonly account: (login?: string) => AuthData) {}

  async create(key: string, inputData: Values, circumstances?: Circumstances): Promise<Values> {
    return (await this.run('creates', key, 'perform', inputData, circumstances)) as Values;
  }

  async search(key: string, inputData: Values, circumstances?: Circumstances): Promise<Values[]> {
    return (await this.run('searches', key, 'perform', inputData, circumstances)) as Values[];
  }

  /** One poll of a trigger, or what a hook makes of the body that came. */
  async poll(key: string, inputData: Values = {}, circumstances?: Circumstances): Promise<Values[]> {
    return (await this.run('triggers', key, 'perform', inputData, circumstances)) as Values[];
  }

  async performList(key: string, inputData: Values = {}): Promise<Values[]> {
    return (await this.run('triggers', key, 'performList', inputData)) as Values[];
  }

  /** Tests the connection. */
  test(authData = this.account()): Promise<unknown> {
    return this.#alone(app.authentication?.test, {}, { authData });
  }

  /** The form of a step as a user sees it after filling in some of it. */
  async form(kind: Kind, key: string, inputData: Values = {}): Promise<PlainInputField[]> {
    const fields: unknown[] = [];
    // One after the other, since the tester keeps one function at a time.
    for (const part of operationOf(kind, key).inputFields as readonly unknown[])
      fields.push(isWork(part) ? await this.#alone(part, inputData) : part);
    return fields.flat() as PlainInputField[];
  }

  /** What a call fills a drop-down with. */
  async page(
    field: PlainInputField | undefined,
    inputData: Values = {},
    circumstances?: Circumstances,
  ): Promise<Page> {
    const choices = field?.choices;
    if (!choices || !('perform' in choices)) throw new Error(`No call fills ${field?.key ?? 'that'}.`);
    return (await this.#alone(choices.perform, inputData, circumstances)) as Page;
  }

  /** The same for a field of a step, or of its line items, by its key. */
  async pageOf(
    kind: Kind,
    key: string,
    name: string,
    inputData: Values = {},
    circumstances?: Circumstances,
  ): Promise<Page> {
    const fields = withChildren(await this.form(kind, key, inputData));
    const field = fields.find((one) => one.key === name);
    return this.page(field, inputData, circumstances);
  }

  /** Loses what the app has remembered, as Zapier's cache may do at any time. */
  forget(): void {
    this.#store = new MemoryStore(CLOCK);
  }

  /** Runs a method of a step as Zapier's runtime does. */
  async run(
    kind: Kind,
    key: string,
    method: string,
    inputData: Values = {},
    circumstances: Circumstances = {},
  ): Promise<unknown> {
    const work = this.#withCache(operationOf(kind, key)[method]);
    const step = { ...app[kind][key], operation: { ...operationOf(kind, key), [method]: work } };
    return zapier.createAppTester(appWith(kind, key, step))(work, this.#bundle(inputData, circumstances));
  }

  #alone(work: unknown, inputData: Values, circumstances: Circumstances = {}): Promise<unknown> {
    return call(this.#withCache(work), this.#bundle(inputData, circumstances));
  }

  /** The tester's own cache knows no `nx`. */
  #withCache(work: unknown): Work {
    if (!isWork(work)) throw new Error('The definition holds no function there.');
    const cache = cacheOf(this.#store);
    return (z, bundle) => work({ ...z, cache }, bundle);
  }

  #bundle(inputData: Values, { authData, login, timezone, meta, ...bundle }: Circumstances) {
    return {
      ...bundle,
      inputData: { ...inputData },
      authData: { ...(authData ?? this.account(login)) },
      meta: {
        timezone: timezone ?? 'Europe/Moscow',
        isLoadingSample: false,
        isPopulatingDedupe: false,
        ...meta,
      },
    };
  }
}

/** The app with one step. */
export function appWith(kind: Kind, key: string, step: unknown = app[kind][key]): typeof app {
  return { ...WITHOUT_STEPS, [kind]: { [key]: step } };
}

function operationOf(kind: Kind, key: string): Values {
  const definition = app[kind][key];
  if (!definition) throw new Error(`There is no ${key}.`);
  return { ...definition.operation };
}

function isWork(value: unknown): value is Work {
  return typeof value === 'function';
}

export function withChildren(fields: readonly PlainInputField[]): PlainInputField[] {
  return fields.flatMap((field) => [field, ...(field.children ?? [])]);
}

/** The values of a drop-down with the words beside them. */
export function wordsOf({ results }: Page): Record<string, string> {
  return Object.fromEntries(results.map(({ id, label }) => [id, label]));
}

const SHOP = new ConnectedApp(() => AUTH_DATA);

export function create(key: string): Create {
  const found = app.creates[key];
  if (!found) throw new Error(`There is no create ${key}.`);
  return found;
}

/** Runs an action of the shop with a filled-in form. */
export function runCreate(key: string, inputData: Values, circumstances?: Circumstances): Promise<Values> {
  return SHOP.create(key, inputData, circumstances);
}

/** The form of an action of the shop as a user sees it after filling in some of it. */
export function formOfCreate(key: string, inputData?: Values): Promise<PlainInputField[]> {
  return SHOP.form('creates', key, inputData);
}

/** What a drop-down of the shop offers. */
export function optionsOf(field: PlainInputField | undefined): Promise<Page> {
  return SHOP.page(field);
}

export function testConnection(authData: AuthData): Promise<unknown> {
  return SHOP.test(authData);
}

/** Runs a method of a trigger with an empty cache. */
export function runTrigger(
  key: string,
  method: 'perform' | 'performList' | 'performSubscribe' | 'performUnsubscribe',
  { inputData = {}, authData, meta, ...bundle }: Partial<Bundle>,
): Promise<unknown> {
  const circumstances = { ...bundle, authData: authData ?? {}, ...(meta && { meta }) };
  return new ConnectedApp(() => AUTH_DATA).run('triggers', key, method, inputData, circumstances);
}
