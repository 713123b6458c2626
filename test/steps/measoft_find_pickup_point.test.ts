import { app } from '../support/definition';
import { ConnectedCourier } from '../support/courier';
import { errorOf } from '../support/zapier_error';

const KEY = 'measoft_find_pickup_point';
const LIMIT = '<limit><limitfrom>0</limitfrom><limitcount>100</limitcount></limit>';

describe('a pickup point', () => {
  it('is found by its town and what it has to offer', async () => {
    await using courier = await ConnectedCourier.open();
    const points = await courier.search(KEY, {
      town: 'Москва',
      address: 'Петровка',
      maxweight: '10,5',
      acceptcash: 'yes',
      acceptcard: true,
      acceptfitting: 'no',
      acceptindividuals: 'true',
    });
    expect(courier.sent()).toEqual([
      '<pvzlist><!-- company --><town>Москва</town><address>Петровка</address><acceptcash>YES</acceptcash><acceptcard>YES</acceptcard>' +
        `<acceptindividuals>YES</acceptindividuals><maxweight>10.5</maxweight>${LIMIT}</pvzlist>`,
    ]);
    expect(points).toMatchObject([
      {
        id: '124',
        code: '124',
        clientcode: 'MSK12',
        name: 'ПВЗ Петровка',
        town: 'Москва',
        town_code: '1',
        worktime: '10-20',
        acceptcash: true,
        acceptfitting: false,
        latitude: 55.768,
      },
    ]);
    expect(Object.keys(points[0] ?? {})).toEqual(Object.keys(app.searches[KEY]?.operation.sample ?? {}));
  });

  it.each([
    ['code', '324', 'code', '324'],
    ['client_code', '0017', 'client_code', '126'],
  ])('is found by its %s', async (field, value, sent, code) => {
    await using courier = await ConnectedCourier.open();
    expect(await courier.search(KEY, { [field]: value })).toMatchObject([{ code }]);
    expect(courier.sent()).toEqual([
      `<pvzlist><!-- company --><${sent}>${value}</${sent}>${LIMIT}</pvzlist>`,
    ]);
  });

  it('in a town that is given by a code is found by the town’s name', async () => {
    await using courier = await ConnectedCourier.open();
    expect(await courier.search(KEY, { town: '185' })).toMatchObject([{ code: '324' }]);
    expect(courier.sent()[1]).toBe(`<pvzlist><!-- company --><town>Химки</town>${LIMIT}</pvzlist>`);
  });

  it('in a town of another region with that name is left out', async () => {
    await using courier = await ConnectedCourier.open();
    const { pickupPoints, gazetteer } = courier.double.company;
    const [point] = pickupPoints;
    const town = gazetteer.resolve('202');
    if (point && town) pickupPoints.push({ ...point, code: '999', town });
    expect(await courier.search(KEY, { town: '201' })).toEqual([]);
    expect(await courier.search(KEY, { town: '202' })).toMatchObject([{ code: '999' }]);
  });

  it('that is not there is no error', async () => {
    await using courier = await ConnectedCourier.open();
    expect(await courier.search(KEY, { town: 'Атлантида' })).toEqual([]);
    expect(await courier.search(KEY, { town: '999999' })).toEqual([]);
  });

  it('is asked for by town or code', async () => {
    await using courier = await ConnectedCourier.open();
    expect(await errorOf(courier.search(KEY, { address: 'Петровка', acceptcash: 'perhaps' }))).toMatchObject({
      message:
        'Please correct 2 fields:\n- Accepts Cash must be yes or no, not "perhaps".\n' +
        "- Fill in Town, Pickup Point Code or Network's Own Code.",
    });
    expect(courier.sent()).toEqual([]);
  });
});
