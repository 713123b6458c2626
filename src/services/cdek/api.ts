import { Problem } from '../../core/errors';
import type { Memory } from '../../core/exactly_once/exactly_once';
import { answered, Bytes, NetworkFailure, READ, tooManyRequests, type Http } from '../../core/http';
import { isObject, parseJson } from '../../core/json';
import { say } from '../../language/language';
import type { CdekConnection } from './connection';
import { refusal, refusalsOf, throwIfInvalid } from './problems';
import { object, parseNumber, parseText, UUID } from './values';

export const NAME = 'CDEK';

/** A call of the API. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Behind the version: `/orders`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
}

/** Two calls of this length fit into a step. */
const TIMEOUT_MILLISECONDS = 12_000;
const MAX_BYTES = 16 * 1024 * 1024;

/** A token is not used in the last minute of its life. */
const LAST_SECONDS = 60;
const TOKEN = 'token';

/** The way to CDEK: JSON there and back, under a token that is kept as long as it lives. */
export class CdekApi {
  #token: Promise<string> | undefined;

  constructor(
    private readonly connection: CdekConnection,
    private readonly http: Http,
    private readonly memory: Memory,
  ) {}

  /** What a call tells that changes nothing. @throws Problem */
  async read(call: Call): Promise<unknown> {
    return answered(NAME, READ, () => this.exchange(call));
  }

  /** The same, with undefined for what CDEK does not know. @throws Problem */
  async find(call: Call): Promise<unknown> {
    return this.read(call).catch((error: unknown) => {
      if (error instanceof Problem && NOT_FOUND.test(error.code ?? '')) return undefined;
      throw error;
    });
  }

  /** The answer to a call that changes something. @param ifUnknown what to tell a user who cannot know whether it was carried out. @throws Problem */
  async write(call: Call, ifUnknown: string): Promise<unknown> {
    return answered(NAME, { kind: 'write', ifUnknown }, () => this.exchange(call));
  }

  /** The same for a call that makes something: its uuid. @throws Problem */
  async make(call: Call, ifUnknown: string): Promise<string> {
    return answered(NAME, { kind: 'write', ifUnknown }, async () => {
      const answer = await this.exchange(call);
      throwIfInvalid(answer);
      return uuidOf(answer);
    });
  }

  /** A PDF; undefined where something else came. @throws Problem */
  async readPdf(path: string): Promise<Buffer | undefined> {
    return answered(NAME, READ, async () => {
      const { bytes } = await this.#authorized({ method: 'GET', path });
      return bytes.subarray(0, 4).toString('latin1') === '%PDF' ? bytes : undefined;
    });
  }

  /**
   * @returns the answer, in which a request may still be refused: see {@link refusalsOf}.
   * @throws NetworkFailure where no usable answer came; Problem where the call was refused as a whole, and so not carried out.
   */
  async exchange(call: Call): Promise<unknown> {
    const { status, bytes } = await this.#authorized(call);
    const answer = parseJson(bytes);
    if (!isObject(answer) && !Array.isArray(answer)) throw noAnswer(status);
    if (status >= 200 && status < 300) return answer;
    const refusals = refusalsOf(answer);
    if (status >= 500 || (refusals.length === 0 && status !== 404)) throw noAnswer(status);
    throw refusal(refusals, status);
  }

  /** A token that is refused, as one that was revoked, is renewed once: nothing was carried out under it. */
  async #authorized(call: Call): Promise<Answer> {
    const first = await this.#send(call, await this.#currentToken());
    if (first.status !== 401) return this.#checked(first);
    this.#token = this.#newToken();
    const second = await this.#send(call, await this.#token);
    if (second.status === 401 && isObject(parseJson(second.bytes)))
      throw new Problem(
        'failed',
        say`${{ name: NAME }} refuses the token that it has just given out. Run this step again in a few
          minutes. (HTTP 401)`,
        { code: 'http_401' },
      );
    return this.#checked(second);
  }

  #checked(answer: Answer): Answer {
    if (answer.status === 429) throw tooManyRequests(NAME);
    return answer;
  }

  async #send({ method, path, query = {}, body }: Call, token: string): Promise<Answer> {
    const given = Object.entries(query).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)] as [string, string]],
    );
    const search = given.length > 0 ? `?${new URLSearchParams(given).toString()}` : '';
    return this.#request(
      method,
      `${path}${search}`,
      [token],
      {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json; charset=utf-8' }),
      },
      body === undefined ? undefined : JSON.stringify(body),
    );
  }

  async #request(
    method: Call['method'],
    path: string,
    secrets: readonly string[],
    headers: Readonly<Record<string, string>>,
    body?: string,
  ): Promise<Answer> {
    const bytes = new Bytes();
    const { status } = await this.http({
      method,
      url: `${this.connection.baseUrl}${path}`,
      headers: { accept: 'application/json', ...headers },
      ...(body !== undefined && { body }),
      timeoutMilliseconds: TIMEOUT_MILLISECONDS,
      maxBytes: MAX_BYTES,
      into: bytes,
      secrets,
    });
    return { status, bytes: bytes.end() };
  }

  /** The one that is remembered, if it still lives. */
  async #currentToken(): Promise<string> {
    const { vault, clock } = this.memory;
    this.#token ??= vault.read(TOKEN).then((kept) => {
      const { token, until } = object(kept);
      const isAlive = typeof until === 'number' && until > clock.now();
      return isAlive && typeof token === 'string' ? token : this.#newToken();
    });
    return this.#token;
  }

  /** Vendor: POST /oauth/token, with the keys in the body, as queries get logged. */
  async #newToken(): Promise<string> {
    const { account, password } = this.connection;
    const { vault, clock } = this.memory;
    const keys = { grant_type: 'client_credentials', client_id: account, client_secret: password };
    const body = new URLSearchParams(keys).toString();
    const asSent = /(?<=client_secret=).*/.exec(body)?.[0] ?? '';
    try {
      const type = { 'content-type': 'application/x-www-form-urlencoded' };
      const { status, bytes } = this.#checked(
        await this.#request('POST', '/oauth/token', [asSent], type, body),
      );
      const answer = parseJson(bytes);
      if (!isObject(answer)) throw noAnswer(status);
      const token = parseText(answer.access_token);
      if (token === undefined || !/^[\x21-\x7e]+$/.test(token)) throw keyProblem(answer, status);
      const seconds = (parseNumber(answer.expires_in) ?? 0) - LAST_SECONDS;
      if (seconds > 0) await vault.write(TOKEN, { token, until: clock.now() + seconds * 1000 }, seconds);
      return token;
    } catch (error) {
      // Without a token the call itself was not sent.
      if (error instanceof NetworkFailure) throw new NetworkFailure(error.reason, false, error.code);
      throw error;
    }
  }
}

interface Answer {
  readonly status: number;
  readonly bytes: Buffer;
}

const NOT_FOUND = /^v2_(?:entity|order)_not_found|^http_404$/;

/** What CDEK calls a thing that it makes. @throws NetworkFailure where it does not say. */
export function uuidOf(answer: unknown): string {
  const uuid = parseText(object(object(answer).entity).uuid);
  if (uuid === undefined || !UUID.test(uuid))
    throw new NetworkFailure('no_answer', true, 'no uuid in the answer');
  return uuid;
}

function noAnswer(status: number): NetworkFailure {
  return new NetworkFailure('no_answer', true, `HTTP ${status}`);
}

/** The texts of an OAuth refusal differ: that it is one is told by its form. */
function keyProblem(answer: Readonly<Record<string, unknown>>, status: number): Error {
  const refusals = refusalsOf(answer);
  if (refusals.length === 0 || status >= 500) return noAnswer(status);
  return new Problem(
    'connection',
    say`${{ name: NAME }} does not accept the account («Идентификатор») or the secure password
      («Пароль»). Copy both from the section «Интеграция» of the cabinet lk.cdek.ru, where they differ from
      the login of the cabinet, and connect the account again. Keys of the test contour and of the
      production contour differ, too. (${{ name: NAME }} HTTP ${{ status }})`,
    { code: 'wrong_keys' },
  );
}
