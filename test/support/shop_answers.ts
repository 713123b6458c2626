import nock from 'nock';
import { useNock } from './nock';

/** In the tests of the file that calls this nothing is reached but what `shopAnswers` stands in for. */
export function onlyShopAnswers(): void {
  useNock();
  beforeAll(() => {
    nock.disableNetConnect();
  });
  afterEach(() => {
    nock.cleanAll();
  });
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
