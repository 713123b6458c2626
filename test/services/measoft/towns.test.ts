import { buildXml, element } from '../../../src/core/xml';
import {
  TOWN_FIELDS,
  TOWN_SAMPLE,
  townChoice,
  townCode,
  townOutput,
  townQuery,
  townsOfList,
  type TownQuery,
} from '../../../src/services/measoft/towns';
import { listed } from '../../support/listed';

const FIAS = 'e1ebb4a5-6aa6-4a6d-8b6e-3b2b1b1b1b1b';

describe('a town that a user names', () => {
  it.each([
    [FIAS, { fiascode: FIAS }],
    [FIAS.toUpperCase(), { fiascode: FIAS.toUpperCase() }],
    ['185', { code: '185' }],
    ['Химки', undefined],
    ['Химки 185', undefined],
    [FIAS.slice(1), undefined],
    ['', undefined],
  ])('%s is given by %j', (town, code) => {
    expect(townCode(town)).toEqual(code);
  });
});

describe('a question for towns', () => {
  const LIMIT = '<limit><limitfrom>0</limitfrom><limitcount>10</limitcount></limit>';
  const sent = (query: TownQuery): string =>
    buildXml(element('townlist', {}, ...townQuery(query, 10))).replace(/^<\?xml[^>]*>/, '');

  it.each<[TownQuery, string]>([
    [{ code: { fiascode: FIAS } }, `<codesearch><fiascode>${FIAS}</fiascode></codesearch>`],
    [{ code: { zipcode: '141400' } }, '<codesearch><zipcode>141400</zipcode></codesearch>'],
    [{ code: {} }, ''],
    [{}, ''],
    [
      { name: { namestarts: 'Хим' }, region: '50', country: 'RU' },
      '<conditions><city>50</city><country>RU</country><namestarts>Хим</namestarts></conditions>',
    ],
    [{ name: { fullname: 'Горки д' } }, '<conditions><fullname>Горки д</fullname></conditions>'],
  ])('%j is asked as %s', (query, content) => {
    expect(sent(query)).toBe(`<townlist>${content}${LIMIT}</townlist>`);
  });
});

const towns = (content: string) => listed(`<townlist>${content}</townlist>`, townsOfList);

describe('a town', () => {
  it('is told whole', () => {
    const told = towns(
      `<town><code>185</code><name>Химки г</name><kladrcode>5000000900000</kladrcode><fiascode>${FIAS}</fiascode><shortname>Химки</shortname>` +
        '<typename>г</typename><city><code>50</code><name>Московская область</name></city><coords lat="55.89" lon="37.44"/></town>',
    );
    expect(told.map(townOutput)).toEqual([TOWN_SAMPLE]);
    expect(told.map(townChoice)).toEqual([
      { id: FIAS, label: expect.stringMatching(/^Химки г.*Московская область/) as string },
    ]);
  });

  it('may have a code and nothing else', () => {
    const told = towns('<town><code>185</code><name/><coords lat="" lon="север"/></town>');
    const [output] = told.map(townOutput);
    const { id, code, name, ...others } = output ?? {};
    expect([id, code, name]).toEqual(['185', '185', '185']);
    expect(new Set(Object.values(others))).toEqual(new Set([null]));
    expect(told.map(townChoice)).toEqual([{ id: '185', label: '185' }]);
  });

  it('without a code is left out', () => {
    expect(towns('<town><name>А</name></town><town><code>2</code></town>')).toMatchObject([{ code: '2' }]);
    expect(towns('')).toEqual([]);
  });

  it('has a label for each of its parts', () => {
    expect(TOWN_FIELDS.map(({ key }) => key)).toEqual(Object.keys(TOWN_SAMPLE));
  });
});
