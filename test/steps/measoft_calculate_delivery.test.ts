import { app } from '../support/definition';
import { AnsweringCourier, ConnectedCourier } from '../support/courier';
import { errorOf } from '../support/zapier_error';

const KEY = 'measoft_calculate_delivery';
const PARCEL = { townfrom: 'Москва', townto: 'Санкт-Петербург', mass: '5,1' };

describe('a price', () => {
  it('is told for every service, the cheapest first', async () => {
    await using courier = await ConnectedCourier.open();
    const prices = await courier.search(KEY, PARCEL);
    expect(courier.sent()).toEqual([
      '<calculator><order><pricetype>CUSTOMER</pricetype><sender><town>Москва</town></sender>' +
        '<receiver><town>Санкт-Петербург</town></receiver><weight>5.1</weight></order></calculator>',
    ]);
    expect(prices.map(({ service_name: name }) => name)).toEqual([
      'До пункта выдачи',
      'Стандарт',
      'Экспресс',
    ]);
    const amounts = prices.map(({ price }) => Number(price));
    expect(amounts).toEqual(amounts.toSorted((one, other) => one - other));
    expect(prices[2]).toMatchObject({
      id: '2',
      service: '2',
      price: 450,
      mindeliverydate: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
      weight: 5.1,
      town_from: 'Москва',
      town_to: 'Санкт-Петербург',
    });
  });

  it('is for all that the form tells', async () => {
    await using courier = await ConnectedCourier.open();
    await courier.search(KEY, {
      ...PARCEL,
      zipcode: '190000',
      address: 'Невский пр., 28',
      pvz: '224',
      l: '10',
      w: '20,5',
      h: '30',
      service: '2',
      paytype: 'card',
      price: '387,5',
      inshprice: '1 000',
    });
    expect(courier.sent()).toEqual([
      '<calculator><order><pricetype>CUSTOMER</pricetype><sender><town>Москва</town></sender>' +
        '<receiver><town>Санкт-Петербург</town><zipcode>190000</zipcode><address>Невский пр., 28</address><pvz>224</pvz></receiver>' +
        '<weight>5.1</weight><service>2</service><paytype>CARD</paytype><price>387.50</price><inshprice>1000.00</inshprice>' +
        '<packages><package mass="5.1" length="10" width="20.5" height="30"/></packages></order></calculator>',
    ]);
  });

  it('is read in the form of older installations, too', async () => {
    await using courier = await ConnectedCourier.open();
    const now = await courier.search(KEY, PARCEL);
    courier.double.switches.calculatorAnswer = 'attributes';
    expect(await courier.search(KEY, PARCEL)).toEqual(now);
  });

  it("is read whole, as the vendor's example tells it", async () => {
    await using courier = await AnsweringCourier.open(
      '<calculator><calc><townfrom>Москва</townfrom><townto>Санкт-Петербург</townto><mass>5.1</mass><service name="Экспресс">2</service>' +
        '<zone>1</zone><price>450.00</price><mindeliverydays>1</mindeliverydays><maxdeliverydays>2</maxdeliverydays>' +
        '<mindeliverydate>2024-03-25</mindeliverydate></calc></calculator>',
    );
    expect(await courier.search(KEY, PARCEL)).toEqual([{ ...app.searches[KEY]?.operation.sample }]);
  });

  it('that is the lowest comes first, and what has none last, in which nothing may be told', async () => {
    const calc = (service: string, price: string): string =>
      `<calc><service>${service}</service><price>${price}</price></calc>`;
    await using courier = await AnsweringCourier.open(
      `<calculator>${calc('1', 'по запросу')}${calc('2', '450')}<calc/>${calc('4', '99.5')}${calc('5', '0')}</calculator>`,
    );
    const prices = await courier.search(KEY, PARCEL);
    expect(prices.map(({ service }) => service)).toEqual(['5', '4', '2', '1', '']);
    const { id, service, ...others } = prices[4] ?? {};
    expect([id, service, new Set(Object.values(others))]).toEqual(['', '', new Set([null])]);
  });

  it('to a pickup point needs no town, and may be that of a single service', async () => {
    await using courier = await ConnectedCourier.open();
    courier.double.faults.add({ kind: 'single elements' });
    expect(await courier.search(KEY, { townfrom: '1', pvz: '224', mass: '1' })).toHaveLength(1);
    expect(courier.sent()[0]).toContain('<receiver><pvz>224</pvz></receiver>');
  });

  it('offers the pickup points of the town that is chosen', async () => {
    await using courier = await ConnectedCourier.open();
    expect(await courier.options('searches', KEY, 'pvz', { townto: 'Химки' })).toEqual({
      324: 'ПВЗ Химки · Химки · Московская, 14 · 11-19',
    });
  });
});

describe('a refusal', () => {
  it.each([
    [{ townfrom: 'Атлантида' }, '21'],
    [{ townto: 'Атлантида' }, '22'],
    [{ townto: 'Алматы', service: '3' }, '15'],
  ])('of %j names what is wrong', async (wrong, code) => {
    await using courier = await ConnectedCourier.open();
    expect(await errorOf(courier.search(KEY, { ...PARCEL, ...wrong }))).toMatchObject({ code });
  });

  it.each([
    [1, 'ExpiredAuthError'],
    [25, 'ExpiredAuthError'],
    [13, 'ThrottledError'],
    [15, 'AppError'],
  ])('with code %i is a %s', async (code, name) => {
    await using courier = await ConnectedCourier.open();
    courier.double.faults.add({ kind: 'global error', code, envelope: code === 1 ? 'request' : 'root' });
    expect(await errorOf(courier.search(KEY, PARCEL))).toMatchObject({ name });
  });

  it('of the form names all of its faults', async () => {
    await using courier = await ConnectedCourier.open();
    const input = { mass: '0', l: '10', w: '0', service: 'Экспресс', price: 'much' };
    expect(await errorOf(courier.search(KEY, input))).toMatchObject({
      message:
        'Please correct 5 fields:\n- From Town is required.\n- Weight (kg) must be more than 0.\n' +
        '- Amount to Collect must be a number like 1250.50, not "much".\n- Fill in To Town or Pickup Point.\n' +
        '- Fill in all three sizes, or none.',
    });
    expect(courier.sent()).toEqual([]);
  });
});
