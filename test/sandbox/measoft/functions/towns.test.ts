import { at, call, courierForEachTest, text } from '../conversation';

const { start } = courierForEachTest();
type Courier = Awaited<ReturnType<typeof start>>;

async function names(courier: Courier, functionName: string, content: string): Promise<readonly string[]> {
  const answer = await call(courier, functionName, content, { auth: '' });
  return answer.children.map((found) => text(found, 'name'));
}

describe('townlist', () => {
  it('tells a town as the vendor’s sample does', async () => {
    const courier = await start();
    const request =
      '<conditions><city>Московская</city><namestarts>Хим</namestarts></conditions>' +
      '<limit><limitfrom>0</limitfrom><limitcount>10</limitcount><countall>YES</countall></limit>';
    const answer = await call(courier, 'townlist', request);
    expect(answer.attributes).toEqual({ count: '1', page: '1', totalcount: '1', totalpages: '1' });
    const town = at(answer, 'town');
    expect(['code', 'name', 'kladrcode', 'shortname', 'typename'].map((name) => text(town, name))).toEqual([
      '185',
      'Химки г',
      '5000000900000',
      'Химки',
      'г',
    ]);
    expect([text(town, 'city', 'code'), text(town, 'city', 'name')]).toEqual(['50', 'Московская область']);
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
  ])('finds by the conditions %s', async (conditions, expected) => {
    expect(await names(await start(), 'townlist', `<conditions>${conditions}</conditions>`)).toEqual(
      expected,
    );
  });

  it.each([
    ['<code>2</code>', ['Санкт-Петербург г']],
    ['<zipcode>107031</zipcode>', ['Москва г']],
    ['<kladrcode>6600000100000</kladrcode>', ['Екатеринбург г']],
    ['<fiascode>0C5B2444-70A0-4932-980C-B4DC0D3F02B5</fiascode>', ['Москва г']],
    ['<code>901</code>', ['Петровское д']],
    ['<zipcode>000000</zipcode>', []],
  ])('finds by the code %s, whatever the conditions', async (code, expected) => {
    const content = `<codesearch>${code}</codesearch><conditions><name>Казань</name></conditions>`;
    expect(await names(await start(), 'townlist', content)).toEqual(expected);
  });

  it('comes in parts', async () => {
    const courier = await start();
    const limit = '<limit><limitfrom>2</limitfrom><limitcount>2</limitcount><countall>YES</countall></limit>';
    const answer = await call(courier, 'townlist', limit);
    expect(answer.children.map((town) => text(town, 'shortname'))).toEqual(['Новосибирск', 'Екатеринбург']);
    expect(answer.attributes).toEqual({ count: '2', page: '2', totalcount: '19', totalpages: '10' });
    const without = await call(courier, 'townlist', '<limit><limitcount>2</limitcount></limit>');
    expect(without.attributes).toEqual({ count: '2' });
  });
});
