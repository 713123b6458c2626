import { parseXml } from '../../../sandbox/xml';
import { TillDouble } from '../../../sandbox/rkeeper/till';
import { post, verdict } from './conversation';

let till: TillDouble;
beforeEach(async () => (till = await TillDouble.start()));
afterEach(() => till.stop());

const SYSTEM_INFO = '<RK7Query><RK7CMD CMD="GetSystemInfo"/></RK7Query>';

describe('the way in', () => {
  it('answers 401 without the right login and password, before it looks at anything', async () => {
    for (const authorization of [
      '',
      'Basic !',
      'Bearer x',
      `Basic ${Buffer.from('zapier:wrong').toString('base64')}`,
    ]) {
      const answer = await post(till, SYSTEM_INFO, { headers: { Authorization: authorization } });
      expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Basic realm="rk7api"']);
    }
    expect(till.journal.of('GetSystemInfo')).toEqual([]);
  });

  it('takes a login and a password with Cyrillic letters and colons', async () => {
    const other = await TillDouble.start({ users: { Касса: 'пароль:1' } });
    const headers = { Authorization: `Basic ${Buffer.from('Касса:пароль:1').toString('base64')}` };
    expect((await post(other, SYSTEM_INFO, { headers })).status).toBe(200);
    await other.stop();
  });

  it('answers 404 on any other path and 404 to a GET', async () => {
    expect((await post(till, SYSTEM_INFO, { url: `${till.origin}/rk7api/v0/` })).status).toBe(404);
    const got = await fetch(till.url, { headers: { Authorization: `Basic ${btoa('zapier:till-secret')}` } });
    expect(got.status).toBe(404);
  });

  it.each(['application/xml', 'text/xml; charset=utf-8', 'text/plain'])(
    'reads XML sent as %s',
    async (type) => {
      const { text } = await post(till, SYSTEM_INFO, { headers: { 'Content-Type': type } });
      expect(verdict(parseXml(text))).toEqual({ status: 'Ok', code: undefined, text: '' });
    },
  );

  it.each([
    ['a form', SYSTEM_INFO, 'application/x-www-form-urlencoded'],
    ['JSON', SYSTEM_INFO, 'application/json'],
    ['nothing', '', 'application/xml'],
  ])('sees an empty body in %s', async (_, body, type) => {
    const { status, text } = await post(till, body, { headers: { 'Content-Type': type } });
    expect(status).toBe(200);
    expect(verdict(parseXml(text))).toMatchObject({ status: 'Query Parse Error', text: 'Empty input XML' });
  });

  it('cannot read Cyrillic in windows-1251', async () => {
    const declared = SYSTEM_INFO.replace(
      '<RK7Query>',
      '<?xml version="1.0" encoding="windows-1251"?><RK7Query>',
    );
    const { text } = await post(till, declared);
    expect(verdict(parseXml(text)).text).toContain('Required value is null');
    const inHeader = await post(till, SYSTEM_INFO, {
      headers: { 'Content-Type': 'text/xml; charset=windows-1251' },
    });
    expect(verdict(parseXml(inHeader.text)).text).toContain('Required value is null');
  });

  it.each(['<RK7Query><RK7CMD', '<RK7Query/', 'GetSystemInfo', '<a/>'])(
    'calls %s a parse error',
    async (body) => {
      const { text } = await post(till, body);
      expect(verdict(parseXml(text)).status).toBe('Query Parse Error');
    },
  );
});
