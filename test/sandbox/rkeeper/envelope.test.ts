import { parseXml } from '../../../src/core/xml';
import { TillDouble } from '../../../sandbox/rkeeper/till';
import { ask, at, post, verdict } from './conversation';

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

  it('answers in gzip to those who take it', async () => {
    const packed = await post(till, SYSTEM_INFO, { headers: { 'Accept-Encoding': 'gzip' } });
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    expect(parseXml(packed.text).name).toBe('RK7QueryResult');
  });
});

describe('the forms of a request', () => {
  it('puts the result of one RK7CMD on the root', async () => {
    const answer = await ask(till, '<RK7CMD CMD="GetSystemInfo"/>');
    expect(answer.attributes).toMatchObject({
      ServerVersion: '7.26.8.2001',
      XmlVersion: '248',
      Status: 'Ok',
      CMD: 'GetSystemInfo',
      ErrorText: '',
      Processed: '1',
    });
    expect(at(answer, 'SystemInfo').attribute('RestCode')).toBe('199999993');
  });

  it('answers several RK7Command each in its CommandResult', async () => {
    const answer = await ask(
      till,
      '<RK7Command CMD="GetSystemInfo"/><RK7Command CMD="Nonsense"/><RK7Command CMD="GetRefData" RefName="CashES"/>',
    );
    expect(answer.attributes).toMatchObject({ Status: 'Ok', Processed: '2' });
    expect(answer.attribute('CMD')).toBeUndefined();
    expect(
      answer.children.map((result) => [result.name, result.attribute('CMD'), result.attribute('Status')]),
    ).toEqual([
      ['CommandResult', 'GetSystemInfo', 'Ok'],
      ['CommandResult', 'Nonsense', 'Bad Query Parameters'],
      ['CommandResult', 'GetRefData', 'Ok'],
    ]);
  });

  it('echoes the command of RK7Command2', async () => {
    const answer = await ask(till, '<RK7Command2 CMD="GetRefData" RefName="TABLES"/>');
    const source = at(answer, 'CommandResult', 'SourceCommand', 'RK7Command2');
    expect(source.attribute('RefName')).toBe('TABLES');
  });

  it.each([
    ['two RK7CMD', '<RK7CMD CMD="GetSystemInfo"/><RK7CMD CMD="GetSystemInfo"/>', 'more than one RK7CMD'],
    ['a mix', '<RK7CMD CMD="GetSystemInfo"/><RK7Command CMD="GetSystemInfo"/>', 'mixes'],
    ['no command', '', 'child element "RK7CMD" not found'],
    ['a command without a name', '<RK7CMD/>', 'Attribute "RK7CMD/@CMD" is not found'],
    ['a name in the wrong case', '<RK7CMD CMD="getsysteminfo"/>', 'Unknown command getsysteminfo'],
    [
      'the misprint of the subscription article',
      '<RK7CMD CMD="MakeRetunGoods"/>',
      'Unknown command MakeRetunGoods',
    ],
    ['a command of the reference server', '<RK7CMD CMD="SetRefData"/>', 'Unknown command SetRefData'],
  ])('refuses %s', async (_, commands, text) => {
    const answer = await ask(till, commands);
    expect(verdict(answer)).toMatchObject({ status: 'Bad Query Parameters', code: undefined });
    expect(answer.attribute('ErrorText')).toContain(text);
    expect(answer.attribute('Processed')).toBe('0');
  });

  it('ignores comments', async () => {
    const { text } = await post(
      till,
      '<!-- a --><RK7Query><!-- b --><RK7CMD CMD="GetSystemInfo"/></RK7Query>',
    );
    expect(parseXml(text).attribute('Status')).toBe('Ok');
  });
});

describe('the shape of a command', () => {
  const create = (content: string, attributes = ''): string =>
    `<RK7CMD CMD="CreateOrder"><Order ${attributes}>${content}</Order></RK7CMD>`;
  const GUESTS = '<Guests><Guest guestLabel="1"/></Guests>';

  it.each([
    ['a missing child', create(GUESTS), 'Error: child element "Table" not found'],
    [
      'a missing attribute',
      create('<Table id="1000100"/><Guests><Guest/></Guests>'),
      'Attribute "RK7CMD/Order/Guests/Guest/@guestLabel" is not found',
    ],
    ['a repeated child', create(`<Table id="1000100"/><Table id="1000101"/>${GUESTS}`), 'is repeated'],
    [
      'a name where a reference is expected',
      create(`<Table name="5"/>${GUESTS}`),
      'unknown attribute "RK7CMD/Order/Table/@name"',
    ],
    [
      'id and code together',
      create(`<Table id="1000100" code="1"/>${GUESTS}`),
      'exactly one of id, code, guid',
    ],
    ['neither id, code nor guid', create(`<Table/>${GUESTS}`), 'exactly one of id, code, guid'],
    [
      'a misspelt attribute',
      create(`<Table id="1000100"/>${GUESTS}`, 'persistentcomment="x"'),
      'unknown attribute',
    ],
    ['a misspelt child', create(`<Table id="1000100"/><guests/>`), 'unknown child element "guests"'],
    [
      'a guid without braces',
      create('<Table id="1000100"/>', 'guid="6002FD3A-68B6-4FC9-8EB1-D53A697C286C"'),
      'Bad guid attribute',
    ],
    [
      'a guid in lower case',
      create('<Table id="1000100"/>', 'guid="{6002fd3a-68b6-4fc9-8eb1-d53a697c286c}"'),
      'Bad guid attribute',
    ],
    [
      'a time with a zone',
      create('<Table id="1000100"/>', 'openTime="2026-10-03T16:05:00Z"'),
      'Bad datetime attribute',
    ],
    [
      'a boolean in words',
      '<RK7CMD CMD="GetOrderList" onlyOpened="true"/>',
      'Bad integer attribute "RK7CMD/@onlyOpened" value: "true"',
    ],
    [
      'a fraction',
      '<RK7CMD CMD="GetOrder"><Order visit="1.5" orderIdent="256"/></RK7CMD>',
      'Bad integer attribute',
    ],
    ['text', '<RK7CMD CMD="GetSystemInfo">hello</RK7CMD>', 'unexpected text'],
  ])('refuses %s', async (_, command, text) => {
    const answer = await ask(till, command);
    expect(verdict(answer).status).toBe('Bad Query Parameters');
    expect(answer.attribute('ErrorText')).toContain(text);
  });

  it('holds clients to the order of the schema, unless told to be as lenient as the real server', async () => {
    const order = create(`${GUESTS}<Table id="1000100"/>`);
    expect(verdict(await ask(till, order))).toMatchObject({ status: 'Bad Query Parameters' });
    till.switches.requireChildOrder = false;
    expect(verdict(await ask(till, order)).status).toBe('Ok');
  });

  it('can ignore unknown markup as the real server does', async () => {
    till.switches.refuseUnknownMarkup = false;
    expect(
      verdict(await ask(till, '<RK7CMD CMD="GetSystemInfo" colour="red"><Extra/></RK7CMD>')).status,
    ).toBe('Ok');
  });
});

describe('the journal', () => {
  it('keeps what was sent and answered, command by command', async () => {
    await ask(till, '<RK7Command CMD="GetSystemInfo"/><RK7Command CMD="GetRefList"/>');
    const [exchange] = till.journal.of('GetRefList');
    expect(exchange).toMatchObject({ path: '/rk7api/v0/xmlinterface.xml', status: 200, replayed: false });
    expect(exchange?.request).toContain('<RK7Command CMD="GetRefList"/>');
    expect(exchange?.answer).toContain('RK7RefList');
    expect(exchange?.headers['content-type']).toBe('application/xml');
    expect(till.journal.sent('GetRefList')).toHaveLength(1);
    till.journal.clear();
    expect(till.journal.exchanges).toEqual([]);
  });
});
