import type { Order } from '../../../../sandbox/justclick/shop';
import { codeOf, useDouble } from '../caller';

const double = useDouble();
const order = (id: number): Order => double().account().shop.order(id);
const WAITING = 100_000;
const PAID = 100_001;
const CANCELLED = 100_002;

/** The events that the shop emits, as "name number". */
function events(): readonly string[] {
  const seen: string[] = [];
  double()
    .account()
    .shop.on('news', (news) =>
      seen.push(news.event === 'contact' ? news.event : `${news.event} ${news.order.id}`),
    );
  return seen;
}

const update = (parameters: Record<string, string>) => codeOf(double(), 'UpdateOrderStatus', parameters);

describe('UpdateOrderStatus', () => {
  test('sent stores date and tracking number, and leaves the payment alone', async () => {
    expect(
      await update({ bill_id: '100000', status: 'sent', date: '1362254400', rpo: '10000000000000' }),
    ).toBe(0);
    expect(order(WAITING)).toMatchObject({
      delivery_status: 'sent',
      delivery_date: 1362254400,
      rpo: '10000000000000',
      pay_status: 'waiting',
    });
  });

  test('paid stores the payment and tells of it once', async () => {
    const seen = events();
    expect(await update({ bill_id: '100000', status: 'paid', date: '1362254400' })).toBe(0);
    expect(await update({ bill_id: '100000', status: 'paid', date: '1362254999' })).toBe(0);
    expect(order(WAITING)).toMatchObject({ pay_status: 'paid', paid: 1362254400, delivery_status: 'none' });
    expect(seen).toEqual(['paid 100000']);
  });

  test('paid on a cancelled order is 202', async () => {
    expect(await update({ bill_id: '100002', status: 'paid', date: '1362254400' })).toBe(202);
    expect(order(CANCELLED)).toMatchObject({ pay_status: 'cancel', paid: undefined });
  });

  test('return changes the delivery status only', async () => {
    const before = { ...order(PAID) };
    expect(await update({ bill_id: '100001', status: 'return' })).toBe(0);
    expect(order(PAID)).toEqual({ ...before, delivery_status: 'return' });
  });

  test('cancel changes the payment status and tells of it once', async () => {
    const seen = events();
    expect(await update({ bill_id: '100000', status: 'cancel' })).toBe(0);
    expect(await update({ bill_id: '100000', status: 'cancel' })).toBe(0);
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
    ['no tracking number for sent', 3, { bill_id: '100000', status: 'sent', date: '1362254400' }],
    ['an empty tracking number', 3, { bill_id: '100000', status: 'sent', date: '1362254400', rpo: '' }],
    ['no date for paid', 3, { bill_id: '100000', status: 'paid' }],
    ['a date in milliseconds', 3, { bill_id: '100000', status: 'paid', date: '1362254400000' }],
    ['a date as text', 3, { bill_id: '100000', status: 'paid', date: '2013-03-03' }],
    ['a date with a fraction', 3, { bill_id: '100000', status: 'paid', date: '1362254400.5' }],
    ['the date zero', 3, { bill_id: '100000', status: 'paid', date: '0' }],
    ['a negative date', 3, { bill_id: '100000', status: 'paid', date: '-5' }],
  ])('%s is %i and changes nothing', async (_, code, parameters) => {
    const before = { ...order(WAITING) };
    expect(await update(parameters)).toBe(code);
    expect(order(WAITING)).toEqual(before);
  });
});

describe('DeleteOrder', () => {
  test('without a number is 203, with an unknown one 302 or, if so switched, 200', async () => {
    expect(await codeOf(double(), 'DeleteOrder')).toBe(203);
    expect(await codeOf(double(), 'DeleteOrder', { bill_id: '5' })).toBe(302);
    double().rules.unknownOrderOnDeleteCode = 200;
    expect(await codeOf(double(), 'DeleteOrder', { bill_id: '5' })).toBe(200);
  });
});
