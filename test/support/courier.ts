import { text } from 'node:stream/consumers';
import zapier, { type Bundle, type PlainInputField, type ZObject } from 'zapier-platform-core';
import { CourierDouble, type CourierDoubleOptions } from '../../sandbox/measoft/courier_double';
import type { Account } from '../../sandbox/measoft/accounts';
import { cacheOf } from './cache';
import { app } from './definition';
import { MemoryStore } from './till';
import { httpServer, type LocalServer } from './server';

type Values = Readonly<Record<string, unknown>>;
type Meta = Partial<Bundle['meta']>;
type Kind = 'triggers' | 'creates' | 'searches';

interface Circumstances {
  /** The login of the account that the step is connected to; the client's unless given. */
  readonly login?: string;
  readonly authData?: Readonly<Record<string, string>>;
  readonly meta?: Meta;
  /** Further parts of the bundle, such as what came to a hook. */
  readonly bundle?: Partial<Bundle>;
}

/** The app connected to a courier service, with a cache of its own that starts empty. */
abstract class CourierApp {
  readonly #call = zapier.createAppTester(app);
  #store = new MemoryStore();

  protected constructor(url: string) {
    process.env.ALLOW_LOOPBACK = '1';
    process.env.MEASOFT_URL = url;
  }

  protected close(): void {
    delete process.env.ALLOW_LOOPBACK;
    delete process.env.MEASOFT_URL;
  }

  abstract authData(login?: string): Record<string, string>;

  /** What came to the courier service. */
  protected abstract requests(): readonly string[];

  async create(key: string, inputData: Values, circumstances?: Circumstances): Promise<Values> {
    const create = app.creates[key];
    if (!create) throw new Error(`There is no create ${key}.`);
    // Files can only be handed on by what the platform knows for an action.
    const perform = this.#withCache(create.operation.perform);
    const itself = { ...create, operation: { ...create.operation, perform } };
    const call = zapier.createAppTester({ ...app, creates: { [key]: itself } });
    return (await call(perform, this.#bundle(inputData, circumstances))) as Values;
  }

  async search(key: string, inputData: Values, circumstances?: Circumstances): Promise<Values[]> {
    return (await this.#run(app.searches[key]?.operation.perform, inputData, circumstances)) as Values[];
  }

  /** One poll of a trigger, or what a hook makes of the body that came. */
  async poll(key: string, inputData: Values = {}, circumstances?: Circumstances): Promise<Values[]> {
    const operation: Values = { ...app.triggers[key]?.operation };
    return (await this.#run(operation.perform, inputData, circumstances)) as Values[];
  }

  async performList(key: string, inputData: Values = {}): Promise<Values[]> {
    const operation: Values = { ...app.triggers[key]?.operation };
    return (await this.#run(operation.performList, inputData)) as Values[];
  }

  async test(authData = this.authData()): Promise<Values> {
    return (await this.#run(app.authentication?.test, {}, { authData })) as Values;
  }

  /** The form of a step as a user sees it after filling in some of it, that of its line items after it. */
  async form(kind: Kind, key: string, inputData: Values = {}): Promise<PlainInputField[]> {
    const operation: Values = { ...app[kind][key]?.operation };
    const parts = operation.inputFields as readonly unknown[];
    const fields: unknown[] = [];
    // One after the other, since the tester keeps one function at a time.
    for (const part of parts) fields.push(isWork(part) ? await this.#run(part, inputData) : part);
    return (fields.flat() as PlainInputField[]).flatMap((field) => [field, ...(field.children ?? [])]);
  }

  /** What a drop-down offers: values and the words beside them. */
  async options(
    kind: Kind,
    key: string,
    field: string,
    inputData: Values = {},
    circumstances?: Circumstances,
  ): Promise<Record<string, string>> {
    const choices = (await this.form(kind, key, inputData)).find((one) => one.key === field)?.choices;
    if (!choices || !('perform' in choices)) throw new Error(`No call fills the drop-down ${field}.`);
    const { perform } = choices;
    if (!isWork(perform)) throw new Error(`No call fills the drop-down ${field}.`);
    // The tester knows no drop-downs of triggers, so it is given a function that it need not look for.
    const fill = (z: ZObject, bundle: Bundle): unknown => perform(z, bundle);
    const { results } = (await this.#run(fill, inputData, circumstances)) as {
      results: { id: string; label: string }[];
    };
    return Object.fromEntries(results.map(({ id, label }) => [id, label]));
  }

  /** Loses what the app has remembered, as Zapier's cache may do at any time. */
  forget(): void {
    this.#store = new MemoryStore();
  }

  /** The functions that were called, with what was sent beside the login; which must have been there where it is due. */
  sent(): string[] {
    return this.requests().map((request) =>
      request
        .replace(/^<\?xml version="1.0" encoding="utf-8"\?>/, '')
        .replace(/<auth extra="8" login="(?:test|agent)" pass="(?:testm|secret)"\/>/, '')
        .replace(/<auth extra="8"\/>/, '<!-- company -->'),
    );
  }

  async #run(work: unknown, inputData: Values, circumstances?: Circumstances): Promise<unknown> {
    return this.#call(this.#withCache(work), this.#bundle(inputData, circumstances));
  }

  #withCache(work: unknown): (z: ZObject, bundle: Bundle) => unknown {
    if (!isWork(work)) throw new Error('The definition holds no function there.');
    const cache = cacheOf(this.#store);
    return (z, bundle) => work({ ...z, cache }, bundle);
  }

  #bundle(inputData: Values, circumstances: Circumstances = {}) {
    const { login, authData = this.authData(login), meta, bundle } = circumstances;
    return {
      ...bundle,
      inputData: { ...inputData },
      authData: { ...authData },
      meta: { timezone: 'Europe/Moscow', isLoadingSample: false, isPopulatingDedupe: false, ...meta },
    };
  }
}

/** A courier company that the sandbox plays, and the app connected to it. */
export class ConnectedCourier extends CourierApp implements AsyncDisposable {
  private constructor(readonly double: CourierDouble) {
    super(double.url);
  }

  static async open(options: CourierDoubleOptions = {}): Promise<ConnectedCourier> {
    return new ConnectedCourier(await CourierDouble.start(options));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
    await this.double.stop();
    const { exceeded } = this.double.budget;
    if (this.double.switches.enforceLimits && exceeded.length > 0)
      throw new Error(`The app exceeded the vendor's limits: ${exceeded.join(', ')}.`);
  }

  override authData(login?: string): Record<string, string> {
    const { courierCode, login: name, password }: Account = this.double.account(login);
    return { service: 'measoft', login: name, password, courier_code: courierCode };
  }

  protected override requests(): readonly string[] {
    return this.double.journal.exchanges.map(({ request }) => request);
  }
}

/** Breaks the connection after a request came. */
export const LOST = Symbol('lost answer');

/** The app connected to a service that gives these answers one after the other, and the last one again and again. */
export class AnsweringCourier extends CourierApp implements AsyncDisposable {
  private constructor(
    private readonly server: LocalServer,
    private readonly bodies: readonly string[],
  ) {
    super(`http://127.0.0.1:${server.port}/api/`);
  }

  static async open(...answers: readonly (string | typeof LOST)[]): Promise<AnsweringCourier> {
    const bodies: string[] = [];
    const server = await httpServer((request, response) => {
      void text(request).then((body) => {
        const answer = answers[Math.min(bodies.length, answers.length - 1)];
        bodies.push(body);
        if (typeof answer === 'string') response.end(answer);
        else request.socket.destroy();
      });
    });
    return new AnsweringCourier(server, bodies);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
    await this.server[Symbol.asyncDispose]();
  }

  override authData(): Record<string, string> {
    return { service: 'measoft', login: 'test', password: 'testm', courier_code: '8' };
  }

  protected override requests(): readonly string[] {
    return this.bodies;
  }
}

function isWork(value: unknown): value is (z: ZObject, bundle: Bundle) => unknown {
  return typeof value === 'function';
}
