import type { XmlElement } from '../../../../sandbox/xml';
import { ask, at, tillForEachTest, verdictOn } from '../conversation';

const stage = tillForEachTest();

async function items(attributes: string, content = ''): Promise<readonly XmlElement[]> {
  const answer = await ask(stage.till, `<RK7CMD CMD="GetRefData" ${attributes}>${content}</RK7CMD>`);
  return at(answer, 'RK7Reference', 'Items').all('Item');
}

const column = (found: readonly XmlElement[], name: string) => found.map((item) => item.attribute(name));
const BRIEF = 'PropMask="items.(Ident,Code,Name)"';

it('gives the properties of the mask and nothing else', async () => {
  const mask = 'RefName="cashes" PropMask="items.(Ident, Code,Name,NetName)" OnlyActive="1"';
  const station = { Ident: '15015', Code: '1', Name: 'Касса 1', NetName: 'RK7CASH001' };
  expect((await items(mask))[0]?.attributes).toEqual(station);
});

it('gives password hashes and addresses away to those who ask for employees without a mask', async () => {
  const [unmasked] = await items('RefName="EMPLOYEES"');
  expect(unmasked?.attribute('Password')).toMatch(/^[0-9A-F]{32}/);
  expect(unmasked?.attribute('EMail')).toContain('@');
  const masked = await items(`RefName="EMPLOYEES" ${BRIEF}`);
  expect(masked.flatMap((item) => Object.keys(item.attributes))).not.toContain('Password');
});

it('gives all items, deleted, inactive and draft ones included', async () => {
  const all = await items('RefName="MENUITEMS" PropMask="*"');
  expect(new Set(column(all, 'Status'))).toEqual(new Set(['rsActive', 'rsDraft', 'rsDeleted']));
  expect(all[0]?.attributes).toEqual({ Ident: '0', Status: 'rsDraft' });
});

it('leaves out all but active items when only those are wanted', async () => {
  const active = await items('RefName="MENUITEMS" PropMask="items.(Name,Status)" OnlyActive="1"');
  expect(column(active, 'Status')).toEqual(Array(active.length).fill('rsActive'));
  const names = async (name: string) =>
    column(await items(`RefName="${name}" ${BRIEF} OnlyActive="1"`), 'Name');
  expect(await names('CURRENCIES')).toEqual(['Рубли', 'Банковская карта']);
  expect(await names('TABLES')).toEqual(['1', '5', '007']);
});

it('tells what a reason may be used for', async () => {
  const mask = 'PropMask="items.(Ident,ImplOnDishReturn,ImplOnCheckVoid)"';
  const [reason] = await items(`RefName="ORDERVOIDS" ${mask}`);
  expect(reason?.attributes).toEqual({
    Ident: '1000300',
    ImplOnDishReturn: 'true',
    ImplOnCheckVoid: 'false',
  });
});

it.each([
  ['RefName="NOTHING"', 'Bad Query Parameters', 'Unknown reference'],
  ['RefName="TABLES" PropMask="Ident,Code"', 'Bad Query Parameters', 'Bad PropMask'],
  ['RefName="TABLES" PropMask="items.()"', 'Bad Query Parameters', 'Bad PropMask'],
  ['', 'Bad Query Parameters', 'Attribute "RK7CMD/@RefName" is not found'],
])('refuses %s with %s: %s', async (attributes, status, words) => {
  const text = expect.stringContaining(words) as string;
  expect(await verdictOn(stage.till, `<RK7CMD CMD="GetRefData" ${attributes}/>`)).toMatchObject({
    status,
    text,
  });
});
