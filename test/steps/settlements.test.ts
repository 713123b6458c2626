import { polledSettlements } from '../../src/steps/measoft/settlements';
import type { Run } from '../../src/zapier/run';
import { network } from '../support/shop';
import { step } from '../support/step';
import { MemoryStore } from '../support/till';

const act = (code: string, date: string, paid = ''): string =>
  `<sma><code>${code}</code><actdate>${date}</actdate><datepay>${paid}</datepay></sma>`;
const ACTS = `<smalist>${act('1', '2024-03-01', '2024-03-05')}${act('3', '2024-03-08')}${act('2', '2024-03-08')}</smalist>`;
const LINES = '<smadetail><specialsma><code>9</code></specialsma></smadetail>';

/** One poll: the codes of what it returned, and how many requests it made. */
async function poll(
  store: MemoryStore,
  when: Partial<Run> = {},
  paidOnly = false,
  list = ACTS,
): Promise<[codes: string[], requests: number]> {
  const { http, requests } = network(list, LINES);
  const authData = { service: 'measoft', login: 'test', password: 'testm', courier_code: '8' };
  const acts = await polledSettlements(step({ authData, http, store, ...when }), paidOnly);
  return [acts.map(({ code, lines }) => `${code}:${lines.length}`), requests.length];
}

describe('a poll for settlements', () => {
  it('returns one act with its lines, the newest of those that were returned least often, three times each', async () => {
    const store = new MemoryStore();
    const returned: string[] = [];
    for (let times = 0; times < 9; times += 1) returned.push(...(await poll(store))[0]);
    expect(returned).toEqual([...returned.slice(0, 3), ...returned.slice(0, 3), ...returned.slice(0, 3)]);
    expect(returned.slice(0, 3)).toEqual(['3:1', '2:1', '1:1']);
    expect(await poll(store)).toEqual([[], 1]);
  });

  it('that turns a Zap on returns all acts without lines, which are then no news', async () => {
    const store = new MemoryStore();
    expect(await poll(store, { isPopulating: true })).toEqual([['3:0', '2:0', '1:0'], 1]);
    expect(await poll(store)).toEqual([[], 1]);
  });

  it('for a sample returns the newest act, and remembers nothing', async () => {
    const store = new MemoryStore();
    expect(await poll(store, { isLoadingSample: true })).toEqual([['3:1'], 2]);
    expect(store.entries.size).toBe(0);
  });

  it('may want only acts that were paid, and finds none where there are none', async () => {
    expect(await poll(new MemoryStore(), {}, true)).toEqual([['1:1'], 2]);
    expect(await poll(new MemoryStore(), {}, false, '<smalist/>')).toEqual([[], 1]);
  });

  it('returns an act once that the service lists twice', async () => {
    const list = `<smalist>${act('4', '2024-03-08')}${act('5', '2024-03-08')}${act('4', '2024-03-09')}</smalist>`;
    expect(await poll(new MemoryStore(), { isPopulating: true }, false, list)).toEqual([['4:0', '5:0'], 1]);
  });

  it('puts acts without a date last', async () => {
    const list = `<smalist>${act('5', '')}${act('4', '2024-03-08')}${act('6', '')}</smalist>`;
    expect((await poll(new MemoryStore(), { isPopulating: true }, false, list))[0]).toEqual([
      '4:0',
      '6:0',
      '5:0',
    ]);
  });
});
