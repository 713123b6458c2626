import { complaintsAbout, complaintsAboutDelivery, type JudgedRow } from '../../../proof/faults/contract';
import type { Delivery } from '../../../proof/faults/deliveries';
import { textOf } from '../../../proof/faults/state';
import type { Ending } from '../../../proof/faults/trial';

const MESSAGE =
  'The shop did not answer. It may have been done. Look at it before you run this step again. (timeout)';

const ending = (more: Partial<Ending> = {}): Ending => ({
  how: 'Error',
  message: MESSAGE,
  calls: 1,
  milliseconds: 12_000,
  effect: 'done once',
  ...more,
});

const DONE = ending({ how: 'result', message: '' });

const complaints = (first: Partial<Ending>, more: Partial<JudgedRow> = {}): readonly string[] =>
  complaintsAbout({
    method: { platform: 'justclick', path: 'creates.a', kind: 'create', key: 'a', label: 'A', fields: [] },
    fault: { kind: 'delay', detail: '' },
    call: 'Change',
    meanwhile: { repeat: 1 },
    struck: 1,
    first: ending(first),
    again: DONE,
    mostCalls: 3,
    ...more,
  });

describe('the contract of a step under a fault', () => {
  it('is kept by a failure that says what to do, and by its rerun', () => {
    expect(complaints({})).toEqual([]);
  });

  it.each<readonly [string, Partial<Ending>, Partial<JudgedRow>, RegExp]>([
    ['a fault that never came', {}, { struck: 0 }, /never befell/],
    ['a bug', { how: 'bug' }, {}, /ends in a bug/],
    ['a message without advice', { message: 'It may have been done. (timeout)' }, {}, /what to do/],
    ['a message without a code', { message: 'It may have been done. Try again.' }, {}, /end in a code/],
    ['a message that hides it', { message: 'No answer. Try again. (timeout)' }, {}, /may have been done/],
    ['too many calls', { calls: 4 }, {}, /makes 4 calls/],
    ['more time than Zapier gives', { milliseconds: 37_000 }, {}, /takes 37000 ms/],
    ['something done twice', { effect: 'done twice, or otherwise' }, {}, /twice/],
    [
      'a rerun that does it twice',
      {},
      { again: ending({ effect: 'done twice, or otherwise' }) },
      /run again/,
    ],
    ['a rerun that undoes it', {}, { again: ending({ effect: 'nothing' }) }, /undoes/],
    ['a next step that is another', DONE, { again: ending({ effect: 'as usual' }) }, /otherwise than usual/],
    ['a rerun that fails', { effect: 'nothing' }, { again: ending() }, /does not succeed/],
  ])('is broken by %s', (_name, first, more, complaint) => {
    expect(complaints(first, more)).toEqual([expect.stringMatching(complaint)]);
  });

  it('is broken by a hook that starts a Zap twice, or that misses the next event', () => {
    const broken = (starts: Delivery['starts'], ofCache = false): readonly string[] =>
      complaintsAboutDelivery({ key: 'paid', fault: 'twice', ofCache, starts, messages: [] });
    expect(broken([1, 1])).toEqual([]);
    expect(broken([2, 1])).toEqual([expect.stringContaining('more than once')]);
    expect(broken([0, 0])).toEqual([expect.stringContaining('0 times')]);
    // Without a memory twice is better than not at all.
    expect(broken([2, 1], true)).toEqual([]);
    expect(broken([0, 1], true)).toEqual([expect.stringContaining('lost')]);
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
