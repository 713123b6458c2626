import { request } from 'node:http';
import { Shop } from '../../../sandbox/justclick/shop';
import { call, post, signed, useDouble } from './caller';

const OTHER = { login: 'other', key: 'other key', domains: ['shop.example'], shop: new Shop() };
const double = useDouble({ accounts: [{ login: 'username', key: 'X'.repeat(40) }, OTHER] });

/** Posts to `/api/GetAllGroups` under any host name. */
async function postToHost(host: string, body: string): Promise<string> {
  return await new Promise((resolve, reject) => {
    const headers = { host, 'content-type': 'application/x-www-form-urlencoded' };
    const sent = request(
      { port: double().port, path: '/api/GetAllGroups', method: 'POST', headers },
      (response) => {
        response.toArray().then((chunks) => {
          resolve(Buffer.concat(chunks as Buffer[]).toString());
        }, reject);
      },
    );
    sent.on('error', reject).end(body);
  });
}

describe('the address', () => {
  test('can be the real one: the login is the first label of the host', async () => {
    expect(JSON.parse(await postToHost('username.expertam.ru', signed({})))).toMatchObject({ error_code: 0 });
    expect(JSON.parse(await postToHost('nobody.expertam.ru', signed({})))).toMatchObject({ error_code: 5 });
  });

  test('can be the account’s own domain; the login still signs', async () => {
    const reply = await postToHost('shop.example', signed({}, { login: 'other', key: 'other key' }));
    expect(JSON.parse(reply)).toMatchObject({ error_code: 0, result: [] });
  });
});

describe('every answer', () => {
  test('has status 200 and is JSON, refusals too', async () => {
    for (const body of [signed({}), 'hash=0', '']) {
      const response = await post(double(), 'GetAllGroups', body);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect(Object.keys((await response.json()) as object).at(0)).toBe('error_code');
    }
  });

  test.each(['Unknown', 'getAllGroups', 'updateorderstatus', 'constructor', 'getalllists'])(
    'of the unknown function %s is a page with status 404',
    async (name) => {
      const response = await post(double(), name, signed({}));
      expect(response.status).toBe(404);
      expect(response.headers.get('content-type')).toContain('text/html');
      expect(await response.text()).toMatch(/^<!DOCTYPE html>/);
    },
  );

  test('to an address that is none of the API’s is a page with status 404', async () => {
    const response = await fetch(`http://127.0.0.1:${double().port}/`);
    expect(response.status).toBe(404);
    expect(double().journal.exchanges).toMatchObject([
      { path: '/', login: undefined, calls: [], signatureIsValid: false },
    ]);
  });
});

describe('only a form sent by POST is read', () => {
  test('a GET is an empty body', async () => {
    const url = `${double().url.replace('{login}', 'username')}/api/GetAllGroups`;
    const response = await fetch(`${url}?${signed({})}`);
    expect(await response.json()).toMatchObject({ error_code: 2 });
  });

  test.each(['application/json', 'text/plain', 'multipart/form-data; boundary=x'])(
    '%s is an empty body',
    async (type) => {
      const response = await post(double(), 'GetAllGroups', signed({}), { type });
      expect(await response.json()).toMatchObject({ error_code: 2 });
    },
  );

  test('the content type may name a charset, and its letter case does not matter', async () => {
    const type = 'Application/X-WWW-Form-urlencoded; charset=utf-8';
    const response = await post(double(), 'GetAllGroups', signed({}), { type });
    expect(await response.json()).toMatchObject({ error_code: 0 });
  });
});

test('the journal holds what was sent, what was read of it and what was answered', async () => {
  const parameters = { good_name: 'super_tovar', good_title: 'Чай *~ 😀', good_sum: '5' };
  await call(double(), 'UpdateGood', parameters);
  await post(double(), 'GetAllGoods', signed({}), { login: 'nobody' });
  const [entry, refused] = double().journal.exchanges;
  expect(entry).toMatchObject({
    method: 'POST',
    path: '/username/api/UpdateGood',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    request: signed(parameters),
    login: 'username',
    calls: ['UpdateGood'],
    signatureIsValid: true,
    status: 200,
    answer: expect.stringContaining('"error_code":0') as string,
  });
  expect([...(entry?.parameters ?? [])].slice(0, 3)).toEqual(Object.entries(parameters));
  expect(refused).toMatchObject({ login: 'nobody', calls: ['GetAllGoods'], signatureIsValid: false });
});
