import { app } from '../support/definition';
import { httpServer } from '../support/server';
import { Restaurant, shapeOf } from '../support/till';
import { errorOf } from '../support/zapier_error';

const KEY = 'rkeeper_check_license';
const DAY = 24 * 60 * 60 * 1000;
const MOSCOW = 3 * 60 * 60 * 1000;
const WITHOUT_TERM = { expiration_date: null, days_left: null, ends_soon: false, quantity: null };

describe('a licence', () => {
  it('is told with its end, and without its id', async () => {
    await using restaurant = await Restaurant.open();
    const [found] = await restaurant.search(KEY, {});
    expect(found).toEqual({
      id: '199999993',
      status: 'active',
      active: true,
      explanation: null,
      expiration_date: '2099-03-26T00:00:00+03:00',
      days_left: expect.any(Number) as number,
      ends_soon: false,
      quantity: 2,
      restaurant: 'Demo',
      rest_code: '199999993',
      server_version: '7.26.8.2001',
    });
    expect(shapeOf(found)).toEqual(shapeOf(app.searches[KEY]?.operation.sample));
    for (const secret of restaurant.secrets) expect(JSON.stringify(found)).not.toContain(secret);
  });

  it('is asked for anew every time', async () => {
    await using restaurant = await Restaurant.open();
    const { till } = restaurant;
    await restaurant.search(KEY, {});
    till.registry.grant(till.anchor, { expirationDate: '2099-12-31T00:00:00' });
    expect(await restaurant.search(KEY, {})).toMatchObject([
      { expiration_date: '2099-12-31T00:00:00+03:00' },
    ]);
  });

  it.each([
    [24.5, '24', { days_left: 25, ends_soon: false }],
    [24.5, '25', { days_left: 25, ends_soon: true }],
    [29.5, '', { days_left: 30, ends_soon: true }],
    [30.5, '', { days_left: 31, ends_soon: false }],
  ])('that runs for %d days, warned of %s days ahead', async (days, soon_days, told) => {
    await using restaurant = await Restaurant.open();
    const end = new Date(Date.now() + days * DAY + MOSCOW).toISOString().slice(0, 19);
    restaurant.till.registry.grant(restaurant.till.anchor, { expirationDate: end });
    expect(await restaurant.search(KEY, { soon_days })).toMatchObject([{ active: true, ...told }]);
  });

  it('may have no end, and one that has ended says so', async () => {
    await using restaurant = await Restaurant.open();
    const license: { id: string; expirationDate?: string } = { id: 'fe4e4c5a-3037-4f0c-8216-7b98be6d87bb' };
    await using server = await httpServer((_request, response) => {
      response.end(JSON.stringify(license));
    });
    process.env.RKEEPER_LICENSE_URL = `http://127.0.0.1:${server.port}`;
    const active = { status: 'active', active: true, explanation: null };
    expect(await restaurant.search(KEY, {})).toMatchObject([{ ...active, ...WITHOUT_TERM }]);
    license.expirationDate = '2020-03-26T00:00:00';
    expect(await restaurant.search(KEY, {})).toMatchObject([
      {
        status: 'expired',
        active: false,
        explanation: expect.stringContaining('ended on 2020-03-26') as string,
        expiration_date: '2020-03-26T00:00:00+03:00',
        days_left: 0,
        ends_soon: true,
      },
    ]);
  });

  it.each(['null id', 'error'] as const)(
    'that is missing is no error, whichever way it is told: %s',
    async (way) => {
      await using restaurant = await Restaurant.open();
      restaurant.licenses.noLicenceAnswer = way;
      restaurant.till.registry.revoke(restaurant.till.anchor);
      const [found] = await restaurant.search(KEY, {});
      expect(found).toMatchObject({ status: 'missing', active: false, ...WITHOUT_TERM });
      expect(found?.explanation).toMatch(/licence/);
    },
  );

  it.each([
    ['for life', { license_product: 'lifetime' }, { status: 'lifetime', active: true, explanation: null }],
    [
      'whose id was typed by hand',
      { license_id: 'fe4e4c5a-3037-4f0c-8216-7b98be6d87bb' },
      {
        status: 'typed',
        active: null,
        explanation: expect.stringContaining('only the till knows') as string,
      },
    ],
  ])('%s needs no licence server', async (_what, changes, told) => {
    await using restaurant = await Restaurant.open();
    await restaurant.licenses.stop();
    expect(await restaurant.search(KEY, {}, { ...restaurant.authData, ...changes })).toMatchObject([
      { ...told, ...WITHOUT_TERM },
    ]);
  });

  it('belongs to the restaurant code of the connection, where the till tells none', async () => {
    await using restaurant = await Restaurant.open({ tellsRestCode: false });
    expect(await restaurant.search(KEY, {})).toMatchObject([
      { id: '199999993', rest_code: '199999993', restaurant: null },
    ]);
  });
});

it('a wrong licence user pauses the connection', async () => {
  await using restaurant = await Restaurant.open();
  const error = await errorOf(
    restaurant.search(KEY, {}, { ...restaurant.authData, password: 'another password' }),
  );
  expect(error.name).toBe('ExpiredAuthError');
  expect(error.message).toMatch(
    /^The licence server l\.ucs\.ru does not accept the licence user, the password or the token\./,
  );
});

it('a licence server that is out is an error of this run', async () => {
  await using restaurant = await Restaurant.open();
  restaurant.licenses.faults.add({ kind: 'html page', status: 500 });
  expect(await errorOf(restaurant.search(KEY, {}))).toMatchObject({ name: 'AppError', code: 'no_answer' });
});

it('Warn Days Ahead is a number', async () => {
  await using restaurant = await Restaurant.open();
  expect(await errorOf(restaurant.search(KEY, { soon_days: 'soon' }))).toMatchObject({
    message: 'Warn Days Ahead must be a whole number, not "soon".',
  });
});
