import { coercedInput } from '../../../sandbox/zapier/coercion';
import { type AppDefinition } from '../../../sandbox/zapier/definition';

const FIELDS = [
  { key: 'flag', type: 'boolean' },
  { key: 'count', type: 'integer' },
  { key: 'sum', type: 'number' },
  { key: 'at', type: 'datetime' },
  { key: 'text' },
  { key: 'mode', default: 'quick' },
  { key: 'counts', type: 'integer', list: true },
  { key: 'rows', children: [{ key: 'pieces', type: 'number' }] },
];

const DEFINITION: AppDefinition = {
  version: '1.0.0',
  creates: {
    make: { key: 'make', noun: 'Thing', display: { label: 'Make' }, operation: { inputFields: FIELDS } },
  },
};

const coerced = (inputData: Record<string, unknown>): unknown =>
  coercedInput(DEFINITION, {
    method: 'creates.make.operation.perform',
    inputData,
    timeZone: 'Europe/Moscow',
  });

describe('typed values reach the app as Zapier reads them', () => {
  it.each([
    [{ flag: 'нет' }, { flag: true }],
    [{ flag: 'no' }, { flag: false }],
    [{ count: 'Книги' }, { count: 0 }],
    [{ sum: '1 250,50' }, { sum: 1250 }],
    [{ at: '03.04.2027' }, { at: '2027-03-04T09:00:00+03:00' }],
    [{ at: '2027-04-03T18:30:00+03:00' }, { at: '2027-04-03T18:30:00+03:00' }],
    [{ text: 'нет' }, { text: 'нет' }],
    [{ counts: ['1', 'zwei 2'] }, { counts: [1, 2] }],
    [{ rows: [{ pieces: '2' }, { pieces: '' }] }, { rows: [{ pieces: 2 }, { pieces: 0 }], pieces: [2, 0] }],
  ])('%j', (typed, seen) => {
    expect(coerced(typed)).toEqual({ mode: 'quick', ...seen });
  });

  it('what is a value already stays as it is', () => {
    expect(coerced({ flag: false, count: 3, mode: 'slow' })).toEqual({ flag: false, count: 3, mode: 'slow' });
  });

  it('only what is run is coerced, not the form that is being filled in', () => {
    const step = { method: 'creates.make.operation.inputFields', inputData: { flag: 'нет' } };
    expect(coercedInput(DEFINITION, step)).toEqual({ flag: 'нет' });
  });
});
