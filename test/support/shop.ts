import { answerHash } from '../../src/core/signature';
import type { Http, HttpRequest, HttpResponse } from '../../src/core/http';
import type { ShopConnection } from '../../src/services/justclick/connection';

export const LOGIN = 'username';

/** The key that all hashes of the vendor's documentation are made with here. */
export const API_KEY = 'X'.repeat(40);

export const AUTH_DATA = { service: 'expertam', login: LOGIN, api_key: API_KEY } as const;

export const SHOP: ShopConnection = {
  platform: 'justclick',
  brand: 'expertam',
  brandName: 'Expertam',
  login: LOGIN,
  typedLogin: LOGIN,
  apiKey: API_KEY,
  baseUrl: 'https://username.expertam.ru',
};

/** An answer as the vendor's samples show it: signed, with its keys in this order. */
export function answer(code: number, text: string, result?: unknown, key = API_KEY): string {
  return JSON.stringify({
    error_code: code,
    error_text: text,
    ...(result !== undefined && { result }),
    hash: answerHash(String(code), text, key),
  });
}

export interface FakeHttp {
  readonly http: Http;
  /** What was sent, in order. */
  readonly requests: readonly HttpRequest[];
  /** The bodies of it. */
  readonly bodies: () => (string | undefined)[];
}

type Reply = string | Buffer | Error | (Partial<HttpResponse> & { readonly text?: string | Buffer });

/** A network that gives these replies one after the other, and none beyond them. */
export function network(...replies: readonly Reply[]): FakeHttp {
  const requests: HttpRequest[] = [];
  const http: Http = (request) => {
    const reply = replies[requests.length];
    requests.push(request);
    if (reply === undefined) return Promise.reject(new Error('One request more than expected.'));
    if (reply instanceof Error) return Promise.reject(reply);
    const whole = typeof reply === 'string' || Buffer.isBuffer(reply) ? { text: reply } : reply;
    const { status = 200, location, disposition, text = '' } = whole;
    request.into.push(Buffer.from(text));
    return Promise.resolve({ status, location, disposition });
  };
  return { http, requests, bodies: () => requests.map(({ body }) => body) };
}
