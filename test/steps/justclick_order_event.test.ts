import { Clock } from '../../sandbox/clock';
import { md5Hex } from '../../src/core/signature';
import { app } from '../support/definition';
import { API_KEY, AUTH_DATA } from '../support/shop';
import { connectedShop } from '../support/shop_double';
import { runTrigger } from '../support/app';

const KEY = 'justclick_order_event';
const MOMENT = '1362254400';
const shop = connectedShop({ clock: new Clock() });
const SHAPE = Object.keys(app.triggers[KEY]?.operation.sample ?? {});

const notification = (fields: Readonly<Record<string, string>>, time: string): string =>
  new URLSearchParams({
    id: '100000',
    email: 'user4@email.com',
    ...fields,
    hash: md5Hex(`100000user4@email.com${time}${API_KEY}`),
  }).toString();

const deliver = async (content: string, events: readonly string[] = []): Promise<readonly unknown[]> =>
  (await runTrigger(KEY, 'perform', {
    authData: AUTH_DATA,
    inputData: { events },
    rawRequest: { content },
  })) as unknown[];

describe('an event that a shop reports', () => {
  it.each([
    ['new_order', 'waiting', { status: 'new_order', created: MOMENT }, MOMENT],
    ['paid', 'paid', { created: '1', paid: MOMENT, last_payment_sum: '990.50' }, MOMENT],
    ['cancelled', 'cancel', { status: 'cancel_order', created: MOMENT }, MOMENT],
    ['prepaid', 'waiting', { prepayment_sum: '100.00', created: MOMENT }, ''],
    ['moneyback', 'moneyback', { status: 'moneyback', created: MOMENT }, ''],
  ] as const)('is told as %s, in the shape of the sample', async (event, status, fields, time) => {
    const [item] = await deliver(notification(fields, time));
    expect(item).toMatchObject({ event, bill_id: '100000', pay_status: status });
    expect(Object.keys(item as object)).toEqual(SHAPE);
  });

  it('tells what was paid', async () => {
    const paid = notification({ created: '1', paid: MOMENT, last_payment_sum: '990.50' }, MOMENT);
    expect(await deliver(paid)).toMatchObject([
      { payment_sum: 990.5, event_label: 'Paid (оплачен)', id: `100000-paid-${MOMENT}-990.50` },
    ]);
  });

  it('starts a Zap only for the events that the user chose', async () => {
    const created = notification({ status: 'new_order', created: MOMENT }, MOMENT);
    expect(await deliver(created, ['paid', 'cancelled'])).toEqual([]);
    expect(await deliver(created, ['paid', 'new_order'])).toHaveLength(1);
  });

  it('starts nothing when it is forged', async () => {
    expect(await deliver(notification({ status: 'new_order', created: MOMENT }, '1'))).toEqual([]);
  });

  it('has real orders of the same shape in the editor, as what may have happened to them', async () => {
    shop.state.cancel(shop.state.order(100_000));
    const items = (await runTrigger(KEY, 'performList', { authData: AUTH_DATA })) as Record<
      string,
      unknown
    >[];
    expect(items).toHaveLength(3);
    expect(Object.keys(items[0] ?? {})).toEqual(SHAPE);
    for (const { id, bill_id, event } of items) expect(id).toBe(`${String(bill_id)}-${String(event)}`);
  });
});
