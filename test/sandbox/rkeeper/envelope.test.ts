import { ask, at, tillForEachTest, verdict } from './conversation';

const stage = tillForEachTest();

it('puts the result of one RK7CMD on the root', async () => {
  const answer = await ask(stage.till, '<RK7CMD CMD="GetSystemInfo"/>');
  expect(answer.attributes).toMatchObject({
    ...{ ServerVersion: '7.26.8.2001', XmlVersion: '248', CMD: 'GetSystemInfo' },
    ...{ Status: 'Ok', ErrorText: '', Processed: '1' },
  });
});

it.each([
  ['two RK7CMD', '<RK7CMD CMD="GetSystemInfo"/><RK7CMD CMD="GetSystemInfo"/>', 'more than one RK7CMD'],
  ['a mix', '<RK7CMD CMD="GetSystemInfo"/><RK7Command CMD="GetSystemInfo"/>', 'mixes'],
  ['no command', '', 'child element "RK7CMD" not found'],
  ['another form', '<RK7Command CMD="GetSystemInfo"/>', 'child element "RK7CMD" not found'],
  ['a command without a name', '<RK7CMD/>', 'Attribute "RK7CMD/@CMD" is not found'],
  ['a name in the wrong case', '<RK7CMD CMD="getsysteminfo"/>', 'Unknown command getsysteminfo'],
  ['a misprint of the vendor', '<RK7CMD CMD="MakeRetunGoods"/>', 'Unknown command MakeRetunGoods'],
  ['a command of the reference server', '<RK7CMD CMD="SetRefData"/>', 'Unknown command SetRefData'],
])('refuses %s', async (_, commands, text) => {
  const answer = await ask(stage.till, commands);
  expect(verdict(answer)).toMatchObject({ status: 'Bad Query Parameters', code: undefined });
  expect(answer.attribute('ErrorText')).toContain(text);
  expect(answer.attribute('Processed')).toBe('0');
});

it('tells the code for the licence anchor, unless the server is old', async () => {
  const info = async () => at(await ask(stage.till, '<RK7CMD CMD="GetSystemInfo"/>'), 'SystemInfo');
  expect((await info()).attribute('RestCode')).toBe('199999993');
  expect(at(await info(), 'Restaurant').attribute('name')).toBe('Demo');
  stage.till.switches.tellsRestCode = false;
  const { RestCode, NetName } = (await info()).attributes;
  expect([RestCode, NetName]).toEqual([undefined, 'MID']);
});
