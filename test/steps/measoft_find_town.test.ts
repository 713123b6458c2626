import { AnsweringCourier, ConnectedCourier } from '../support/courier';
import { errorOf } from '../support/zapier_error';

const KEY = 'measoft_find_town';
const LIMIT = '<limit><limitfrom>0</limitfrom><limitcount>20</limitcount></limit>';

describe('a town', () => {
  it('is found by the beginning of its name, without a login', async () => {
    await using courier = await ConnectedCourier.open();
    const towns = await courier.search(KEY, { name: 'Хим', region: 'Московская', country: 'RU' });
    expect(courier.double.journal.exchanges[0]?.request).not.toContain('auth');
    expect(courier.sent()).toEqual([
      `<townlist><conditions><city>Московская</city><country>RU</country><namestarts>Хим</namestarts></conditions>${LIMIT}</townlist>`,
    ]);
    expect(towns).toEqual([
      {
        id: '185',
        code: '185',
        name: 'Химки г',
        fiascode: '00000000-0000-4000-8000-000000000185',
        kladrcode: '5000000900000',
        shortname: 'Химки',
        typename: 'г',
        region_code: '50',
        region_name: 'Московская область',
        latitude: 55.89,
        longitude: 37.44,
      },
    ]);
  });

  it('has namesakes, the popular ones first', async () => {
    await using courier = await ConnectedCourier.open();
    const towns = await courier.search(KEY, { name: 'Киров' });
    expect(towns.map(({ region_name: region }) => region)).toEqual([
      'Кировская область',
      'Калужская область',
    ]);
  });

  it('may be a village, which only its whole name with the type finds', async () => {
    await using courier = await ConnectedCourier.open();
    expect(await courier.search(KEY, { name: 'Петровское д' })).toMatchObject([{ code: '901' }]);
    expect(courier.sent()).toEqual([
      `<townlist><conditions><namestarts>Петровское д</namestarts></conditions>${LIMIT}</townlist>`,
      `<townlist><conditions><fullname>Петровское д</fullname></conditions>${LIMIT}</townlist>`,
    ]);
  });

  it.each([
    ['zipcode', '107031', 'Москва г'],
    ['fiascode', '2763c110-cb8b-416a-9dac-ad28a55b4402', 'Екатеринбург г'],
    ['kladrcode', '5000000900000', 'Химки г'],
    ['code', '3', 'Новосибирск г'],
  ])('is found by its %s', async (field, code, name) => {
    await using courier = await ConnectedCourier.open();
    expect(await courier.search(KEY, { [field]: code })).toMatchObject([{ name }]);
    expect(courier.sent()).toEqual([
      `<townlist><codesearch><${field}>${code}</${field}></codesearch>${LIMIT}</townlist>`,
    ]);
  });

  it('may have a code and nothing else, and is left out without one', async () => {
    await using courier = await AnsweringCourier.open(
      '<townlist><town><name>А</name></town><town><code>185</code><name/><coords lat="" lon="север"/></town></townlist>',
    );
    const [{ id, code, name, ...others } = {}, ...more] = await courier.search(KEY, { code: '185' });
    expect([id, code, name, more]).toEqual(['185', '185', '185', []]);
    expect(new Set(Object.values(others))).toEqual(new Set([null]));
  });

  it('that is not there is no error', async () => {
    await using courier = await ConnectedCourier.open();
    expect(await courier.search(KEY, { zipcode: '000000' })).toEqual([]);
  });

  it.each([
    [{}, 'Fill in Name, Postal Code, FIAS Code, KLADR Code or Town Code.'],
    [{ zipcode: '1', code: '2' }, 'Fill in only one of Postal Code, FIAS Code, KLADR Code and Town Code.'],
    [{ kladrcode: '12' }, 'KLADR Code must be 13 digits, not "12".'],
  ])('is asked for in one way: %j', async (input, message) => {
    await using courier = await ConnectedCourier.open();
    expect(await errorOf(courier.search(KEY, input))).toMatchObject({ message });
    expect(courier.sent()).toEqual([]);
  });
});
