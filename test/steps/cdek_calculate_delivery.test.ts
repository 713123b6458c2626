import { ConnectedCdek } from '../support/cdek';
import { errorOf } from '../support/zapier_error';

const KEY = 'cdek_calculate_delivery';
const WAY = { from_city: '44', to_city: 'Новосибирск', weight: '1200' };

it('what a delivery costs is told by tariffs, the cheapest first', async () => {
  await using cdek = await ConnectedCdek.open();
  const prices = await cdek.search(KEY, { ...WAY, length: '20', width: '14.2', height: '10' });
  expect(JSON.parse(cdek.double.journal.of('POST /calculator/tarifflist')[0]?.request ?? '')).toEqual({
    type: 1,
    from_location: { code: 44 },
    to_location: { code: 270 },
    packages: [{ weight: 1200, length: 20, width: 15, height: 10 }],
  });
  expect(prices).toHaveLength(18);
  expect(prices[0]).toEqual({
    id: '139',
    tariff_code: '139',
    tariff_name: 'Посылка дверь-дверь',
    from: 'door',
    to: 'door',
    price: 540,
    period_min: 3,
    period_max: 4,
    calendar_min: 3,
    calendar_max: 5,
    date_min: '2026-03-09',
    date_max: '2026-03-10',
  });
  const sums = prices.map(({ price }) => Number(price));
  expect(sums).toEqual(sums.toSorted((one, other) => one - other));
  expect(await cdek.search(KEY, { ...WAY, tariff_code: '136' })).toMatchObject([{ tariff_code: '136' }]);
});

it('a delivery that CDEK has no price for is refused in its words', async () => {
  await using cdek = await ConnectedCdek.open();
  expect(await errorOf(cdek.search(KEY, { ...WAY, to_city: '123456' }))).toMatchObject({
    code: 'v2_recipient_location_not_recognized',
  });
});

it.each(['1,2 кг', '1200 г', '1199.5 g'])('a weight may have a unit: %s', async (weight) => {
  await using cdek = await ConnectedCdek.open();
  await cdek.search(KEY, { ...WAY, weight });
  expect(cdek.double.journal.of('POST /calculator/tarifflist')[0]?.request).toContain('"weight":1200');
});

it('grams are whole, and sizes are three or none', async () => {
  await using cdek = await ConnectedCdek.open();
  expect((await errorOf(cdek.search(KEY, { ...WAY, weight: '1.2', length: '5' }))).message).toBe(
    'Please correct 2 fields:\n- Weight (g) must be a whole number, not "1.2".\n- Fill in length, width and height, or none of them.',
  );
  expect(cdek.sent()).toEqual([]);
});
