import { app } from '../support/definition';
import { AnsweringCourier, ConnectedCourier } from '../support/courier';
import { errorOf } from '../support/zapier_error';

const KEY = 'measoft_find_goods_item';
const LIMIT = '<limit><limitfrom>0</limitfrom><limitcount>100</limitcount></limit>';

describe('goods in the courier’s warehouse', () => {
  it('are found by a part of their name', async () => {
    await using courier = await ConnectedCourier.open();
    const goods = await courier.search(KEY, { namecontains: 'Кукла &', quantity: 'NOT_EXISTING_ONLY' });
    expect(courier.sent()).toEqual([
      '<itemlist><conditions><namecontains>Кукла &amp;</namecontains><quantity>NOT_EXISTING_ONLY</quantity></conditions>' +
        `${LIMIT}</itemlist>`,
    ]);
    expect(goods).toEqual([
      {
        id: '44125',
        code: '44125',
        article: 'KUKLA-3',
        barcode: '4600000000024',
        name: 'Кукла & набор <одежда>',
        retprice: 1599,
        purchprice: 900,
        weight: 0.75,
        length: 40,
        width: 15,
        height: 10,
        quantity: 0,
        reserved: 0,
      },
    ]);
  });

  it.each([
    ['article', '0042', '44124'],
    ['barcode', '2345625213125', '44123'],
    ['code', '44125', '44125'],
  ])('are found by their %s, zeros in front included', async (field, value, code) => {
    await using courier = await ConnectedCourier.open();
    expect(await courier.search(KEY, { [field]: value })).toMatchObject([{ code }]);
    expect(courier.sent()).toEqual([
      `<itemlist><codesearch><${field}>${value}</${field}></codesearch>${LIMIT}</itemlist>`,
    ]);
  });

  it('may be listed by their stock alone', async () => {
    await using courier = await ConnectedCourier.open();
    expect(await courier.search(KEY, { quantity: 'EXISTING_ONLY' })).toHaveLength(2);
  });

  it("are read whole, as the vendor's example tells them", async () => {
    await using courier = await AnsweringCourier.open(
      '<itemlist><item><code>44123</code><article>1</article><barcode>2345625213125</barcode><name>Гоночная машина</name>' +
        '<retprice>37.5</retprice><purchprice>20</purchprice><weight>0.1</weight><length>10</length><width>5</width><height>5</height>' +
        '<CountInPallet/><HasSerials/><quantity>12</quantity><reserved>1</reserved></item></itemlist>',
    );
    expect(await courier.search(KEY, { code: '44123' })).toEqual([
      { ...app.searches[KEY]?.operation.sample },
    ]);
  });

  it('hold nothing where nothing is told, or no number, and are left out without a code', async () => {
    await using courier = await AnsweringCourier.open(
      '<itemlist><item><name>А</name></item><item><code>1</code><quantity>много</quantity><retprice/></item></itemlist>',
    );
    const [{ id, code, ...others } = {}, ...more] = await courier.search(KEY, { namecontains: 'А' });
    expect([id, code, more]).toEqual(['1', '1', []]);
    expect(new Set(Object.values(others))).toEqual(new Set([null]));
  });

  it('that are not there are no error', async () => {
    await using courier = await ConnectedCourier.open();
    expect(await courier.search(KEY, { article: 'nothing' })).toEqual([]);
  });

  it.each([
    [{}, 'Fill in Name, Article, Barcode or Warehouse Code.'],
    [{ article: '1', barcode: '2' }, 'Fill in only one of Article, Barcode and Warehouse Code.'],
  ])('are asked for in one way: %j', async (input, message) => {
    await using courier = await ConnectedCourier.open();
    expect(await errorOf(courier.search(KEY, input))).toMatchObject({ message });
    expect(courier.sent()).toEqual([]);
  });
});
