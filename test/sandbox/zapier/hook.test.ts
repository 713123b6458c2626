import { type Hook } from '../../../sandbox/zapier/hook';
import { cleanedRequest } from '../../../sandbox/zapier/incoming';
import { type JsonObject } from '../../../sandbox/zapier/json';
import { type TriggerSettings } from '../../../sandbox/zapier/trigger';
import { stageForAllTests } from './fixture-app/build';

const stage = stageForAllTests(2);
const FORM = 'application/x-www-form-urlencoded';

const turnOn = (settings: Partial<TriggerSettings> = {}): Promise<Hook> =>
  stage.zapier.turnOn({ key: 'caught', inputData: { url: stage.service.url('/hooks') }, ...settings });

/** The path by which the fixture tells the service of a hook's address. */
const told = (path: string, { url }: Hook): string => `${path}?hook=${encodeURIComponent(url)}`;

/** Sends JSON as a service would. */
const send = (url: string, content: unknown): Promise<Response> =>
  fetch(url, { method: 'POST', body: JSON.stringify(content) });

/** The events of everything that was sent to a hook. */
async function events(hook: Hook): Promise<unknown[]> {
  await hook.settled();
  return hook.deliveries.map((delivery) => delivery.events);
}

describe('turning a Zap on', () => {
  test('subscribes with an address of its own, and turning it off unsubscribes what that returned', async () => {
    const [hook, other] = [await turnOn(), await turnOn()];
    expect(hook.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/hooks\/standard\/1\/[0-9a-f]{32}\/$/);
    expect(other.url).not.toBe(hook.url);
    expect(stage.service.paths).toEqual([told('/hooks', hook), told('/hooks', other)]);
    expect(await hook.turnOff()).toMatchObject({ outcome: 'success' });
    expect(stage.service.paths.at(-1)).toBe(told('/hooks/7', hook));
    expect([hook.isOn, other.isOn, await hook.turnOff()]).toEqual([false, true, undefined]);
  });

  test('fails with the subscription, and may be tried again at the same address', async () => {
    const hook = await turnOn({ inputData: { throws: 'error' } });
    expect(hook.isOn).toBe(false);
    expect(await hook.turnOn()).toMatchObject({ kind: 'Error', message: 'The order does not exist.' });
  });

  test('does nothing more where the user pastes the address by hand', async () => {
    const hook = await turnOn({ key: 'pasted' });
    await send(hook.url, { id: 1 });
    expect(await events(hook)).toMatchObject([[{ cleanedRequest: { id: 1 } }]]);
    expect([await hook.turnOff(), hook.isOn]).toEqual([undefined, false]);
  });
});

describe('a request to the address', () => {
  test('is answered as Zapier answers, also where the Zap is off or there is none', async () => {
    const hook = await turnOn();
    const word = expect.any(String) as string;
    const answer = { status: 'success', attempt: word, id: word, request_id: word };
    expect(await (await send(hook.url, { id: 1 })).json()).toEqual(answer);
    await hook.turnOff();
    for (const url of [hook.url, `${new URL(hook.url).origin}/hooks/standard/1/abc/`])
      expect((await send(url, { id: 1 })).status).toBe(200);
    expect(await events(hook)).toHaveLength(1);
  });

  test('reaches the trigger raw, parsed, and with what the subscription returned', async () => {
    const hook = await turnOn();
    const content = 'id=1&items%5B0%5D%5Bid%5D=tea';
    await fetch(`${hook.url.slice(0, -1)}?a=paid`, {
      method: 'POST',
      headers: { 'content-type': FORM, 'X-Time-GMT': '5', authorization: 'Basic x' },
      body: content,
    });
    const headers = { 'Content-Type': FORM, 'Content-Length': '29', 'Http-X-Time-Gmt': '5' };
    expect(await events(hook)).toMatchObject([
      [
        {
          cleanedRequest: { id: '1', 'items[0][id]': 'tea', querystring: { a: 'paid' } },
          rawRequest: { method: 'POST', querystring: 'a=paid', content, headers },
          subscribeData: { id: 7 },
        },
      ],
    ]);
  });

  test('comes with the number of its Zap, unless that is taken away', async () => {
    const [hook, other] = [await turnOn({ timeZone: 'Europe/Moscow' }), await turnOn()];
    const nameless = await turnOn({ meta: { zap: undefined } });
    const zapOf = async (one: Hook): Promise<unknown> => {
      await send(one.url, {});
      await one.settled();
      const meta = one.deliveries.at(-1)?.events[0]?.meta as JsonObject | undefined;
      return meta?.zap;
    };
    const first = await zapOf(hook);
    expect(first).toMatchObject({ id: expect.stringMatching(/^\d+$/) as string });
    expect(first).toMatchObject({ user: { timezone: 'Europe/Moscow' } });
    expect(await zapOf(hook)).toEqual(first);
    expect(await zapOf(other)).not.toEqual(first);
    expect(await zapOf(nameless)).toBeUndefined();
  });

  test('may hold no event, several, or the same again: Zapier tells apart the events of polls only', async () => {
    const hook = await turnOn();
    for (const sent of [[], [{ id: 1 }], [{ id: 1 }], [{ name: 'a' }, { name: 'b' }]]) {
      await send(hook.url, { events: sent });
      await hook.settled();
    }
    expect(await events(hook)).toEqual([[], [{ id: 1 }], [{ id: 1 }], [{ name: 'a' }, { name: 'b' }]]);
  });

  test.each([
    [{ throws: 'error' }, 'The order does not exist.'],
    [{ events: { id: 1 } }, 'A trigger must return a list.'],
    [{ events: ['one'] }, 'A trigger must return a list of objects.'],
  ])(
    'that the trigger fails on (%j) starts nothing, and the service hears nothing of it',
    async (sent, message) => {
      const hook = await turnOn();
      expect((await send(hook.url, sent)).status).toBe(200);
      expect(await events(hook)).toEqual([[]]);
      expect(hook.deliveries).toMatchObject([{ result: { outcome: 'error', message } }]);
    },
  );

  test('is answered before the trigger has run, and not lost while the subscription is not complete', async () => {
    const hook = await turnOn();
    await hook.turnOff();
    const subscribing = stage.service.hold(told('/hooks', hook));
    const turningOn = hook.turnOn();
    const release = await subscribing;
    expect((await send(hook.url, { id: 1 })).status).toBe(200);
    expect(hook.deliveries).toEqual([]);
    release();
    await turningOn;
    expect(await events(hook)).toMatchObject([[{ subscribeData: { id: 7 } }]]);
  });
});

test.each([
  [`${FORM}; charset=utf-8`, 'a=1&i%5B0%5D=9.0&n=%D0%AF+b&a=2', { a: '2', 'i[0]': '9.0', n: 'Я b' }],
  ['application/json', '{"order":{"id":1}}', { order: { id: 1 } }],
  ['text/plain', '[{"id":1}]', [{ id: 1 }]],
  ['application/json', '{"id":', {}],
  ['text/xml', '<a/>', {}],
  ['', '', {}],
])('a cleaned request of %s %s is what it says, where it says something', (type, content, value) => {
  const request = { method: 'POST', querystring: '', headers: { 'Content-Type': type }, content };
  expect(cleanedRequest(request)).toEqual(value);
});

test('a sample is loaded from the list of recent events', async () => {
  stage.service.answers.set('/hooks', [{ id: 1 }]);
  const hook = await turnOn();
  expect(await hook.sample()).toMatchObject({ output: [{ id: 1, isLoadingSample: true }] });
});
