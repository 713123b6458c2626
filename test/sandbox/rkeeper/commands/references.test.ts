import type { XmlElement } from '../../../../sandbox/xml';
import { TillDouble } from '../../../../sandbox/rkeeper/till';
import { ask, at, verdict } from '../conversation';

let till: TillDouble;
beforeEach(async () => (till = await TillDouble.start()));
afterEach(() => till.stop());

async function items(attributes: string, content = ''): Promise<readonly XmlElement[]> {
  const answer = await ask(till, `<RK7CMD CMD="GetRefData" ${attributes}>${content}</RK7CMD>`);
  return at(answer, 'RK7Reference', 'Items').all('Item');
}

const names = (found: readonly XmlElement[]): (string | undefined)[] =>
  found.map((item) => item.attribute('Name'));
const BRIEF = 'PropMask="items.(Ident,Code,Name)"';

describe('GetRefData', () => {
  it('gives the properties of the mask and nothing else', async () => {
    const [station] = await items(
      'RefName="cashes" PropMask="items.(Ident, Code,Name,NetName)" OnlyActive="1"',
    );
    expect({ ...station?.attributes }).toEqual({
      Ident: '15015',
      Code: '1',
      Name: 'Касса 1',
      NetName: 'RK7CASH001',
    });
  });

  it('gives password hashes and addresses away to those who ask for employees without a mask', async () => {
    const [unmasked] = await items('RefName="EMPLOYEES"');
    expect(unmasked?.attribute('Password')).toMatch(/^[0-9A-F]{32}/);
    expect(unmasked?.attribute('EMail')).toContain('@');
    const masked = await items(`RefName="EMPLOYEES" ${BRIEF}`);
    expect(masked.flatMap((item) => Object.keys(item.attributes))).not.toContain('Password');
  });

  it('leaves out deleted, inactive and draft items when only active ones are wanted', async () => {
    const all = await items('RefName="MENUITEMS" PropMask="*"');
    expect(new Set(all.map((item) => item.attribute('Status')))).toEqual(
      new Set(['rsActive', 'rsDraft', 'rsDeleted']),
    );
    expect({ ...all[0]?.attributes }).toEqual({ Ident: '0', Status: 'rsDraft' });
    const active = await items('RefName="MENUITEMS" PropMask="items.(Name,Status)" OnlyActive="1"');
    expect(active).toHaveLength(12);
    expect(new Set(active.map((item) => item.attribute('Status')))).toEqual(new Set(['rsActive']));
    expect(names(await items(`RefName="CURRENCIES" ${BRIEF} OnlyActive="1"`))).toEqual([
      'Рубли',
      'Банковская карта',
    ]);
    expect(names(await items(`RefName="TABLES" ${BRIEF} OnlyActive="1"`))).toEqual(['1', '5', '007']);
  });

  it('filters by a part of the name, whatever its case', async () => {
    const filter = '<PROPFILTERS><PROPFILTER Name="Name" Substring="салат"/></PROPFILTERS>';
    const found = await items(`RefName="MENUITEMS" ${BRIEF} OnlyActive="1"`, filter);
    expect(names(found)).toEqual(['Салат «Цезарь»', 'Салат "Оливье" & хлеб']);
  });

  it('gives one item by ident or guid, and then the mask is for the item itself', async () => {
    const [reason] = await items(
      'RefName="ORDERVOIDS" RefItemIdent="1000300" PropMask="Ident,ImplOnDishReturn,ImplOnCheckVoid,GUIDString"',
    );
    expect(reason?.attributes).toMatchObject({
      Ident: '1000300',
      ImplOnDishReturn: 'true',
      ImplOnCheckVoid: 'false',
    });
    const again = await items(`RefName="ORDERVOIDS" RefItemGUID="${reason?.attribute('GUIDString') ?? ''}"`);
    expect(names(again)).toEqual(['Возврат гостем']);
    const none = await ask(till, '<RK7CMD CMD="GetRefData" RefName="ORDERVOIDS" RefItemIdent="5"/>');
    expect(verdict(none).text).toContain('Не найден элемент 5');
  });

  it.each([
    ['RefName="NOTHING"', 'Unknown reference'],
    ['RefName="TABLES" PropMask="Ident,Code"', 'Bad PropMask'],
    ['RefName="TABLES" PropMask="items.()"', 'Bad PropMask'],
    ['', 'Attribute "RK7CMD/@RefName" is not found'],
  ])('refuses %s', async (attributes, text) => {
    const answer = await ask(till, `<RK7CMD CMD="GetRefData" ${attributes}/>`);
    expect(verdict(answer).status).toBe('Bad Query Parameters');
    expect(verdict(answer).text).toContain(text);
  });
});
