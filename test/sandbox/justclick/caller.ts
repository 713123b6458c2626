import { createHash } from 'node:crypto';
import { Clock } from '../../../sandbox/clock';
import { SAMPLE_ACCOUNT, ShopDouble, type ShopDoubleOptions } from '../../../sandbox/justclick/shop_double';

/** The clock of the shops under test: 1 June 2024, 17:00 in Moscow. */
export const NOW = Date.UTC(2024, 5, 1, 14) / 1000;

/** An answer as it came over the wire. */
export interface Reply {
  readonly error_code: unknown;
  readonly error_text: string;
  readonly result?: unknown;
  readonly hash?: string;
}

/** Starts a double before each test of the file and stops it after. */
export function useDouble(options: ShopDoubleOptions = {}): () => ShopDouble {
  let double: ShopDouble | undefined;
  beforeEach(async () => {
    double = await ShopDouble.start({ clock: Clock.at(NOW * 1000), ...options });
  });
  afterEach(async () => {
    await double?.stop();
  });
  return () => {
    if (double === undefined) {
      throw new Error('The double runs only inside tests.');
    }
    return double;
  };
}

/** PHP's form encoding of flat names and values, made without the code under test: `*` is all that differs. */
export function encoded(parameters: Readonly<Record<string, string>>): string {
  return new URLSearchParams(parameters).toString().replaceAll('*', '%2A');
}

export function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

/** A signed body: the bytes signed, then the hash. */
export function signed(
  parameters: Readonly<Record<string, string>>,
  { login, key } = { login: SAMPLE_ACCOUNT.login, key: SAMPLE_ACCOUNT.key },
): string {
  const query = encoded(parameters);
  const hash = `hash=${md5(`${query}::${login}::${key}`)}`;
  return query === '' ? hash : `${query}&${hash}`;
}

/** Posts a body to a function of an account, without following redirects. */
export async function post(
  double: ShopDouble,
  functionName: string,
  body: string,
  { login = SAMPLE_ACCOUNT.login, type = 'application/x-www-form-urlencoded' } = {},
): Promise<Response> {
  return await fetch(`${double.url.replace('{login}', login)}/api/${functionName}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body,
    redirect: 'manual',
  });
}

/** Calls a function as a well-behaved client of the sample account and reads the JSON. */
export async function call(
  double: ShopDouble,
  functionName: string,
  parameters: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  const response = await post(double, functionName, signed(parameters));
  return JSON.parse(await response.text()) as Reply;
}

/** Calls a function and returns the code alone. */
export async function codeOf(...request: Parameters<typeof call>): Promise<unknown> {
  return (await call(...request)).error_code;
}

/** Whether an answer's hash is the md5 of its code, text and the sample account's key. */
export function isGenuine({ error_code, error_text, hash }: Reply, key = SAMPLE_ACCOUNT.key): boolean {
  return hash === md5(`${String(error_code)}::${error_text}::${key}`);
}
