import { buildXml, element } from '../../../src/core/xml';
import {
  GOODS_FIELDS,
  GOODS_SAMPLE,
  goodsOfList,
  goodsQuery,
  type GoodsQuery,
} from '../../../src/services/measoft/goods';
import { listed } from '../../support/listed';

describe('a question for goods', () => {
  const LIMIT = '<limit><limitfrom>0</limitfrom><limitcount>10</limitcount></limit>';

  it.each<[GoodsQuery, string]>([
    [{ code: { article: '1' } }, '<codesearch><article>1</article></codesearch>'],
    [{ code: { barcode: '0234' } }, '<codesearch><barcode>0234</barcode></codesearch>'],
    [{ code: {} }, ''],
    [{}, ''],
    [{ nameContains: 'маш' }, '<conditions><namecontains>маш</namecontains></conditions>'],
    [
      { nameContains: 'маш', quantity: 'EXISTING_ONLY' },
      '<conditions><namecontains>маш</namecontains><quantity>EXISTING_ONLY</quantity></conditions>',
    ],
  ])('%j is asked as %s', (query, content) => {
    const sent = buildXml(element('itemlist', {}, ...goodsQuery(query, 10)));
    expect(sent).toContain(`<itemlist>${content}${LIMIT}</itemlist>`);
  });
});

const goods = (content: string) => listed(`<itemlist>${content}</itemlist>`, goodsOfList);

describe('goods', () => {
  it("are read whole, as the vendor's example tells them", () => {
    expect(
      goods(
        '<item><code>44123</code><article>1</article><barcode>2345625213125</barcode><name>Гоночная машина</name><retprice>37.5</retprice>' +
          '<purchprice>20</purchprice><weight>0.1</weight><length>10</length><width>5</width><height>5</height><CountInPallet/><HasSerials/>' +
          '<quantity>12</quantity><reserved>1</reserved></item>',
      ),
    ).toEqual([GOODS_SAMPLE]);
  });

  it('hold nothing where nothing is told, or no number', () => {
    const [item] = goods('<item><code>1</code><quantity>много</quantity><retprice/></item>');
    const { id, code, ...others } = item ?? {};
    expect([id, code]).toEqual(['1', '1']);
    expect(new Set(Object.values(others))).toEqual(new Set([null]));
  });

  it('without a code are left out', () => {
    expect(goods('<item><name>А</name></item><item><code>2</code></item>')).toMatchObject([{ id: '2' }]);
    expect(goods('')).toEqual([]);
  });

  it('have a label for each of their parts', () => {
    expect(GOODS_FIELDS.map(({ key }) => key)).toEqual(Object.keys(GOODS_SAMPLE));
  });
});
