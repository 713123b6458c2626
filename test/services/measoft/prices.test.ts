import { buildXml, element, parseXml } from '../../../src/core/xml';
import {
  parsePrices,
  PRICE_FIELDS,
  PRICE_SAMPLE,
  priceQuery,
  type PriceQuery,
} from '../../../src/services/measoft/prices';

const LEAST: PriceQuery = {
  from: { text: 'Москва' },
  to: undefined,
  zipcode: undefined,
  address: undefined,
  pvz: undefined,
  weight: '5.1',
  size: undefined,
  service: undefined,
  paytype: undefined,
  price: undefined,
  inshprice: undefined,
};

const sent = (query: Partial<PriceQuery> = {}): string =>
  buildXml(element('calculator', {}, ...priceQuery({ ...LEAST, ...query }))).replace(/^<\?xml[^>]*>/, '');

describe('a question for prices', () => {
  it('needs no more than a town and a weight', () => {
    expect(sent()).toBe(
      '<calculator><order><pricetype>CUSTOMER</pricetype><sender><town>Москва</town></sender><weight>5.1</weight></order></calculator>',
    );
  });

  it('says all that is known of the delivery', () => {
    expect(
      sent({
        from: { text: 'Москва', regionCode: '77', country: 'RU' },
        to: { text: '2' },
        zipcode: '190000',
        address: 'Невский пр., 1',
        pvz: '124',
        size: { length: '10', width: '20', height: '30' },
        service: '2',
        paytype: 'CASH',
        price: '387.50',
        inshprice: '237.50',
      }),
    ).toBe(
      '<calculator><order><pricetype>CUSTOMER</pricetype><sender><town regioncode="77" country="RU">Москва</town></sender>' +
        '<receiver><town>2</town><zipcode>190000</zipcode><address>Невский пр., 1</address><pvz>124</pvz></receiver>' +
        '<weight>5.1</weight><service>2</service><paytype>CASH</paytype><price>387.50</price><inshprice>237.50</inshprice>' +
        '<packages><package mass="5.1" length="10" width="20" height="30"/></packages></order></calculator>',
    );
  });

  it('may name the receiver by a pickup point alone', () => {
    expect(sent({ pvz: '124' })).toContain('<receiver><pvz>124</pvz></receiver>');
  });
});

const prices = (content: string) => parsePrices(parseXml(`<calculator>${content}</calculator>`));

describe('a price', () => {
  it('is read from children', () => {
    expect(
      prices(
        '<calc><townfrom>Москва</townfrom><townto>Санкт-Петербург</townto><mass>5.1</mass><service name="Экспресс">2</service><zone>1</zone>' +
          '<price>450.00</price><mindeliverydays>1</mindeliverydays><maxdeliverydays>2</maxdeliverydays><mindeliverydate>2024-03-25</mindeliverydate></calc>',
      ),
    ).toEqual([PRICE_SAMPLE]);
  });

  it('is read from attributes, as older revisions tell it', () => {
    expect(
      prices(
        '<calc townfrom="Москва" townto="Санкт-Петербург" mass="5.1" service="2" zone="1" price="450" mindeliverydays="1" maxdeliverydays="2" mindeliverydate="2024-03-25"/>',
      ),
    ).toEqual([{ ...PRICE_SAMPLE, service_name: null }]);
  });

  it('holds nothing where nothing is told', () => {
    const [{ id, service, ...others } = PRICE_SAMPLE] = prices('<calc/>');
    expect([id, service]).toEqual(['', '']);
    expect(new Set(Object.values(others))).toEqual(new Set([null]));
  });

  it('that is the lowest comes first, and what has none last', () => {
    const calc = (service: string, price: string): string =>
      `<calc><service>${service}</service><price>${price}</price></calc>`;
    const told = prices(
      [calc('1', 'по запросу'), calc('2', '450'), calc('3', ''), calc('4', '99.5'), calc('5', '0')].join(''),
    );
    expect(told.map(({ service }) => service)).toEqual(['5', '4', '2', '1', '3']);
    expect(prices('')).toEqual([]);
  });

  it('has a label for each of its parts', () => {
    expect(PRICE_FIELDS.map(({ key }) => key)).toEqual(Object.keys(PRICE_SAMPLE));
  });
});
