import { Form } from '../../../src/core/form';
import { parseXml } from '../../../src/core/xml';
import { parseOrder } from '../../../src/services/measoft/orders';
import {
  isWanted,
  readMode,
  readStatusQuery,
  type StatusQuery,
} from '../../../src/services/measoft/status_query';
import type { StatusEvent } from '../../../src/services/measoft/status_events';
import { faultsOf, problemOf } from '../../support/problem';

function read(input: Readonly<Record<string, unknown>>): StatusQuery {
  const form = new Form(input);
  const query = readStatusQuery(form);
  form.check();
  return query;
}

describe('which changes of status are wanted', () => {
  it('is all of those of the last month, where nothing is filled in', () => {
    expect(read({})).toEqual({
      source: { kind: 'window', days: 30 },
      side: 'CLIENT',
      quickStatus: true,
      statuses: [],
      store: undefined,
    });
  });

  it('is what the form says', () => {
    expect(
      read({
        mode: 'window',
        days: '7',
        client: 'AGENT',
        quickstatus: 'no',
        statuses: ['complete', 'MYOWN'],
        eventstore: 'Москва',
      }),
    ).toEqual({
      source: { kind: 'window', days: 7 },
      side: 'AGENT',
      quickStatus: false,
      statuses: ['COMPLETE', 'MYOWN'],
      store: 'Москва',
    });
  });

  it.each(['100', '10000'])('may come from stream %s', (streamid) => {
    expect(read({ mode: 'stream', streamid }).source).toEqual({ kind: 'stream', streamId: streamid });
  });

  it.each([
    [{ mode: 'stream' }, 'Stream Number'],
    [{ mode: 'stream', streamid: '99' }, 'Stream Number'],
    [{ mode: 'stream', streamid: '10001' }, 'Stream Number'],
    [{ mode: 'stream', streamid: 'mine' }, 'Stream Number'],
    [{ days: '0' }, 'Days to Look Back'],
    [{ days: '367' }, 'Days to Look Back'],
    [{ days: '1.5' }, 'Days to Look Back'],
    [{ client: 'NOBODY' }, 'Whose Orders'],
    [{ mode: 'both' }, 'Where to Look'],
  ])('is not read from %j', async (input, label) => {
    const faults = faultsOf(await problemOf(() => read(input)));
    expect(faults.length).toBe(1);
    expect(faults[0]).toContain(label);
  });

  it('asks for a stream only where one was chosen', () => {
    expect(readMode(new Form({}))).toBe('window');
    expect(readMode(new Form({ mode: 'stream' }))).toBe('stream');
  });
});

function event(code: string, store: string): StatusEvent {
  const order = parseOrder(
    parseXml(`<order ordercode="1"><status eventstore="${store}">${code}</status></order>`),
  );
  return { id: '1', order, status: order.status };
}

describe('a change of status', () => {
  it.each<[string, readonly string[], boolean]>([
    ['NEW', [], true],
    ['NEW', ['NEW', 'COMPLETE'], true],
    ['new', ['NEW'], true],
    ['NEW', ['COMPLETE'], false],
  ])('to %s is wanted among %j: %s', (code, statuses, wanted) => {
    expect(isWanted(event(code, 'Москва'), { ...read({}), statuses })).toBe(wanted);
  });

  it.each<[string, string | undefined, boolean]>([
    ['Москва', undefined, true],
    ['', undefined, true],
    ['Москва', 'Склад Москва', true],
    ['Москва Юг', 'МОСКВА', true],
    ['Королев', 'Склад Королёв', true],
    ['Тверь', 'Склад Москва', false],
    ['', 'Склад Москва', false],
  ])('at "%s" is wanted at %s: %s', (place, store, wanted) => {
    expect(isWanted(event('NEW', place), { ...read({}), store })).toBe(wanted);
  });
});
