import { app } from '../support/definition';
import { Restaurant, shapeOf } from '../support/till';
import { errorOf } from '../support/zapier_error';

const KEY = 'rkeeper_check_license';

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

  it('ends soon when fewer days are left than the user wants', async () => {
    await using restaurant = await Restaurant.open();
    const { till } = restaurant;
    const end = new Date(Date.now() + 20 * 24 * 60 * 60 * 1000).toISOString().slice(0, 19);
    till.registry.grant(till.anchor, { expirationDate: end });
    expect(await restaurant.search(KEY, {})).toMatchObject([{ active: true, ends_soon: true }]);
    expect(await restaurant.search(KEY, { soon_days: '7' })).toMatchObject([
      { active: true, ends_soon: false },
    ]);
  });

  it.each(['null id', 'error'] as const)(
    'that is missing is no error, whichever way it is told: %s',
    async (way) => {
      await using restaurant = await Restaurant.open();
      restaurant.licenses.noLicenceAnswer = way;
      restaurant.till.registry.revoke(restaurant.till.anchor);
      const [found] = await restaurant.search(KEY, {});
      expect(found).toMatchObject({
        status: 'missing',
        active: false,
        expiration_date: null,
        days_left: null,
      });
      expect(found?.explanation).toMatch(/licence/);
    },
  );

  it('for life needs no licence server', async () => {
    await using restaurant = await Restaurant.open();
    await restaurant.licenses.stop();
    const authData = { ...restaurant.authData, license_product: 'lifetime' };
    expect(await restaurant.search(KEY, {}, authData)).toMatchObject([{ status: 'lifetime', active: true }]);
  });

  it('whose id was typed by hand is known to the till alone', async () => {
    await using restaurant = await Restaurant.open();
    const authData = { ...restaurant.authData, license_id: 'fe4e4c5a-3037-4f0c-8216-7b98be6d87bb' };
    expect(await restaurant.search(KEY, {}, authData)).toMatchObject([{ status: 'typed', active: null }]);
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
