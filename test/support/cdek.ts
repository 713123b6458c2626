import zapier, { type Bundle, type ZObject } from 'zapier-platform-core';
import { CdekDouble, type CdekDoubleOptions, type Keys, TEST_KEYS } from '../../sandbox/cdek/cdek_double';
import { cacheOf } from './cache';
import { app } from './definition';
import { MemoryStore } from './till';

type Values = Readonly<Record<string, unknown>>;
type Work = (z: ZObject, bundle: Bundle) => unknown;

/** CDEK as the sandbox plays it, and the app connected to it, with a cache of its own that starts empty. */
export class ConnectedCdek implements AsyncDisposable {
  readonly #call = zapier.createAppTester(app);
  #store = new MemoryStore();

  private constructor(readonly double: CdekDouble) {
    process.env.ALLOW_LOOPBACK = '1';
    process.env.CDEK_URL = double.url;
  }

  static async open(options: CdekDoubleOptions = {}): Promise<ConnectedCdek> {
    return new ConnectedCdek(await CdekDouble.start(options));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    delete process.env.ALLOW_LOOPBACK;
    delete process.env.CDEK_URL;
    await this.double.stop();
  }

  authData({ account, password }: Keys = TEST_KEYS): Record<string, string> {
    return { service: 'cdek', cdek_account: account, cdek_password: password };
  }

  test(authData = this.authData()): Promise<Values> {
    return this.#run(app.authentication?.test, {}, { authData }) as Promise<Values>;
  }

  create(key: string, inputData: Values, bundle?: Partial<Bundle>): Promise<Values> {
    const create = app.creates[key];
    if (!create) throw new Error(`There is no create ${key}.`);
    // Files can only be handed on by what the platform knows for an action.
    const perform = this.#withCache(create.operation.perform);
    const itself = { ...create, operation: { ...create.operation, perform } };
    const call = zapier.createAppTester({ ...app, creates: { [key]: itself } });
    return call(perform, this.#bundle(inputData, bundle)) as Promise<Values>;
  }

  search(key: string, inputData: Values, bundle?: Partial<Bundle>): Promise<Values[]> {
    return this.#run(app.searches[key]?.operation.perform, inputData, bundle) as Promise<Values[]>;
  }

  /** One of the functions of a trigger. */
  trigger(
    key: string,
    name: 'perform' | 'performList' | 'performSubscribe' | 'performUnsubscribe',
    inputData: Values = {},
    bundle?: Partial<Bundle>,
  ): Promise<unknown> {
    const operation: Values = { ...app.triggers[key]?.operation };
    return this.#run(operation[name], inputData, bundle);
  }

  /** What a drop-down offers: values and the words beside them. */
  async options(
    kind: 'triggers' | 'creates' | 'searches',
    key: string,
    field: string,
    inputData: Values = {},
  ): Promise<Record<string, string>> {
    const operation: Values = { ...app[kind][key]?.operation };
    const form = operation.inputFields as readonly { key?: string; choices?: { perform?: Work } }[];
    const perform = form.find((one) => one.key === field)?.choices?.perform;
    if (!perform) throw new Error(`No call fills the drop-down ${field}.`);
    // The tester knows no drop-downs of triggers, so it is given a function that it need not look for.
    const fill: Work = (z, bundle) => perform(z, bundle);
    const { results } = (await this.#run(fill, inputData)) as { results: { id: string; label: string }[] };
    return Object.fromEntries(results.map(({ id, label }) => [id, label]));
  }

  /** Loses what the app has remembered, as Zapier's cache may do at any time. */
  forget(): void {
    this.#store = new MemoryStore();
  }

  /** What was asked for beside tokens: method and path, and the body behind them. */
  sent(): string[] {
    return this.double.journal.exchanges
      .filter(({ path }) => !path.endsWith('/oauth/token'))
      .map(({ method, path, request }) => `${method} ${path.replace('/v2', '')} ${request}`.trim());
  }

  #run(work: unknown, inputData: Values, bundle?: Partial<Bundle>): Promise<unknown> {
    return this.#call(this.#withCache(work), this.#bundle(inputData, bundle));
  }

  #withCache(work: unknown): Work {
    if (typeof work !== 'function') throw new Error('The definition holds no function there.');
    const cache = cacheOf(this.#store);
    return (z, bundle) => (work as Work)({ ...z, cache }, bundle);
  }

  #bundle(inputData: Values, { meta, ...bundle }: Partial<Bundle> = {}) {
    return {
      authData: this.authData(),
      ...bundle,
      inputData: { ...inputData },
      meta: { timezone: 'Europe/Moscow', isLoadingSample: false, isPopulatingDedupe: false, ...meta },
    };
  }
}
