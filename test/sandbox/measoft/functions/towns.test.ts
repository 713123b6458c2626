import { at, call, courierForEachTest, text, texts } from '../conversation';

const stage = courierForEachTest();
const towns = (content: string) => call(stage.courier, 'townlist', content, '');
const names = async (content: string): Promise<readonly string[]> =>
  (await towns(content)).children.map((found) => text(found, 'name'));

it('townlist tells a town as the vendor’s sample does', async () => {
  const answer = await towns(
    '<conditions><city>Московская</city><namestarts>Хим</namestarts></conditions>' +
      '<limit><limitfrom>0</limitfrom><limitcount>10</limitcount><countall>YES</countall></limit>',
  );
  expect(answer.attributes).toEqual({ count: '1', page: '1', totalcount: '1', totalpages: '1' });
  const town = at(answer, 'town');
  const told = ['185', 'Химки г', '5000000900000', 'Химки', 'г'];
  expect(texts(town, 'code name kladrcode shortname typename')).toEqual(told);
  expect(texts(at(town, 'city'), 'code name')).toEqual(['50', 'Московская область']);
  expect(at(town, 'coords').attributes).toEqual({ lat: '55.89', lon: '37.44' });
});

it.each([
  ['<namestarts>кир</namestarts>', ['Киров г', 'Киров г']],
  ['<name>Киров</name><city>Калужская</city>', ['Киров г']],
  ['<name>Киров</name><region>Кировская</region>', ['Киров г']],
  ['<namecontains>град</namecontains>', ['Калининград г']],
  ['<namecontainsparts>бург санкт</namecontainsparts>', ['Санкт-Петербург г']],
  ['<name>Королев</name>', ['Королёв г']],
  ['<name>Химки г</name>', []],
  ['<fullname>Химки г</fullname>', ['Химки г']],
  ['<name>Петровское</name>', []],
  ['<fullname>Петровское с</fullname>', ['Петровское с']],
  ['<country>BY</country>', ['Минск г']],
  ['<name>Советск</name>', ['Советск г', 'Советск г', 'Советск г']],
])('townlist finds by the conditions %s', async (conditions, expected) => {
  expect(await names(`<conditions>${conditions}</conditions>`)).toEqual(expected);
});

it.each([
  ['<code>2</code>', ['Санкт-Петербург г']],
  ['<zipcode>107031</zipcode>', ['Москва г']],
  ['<kladrcode>6600000100000</kladrcode>', ['Екатеринбург г']],
  ['<fiascode>0C5B2444-70A0-4932-980C-B4DC0D3F02B5</fiascode>', ['Москва г']],
  ['<code>901</code>', ['Петровское д']],
  ['<zipcode>000000</zipcode>', []],
])('townlist finds by the code %s, whatever the conditions', async (code, expected) => {
  const content = `<codesearch>${code}</codesearch><conditions><name>Казань</name></conditions>`;
  expect(await names(content)).toEqual(expected);
});

it('townlist comes in parts', async () => {
  const answer = await towns(
    '<limit><limitfrom>2</limitfrom><limitcount>2</limitcount><countall>YES</countall></limit>',
  );
  expect(answer.children.map((town) => text(town, 'shortname'))).toEqual(['Новосибирск', 'Екатеринбург']);
  expect(answer.attributes).toEqual({ count: '2', page: '2', totalcount: '19', totalpages: '10' });
  expect((await towns('<limit><limitcount>2</limitcount></limit>')).attributes).toEqual({ count: '2' });
});
