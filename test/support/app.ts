import nock from 'nock';
import zapier, { type Bundle, type Create, type PlainInputField, type ZObject } from 'zapier-platform-core';
import { app } from './definition';
import { AUTH_DATA } from './shop';

const call = zapier.createAppTester(app);

type Values = Readonly<Record<string, unknown>>;

export interface Circumstances {
  readonly authData?: Readonly<Record<string, string>>;
  readonly timezone?: string;
}

/** Calls a function that the definition holds as Zapier's runtime does. */
async function run(work: unknown, inputData: Values, circumstances: Circumstances): Promise<unknown> {
  if (!isWork(work)) throw new Error('The definition holds no function there.');
  const { authData = AUTH_DATA, timezone = 'Europe/Moscow' } = circumstances;
  return call(work, { inputData: { ...inputData }, authData: { ...authData }, meta: { timezone } });
}

function isWork(value: unknown): value is (z: ZObject, bundle: Bundle) => unknown {
  return typeof value === 'function';
}

export function create(key: string): Create {
  const found = app.creates[key];
  if (!found) throw new Error(`There is no create ${key}.`);
  return found;
}

/** Runs an action with a filled-in form. */
export async function runCreate(
  key: string,
  inputData: Values,
  circumstances: Circumstances = {},
): Promise<Values> {
  return (await run(create(key).operation.perform, inputData, circumstances)) as Values;
}

/** The form of an action as a user sees it after filling in some of it. */
export async function formOfCreate(key: string, inputData: Values = {}): Promise<PlainInputField[]> {
  const parts: readonly unknown[] = create(key).operation.inputFields ?? [];
  const fields = await Promise.all(parts.map((part) => (isWork(part) ? run(part, inputData, {}) : part)));
  return fields.flat() as PlainInputField[];
}

/** What a drop-down offers. */
export async function optionsOf(field: PlainInputField | undefined): Promise<unknown> {
  const choices = field?.choices;
  if (!choices || !('perform' in choices)) throw new Error('No call fills this drop-down.');
  return run(choices.perform, {}, {});
}

/** Tests a connection. */
export async function testConnection(authData: Readonly<Record<string, string>>): Promise<unknown> {
  return run(app.authentication?.test, {}, { authData });
}

export interface Sent {
  readonly path: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

type Reply = string | readonly [status: number, body: string, headers?: Record<string, string>];

/** Stands in for a shop's host: gives these replies one after the other, and keeps the bytes that came. */
export function shopAnswers(replies: readonly Reply[], host = 'https://username.expertam.ru'): Sent[] {
  const sent: Sent[] = [];
  for (const reply of replies) {
    const [status, body, headers = {}] = typeof reply === 'string' ? [200, reply] : reply;
    nock(host)
      .post(/.*/)
      .reply(function (path, requestBody) {
        if (typeof requestBody !== 'string') throw new Error('The body is no form.');
        sent.push({ path, body: requestBody, headers: this.req.headers });
        return [status, body, headers];
      });
  }
  return sent;
}

/** Nothing but what `shopAnswers` stands in for is reached. */
export function withoutInternet(): void {
  beforeAll(() => {
    nock.disableNetConnect();
  });
  afterEach(() => {
    nock.cleanAll();
  });
  afterAll(() => {
    nock.enableNetConnect();
    // Node's own modules are the same for all test files of a worker.
    nock.restore();
  });
}
