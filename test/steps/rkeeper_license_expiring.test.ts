import { Restaurant } from '../support/till';
import { runTrigger } from '../support/app';

type Item = Readonly<Record<string, unknown>>;

const KEY = 'rkeeper_license_expiring';
const DAY = 24 * 60 * 60 * 1000;

const poll = async ({ authData }: Restaurant, inputData = {}): Promise<readonly Item[]> =>
  (await runTrigger(KEY, 'perform', { authData: { ...authData }, inputData })) as Item[];

describe('the end of a licence', () => {
  const endIn = (restaurant: Restaurant, days: number): void => {
    const moscow = new Date(Date.now() + days * DAY + 3 * 60 * 60 * 1000);
    restaurant.till.registry.grant(restaurant.till.anchor, {
      expirationDate: moscow.toISOString().slice(0, 19),
    });
  };

  it('is told once for each threshold that is crossed', async () => {
    await using restaurant = await Restaurant.open();
    endIn(restaurant, 40);
    expect(await poll(restaurant)).toEqual([]);
    endIn(restaurant, 6.5);
    const items = await poll(restaurant);
    expect(items.map(({ threshold }) => threshold)).toEqual([7, 14, 30]);
    expect(items).toMatchObject([{ days_left: 7, kind: 'expiring' }, {}, {}]);
    expect(items[0]?.message).toContain('ends in 7 days.');
    expect(await poll(restaurant)).toEqual(items);
  });

  it('is a day away on the last day', async () => {
    await using restaurant = await Restaurant.open();
    endIn(restaurant, 0.5);
    const [item] = await poll(restaurant);
    expect(item).toMatchObject({ threshold: 1, days_left: 1 });
    expect(item?.message).toContain('ends in 1 day.');
  });

  it('is told for the days that the user chose', async () => {
    await using restaurant = await Restaurant.open();
    endIn(restaurant, 6.5);
    const items = await poll(restaurant, { days: ['14', '1', '14'] });
    expect(items.map(({ threshold }) => threshold)).toEqual([14]);
  });

  it('is told of when the licence server refuses the token, and no secret with it', async () => {
    await using restaurant = await Restaurant.open();
    restaurant.till.registry.removeToken('00000000-0000-0000-0000-000000000001');
    const [item] = await poll(restaurant);
    expect(item).toMatchObject({ kind: 'refused', days_left: null });
    for (const secret of restaurant.secrets) expect(JSON.stringify(item)).not.toContain(secret);
  });

  it('is no news while the till refuses the login', async () => {
    await using restaurant = await Restaurant.open();
    const authData = { ...restaurant.authData, rest_code: '' };
    const polled = runTrigger('rkeeper_license_expiring', 'perform', {
      authData: { ...authData, server_password: 'wrong' },
    });
    await expect(polled).rejects.toThrow(/^The till does not accept the login/);
  });

  it('is no news while the licence server cannot be reached', async () => {
    await using restaurant = await Restaurant.open();
    await restaurant.licenses.stop();
    await expect(poll(restaurant)).rejects.toThrow(/licence server/);
  });
});
