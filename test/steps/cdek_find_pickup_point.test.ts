import { ConnectedCdek } from '../support/cdek';
import { errorOf } from '../support/zapier_error';

const KEY = 'cdek_find_pickup_point';

describe('a pickup point', () => {
  it('is found by its town', async () => {
    await using cdek = await ConnectedCdek.open();
    const points = await cdek.search(KEY, { city: 'Москва', type: 'PVZ' });
    expect(points).toMatchObject([
      {
        id: 'MSK65',
        name: 'На Петровке',
        type: 'PVZ',
        city: 'Москва',
        city_code: '44',
        address_full: '101000, Россия, Москва, ул. Петровка, 38',
        phone: '+74950000003',
        work_time: 'Пн-Пт 10:00-20:00',
        weight_max: 30,
        allowed_cod: true,
        is_dressing_room: true,
      },
    ]);
    expect(cdek.sent().at(-1)).toBe('GET /deliverypoints?type=PVZ&city_code=44');
  });

  it.each([
    [{ city: '44' }, ['MSK65', 'MSK2']],
    [{ city: '44', address: 'петровка' }, ['MSK65']],
    [{ city: '44', weight: '20000' }, ['MSK65']],
    [{ city: '44', allowed_cod: 'yes' }, ['MSK65']],
    [{ city: '44', allowed_cod: 'no' }, ['MSK65', 'MSK2']],
    [{ city: '44', is_reception: 'yes' }, ['MSK65']],
    [{ code: 'nsk33' }, ['NSK33']],
    [{ postal_code: '190000' }, ['SPB9']],
    [{ code: 'XXX1' }, []],
  ])('is found by what it must be: %j', async (input, codes) => {
    await using cdek = await ConnectedCdek.open();
    expect((await cdek.search(KEY, input)).map(({ id }) => id)).toEqual(codes);
  });

  it('is looked for in a town, or by its code: all of them are too many', async () => {
    await using cdek = await ConnectedCdek.open();
    expect((await errorOf(cdek.search(KEY, { address: 'Петровка' }))).message).toBe(
      'Fill in Town, Pickup Point Code or Postal Code.',
    );
    expect(cdek.sent()).toEqual([]);
  });
});
