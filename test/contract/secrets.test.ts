import nock from 'nock';
import { usesOf } from '../../proof/services';
import { runCreate, testConnection } from '../support/app';
import { captureLog } from '../support/log';
import { answer, AUTH_DATA } from '../support/shop';
import { onlyShopAnswers, shopAnswers } from '../support/shop_answers';

onlyShopAnswers();

const API_KEY = 'k3y {with} "all" & sorts 🗝 of % signs';
const AUTH = { ...AUTH_DATA, api_key: API_KEY };

const used = (key: string) => (): Promise<unknown> =>
  runCreate(key, usesOf('justclick', key)[0].input ?? {}, { authData: AUTH });

const STEPS: readonly (readonly [name: string, run: () => Promise<unknown>])[] = [
  ['the connection test', () => testConnection(AUTH)],
  ['a change of status', used('justclick_update_order_status')],
  ['a change of a product', used('justclick_update_good')],
];

const REPLIES: readonly (readonly [what: string, reply: Parameters<typeof shopAnswers>[0][number]])[] = [
  ['a success', answer(0, 'ok', [], API_KEY)],
  ['a forged success', answer(0, 'ok', [], 'another key')],
  ['a refusal of the key', answer(4, 'incorrect hash', undefined, 'another key')],
  ['a refusal of the order', answer(200, 'nonexistent order', undefined, API_KEY)],
  ['a refusal that quotes the key', answer(3, `your key ${API_KEY} is wrong`, undefined, API_KEY)],
  ['patience asked for', answer(8, 'limit', undefined, API_KEY)],
  ['a web page', [500, '<html>']],
  ['a redirect', [302, '', { location: 'https://evil.example/' }]],
];

describe.each(STEPS)('%s', (_name, run) => {
  it.each(REPLIES)('lets neither key nor hash into log or message after %s', async (_what, reply) => {
    nock.enableNetConnect('127.0.0.1');
    const sent = shopAnswers([reply]);
    await using log = await captureLog();
    const told = await run().then(JSON.stringify, String);
    await log.arrived(/POST https:.*\/api\//);
    const text = [told, log.written()].join('\n');
    for (const { body } of sent)
      expect(text).not.toContain(/hash=([0-9a-f]{32})/.exec(body)?.[1] ?? 'no hash');
    for (const [hash] of JSON.stringify(reply).matchAll(/[0-9a-f]{32}/g)) expect(text).not.toContain(hash);
    for (const written of [API_KEY, encodeURIComponent(API_KEY), JSON.stringify(API_KEY).slice(1, -1)])
      expect(text).not.toContain(written);
    expect(sent).toHaveLength(1);
  });
});
