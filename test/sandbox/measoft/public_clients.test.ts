import { parseXml } from '../../../sandbox/xml';
import { attribute, call, changes, courierForEachTest, create, order, orderXml, post } from './conversation';
import { at, text, texts } from './conversation';

const stage = courierForEachTest();
const LOGIN = '<auth login="test" pass="testm" extra="8"/>';

/** Posts what a client sent, byte by byte, with its login after everything else. */
async function sent(request: string, login = LOGIN) {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n${request.replace(/<\/\w+>$/, `${login}$&`)}\n`;
  return parseXml((await post(stage.courier, body)).text);
}

// What two public clients in PHP, semivan's and mrden's, sent to this double.
const ORDER =
  '<neworder newfolder="YES"><order orderno="P-1"><items><item extcode="abc123" quantity="2" mass="0.1" retprice="37.5" ' +
  'VATrate="10" barcode="2345625213125" volume="0.2" length="10" width="20" height="3">Книга «Курс»</item>' +
  '<item quantity="1" retprice="100" VATrate="0">Сборка</item></items><sender><company>Магазин</company>' +
  '<person>Иванов И.И.</person><phone>+74950000001</phone><town>Санкт-Петербург</town><address>Невский пр., 1</address>' +
  '<date>2026-12-01</date><time_min>09:00</time_min><time_max>14:00</time_max></sender><receiver>' +
  '<company>Частное лицо</company><person>Петров П.П.</person><phone>+7 (495) 123-45-67</phone><zipcode>107031</zipcode>' +
  '<address>Петровка, 38</address><date>2026-12-02</date><time_min>10:00</time_min><time_max>18:00</time_max>' +
  '<town>Москва<regioncode>77</regioncode></town></receiver><packages><package code="1" strbarcode="ORD1" ' +
  'message="хрупкое">Коробка</package></packages><barcode>BAR</barcode><return>NO</return><weight>4.1</weight>' +
  '<return_weight>0.5</return_weight><quantity>2</quantity><paytype>CASH</paytype><service>1</service>' +
  '<return_service>1</return_service><type>1</type><return_type>1</return_type><price>325</price>' +
  '<deliveryprice>150</deliveryprice><inshprice>175.5</inshprice><receiverpays>NO</receiverpays>' +
  '<enclosure>Книги и сборка</enclosure><instruction>Позвонить за час</instruction><department>Отдел 1</department>' +
  '<pickup>NO</pickup><acceptpartially>YES</acceptpartially><deliveryset above_price="100" return_price="1000">' +
  '<below below_sum="500" price="250.5"/></deliveryset></order></neworder>';

const PREPAID =
  '<neworder><order orderno="P-2"><receiver><person>Петров П.П.</person><phone>84951234567</phone>' +
  '<address>Московская, 14</address><town>Химки г</town></receiver><weight>1</weight><paytype>NO</paytype>' +
  '<price>100</price></order></neworder>';

const WITHOUT_NUMBER =
  '<neworder><order><items><item quantity="1" retprice="100.4"/></items><receiver><person>Петров П.П.</person>' +
  '<phone>84951234567</phone><address>Московская, 14</address><town>Химки г</town></receiver><paytype>CARD</paytype>' +
  '<price>100.4</price></order></neworder>';

const TO_A_POINT =
  '<neworder><order orderno="P-3"><receiver><person>Сидоров</person><phone>84951234567</phone><pvz>124</pvz>' +
  '<town>Москва</town></receiver><packages><package strbarcode="A" mass="1"/></packages><price>0</price></order></neworder>';

test('an order with the region as a child of the town and a code of the package is taken whole', async () => {
  expect(at(await sent(ORDER), 'createorder').attributes).toMatchObject({ orderno: 'P-1', error: '0' });
  const created = await order(stage.courier, '<orderno>P-1</orderno>');
  expect(texts(created, 'weight quantity price inshprice acceptpartially')).toEqual([
    ...['4.1', '2', '325.00', '175.50', 'YES'],
  ]);
  expect(texts(at(created, 'receiver'), 'town date time_min time_max')).toEqual([
    ...['Москва', '2026-12-02', '10:00', '18:00'],
  ]);
  expect(at(created, 'items').children.map((item) => item.text.trim())).toEqual([
    ...['Книга «Курс»', 'Сборка', 'Доставка'],
  ]);
});

test.each([
  ['an order that is paid', PREPAID, 'P-2'],
  ['an order without a number, with a line without a name', WITHOUT_NUMBER, 'AB23541'],
  ['an order to a pickup point', TO_A_POINT, 'P-3'],
])('%s is created, and found by the number that was answered', async (_what, request, number) => {
  const answer = await sent(request);
  expect(attribute(at(answer, 'createorder'), 'error')).toBe('0');
  const found = await sent(`<statusreq><orderno>${number}</orderno></statusreq>`);
  expect(found.children.map((one) => attribute(one, 'orderno'))).toEqual([number]);
});

test.each([
  [
    'the old form, with a misspelt price',
    '<calc townfrom="Москва" addressfrom="Тверская, 7" townto="Санкт-Петербург" addressto="Невский пр., 28" pvz="224" ' +
      'zipcode="191186" l="10" w="20.5" h="30" mass="5.1" service="1" prcie="387.5" inshprice="237.5"/>',
    1,
  ],
  ['all services', '<calc townfrom="Москва" townto="Химки" mass="0.1"/>', 3],
])('calculator is asked in %s', async (_what, content, prices) => {
  expect((await sent(`<calculator>${content}</calculator>`)).all('calc')).toHaveLength(prices);
});

const LIMIT = '<limit><limitfrom>0</limitfrom><limitcount>10000</limitcount></limit>';

test.each([
  ['townlist', '<conditions><region>Московская область</region><namestarts>Хим</namestarts></conditions>'],
  ['townlist', `<codesearch><zipcode>101000</zipcode></codesearch>${LIMIT}`],
  ['regionlist', '<conditions><namestarts>Санкт</namestarts></conditions>'],
  [
    'streetlist',
    `<conditions><town>Москва город</town><namecontains>Петр</namecontains></conditions>${LIMIT}`,
  ],
])('%s needs no login: %s', async (name, content) => {
  expect((await sent(`<${name}>${content}</${name}>`, '')).children).toHaveLength(1);
});

test('regionlist without conditions tells every region with its country', async () => {
  const regions = (await call(stage.courier, 'regionlist', '', '')).children;
  expect([...new Set(regions.map((region) => text(region, 'country', 'code')))]).toEqual(['RU', 'BY', 'KZ']);
});

test.each([
  ['pvzlist', '<town>Москва</town><address>Петровка</address><parentcode>5</parentcode>', 1],
  [
    'pvzlist',
    '<acceptfitting>NO</acceptfitting><acceptindividuals>YES</acceptindividuals><lt>56</lt><lg>37</lg><rt>55</rt><rg>38</rg>',
    3,
  ],
  [
    'itemlist',
    '<conditions><namecontains>роз</namecontains><quantity>EXISTING_ONLY</quantity></conditions>',
    1,
  ],
  [
    'itemlist',
    `<codesearch><article>0042</article></codesearch><conditions><quantity>ALL</quantity></conditions>${LIMIT}`,
    1,
  ],
  ['statusreq', '<client>AGENT</client>', 0],
])('%s is asked for %s', async (name, content, found) => {
  expect((await sent(`<${name}>${content}</${name}>`)).children).toHaveLength(found);
});

test('changes of a stream are asked for with the client named, and committed without it', async () => {
  await create(stage.courier, orderXml('1'));
  const query =
    '<client>CLIENT</client><changes>ONLY_LAST</changes><quickstatus>YES</quickstatus><streamid>101</streamid>';
  expect((await sent(`<statusreq>${query}</statusreq>`)).children).toHaveLength(1);
  const committed = await sent('<commitlaststatus><streamid>101</streamid></commitlaststatus>');
  expect(committed.attribute('error')).toBe('0');
  expect(await changes(stage.courier, '<streamid>101</streamid>')).toEqual([]);
});

test('an order is cancelled by its number; an unknown code is 52', async () => {
  await create(stage.courier, orderXml('P-2'));
  const [cancelled] = (await sent('<cancelorder><order orderno="P-2"/></cancelorder>')).children;
  expect(cancelled?.attributes).toMatchObject({ orderno: 'P-2', error: '0' });
  const [unknown] = (await sent('<cancelorder><order ordercode="999999999"/></cancelorder>')).children;
  expect(unknown?.attribute('error')).toBe('52');
});
