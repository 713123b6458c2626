import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { Shop } from '../../../sandbox/justclick/shop';
import { call, post, signed, useDouble } from './caller';

const OTHER = { login: 'other', key: 'other key', domains: ['shop.example'], shop: new Shop() };
const double = useDouble({ accounts: [{ login: 'username', key: 'X'.repeat(40) }, OTHER] });

/** The answer to `/api/GetAllGroups` under any host name. */
async function answerAt(host: string, body: string): Promise<unknown> {
  const headers = { host, 'content-type': 'application/x-www-form-urlencoded' };
  const sent = request({ port: double().port, path: '/api/GetAllGroups', method: 'POST', headers });
  return await new Promise((resolve, reject) => {
    sent.on(
      'response',
      (response) =>
        void text(response).then((json) => {
          resolve(JSON.parse(json));
        }, reject),
    );
    sent.on('error', reject).end(body);
  });
}

test('the host names the login by its first label, or is the account’s own domain; the login still signs', async () => {
  expect(await answerAt('username.expertam.ru', signed({}))).toMatchObject({ error_code: 0 });
  expect(await answerAt('nobody.expertam.ru', signed({}))).toMatchObject({ error_code: 5 });
  const own = signed({}, { login: 'other', key: 'other key' });
  expect(await answerAt('shop.example', own)).toMatchObject({ error_code: 0, result: [] });
});

describe('every answer', () => {
  test('has status 200 and is JSON, refusals too', async () => {
    for (const body of [signed({}), 'hash=0', '']) {
      const response = await post(double(), 'GetAllGroups', body);
      const type = 'application/json; charset=utf-8';
      expect([response.status, response.headers.get('content-type')]).toEqual([200, type]);
      expect(Object.keys((await response.json()) as object).at(0)).toBe('error_code');
    }
  });

  test.each(['Unknown', 'getAllGroups', 'updateorderstatus', 'constructor', 'getalllists'])(
    'of the unknown function %s is a page with status 404',
    async (name) => {
      const response = await post(double(), name, signed({}));
      expect([response.status, response.headers.get('content-type')]).toEqual([
        404,
        'text/html; charset=utf-8',
      ]);
      expect(await response.text()).toMatch(/^<!DOCTYPE html>/);
    },
  );

  test('to an address that is none of the API’s is a page with status 404', async () => {
    expect((await fetch(double().origin)).status).toBe(404);
    const nothing = { path: '/', login: undefined, calls: [], signatureIsValid: false };
    expect(double().journal.exchanges).toMatchObject([nothing]);
  });
});

test('only a form sent by POST is read: a GET is an empty body', async () => {
  const url = `${double().url.replace('{login}', 'username')}/api/GetAllGroups`;
  expect(await (await fetch(`${url}?${signed({})}`)).json()).toMatchObject({ error_code: 2 });
});

test.each([
  ['application/json', 2],
  ['text/plain', 2],
  ['multipart/form-data; boundary=x', 2],
  ['Application/X-WWW-Form-urlencoded; charset=utf-8', 0],
])('a form sent as %s is answered %i', async (type, error_code) => {
  const response = await post(double(), 'GetAllGroups', signed({}), { type });
  expect(await response.json()).toMatchObject({ error_code });
});

test('the journal holds what was sent, what was read of it and what was answered', async () => {
  const parameters = { good_name: 'super_tovar', good_title: 'Чай *~ 😀', good_sum: '5' };
  await call(double(), 'UpdateGood', parameters);
  await post(double(), 'GetAllGoods', signed({}), { login: 'nobody' });
  const [entry, refused] = double().journal.exchanges;
  expect(entry).toMatchObject({
    ...{ method: 'POST', path: '/username/api/UpdateGood', request: signed(parameters), login: 'username' },
    ...{ calls: ['UpdateGood'], signatureIsValid: true, status: 200 },
    answer: expect.stringContaining('"error_code":0') as string,
  });
  expect([...(entry?.parameters ?? [])].slice(0, 3)).toEqual(Object.entries(parameters));
  expect(refused).toMatchObject({ login: 'nobody', calls: ['GetAllGoods'], signatureIsValid: false });
});
