import { attribute, at, call, courierForEachTest, text } from '../conversation';

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

  it('has the popular towns first and no villages', async () => {
    const found = await names(await start(), 'townlist', '');
    expect(found.slice(0, 3)).toEqual(['Москва г', 'Санкт-Петербург г', 'Новосибирск г']);
    expect(found.some((name) => name.startsWith('Петровское'))).toBe(false);
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

  it('may be empty', async () => {
    const answer = await call(
      await start(),
      'townlist',
      '<conditions><name>Кукуево</name></conditions><limit><countall>YES</countall></limit>',
    );
    expect(answer.attributes).toEqual({ count: '0', page: '1', totalcount: '0', totalpages: '1' });
  });
});

describe('regionlist', () => {
  it('tells regions with their country', async () => {
    const courier = await start();
    const answer = await call(courier, 'regionlist', '<codesearch><code>77</code></codesearch>', {
      auth: '',
    });
    const region = at(answer, 'city');
    expect([text(region, 'code'), text(region, 'name')]).toEqual(['77', 'Москва']);
    expect(at(region, 'country').children.map(({ name, text: value }) => [name, value])).toEqual([
      ['id', '1'],
      ['code', 'RU'],
      ['name', 'Россия'],
      ['ShortName1', 'RU'],
      ['ShortName2', 'RUS'],
    ]);
  });

  it('finds by country and name', async () => {
    const courier = await start();
    expect(
      await names(courier, 'regionlist', '<conditions><country>Беларусь</country></conditions>'),
    ).toEqual(['Минск']);
    expect(
      await names(
        courier,
        'regionlist',
        '<conditions><country>RU</country><namestarts>К</namestarts></conditions>',
      ),
    ).toEqual([
      'Калининградская область',
      'Кировская область',
      'Калужская область',
      'Красноярский край',
      'Курская область',
    ]);
  });
});

describe('streetlist', () => {
  it.each([
    [
      '<town>Москва</town><namestarts>Петр</namestarts>',
      ['Петровка ул', 'Петра Романова ул', 'Петровский пер'],
    ],
    ['<town>1</town><name>Петровка</name>', ['Петровка ул']],
    ['<town>Москва</town><fullname>Мира пр-кт</fullname>', ['Мира пр-кт']],
    ['<town>Калининград</town>', []],
  ])('finds by %s', async (conditions, expected) => {
    expect(await names(await start(), 'streetlist', `<conditions>${conditions}</conditions>`)).toEqual(
      expected,
    );
  });

  it('needs a town that exists', async () => {
    const courier = await start();
    expect(attribute(await call(courier, 'streetlist'), 'error')).toBe('19');
    const nowhere = '<conditions><town>Кукуево</town></conditions>';
    expect(attribute(await call(courier, 'streetlist', nowhere), 'error')).toBe('22');
  });
});
