import { renderHistory } from '../../../sandbox/zapier/history';
import { type ActionStep, type Zap, type ZapSettings } from '../../../sandbox/zapier/zap';
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
  list();
});

afterAll(async () => {
  await zapier.stop();
  service.stop();
  app.remove();
});

/** Puts orders with these numbers on the list, in this order. */
function list(...ids: readonly number[]): void {
  service.answers.set(
    '/orders',
    ids.map((id) => ({ id, lines: [{ name: 'Tea' }, { name: 'Cake' }] })),
  );
}

const show: ActionStep = {
  name: 'show',
  method: 'creates.show.operation.perform',
  inputData: { order: '{{trigger.id}}' },
};

function orders(...steps: ZapSettings['steps']): Zap {
  return zapier.zap({ trigger: { key: 'orders', inputData: { url: service.url('/orders') } }, steps });
}

/** A Zap that is on, and whose next poll finds one order. */
async function withOneOrder(...steps: ZapSettings['steps']): Promise<Zap> {
  const zap = orders(...steps);
  await zap.turnOn();
  list(1);
  return zap;
}

function step(key: string, inputData: ActionStep['inputData'] = {}): ActionStep {
  return { name: key, method: `creates.${key}.operation.perform`, inputData };
}

/** What the steps of a run were given, the trigger left out. */
function inputs({ runs }: Zap): unknown[] {
  return runs.map(({ history }) => history.slice(1).map((entry) => entry.step.inputData));
}

describe('a Zap that polls', () => {
  test('runs its steps for every new event, the oldest first', async () => {
    const zap = orders(show);
    expect(await zap.turnOn()).toMatchObject({ outcome: 'success' });
    list(2, 1);
    expect(await zap.poll()).toMatchObject({ events: [{ id: 1 }, { id: 2 }] });
    await zap.poll();
    expect(zap.runs).toMatchObject([
      { event: { id: 1 }, status: 'success' },
      { event: { id: 2 }, status: 'success' },
    ]);
    expect(inputs(zap)).toEqual([[{ order: '1' }], [{ order: '2' }]]);
  });

  test('runs once for each event though polls overlap', async () => {
    const zap = await withOneOrder(show);
    await Promise.all([zap.poll(), zap.poll()]);
    expect(zap.runs).toHaveLength(1);
  });

  test('runs what was held back only when it is let', async () => {
    const zap = await withOneOrder();
    list(...Array.from({ length: 101 }, (_, index) => 101 - index));
    await zap.poll();
    expect(zap.runs).toEqual([]);
    await zap.replay();
    expect(zap.runs).toHaveLength(101);
    expect(zap.runs[0]).toMatchObject({ event: { id: 1 }, status: 'success' });
  });

  test('stops when it is turned off, and has no hook', async () => {
    const zap = await withOneOrder(show);
    expect(await zap.turnOff()).toBeUndefined();
    expect(zap.isOn).toBe(false);
    await expect(zap.poll()).rejects.toThrow('The Zap is off');
    expect(() => zap.hook).toThrow('The trigger orders polls: it has no hook.');
  });
});

describe('a Zap with a hook', () => {
  test('runs its steps for every event that is sent to its address', async () => {
    const zap = zapier.zap({ trigger: { key: 'pasted' }, steps: [show] });
    await zap.turnOn();
    const body = JSON.stringify({ events: [{ id: 1 }, { id: 2 }] });
    await fetch(zap.hook.url, { method: 'POST', body });
    await zap.settled();
    expect(inputs(zap)).toEqual([[{ order: '1' }], [{ order: '2' }]]);
    await zap.turnOff();
    await fetch(zap.hook.url, { method: 'POST', body });
    await zap.settled();
    expect(zap.runs).toHaveLength(2);
  });

  test('tells of a mistake in its own set-up', async () => {
    const zap = zapier.zap({ trigger: { key: 'pasted' }, steps: [step('order', { lines: 'Tea' })] });
    await zap.turnOn();
    await fetch(zap.hook.url, { method: 'POST', body: '{}' });
    await expect(zap.settled()).rejects.toThrow('a template for each child');
  });

  test('is not polled', async () => {
    const zap = zapier.zap({ trigger: { key: 'pasted' }, steps: [] });
    await expect(zap.poll()).rejects.toThrow('The trigger pasted is a hook: it is not polled.');
  });
});

describe('a step', () => {
  test('is given what the trigger and earlier steps returned, as its fields demand', async () => {
    const zap = await withOneOrder(
      step('order', {
        number: '{{trigger.id}}',
        lines: { dish: '{{trigger.lines.name}}', pieces: 1 },
      }),
      step('show', { first: '{{order.inputData.number}} × {{order.inputData.lines.dish}}' }),
    );
    await zap.poll();
    const lines = [
      { dish: 'Tea', pieces: 1 },
      { dish: 'Cake', pieces: 1 },
    ];
    expect(inputs(zap)).toEqual([[{ number: 1, lines }, { first: '1 × Tea,Cake' }]]);
  });

  test('is told of the same Zap as the trigger', async () => {
    const zap = await withOneOrder(show);
    await zap.poll();
    const [trigger, step] = zap.runs[0]?.history.map((entry) => entry.step.meta?.zap) ?? [];
    expect(step).toMatchObject({ user: { timezone: 'UTC' } });
    expect(step).toEqual(trigger);
  });

  test('cannot refer to a step that does not come before it', () => {
    expect(() => orders(step('show', { a: '{{show.b}}' }))).toThrow(
      'Step show refers to show, which does not come before it.',
    );
  });

  test('that searches gives on its first result, and ends the run where it found none', async () => {
    const find: ActionStep = {
      name: 'found',
      method: 'searches.find.operation.perform',
      inputData: { found: { id: '{{trigger.lines.name}}' } },
    };
    const zap = await withOneOrder(find, step('show', { order: '{{found.id}}' }));
    await zap.poll();
    expect(inputs(zap)).toMatchObject([[{}, { order: 'Tea' }]]);

    const nothing = await withOneOrder({ ...find, inputData: {} }, show);
    list(2);
    await nothing.poll();
    expect(nothing.runs).toMatchObject([{ status: 'halted' }]);
    expect(inputs(nothing)).toEqual([[{}]]);
  });

  test.each([
    ['error', 'errored'],
    ['halted', 'halted'],
    ['bug', 'errored'],
  ])('that throws (%s) ends its run (%s), and only its', async (throws, status) => {
    const zap = await withOneOrder(step('throw', { throws }), show);
    list(2, 1);
    await zap.poll();
    expect(zap.runs.map((run) => run.status)).toEqual([status, status]);
    expect(inputs(zap)).toEqual([[{ throws }], [{ throws }]]);
  });

  test('that finds its password refused makes the connection stale, until a person reconnects', async () => {
    const connection = { connectionId: 'shop' };
    const zap = zapier.zap({
      trigger: { key: 'orders', inputData: { url: service.url('/orders') }, ...connection },
      steps: [{ ...step('throw', { throws: 'expired' }), ...connection }],
    });
    await zap.turnOn();
    list(2, 1);
    await zap.poll();
    expect(zap.runs.map(({ status }) => status)).toEqual(['held', 'held']);
    expect(inputs(zap)).toEqual([[{ throws: 'expired' }], []]);
    list(3, 2, 1);
    service.paths.length = 0;
    expect(await zap.poll()).toBeUndefined();
    expect(service.paths).toEqual([]);
    zapier.reconnect(connection);
    await zap.poll();
    expect(zap.runs).toHaveLength(3);
    zapier.reconnect(connection);
  });

  test('that failed is replayed without the steps before it', async () => {
    service.answers.set('/till', { busy: true });
    const zap = await withOneOrder(show, step('till', { url: service.url('/till') }));
    await zap.poll();
    expect(zap.runs).toMatchObject([{ status: 'errored' }]);
    service.answers.delete('/till');
    await zap.replayFailed();
    expect(zap.runs).toMatchObject([{ status: 'success' }]);
    expect(zap.runs[0]?.history.filter(({ step: { method } }) => method.includes('show'))).toHaveLength(1);
  });

  test('that dies ends its run', async () => {
    const zap = await withOneOrder(step('exit'), show);
    await zap.poll();
    expect(zap.runs).toMatchObject([{ status: 'errored' }]);
  });

  test('that is throttled is tried again after its delay, with the same input', async () => {
    const delays: number[] = [];
    service.answers.set('/till', { busy: true });
    const zap = zapier.zap({
      trigger: { key: 'orders', inputData: { url: service.url('/orders') } },
      steps: [step('till', { url: service.url('/till') }), show],
      wait: (seconds) => {
        if (delays.push(seconds) === 2) service.answers.delete('/till');
        return Promise.resolve();
      },
    });
    await zap.turnOn();
    list(1);
    await zap.poll();
    expect(delays).toEqual([45, 45]);
    expect(zap.runs).toMatchObject([{ status: 'success' }]);
    expect(zap.runs[0]?.history.map(({ result }) => result.outcome)).toEqual([
      'success',
      'error',
      'error',
      'success',
      'success',
    ]);
  });

  test('that stays throttled is given up in the end', async () => {
    const zap = await withOneOrder(step('throw', { throws: 'throttled' }));
    await zap.poll();
    expect(zap.runs).toMatchObject([{ status: 'errored' }]);
    expect(zap.runs[0]?.history).toHaveLength(1 + 6);
  });
});

test('a filter ends the runs that it does not let pass', async () => {
  const zap = orders({ filter: ({ trigger }) => (trigger as { id: number }).id > 1 }, show);
  await zap.turnOn();
  list(2, 1);
  await zap.poll();
  expect(zap.runs.map(({ status }) => status)).toEqual(['filtered', 'success']);
  expect(inputs(zap)).toEqual([[], [{ order: '2' }]]);
});

test('the history of a run reads like that of a Zap, from the trigger on', async () => {
  const zap = await withOneOrder(step('order', { number: '{{trigger.id}}' }));
  await zap.poll();
  const text = zap.runs[0]?.history.map((entry) => renderHistory(entry)).join('') ?? '';
  expect(text).toMatch(/✓ Success · New orders .*\n {2}Data in\n {4}url .*\n {2}Data out\n {4}id +1\n/);
  expect(text).toMatch(/✓ Success · Do order .*\n {2}Data in\n {4}number {2}1\n/);
});
