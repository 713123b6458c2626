import { TillDouble } from '../../../sandbox/rkeeper/till';
import { parseXml } from '../../../sandbox/xml';
import { BASIC, post, tillForEachTest, verdict } from './conversation';

const stage = tillForEachTest();
const SYSTEM_INFO = '<RK7Query><RK7CMD CMD="GetSystemInfo"/></RK7Query>';
const basic = (credentials: string): string => `Basic ${Buffer.from(credentials).toString('base64')}`;

it.each(['', 'Basic !', 'Bearer x', basic('zapier:wrong')])(
  'answers 401 to the authorization %j before it looks at anything',
  async (Authorization) => {
    const answer = await post(stage.till, SYSTEM_INFO, { headers: { Authorization } });
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Basic realm="rk7api"']);
    expect(stage.till.journal.of('GetSystemInfo')).toEqual([]);
  },
);

it('takes a login and a password with Cyrillic letters and colons', async () => {
  const other = await TillDouble.start({ users: { Касса: 'пароль:1' } });
  const headers = { Authorization: basic('Касса:пароль:1') };
  expect((await post(other, SYSTEM_INFO, { headers })).status).toBe(200);
  await other.stop();
});

it('answers 404 on any other path and 404 to a GET', async () => {
  expect((await post(stage.till, SYSTEM_INFO, { url: `${stage.till.origin}/rk7api/v0/` })).status).toBe(404);
  expect((await fetch(stage.till.url, { headers: { Authorization: BASIC } })).status).toBe(404);
});

const DECLARED = `<?xml version="1.0" encoding="windows-1251"?>${SYSTEM_INFO}`;
const EMPTY = { status: 'Query Parse Error', text: 'Empty input XML' };
const NULL = { text: expect.stringContaining('Required value is null') as string };
const BROKEN = { status: 'Query Parse Error' };

it.each([
  [SYSTEM_INFO, 'application/xml', { status: 'Ok', code: undefined, text: '' }],
  [SYSTEM_INFO, 'text/xml; charset=utf-8', { status: 'Ok' }],
  [SYSTEM_INFO, 'text/plain', { status: 'Ok' }],
  [SYSTEM_INFO, 'application/x-www-form-urlencoded', EMPTY],
  [SYSTEM_INFO, 'application/json', EMPTY],
  ['', 'application/xml', EMPTY],
  [DECLARED, 'application/xml', NULL],
  [SYSTEM_INFO, 'text/xml; charset=windows-1251', NULL],
  ['<RK7Query><RK7CMD', 'application/xml', BROKEN],
  ['<RK7Query/', 'application/xml', BROKEN],
  ['GetSystemInfo', 'application/xml', BROKEN],
  ['<a/>', 'application/xml', BROKEN],
])('reads %s sent as %s as it should: %j', async (body, type, expected) => {
  const { status, text } = await post(stage.till, body, { headers: { 'Content-Type': type } });
  expect(status).toBe(200);
  expect(verdict(parseXml(text))).toMatchObject(expected);
});
