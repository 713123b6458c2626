import { call, codeOf, encoded, isGenuine, md5, post, type Reply, signed, useDouble } from './caller';

const double = useDouble({
  accounts: [
    { login: 'username', key: 'X'.repeat(40) },
    { login: 'closed', key: 'closed key', disabled: true },
    { login: 'guarded', key: 'guarded key', allowedAddresses: ['203.0.113.7'] },
    { login: 'open', key: 'open key', allowedAddresses: ['127.0.0.1'] },
  ],
});

async function replyTo(body: string, login = 'username'): Promise<Reply> {
  const response = await post(double(), 'GetAllGroups', body, { login });
  return JSON.parse(await response.text()) as Reply;
}

describe('a request is refused', () => {
  test('with 5 for an unknown login, signed with the empty key', async () => {
    const reply = await replyTo(signed({}), 'nobody');
    expect(reply).toMatchObject({ error_code: 5, error_text: 'invalid user name' });
    expect(isGenuine(reply, '')).toBe(true);
  });

  test('with 7 for a disabled account', async () => {
    const reply = await replyTo('', 'closed');
    expect(reply).toMatchObject({ error_code: 7, error_text: 'account disabled' });
    expect(isGenuine(reply, 'closed key')).toBe(true);
  });

  test('with 6 and the address for a caller who is not on the list', async () => {
    const reply = await replyTo('', 'guarded');
    expect(reply).toMatchObject({ error_code: 6, error_text: 'permission denied for ip 127.0.0.1' });
    expect(isGenuine(reply, 'guarded key')).toBe(true);
  });

  test('with 2 for an empty body', async () => {
    expect(await replyTo('')).toMatchObject({ error_code: 2, error_text: 'no transmitted data' });
  });

  test.each(['a=1', 'hash=', 'a=1&hash'])('with 1 without a hash: "%s"', async (body) => {
    expect(await replyTo(body)).toMatchObject({ error_code: 1, error_text: 'not transferred hash' });
  });

  test('with 4 for a wrong hash, signed with the real key', async () => {
    const reply = await replyTo('hash=0');
    expect(reply).toMatchObject({ error_code: 4, error_text: 'incorrect hash' });
    expect(isGenuine(reply)).toBe(true);
  });

  test.each([
    ['another key', signed({}, { login: 'username', key: 'Y'.repeat(40) })],
    ['another login', signed({}, { login: 'USERNAME', key: 'X'.repeat(40) })],
    ['upper case', signed({}).toUpperCase().replace('HASH', 'hash')],
    ['a list', signed({}).replace('hash', 'hash[]')],
    ['a parameter added after signing', `${signed({})}&a=1`],
    ['a value trimmed before signing', `a=+1&hash=${md5(`a=1::username::${'X'.repeat(40)}`)}`],
    ['an encoding that is not PHP’s', `a=%2A&hash=${md5(`a=*::username::${'X'.repeat(40)}`)}`],
    ['members sorted', `b=1&a=2&hash=${md5(`${encoded({ a: '2', b: '1' })}::username::${'X'.repeat(40)}`)}`],
  ])('with 4 for a hash made with %s', async (_, body) => {
    expect(await replyTo(body)).toMatchObject({ error_code: 4 });
  });

  test('with 4 before the function looks at its parameters', async () => {
    const response = await post(double(), 'UpdateOrderStatus', 'hash=0');
    expect(await response.json()).toMatchObject({ error_code: 4 });
  });
});

describe('a request is accepted', () => {
  test('with nothing but a right hash', async () => {
    const reply = await replyTo(signed({}));
    expect(reply).toMatchObject({ error_code: 0, error_text: 'ok' });
    expect(isGenuine(reply)).toBe(true);
  });

  test('from an address on the list', async () => {
    expect(await replyTo(signed({}, { login: 'open', key: 'open key' }), 'open')).toMatchObject({
      error_code: 0,
    });
  });

  test('with parameters that the function does not know', async () => {
    expect(await codeOf(double(), 'GetAllGroups', { what: "~*!'() ёё 😀", 'deep[0][x]': '1' })).toBe(0);
  });
});

test('error texts can be capitalised', async () => {
  double().rules.capitalisedTexts = true;
  const reply = await call(double(), 'GetAllGroups');
  expect(reply.error_text).toBe('OK');
  expect(isGenuine(reply)).toBe(true);
  expect((await replyTo('hash=0')).error_text).toBe('Incorrect hash');
});
