import { app } from '../support/definition';
import { AnsweringCourier, ConnectedCourier } from '../support/courier';
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
      { id: '124', name: 'ПВЗ Петровка', acceptcash: true, acceptfitting: false },
    ]);
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

  it('in a town that has no shorter name is found by its whole one, and may tell no town of its own', async () => {
    await using courier = await AnsweringCourier.open(
      '<townlist><town><code>1</code><name>Москва г</name></town></townlist>',
      '<pvzlist><pvz><code>1</code><town code="1">Москва</town></pvz><pvz><code>2</code><town code="5">Москва</town></pvz>' +
        '<pvz><code>3</code><town>Москва</town></pvz></pvzlist>',
    );
    expect((await courier.search(KEY, { town: '1' })).map(({ code }) => code)).toEqual(['1', '3']);
    expect(courier.sent()[1]).toContain('<town>Москва г</town>');
  });

  it('is read whole', async () => {
    await using courier = await AnsweringCourier.open(
      '<pvzlist><pvz><uid/><code>124</code><clientcode>MSK12</clientcode><name>ПВЗ Петровка</name><parentcode>5</parentcode>' +
        '<parentname>Сеть «Рядом»</parentname><town code="1" regioncode="77" regionname="Москва">Москва</town>' +
        '<address>Петровка, 38</address><phone>+74950000124</phone><comment/>' +
        '<traveldescription>м. Чеховская, 5 минут пешком</traveldescription><worktime>10-20</worktime><maxweight>15</maxweight>' +
        '<acceptcash>YES</acceptcash><acceptcard>YES</acceptcard><acceptfitting>NO</acceptfitting>' +
        '<acceptindividuals>YES</acceptindividuals><latitude>55.768</latitude><longitude>37.614</longitude></pvz></pvzlist>',
    );
    expect(await courier.search(KEY, { code: '124' })).toEqual([{ ...app.searches[KEY]?.operation.sample }]);
  });

  it('holds nothing where nothing is told, and is left out without a code', async () => {
    await using courier = await AnsweringCourier.open(
      '<pvzlist><pvz><name>А</name></pvz><pvz><code>1</code><acceptcash>1</acceptcash><maxweight>до 15</maxweight></pvz>' +
        '<pvz><code>2</code><comment> Вход со двора </comment></pvz></pvzlist>',
    );
    const [{ id, code, ...others } = {}, ...more] = await courier.search(KEY, { code: '1' });
    expect([id, code]).toEqual(['1', '1']);
    expect(new Set(Object.values(others))).toEqual(new Set([null]));
    expect(more).toMatchObject([{ code: '2', comment: 'Вход со двора' }]);
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
