import type { Order } from '../../../../sandbox/justclick/shop';
import { codeOf, useDouble } from '../caller';

const double = useDouble();
const order = (id: number): Order => double().account().shop.order(id);
const update = (parameters: Record<string, string>) => codeOf(double(), 'UpdateOrderStatus', parameters);
const WAITING = 100_000;
const PAID = { bill_id: '100000', status: 'paid', date: '1362254400' };
const SENT = { ...PAID, status: 'sent', rpo: '10000000000000' };

/** The events that the shop emits, as "name number". */
function events(): readonly string[] {
  const seen: string[] = [];
  const { shop } = double().account();
  shop.on('news', (news) => seen.push(`${news.event} ${news.event === 'contact' ? '' : news.order.id}`));
  return seen;
}

describe('UpdateOrderStatus', () => {
  test('sent stores date and tracking number, and leaves the payment alone', async () => {
    expect(await update(SENT)).toBe(0);
    const stored = { delivery_status: 'sent', delivery_date: 1362254400, rpo: '10000000000000' };
    expect(order(WAITING)).toMatchObject({ ...stored, pay_status: 'waiting' });
  });

  test('paid stores the payment and tells of it once', async () => {
    const seen = events();
    expect([await update(PAID), await update({ ...PAID, date: '1362254999' })]).toEqual([0, 0]);
    expect(order(WAITING)).toMatchObject({ pay_status: 'paid', paid: 1362254400, delivery_status: 'none' });
    expect(seen).toEqual(['paid 100000']);
  });

  test('paid on a cancelled order is 202', async () => {
    expect(await update({ ...PAID, bill_id: '100002' })).toBe(202);
    expect(order(100_002)).toMatchObject({ pay_status: 'cancel', paid: undefined });
  });

  test('return changes the delivery status only', async () => {
    const before = { ...order(100_001) };
    expect(await update({ bill_id: '100001', status: 'return' })).toBe(0);
    expect(order(100_001)).toEqual({ ...before, delivery_status: 'return' });
  });

  test('cancel changes the payment status and tells of it once', async () => {
    const seen = events();
    const cancel = { bill_id: '100000', status: 'cancel' };
    expect([await update(cancel), await update(cancel)]).toEqual([0, 0]);
    expect(order(WAITING)).toMatchObject({ pay_status: 'cancel', delivery_status: 'none' });
    expect(seen).toEqual(['cancel 100000']);
  });

  test.each<[string, number, Record<string, string>]>([
    ['no order number', 203, { status: 'return' }],
    ['an empty order number', 203, { bill_id: '', status: 'return' }],
    ['an order number that is a list', 3, { 'bill_id[0]': '100000', status: 'return' }],
    ['an unknown order', 200, { bill_id: '99999', status: 'return' }],
    ['an order number that is no number', 200, { bill_id: '100000 ', status: 'return' }],
    ['an unknown order before an unknown status', 200, { bill_id: '1', status: 'lost' }],
    ['no status', 3, { bill_id: '100000' }],
    ['an unknown status', 201, { bill_id: '100000', status: 'lost' }],
    ['a status in capitals', 201, { bill_id: '100000', status: 'SENT' }],
    ['no date for sent', 3, { bill_id: '100000', status: 'sent', rpo: '1' }],
    ['no tracking number for sent', 3, { ...PAID, status: 'sent' }],
    ['an empty tracking number', 3, { ...SENT, rpo: '' }],
    ['no date for paid', 3, { bill_id: '100000', status: 'paid' }],
    ['a date in milliseconds', 3, { ...PAID, date: '1362254400000' }],
    ['a date as text', 3, { ...PAID, date: '2013-03-03' }],
    ['a date with a fraction', 3, { ...PAID, date: '1362254400.5' }],
    ['the date zero', 3, { ...PAID, date: '0' }],
    ['a negative date', 3, { ...PAID, date: '-5' }],
  ])('%s is %i and changes nothing', async (_, code, parameters) => {
    const before = { ...order(WAITING) };
    expect(await update(parameters)).toBe(code);
    expect(order(WAITING)).toEqual(before);
  });
});

test('DeleteOrder without a number is 203, with an unknown one 302 or, if so switched, 200', async () => {
  expect(await codeOf(double(), 'DeleteOrder')).toBe(203);
  expect(await codeOf(double(), 'DeleteOrder', { bill_id: '5' })).toBe(302);
  double().rules.unknownOrderOnDeleteCode = 200;
  expect(await codeOf(double(), 'DeleteOrder', { bill_id: '5' })).toBe(200);
});
