import zapier, { type Bundle, type PlainInputField, type ZObject } from 'zapier-platform-core';
import { CourierDouble, type CourierDoubleOptions } from '../../sandbox/measoft/courier_double';
import type { Account } from '../../sandbox/measoft/accounts';
import { app } from './definition';

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

/** A courier company, and the app connected to it, with a cache of its own that starts empty. */
export class ConnectedCourier implements AsyncDisposable {
  readonly #call = zapier.createAppTester(app);

  private constructor(readonly double: CourierDouble) {}

  static async open(options: CourierDoubleOptions = {}): Promise<ConnectedCourier> {
    const double = await CourierDouble.start(options);
    process.env.ALLOW_LOOPBACK = '1';
    process.env.MEASOFT_URL = double.url;
    return new ConnectedCourier(double);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    delete process.env.ALLOW_LOOPBACK;
    delete process.env.MEASOFT_URL;
    await this.double.stop();
    const { exceeded } = this.double.budget;
    if (this.double.switches.enforceLimits && exceeded.length > 0)
      throw new Error(`The app exceeded the vendor's limits: ${exceeded.join(', ')}.`);
  }

  authData(login?: string): Record<string, string> {
    const { courierCode, login: name, password }: Account = this.double.account(login);
    return { service: 'measoft', login: name, password, courier_code: courierCode };
  }

  async create(key: string, inputData: Values, circumstances?: Circumstances): Promise<Values> {
    return (await this.#run(app.creates[key]?.operation.perform, inputData, circumstances)) as Values;
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
    const fields = await Promise.all(parts.map((part) => (isWork(part) ? this.#run(part, inputData) : part)));
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
    Reflect.set(this.#call, 'zcacheTestObj', {});
  }

  /** The functions that were called, with what was sent beside the login; which must have been there where it is due. */
  sent(): string[] {
    return this.double.journal.exchanges.map(({ request }) =>
      request
        .replace(/^<\?xml version="1.0" encoding="utf-8"\?>/, '')
        .replace(/<auth extra="8" login="(?:test|agent)" pass="(?:testm|secret)"\/>/, '')
        .replace(/<auth extra="8"\/>/, '<!-- company -->'),
    );
  }

  async #run(work: unknown, inputData: Values, circumstances: Circumstances = {}): Promise<unknown> {
    if (!isWork(work)) throw new Error('The definition holds no function there.');
    const { login, authData = this.authData(login), meta, bundle } = circumstances;
    return this.#call(work, {
      ...bundle,
      inputData: { ...inputData },
      authData: { ...authData },
      meta: { timezone: 'Europe/Moscow', isLoadingSample: false, isPopulatingDedupe: false, ...meta },
    });
  }
}

function isWork(value: unknown): value is (z: ZObject, bundle: Bundle) => unknown {
  return typeof value === 'function';
}
