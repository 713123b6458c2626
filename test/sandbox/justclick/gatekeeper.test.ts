import { call, codeOf, encoded, isGenuine, md5, post, type Reply, signed, useDouble } from './caller';

const KEY = 'X'.repeat(40);
const double = useDouble({
  accounts: [
    { login: 'username', key: KEY },
    { login: 'closed', key: 'closed key', disabled: true },
    { login: 'guarded', key: 'guarded key', allowedAddresses: ['203.0.113.7'] },
    { login: 'open', key: 'open key', allowedAddresses: ['127.0.0.1'] },
  ],
});

async function replyTo(body: string, login = 'username'): Promise<Reply> {
  const response = await post(double(), 'GetAllGroups', body, { login });
  return JSON.parse(await response.text()) as Reply;
}

test.each([
  ['an unknown login, signed with the empty key', signed({}), 'nobody', 5, 'invalid user name', ''],
  ['a disabled account', '', 'closed', 7, 'account disabled', 'closed key'],
  ['a caller who is not on the list', '', 'guarded', 6, 'permission denied for ip 127.0.0.1', 'guarded key'],
  ['an empty body', '', 'username', 2, 'no transmitted data', KEY],
  ['no hash', 'a=1', 'username', 1, 'not transferred hash', KEY],
  ['an empty hash', 'hash=', 'username', 1, 'not transferred hash', KEY],
  ['a hash without a value', 'a=1&hash', 'username', 1, 'not transferred hash', KEY],
  ['a wrong hash', 'hash=0', 'username', 4, 'incorrect hash', KEY],
])('%s is refused, and the refusal is signed', async (_, body, login, error_code, error_text, key) => {
  const reply = await replyTo(body, login);
  expect(reply).toMatchObject({ error_code, error_text });
  expect(isGenuine(reply, key)).toBe(true);
});

test.each([
  ['another key', signed({}, { login: 'username', key: 'Y'.repeat(40) })],
  ['another login', signed({}, { login: 'USERNAME', key: KEY })],
  ['upper case', signed({}).toUpperCase().replace('HASH', 'hash')],
  ['a list', signed({}).replace('hash', 'hash[]')],
  ['a parameter added after signing', `${signed({})}&a=1`],
  ['a value trimmed before signing', `a=+1&hash=${md5(`a=1::username::${KEY}`)}`],
  ['an encoding that is not PHP’s', `a=%2A&hash=${md5(`a=*::username::${KEY}`)}`],
  ['members sorted', `b=1&a=2&hash=${md5(`${encoded({ a: '2', b: '1' })}::username::${KEY}`)}`],
])('a hash made with %s is refused with 4', async (_, body) => {
  expect(await replyTo(body)).toMatchObject({ error_code: 4 });
});

test('the hash is looked at before the parameters', async () => {
  const response = await post(double(), 'UpdateOrderStatus', 'hash=0');
  expect(await response.json()).toMatchObject({ error_code: 4 });
});

test('a right hash is enough, also from an address on the list and with parameters that nobody knows', async () => {
  const reply = await replyTo(signed({}));
  expect(reply).toMatchObject({ error_code: 0, error_text: 'ok' });
  expect(isGenuine(reply)).toBe(true);
  const open = signed({}, { login: 'open', key: 'open key' });
  expect(await replyTo(open, 'open')).toMatchObject({ error_code: 0 });
  expect(await codeOf(double(), 'GetAllGroups', { what: "~*!'() ёё 😀", 'deep[0][x]': '1' })).toBe(0);
});

test('error texts can be capitalised', async () => {
  double().rules.capitalisedTexts = true;
  const reply = await call(double(), 'GetAllGroups');
  expect([reply.error_text, isGenuine(reply)]).toEqual(['OK', true]);
  expect((await replyTo('hash=0')).error_text).toBe('Incorrect hash');
});
