import {
  itemsOfReference,
  MENU,
  REFERENCE_TABLES,
  type ReasonFlag,
  type ReferenceItem,
} from '../../../src/services/rkeeper/references';
import { listed } from '../../support/listed';

const reference = (items: string): string =>
  `<RK7QueryResult><RK7Reference DataVersion="298"><Items>${items}</Items></RK7Reference></RK7QueryResult>`;

function itemsIn(xml: string, needed?: ReasonFlag): readonly ReferenceItem[] {
  return listed(itemsOfReference(needed), xml);
}

describe('a reference table', () => {
  it('gives its items with their names as on the till', () => {
    const data = reference(
      '<Item Ident="15015" Code="1" Name="Касса «1» &amp; бар" Status="rsActive" NetName="RK7CASH001"/><Item ItemIdent="7" Code="007" Name="007"/>',
    );
    expect(itemsIn(data)).toEqual([
      { ident: '15015', code: '1', name: 'Касса «1» & бар', netName: 'RK7CASH001' },
      { ident: '7', code: '007', name: '007', netName: undefined },
    ]);
  });

  it.each([
    '<Item Ident="0" Status="rsDraft"/>',
    '<Item Ident="0" Name="root"/>',
    '<Item Ident="5" Name="draft" Status="rsDraft"/>',
    '<Item Ident="5" Name="deleted" Status="rsDeleted"/>',
    '<Item Ident="5" Name="inactive" Status="rsInactive"/>',
    '<Item Ident="5" Code="5"/>',
    '<Item Name="without an id"/>',
  ])('leaves out what cannot be picked: %s', (item) => {
    expect(itemsIn(reference(item))).toEqual([]);
  });

  it('gives only the reasons with the flag that fits, whichever way it is written', () => {
    const data = reference(
      '<Item Ident="1" Name="return" ImplOnDishReturn="true" ImplOnCheckVoid="false"/><Item Ident="2" Name="void" ImplOnCheckVoid="1"/>' +
        '<Item Ident="3" Name="neither"/>',
    );
    expect(itemsIn(data, 'ImplOnDishReturn').map(({ name }) => name)).toEqual(['return']);
    expect(itemsIn(data, 'ImplOnCheckVoid').map(({ name }) => name)).toEqual(['void']);
    expect(itemsIn(data)).toHaveLength(3);
  });
});

it('only the reasons are asked for without a mask: the staff would come with password hashes', () => {
  const unmasked = Object.entries(REFERENCE_TABLES).filter(([, { mask }]) => mask.includes('*'));
  expect(unmasked.map(([name]) => name)).toEqual(['reasons']);
});

describe('the menu of a station', () => {
  it('gives prices, and remainders where there is a limit', () => {
    const dishes = listed(
      MENU,
      '<RK7QueryResult><Dishes><Item Ident="1000017" Price="11900"/><Item Ident="1000023" Price="21000" quantity="3000"/>' +
        '<Item Ident="1000024" Price="100" quantity="0"/></Dishes><Modifiers><Item Ident="1000200" Price="0"/></Modifiers></RK7QueryResult>',
    );
    expect(dishes).toEqual([
      ['1000017', { price: 11900, remainder: undefined }],
      ['1000023', { price: 21000, remainder: 3000 }],
      ['1000024', { price: 100, remainder: 0 }],
    ]);
    expect(listed(MENU, '<RK7QueryResult/>')).toEqual([]);
  });
});
