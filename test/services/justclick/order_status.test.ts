import { Form } from '../../../src/core/form';
import { httpBuildQuery } from '../../../src/core/signature';
import {
  encodeStatusChange,
  ORDER_STATUSES,
  readStatus,
  readStatusChange,
} from '../../../src/services/justclick/order_status';
import { faultsOf, problemOf } from '../../support/problem';

const read = (input: Record<string, unknown>): ReturnType<typeof readStatusChange> =>
  readStatusChange(new Form(input, 'Europe/Moscow'));

const faults = async (input: Record<string, unknown>): Promise<string[]> =>
  faultsOf(await problemOf(() => read(input)));

const SENT = { bill_id: '100000', status: 'sent', date: '2013-03-03', rpo: '10000000000000' };

describe('a change of status', () => {
  it.each([
    [SENT, 'bill_id=100000&status=sent&date=1362254400&rpo=10000000000000'],
    [{ ...SENT, status: 'paid' }, 'bill_id=100000&status=paid&date=1362254400'],
    [{ ...SENT, status: 'return' }, 'bill_id=100000&status=return'],
    [{ ...SENT, status: 'cancel' }, 'bill_id=100000&status=cancel'],
  ])('of %j sends what this status takes, in the order of the documentation', (input, query) => {
    expect(httpBuildQuery(encodeStatusChange(read(input)))).toBe(query);
  });

  it('takes numbers where they were mapped as such', () => {
    expect(read({ bill_id: 100000, status: 'sent', date: 1362254400, rpo: 80000012345678 })).toEqual({
      billId: '100000',
      status: 'sent',
      date: 1362254400,
      rpo: '80000012345678',
    });
  });

  it('keeps a tracking number as it is written', () => {
    expect(read({ ...SENT, rpo: ' RB 123-456/7 RU ' })).toMatchObject({ rpo: 'RB 123-456/7 RU' });
    expect(read({ ...SENT, rpo: '00012' })).toMatchObject({ rpo: '00012' });
  });

  it('does not ask returned and cancelled orders for a date, nor read one', () => {
    expect(read({ bill_id: '1', status: 'cancel', date: 'nonsense' })).toEqual({
      billId: '1',
      status: 'cancel',
    });
    expect(read({ bill_id: '1', status: 'return', rpo: ['a'] })).toEqual({ billId: '1', status: 'return' });
  });

  it.each([
    [{}, ['Order Number is required.', 'New Status is required.']],
    [{ bill_id: '1' }, ['New Status is required.']],
    [{ status: 'sent' }, ['Order Number is required.', 'Date is required.', 'Tracking Number is required.']],
    [{ ...SENT, rpo: ' ' }, ['Tracking Number is required.']],
    [{ ...SENT, status: 'paid', date: null }, ['Date is required.']],
    [
      { bill_id: '#1', status: 'lost' },
      [
        'Order Number must be digits only, not "#1".',
        'New Status must be one of sent, paid, return, cancel, not "lost".',
      ],
    ],
    [{ ...SENT, bill_id: ['1', '2'] }, ['Order Number must be a single value, not a list.']],
    [{ ...SENT, bill_id: '1'.repeat(19) }, [`Order Number must be digits only, not "${'1'.repeat(19)}".`]],
    [{ ...SENT, bill_id: '-5' }, ['Order Number must be digits only, not "-5".']],
    [
      { ...SENT, status: 'paid', date: '1362254400000' },
      ['Date must be in unix seconds, and "1362254400000" looks like milliseconds.'],
    ],
    [{ ...SENT, date: '2026-02-31' }, ['Date must be a date of the calendar, not "2026-02-31".']],
  ])('of %j is refused with all faults at once', async (input, sentences) => {
    expect(await faults(input)).toEqual(sentences);
  });
});

it('the four statuses of the vendor are offered, and read in either letter case', () => {
  expect(ORDER_STATUSES.map(({ value }) => value)).toEqual(['sent', 'paid', 'return', 'cancel']);
  expect(readStatus(new Form({ status: 'SENT' }))).toBe('sent');
  expect(readStatus(new Form({}))).toBeUndefined();
  expect(readStatus(new Form({ status: 'lost' }))).toBeUndefined();
});
