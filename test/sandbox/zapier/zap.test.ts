import { renderHistory } from '../../../sandbox/zapier/history';
import { type Templates } from '../../../sandbox/zapier/mapping';
import { type ActionStep, type Zap, type ZapSettings } from '../../../sandbox/zapier/zap';
import { stageForAllTests } from './fixture-app/build';

const stage = stageForAllTests(2);
beforeEach(() => {
  list();
});

/** Puts orders with these numbers on the list, in this order. */
function list(...ids: readonly number[]): void {
  stage.service.answers.set(
    '/orders',
    ids.map((id) => ({ id, lines: [{ name: 'Tea' }, { name: 'Cake' }] })),
  );
}

function step(key: string, inputData: Templates = {}): ActionStep {
  return { name: key, method: `creates.${key}.operation.perform`, inputData };
}

const show = step('show', { order: '{{trigger.id}}' });

function orders(...steps: ZapSettings['steps']): Zap {
  const inputData = { url: stage.service.url('/orders') };
  return stage.zapier.zap({ trigger: { key: 'orders', inputData }, steps });
}

/** A Zap that was turned on before these orders came, and has polled since. */
async function polled(ids: readonly number[], ...steps: ZapSettings['steps']): Promise<Zap> {
  const zap = orders(...steps);
  expect(await zap.turnOn()).toMatchObject({ outcome: 'success' });
  list(...ids);
  await zap.poll();
  return zap;
}

const statuses = ({ runs }: Zap): unknown[] => runs.map(({ status }) => status);

/** What the steps of each run were given, the trigger left out. */
const inputs = ({ runs }: Zap): unknown[] =>
  runs.map(({ history }) => history.slice(1).map((entry) => entry.step.inputData));

describe('a Zap that polls', () => {
  test('runs its steps for every new event, the oldest first, once though polls overlap', async () => {
    const zap = await polled([2, 1], show);
    await Promise.all([zap.poll(), zap.poll()]);
    expect(zap.runs).toMatchObject([{ event: { id: 1 }, status: 'success' }, { event: { id: 2 } }]);
    expect(inputs(zap)).toEqual([[{ order: '1' }], [{ order: '2' }]]);
  });

  test('runs what was held back only when it is let', async () => {
    const zap = await polled(Array.from({ length: 101 }, (_, index) => 101 - index));
    expect(zap.runs).toEqual([]);
    await zap.replay();
    expect(zap.runs).toHaveLength(101);
  });

  test('stops when it is turned off, and has no hook', async () => {
    const zap = await polled([1], show);
    expect([await zap.turnOff(), zap.isOn]).toEqual([undefined, false]);
    await expect(zap.poll()).rejects.toThrow('The Zap is off');
    expect(() => zap.hook).toThrow('The trigger orders polls: it has no hook.');
  });
});

describe('a Zap with a hook', () => {
  const pasted = async (...steps: ZapSettings['steps']): Promise<Zap> => {
    const zap = stage.zapier.zap({ trigger: { key: 'pasted' }, steps });
    await zap.turnOn();
    return zap;
  };
  const send = async (zap: Zap, content: unknown): Promise<void> => {
    await fetch(zap.hook.url, { method: 'POST', body: JSON.stringify(content) });
    await zap.settled();
  };

  test('runs its steps for every event that is sent to its address while it is on, and is not polled', async () => {
    const zap = await pasted(show);
    await send(zap, { events: [{ id: 1 }, { id: 2 }] });
    await expect(zap.poll()).rejects.toThrow('The trigger pasted is a hook: it is not polled.');
    await zap.turnOff();
    await send(zap, { events: [{ id: 3 }] });
    expect(inputs(zap)).toEqual([[{ order: '1' }], [{ order: '2' }]]);
  });

  test('tells of a mistake in its own set-up', async () => {
    const zap = await pasted(step('order', { lines: 'Tea' }));
    await expect(send(zap, {})).rejects.toThrow('a template for each child');
  });
});

describe('a step', () => {
  test('is given what the trigger and earlier steps returned, as its fields demand, and the same Zap', async () => {
    const zap = await polled(
      [1],
      step('order', { number: '{{trigger.id}}', lines: { dish: '{{trigger.lines.name}}', pieces: 1 } }),
      step('show', { first: '{{order.inputData.number}} × {{order.inputData.lines.dish}}' }),
    );
    const lines = ['Tea', 'Cake'].map((dish) => ({ dish, pieces: 1 }));
    expect(inputs(zap)).toEqual([[{ number: 1, lines }, { first: '1 × Tea,Cake' }]]);
    const [trigger, ...steps] = zap.runs[0]?.history.map((entry) => entry.step.meta?.zap) ?? [];
    expect(trigger).toMatchObject({ user: { timezone: 'UTC' } });
    expect(steps).toEqual([trigger, trigger]);
  });

  test('cannot refer to a step that does not come before it', () => {
    const message = 'Step show refers to show, which does not come before it.';
    expect(() => orders(step('show', { a: '{{show.b}}' }))).toThrow(message);
  });

  test('that searches gives on its first result, and ends the run where it found none', async () => {
    const find = (inputData: Templates): ActionStep => ({
      name: 'found',
      method: 'searches.find.operation.perform',
      inputData,
    });
    const found = find({ found: { id: '{{trigger.lines.name}}' } });
    expect(inputs(await polled([1], found, step('show', { order: '{{found.id}}' })))).toMatchObject([
      [{}, { order: 'Tea' }],
    ]);
    const nothing = await polled([2], find({}), show);
    expect([statuses(nothing), inputs(nothing)]).toEqual([['halted'], [[{}]]]);
  });

  test.each([
    ['error', 'errored'],
    ['halted', 'halted'],
    ['bug', 'errored'],
  ])('that throws (%s) ends its run (%s), and only its', async (throws, status) => {
    const zap = await polled([2, 1], step('throw', { throws }), show);
    expect(statuses(zap)).toEqual([status, status]);
    expect(inputs(zap)).toEqual([[{ throws }], [{ throws }]]);
  });

  test('that finds its password refused makes the connection stale, until a person reconnects', async () => {
    const connection = { connectionId: 'shop' };
    const zap = stage.zapier.zap({
      trigger: { key: 'orders', inputData: { url: stage.service.url('/orders') }, ...connection },
      steps: [{ ...step('throw', { throws: 'expired' }), ...connection }],
    });
    await zap.turnOn();
    list(2, 1);
    await zap.poll();
    expect([statuses(zap), inputs(zap)]).toEqual([
      ['held', 'held'],
      [[{ throws: 'expired' }], []],
    ]);
    list(3, 2, 1);
    stage.service.paths.length = 0;
    expect([await zap.poll(), stage.service.paths]).toEqual([undefined, []]);
    stage.zapier.reconnect(connection);
    await zap.poll();
    expect(zap.runs).toHaveLength(3);
  });

  test('that failed, or whose process died, is replayed without the steps before it', async () => {
    stage.service.answers.set('/till', { busy: true });
    const zap = await polled([1], show, step('till', { url: stage.service.url('/till') }));
    expect(statuses(await polled([2], step('exit'), show))).toEqual(['errored']);
    expect(statuses(zap)).toEqual(['errored']);
    stage.service.answers.delete('/till');
    await zap.replayFailed();
    expect(statuses(zap)).toEqual(['success']);
    expect(zap.runs[0]?.history.filter(({ step: { method } }) => method.includes('show'))).toHaveLength(1);
  });

  test('that is throttled is tried again after its delay, with the same input, six times in all', async () => {
    const delays: number[] = [];
    stage.service.answers.set('/till', { busy: true });
    const zap = stage.zapier.zap({
      trigger: { key: 'orders', inputData: { url: stage.service.url('/orders') } },
      steps: [step('till', { url: stage.service.url('/till') }), show],
      wait: (seconds) => {
        if (delays.push(seconds) === 2) stage.service.answers.delete('/till');
        return Promise.resolve();
      },
    });
    await zap.turnOn();
    list(1);
    await zap.poll();
    expect([delays, statuses(zap)]).toEqual([[45, 45], ['success']]);
    const outcomes = zap.runs[0]?.history.map(({ result }) => result.outcome);
    expect(outcomes).toEqual(['success', 'error', 'error', 'success', 'success']);
    const hopeless = await polled([2], step('throw', { throws: 'throttled' }));
    expect(statuses(hopeless)).toEqual(['errored']);
    expect(inputs(hopeless)).toEqual([Array(6).fill({ throws: 'throttled' })]);
  });
});

test('a filter ends the runs that it does not let pass', async () => {
  const zap = await polled([2, 1], { filter: ({ trigger }) => (trigger as { id: number }).id > 1 }, show);
  expect([statuses(zap), inputs(zap)]).toEqual([
    ['filtered', 'success'],
    [[], [{ order: '2' }]],
  ]);
});

test('the history of a run reads like that of a Zap, from the trigger on', async () => {
  const zap = await polled([1], step('order', { number: '{{trigger.id}}' }));
  const text = zap.runs[0]?.history.map((entry) => renderHistory(entry)).join('') ?? '';
  expect(text).toMatch(/✓ Success · New orders .*\n {2}Data in\n {4}url .*\n {2}Data out\n {4}id +1\n/);
  expect(text).toMatch(/✓ Success · Do order .*\n {2}Data in\n {4}number {2}1\n/);
});
