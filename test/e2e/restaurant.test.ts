import { join } from 'node:path';
import { usrDigests, usrHeader } from '../../src/core/license';
import { openRestaurant, restaurantScenes, type RestaurantStage } from '../../sandbox/scenes/restaurant';
import { play } from '../../sandbox/scenes/scene';
import { Zapier } from '../../sandbox/zapier/zapier';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let restaurant: RestaurantStage;
let zapier: Zapier;

beforeAll(async () => {
  restaurant = await openRestaurant();
  zapier = await Zapier.start({
    app: join(__dirname, '../../build/build.zip'),
    environment: { RKEEPER_LICENSE_URL: restaurant.licences.origin, ALLOW_LOOPBACK: '1' },
  });
});

afterAll(async () => {
  await Promise.all([zapier.stop(), restaurant.stop()]);
});

describe('a restaurant, through the built zip', () => {
  it('ends every scene of `npm start` as it should', async () => {
    const complaints: string[] = [];
    for await (const chapter of play(zapier, restaurantScenes(restaurant)))
      complaints.push(...chapter.complaints);
    expect(complaints).toEqual([]);
  });

  it('sent every licensed command once, under its own number', () => {
    // The answer to 1 was lost, and it was looked for; 2 is refused because somebody else was there; 7 and 8 pay and return.
    const sent = restaurant.till.journal.of('SaveOrder').map(({ request }) => request);
    const numbers = sent.map((xml) => /seqNumber="(\d+)"/.exec(xml)?.[1]);
    expect(numbers).toEqual(['0', '1', '2', '5', '6', '9']);
  });

  it('asked for employees and for nothing else without a mask', () => {
    const questions = restaurant.till.journal.of('GetRefData').map(({ request }) => request);
    expect(questions.filter((xml) => !xml.includes('PropMask='))).toEqual([]);
  });

  it('goes on watching a licence that has ended, for its end holds no Zap of the restaurant', async () => {
    const { authData, till } = restaurant;
    till.registry.grant(till.anchor, { expirationDate: '2099-03-26T00:00:00', quantity: 1 });
    const watching = zapier.poll({ key: 'rkeeper_license_expiring', authData });
    await watching.start();
    till.registry.expire(till.anchor);
    const step = {
      method: 'creates.rkeeper_submit_order.operation.perform',
      authData,
      inputData: {
        external_id: 'site-1044',
        table: '1000101',
        station: '15015',
        dishes: [{ dish_id: '1000017', quantity: '1' }],
      },
    };
    expect(await zapier.run(step)).toMatchObject({
      kind: 'Error',
      message: expect.stringContaining("Then replay this run from the Zap's history.") as string,
    });
    expect(zapier.isStale(step)).toBe(false);
    zapier.cache.drop(1);
    expect((await watching.tick()).events).toMatchObject([{ kind: 'refused', rest_code: null }]);
    const wrong = { ...step, authData: { ...authData, server_password: 'another password' } };
    expect(await zapier.run(wrong)).toMatchObject({ kind: 'ExpiredAuthError' });
    expect(zapier.isStale(wrong)).toBe(true);
  });

  it('keeps nothing readable in the cache, and lets no secret out in any log line', () => {
    const {
      login = '',
      password = '',
      license_token: token = '',
      server_password: serverPassword = '',
    } = restaurant.authData;
    const requests = restaurant.till.journal.exchanges.map(({ request }) => request).join('\n');
    const secrets = [
      login,
      password,
      token,
      serverPassword,
      restaurant.till.anchor,
      encodeURIComponent(restaurant.till.anchor),
      usrHeader({ user: login, password, token }),
      ...usrDigests({ user: login, password, token }),
      Buffer.from(`zapier:${serverPassword}`).toString('base64'),
      ...[...requests.matchAll(/licenseToken="([^"]+)"/g)].map(([, id = '']) => id),
      ...[...requests.matchAll(/<LicenseInstance guid="([^"]+)"/g)].map(([, guid = '']) => guid),
      ...[...requests.matchAll(/seqNumber="\d+"/g)].map(([number]) => number),
    ];
    const logged = zapier.log.map(({ text }) => text).join('\n');
    const cached = JSON.stringify(zapier.cache.entries().map(({ key, value }) => ({ key, value })));
    expect(new Set(secrets).size).toBeGreaterThan(10);
    expect(logged).toContain('xmlinterface.xml');
    expect(zapier.cache.entries().length).toBeGreaterThan(0);
    for (const secret of secrets) {
      expect(logged).not.toContain(secret);
      expect(cached).not.toContain(secret);
    }
    // Sealed entries are Base64 of a nonce, a tag and the cipher text, under names that are keyed hashes.
    for (const { key, value } of zapier.cache.entries()) {
      expect(key).toMatch(/^[\w-]{43}$/);
      expect(JSON.parse(value)).toMatch(/^[A-Za-z0-9+/]{38,}={0,2}$/);
    }
  });
});
