import { complaintsIn } from '../../proof/faults/contract';
import type { Delivery } from '../../proof/faults/deliveries';
import { gridOf } from '../../proof/faults/grid';
import type { Sheet } from '../../proof/faults/matrix';
import { lineOf, Outcomes } from '../../proof/faults/outcomes';
import type { Row, Told } from '../../proof/faults/row';
import { textOf } from '../../proof/faults/state';

const MESSAGE =
  'The shop did not answer. It may have been done. Look at it before you run this step again. (timeout)';

const told = (more: Partial<Told> = {}): Told => ({
  how: 'Error',
  message: MESSAGE,
  code: 'timeout',
  delay: undefined,
  calls: 1,
  effect: 'done once',
  ...more,
});

const DONE = told({ how: 'result', message: '', code: undefined });

const row = (key: string, first: Partial<Told>, more: Partial<Row> = {}): Row => ({
  operation: { key, label: key, kind: 'create', part: 'perform', method: `creates.${key}.operation.perform` },
  changes: true,
  fault: { kind: 'delay', detail: '', words: 'It is slow.' },
  ofCache: false,
  call: 'Change',
  moment: 'change',
  often: 'every',
  struck: 1,
  first: told(first),
  again: DONE,
  ...more,
});

const sheet = (rows: readonly Row[]): Sheet => ({ name: 'A shop', mostCalls: 3, usual: [], rows });

const complaints = (first: Partial<Told>, more: Partial<Row> = {}): readonly string[] =>
  complaintsIn({ sheets: [sheet([row('a', first, more)])], deliveries: [] });

describe('the contract of a row', () => {
  it('is kept by a failure that says what to do, and by its rerun', () => {
    expect(complaints({})).toEqual([]);
  });

  it.each<readonly [string, Partial<Told>, Partial<Row>, RegExp]>([
    ['a fault that never came', {}, { struck: 0 }, /never befell/],
    ['a bug', { how: 'bug' }, {}, /ends in a bug/],
    ['a message without advice', { message: 'It may have been done. (timeout)' }, {}, /what to do/],
    ['a message without a code', { message: 'It may have been done. Try again.' }, {}, /end in a code/],
    [
      'a message that hides what was done',
      { message: 'No answer. Try again. (timeout)' },
      {},
      /may have been done/,
    ],
    ['too many calls', { calls: 4 }, {}, /makes 4 calls/],
    ['something done twice', { effect: 'done twice, or otherwise' }, {}, /twice/],
    ['a rerun that does it twice', {}, { again: told({ effect: 'done twice, or otherwise' }) }, /run again/],
    ['a rerun that undoes it', {}, { again: told({ effect: 'nothing' }) }, /undoes/],
    [
      'a step after it that is another than usual',
      DONE,
      { ofCache: true, again: told({ effect: 'as usual' }) },
      /otherwise than usual/,
    ],
    [
      'a rerun that fails though nothing was done',
      { effect: 'nothing' },
      { again: told() },
      /does not succeed/,
    ],
  ])('is broken by %s', (_name, first, more, complaint) => {
    expect(complaints(first, more)).toEqual([expect.stringMatching(complaint)]);
  });

  it('is broken by a hook that starts a Zap twice, or that misses the next event', () => {
    const delivery = (starts: Delivery['starts'], ofCache = false): Delivery => ({
      label: 'Paid',
      key: 'paid',
      fault: { kind: 'twice', words: '' },
      ofCache,
      starts,
      messages: [],
    });
    const deliveries = [delivery([1, 1]), delivery([2, 1]), delivery([0, 0])];
    expect(complaintsIn({ sheets: [], deliveries })).toHaveLength(2);
    const withoutMemory = [delivery([2, 1], true), delivery([0, 1], true)];
    expect(complaintsIn({ sheets: [], deliveries: withoutMemory })).toEqual([
      expect.stringContaining('the event is lost'),
    ]);
  });
});

describe('the page', () => {
  const other = { kind: 'trickle', detail: '', words: 'It trickles.' };

  it('has one column for steps that are alike, and one line for faults that are alike, with all their codes', () => {
    const late = { message: MESSAGE.replace('timeout', 'late'), code: 'late', calls: 2 };
    const rows = [
      row('a', {}),
      row('b', late),
      row('a', {}, { fault: other }),
      row('b', {}, { fault: other }),
    ];
    const { columns, lines } = gridOf(rows, new Outcomes());
    expect(columns).toEqual([{ name: 'A', moment: 'changing', steps: ['a', 'b'] }]);
    expect(lines).toEqual([
      {
        faults: [rows[0]?.fault, other],
        cells: ['E1'],
        calls: '1–2',
        codes: ['timeout', 'late'],
        origins: ['(timeout)', '(late)'],
      },
    ]);
  });

  it('sets apart steps that meet one fault differently, and faults that one step meets differently', () => {
    const rows = [
      row('a', {}),
      row('b', {}),
      row('a', {}, { fault: other }),
      row('b', DONE, { fault: other }),
    ];
    const { columns, lines } = gridOf(rows, new Outcomes());
    expect(columns.map(({ steps }) => steps)).toEqual([['a'], ['b']]);
    expect(lines.map(({ cells }) => cells)).toEqual([
      ['E1', 'E1'],
      ['E1', '✓2'],
    ]);
  });

  it('tells a fault that befalls once from one that lasts only where that makes a difference', () => {
    const once = { often: 'once', struck: 1 } as const;
    const cellsOf = (rows: readonly Row[]): readonly string[] =>
      gridOf(rows, new Outcomes()).lines.flatMap(({ cells }) => cells);
    expect(cellsOf([row('a', {}), row('a', {}, once)])).toEqual(['E1']);
    expect(cellsOf([row('a', {}), row('a', DONE, { ...once, again: undefined })])).toEqual(['E1; once ✓2']);
  });

  it('tells each ending once, with the end of its message where all have the same', () => {
    const outcomes = new Outcomes();
    const asked = { effect: 'nothing', message: 'No answer. Try again. (timeout)' } as const;
    gridOf(
      [row('a', asked, { again: DONE }), row('b', asked, { changes: false, again: undefined })],
      outcomes,
    );
    gridOf(
      [row('c', {}), row('c', { message: MESSAGE.replace('timeout', 'late') }, { fault: other })],
      outcomes,
    );
    expect(outcomes.from(1).map(lineOf)).toEqual([
      ['E1', 'Error', 'No answer. Try again. (timeout)', '1', 'nothing', 'done once, –'],
      ['E2', 'Error', MESSAGE.replace('timeout', '‹code›'), '1', 'done once', 'done once'],
    ]);
  });
});

describe('the state of a service', () => {
  const guid = (digit: string): string => `{12345678-1234-1234-1234-12345678901${digit}}`;

  it('reads the same whatever GUIDs and ports it has got, and otherwise not', () => {
    const order = (id: string, port: number): object => ({
      id,
      lines: new Map([['soup', new Set([id])]]),
      link: `http://127.0.0.1:${port}/`,
    });
    expect(textOf(order(guid('1'), 1111))).toBe(textOf(order(guid('2'), 2222)));
    expect(textOf([guid('1'), guid('1')])).not.toBe(textOf([guid('1'), guid('2')]));
  });

  it('may go round in circles', () => {
    const receipt: { order?: object } = {};
    receipt.order = { receipts: [receipt] };
    expect(textOf(receipt)).toBe('[{"order":{"receipts":["see above"]}}]');
  });
});
