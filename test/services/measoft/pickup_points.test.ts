import { buildXml, element } from '../../../src/core/xml';
import {
  PICKUP_POINT_FIELDS,
  PICKUP_POINT_SAMPLE,
  pickupPointChoice,
  pickupPointQuery,
  pickupPointsOfList,
  type PickupPointQuery,
} from '../../../src/services/measoft/pickup_points';
import { listed } from '../../support/listed';

const sent = (query: PickupPointQuery): string =>
  buildXml(element('pvzlist', {}, ...pickupPointQuery(query, 10))).replace(/^<\?xml[^>]*>/, '');

const LIMIT = '<limit><limitfrom>0</limitfrom><limitcount>10</limitcount></limit>';

describe('a question for pickup points', () => {
  it('holds all that is wanted of them', () => {
    expect(
      sent({
        town: 'Москва',
        address: 'Петровка',
        code: '124',
        clientCode: 'MSK12',
        acceptsCash: true,
        acceptsCard: true,
        acceptsFitting: true,
        acceptsIndividuals: true,
        maxWeight: '15',
      }),
    ).toBe(
      '<pvzlist><code>124</code><client_code>MSK12</client_code><town>Москва</town><address>Петровка</address><acceptcash>YES</acceptcash>' +
        `<acceptcard>YES</acceptcard><acceptfitting>YES</acceptfitting><acceptindividuals>YES</acceptindividuals><maxweight>15</maxweight>${LIMIT}</pvzlist>`,
    );
  });

  it('never asks for points that lack something', () => {
    expect(sent({ acceptsCash: false, acceptsCard: undefined })).toBe(`<pvzlist>${LIMIT}</pvzlist>`);
  });
});

const points = (content: string) => listed(`<pvzlist>${content}</pvzlist>`, pickupPointsOfList);

describe('a pickup point', () => {
  it('is read whole', () => {
    expect(
      points(
        '<pvz><uid/><code>124</code><clientcode>MSK12</clientcode><name>ПВЗ Петровка</name><parentcode>5</parentcode><parentname>Сеть «Рядом»</parentname>' +
          '<town code="1" regioncode="77" regionname="Москва">Москва</town><address>Петровка, 38</address><phone>+74950000124</phone><comment/>' +
          '<traveldescription>м. Чеховская, 5 минут пешком</traveldescription><worktime>10-20</worktime><maxweight>15</maxweight><acceptcash>YES</acceptcash>' +
          '<acceptcard>YES</acceptcard><acceptfitting>NO</acceptfitting><acceptindividuals>YES</acceptindividuals>' +
          '<latitude>55.768</latitude><longitude>37.614</longitude></pvz>',
      ),
    ).toEqual([PICKUP_POINT_SAMPLE]);
  });

  it('holds nothing where nothing is told', () => {
    const [point] = points('<pvz><code>1</code><acceptcash>1</acceptcash><maxweight>до 15</maxweight></pvz>');
    const { id, code, ...others } = point ?? {};
    expect([id, code]).toEqual(['1', '1']);
    expect(new Set(Object.values(others))).toEqual(new Set([null]));
  });

  it('may have a comment', () => {
    expect(points('<pvz><code>1</code><comment> Вход со двора </comment></pvz>')).toMatchObject([
      { comment: 'Вход со двора' },
    ]);
  });

  it('without a code cannot be chosen, and is left out', () => {
    expect(points('<pvz><name>А</name></pvz><pvz><code>2</code></pvz>')).toMatchObject([{ id: '2' }]);
    expect(points('')).toEqual([]);
  });

  it('has a label for each of its parts', () => {
    expect(PICKUP_POINT_FIELDS.map(({ key }) => key)).toEqual(Object.keys(PICKUP_POINT_SAMPLE));
  });
});

describe('the choice of a pickup point', () => {
  it('says where it is and when it is open', () => {
    const { id, label } = pickupPointChoice(PICKUP_POINT_SAMPLE);
    expect(id).toBe('124');
    for (const part of ['ПВЗ Петровка', 'Москва', 'Петровка, 38', '10-20']) expect(label).toContain(part);
  });

  it('is by its code where it has no name', () => {
    const bare = points('<pvz><code>9</code></pvz>').map(pickupPointChoice);
    expect(bare).toEqual([{ id: '9', label: '9' }]);
  });
});
