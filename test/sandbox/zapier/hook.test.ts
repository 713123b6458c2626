import { type Hook } from '../../../sandbox/zapier/hook';
import { valueAt } from '../../../sandbox/zapier/path';
import { type TriggerSettings } from '../../../sandbox/zapier/trigger';
import { Zapier } from '../../../sandbox/zapier/zapier';
import { fixtureFiles, layOut } from './fixture-app/build';
import { Service } from './service';

const app = layOut(fixtureFiles());
let service: Service;
let zapier: Zapier;

jest.setTimeout(30_000);

beforeAll(async () => {
  service = await Service.start();
  zapier = await Zapier.start({ app: app.folder, workers: 2 });
});

beforeEach(() => {
  service.paths.length = 0;
  service.answers.clear();
});

afterAll(async () => {
  await zapier.stop();
  service.stop();
  app.remove();
});

function turnOn(settings: Partial<TriggerSettings> = {}): Promise<Hook> {
  return zapier.turnOn({ key: 'caught', inputData: { url: service.url('/hooks') }, ...settings });
}

/** The path by which the fixture tells the service of a hook's address. */
function told(path: string, { url }: Hook): string {
  return `${path}?hook=${encodeURIComponent(url)}`;
}

/** Sends JSON as a service would. */
function send(url: string, content: unknown): Promise<Response> {
  return fetch(url, { method: 'POST', body: JSON.stringify(content) });
}

describe('turning a Zap on', () => {
  test('subscribes with an address of its own, and turning it off unsubscribes what that returned', async () => {
    const hook = await turnOn();
    const other = await turnOn();
    expect(hook.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/hooks\/standard\/1\/[0-9a-f]{32}\/$/);
    expect(other.url).not.toBe(hook.url);
    expect(service.paths).toEqual([told('/hooks', hook), told('/hooks', other)]);
    expect(hook.isOn).toBe(true);

    expect(await hook.turnOff()).toMatchObject({ outcome: 'success' });
    expect(service.paths.at(-1)).toBe(told('/hooks/7', hook));
    expect([hook.isOn, other.isOn]).toEqual([false, true]);
    expect(await hook.turnOff()).toBeUndefined();
  });

  test('fails with the subscription, and may be tried again at the same address', async () => {
    const hook = await turnOn({ inputData: { throws: 'error' } });
    expect(hook.isOn).toBe(false);
    expect(await hook.turnOn()).toMatchObject({ kind: 'Error', message: 'The order does not exist.' });
  });

  test('does nothing more where the user pastes the address by hand', async () => {
    const hook = await turnOn({ key: 'pasted' });
    expect(hook.isOn).toBe(true);
    await send(hook.url, { id: 1 });
    await hook.settled();
    expect(hook.deliveries).toMatchObject([{ events: [{ cleanedRequest: { id: 1 } }] }]);
    expect(await hook.turnOff()).toBeUndefined();
    expect(hook.isOn).toBe(false);
  });
});

describe('a request to the address', () => {
  test('is answered as Zapier answers', async () => {
    const hook = await turnOn();
    const response = await send(hook.url, { id: 1 });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      status: 'success',
      attempt: expect.any(String) as string,
      id: expect.any(String) as string,
      request_id: expect.any(String) as string,
    });
  });

  test('reaches the trigger raw, parsed, and with what the subscription returned', async () => {
    const hook = await turnOn();
    await fetch(`${hook.url.slice(0, -1)}?a=paid`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'id=1&items%5B0%5D%5Bid%5D=tea',
    });
    await hook.settled();
    expect(hook.deliveries[0]?.events).toMatchObject([
      {
        cleanedRequest: { id: '1', 'items[0][id]': 'tea', querystring: { a: 'paid' } },
        rawRequest: {
          method: 'POST',
          querystring: 'a=paid',
          content: 'id=1&items%5B0%5D%5Bid%5D=tea',
          headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        },
        subscribeData: { id: 7 },
      },
    ]);
    // Core puts the empty text where Zapier has sent no targetUrl: it is for (un)subscribing only.
    expect(hook.deliveries[0]?.events[0]?.targetUrl ?? '').toBe('');
  });

  test('comes with the number of its Zap, unless that is taken away', async () => {
    const [hook, other] = [await turnOn({ timeZone: 'Europe/Moscow' }), await turnOn()];
    const nameless = await turnOn({ meta: { zap: undefined } });
    const told = [];
    for (const one of [hook, hook, other, nameless]) {
      await send(one.url, {});
      await one.settled();
      told.push(valueAt(one.deliveries.at(-1)?.events[0], 'meta.zap'));
    }
    const [first, second, third, fourth] = told;
    expect(first).toEqual({
      id: expect.stringMatching(/^\d+$/) as string,
      user: { timezone: 'Europe/Moscow' },
    });
    expect(second).toEqual(first);
    expect(third).not.toEqual(first);
    expect(fourth).toBeUndefined();
  });

  test('that comes twice starts the Zap twice: Zapier tells apart the events of polls only', async () => {
    const hook = await turnOn();
    await send(hook.url, { events: [{ id: 1 }] });
    await send(hook.url, { events: [{ id: 1 }] });
    await hook.settled();
    expect(hook.deliveries.map(({ events }) => events)).toEqual([[{ id: 1 }], [{ id: 1 }]]);
  });

  test('may hold no event, several, or some without an id', async () => {
    const hook = await turnOn();
    await send(hook.url, { events: [] });
    await hook.settled();
    await send(hook.url, { events: [{ name: 'a' }, { name: 'b' }] });
    await hook.settled();
    expect(hook.deliveries.map(({ events }) => events)).toEqual([[], [{ name: 'a' }, { name: 'b' }]]);
  });

  test.each([
    [{ throws: 'error' }, 'The order does not exist.'],
    [{ events: { id: 1 } }, 'A trigger must return a list.'],
    [{ events: ['one'] }, 'A trigger must return a list of objects.'],
  ])(
    'that the trigger fails on (%j) starts nothing, and the service hears nothing of it',
    async (content, message) => {
      const hook = await turnOn();
      expect((await send(hook.url, content)).status).toBe(200);
      await hook.settled();
      expect(hook.deliveries).toMatchObject([{ result: { outcome: 'error', message }, events: [] }]);
    },
  );

  test('is answered before the trigger has run, and not lost while the subscription is not complete', async () => {
    const hook = await turnOn();
    await hook.turnOff();
    const subscribing = service.hold(told('/hooks', hook));
    const turningOn = hook.turnOn();
    const release = await subscribing;
    expect((await send(hook.url, { id: 1 })).status).toBe(200);
    expect(hook.deliveries).toEqual([]);
    release();
    await turningOn;
    await hook.settled();
    expect(hook.deliveries).toMatchObject([{ events: [{ subscribeData: { id: 7 } }] }]);
  });

  test('of a Zap that is off, or of none, is answered all the same and starts nothing', async () => {
    const hook = await turnOn();
    await hook.turnOff();
    expect((await send(hook.url, { id: 1 })).status).toBe(200);
    expect((await send(`${new URL(hook.url).origin}/hooks/standard/1/abc/`, { id: 1 })).status).toBe(200);
    await hook.settled();
    expect(hook.deliveries).toEqual([]);
  });
});

test('a sample is loaded from the list of recent events', async () => {
  service.answers.set('/hooks', [{ id: 1 }]);
  const hook = await turnOn();
  expect(await hook.sample()).toMatchObject({ output: [{ id: 1, isLoadingSample: true }] });
});
