import { Clock } from '../../sandbox/clock';
import type { Order } from '../../sandbox/justclick/shop';
import { CLOCK } from '../../src/core/time';
import { md5Hex } from '../../src/core/signature';
import { app } from '../support/definition';
import { API_KEY } from '../support/shop';
import { connectedShop } from '../support/shop_double';

const KEY = 'justclick_order_event';
const MOMENT = 1_362_254_400;
const shop = connectedShop({ clock: new Clock() });
const SHAPE = Object.keys(app.triggers[KEY]?.operation.sample ?? {});

beforeEach(() => {
  vi.spyOn(CLOCK, 'sleep').mockResolvedValue();
});
afterEach(() => {
  vi.restoreAllMocks();
});

const notification = (fields: Readonly<Record<string, string>>, time: number | ''): string =>
  new URLSearchParams({
    id: '100000',
    email: 'user4@email.com',
    ...fields,
    hash: md5Hex(`100000user4@email.com${time}${API_KEY}`),
  }).toString();

const CREATED = { created: String(MOMENT) };
const NEW_ORDER = notification({ status: 'new_order', ...CREATED }, MOMENT);
const CANCELLED = notification({ status: 'cancel_order', ...CREATED }, MOMENT);
const paidWith = (sum: string): string =>
  notification({ created: '1', paid: String(MOMENT), last_payment_sum: sum }, MOMENT);
const prepaidWith = (sum: string): string => notification({ prepayment_sum: sum, ...CREATED }, '');

type Event = Readonly<Record<string, unknown>>;

const deliver = async (content: string, events: readonly string[] = []): Promise<readonly Event[]> => {
  const meta = { zap: { id: 7 } } as never;
  return shop.app.poll(KEY, { events }, { rawRequest: { content }, meta });
};

const nothing = (): void => undefined;
const order = (): Order => shop.state.order(100_000);

describe('an event that a shop reports', () => {
  it.each([
    ['new_order', 'waiting', NEW_ORDER, nothing],
    [
      'paid',
      'paid',
      paidWith('990.00'),
      () => {
        shop.state.pay(order(), MOMENT);
      },
    ],
    [
      'cancelled',
      'cancel',
      CANCELLED,
      () => {
        shop.state.cancel(order());
      },
    ],
    [
      'prepaid',
      'waiting',
      prepaidWith('100.00'),
      () => {
        order().prepaid = 10_000;
      },
    ],
  ] as const)('is told as %s, in the shape of the sample', async (event, pay_status, content, happen) => {
    happen();
    const [item] = await deliver(content);
    expect(item).toMatchObject({ event, bill_id: '100000', pay_status, confirmed: true });
    expect(Object.keys(item ?? {})).toEqual(SHAPE);
  });

  it('is not confirmed where the shop has nothing that bears a refund out', async () => {
    const refunded = notification({ status: 'moneyback', ...CREATED }, MOMENT);
    expect(await deliver(refunded)).toMatchObject([
      { event: 'moneyback', pay_status: 'waiting', confirmed: false },
    ]);
  });

  it('tells what was paid, if it can be', async () => {
    shop.state.pay(order(), MOMENT);
    expect(await deliver(paidWith('990,00'))).toMatchObject([
      { payment_sum: 990, price: 990, event_label: 'Paid (оплачен)', id: `100000-paid-${MOMENT}` },
    ]);
    expect(await deliver(paidWith('990000'), ['paid'])).toEqual([]);
  });

  it('is no payment of somebody who saw the notification of the new order', async () => {
    expect(await deliver(paidWith('990000'))).toEqual([]);
    // A shop may tell of a payment a moment before it is noted, so that it is asked twice.
    expect(shop.sent()).toEqual(['getOrderDetails bill_id=100000', 'getOrderDetails bill_id=100000']);
  });

  it('is a payment that the shop notes a moment later', async () => {
    vi.spyOn(CLOCK, 'sleep').mockImplementation(() => {
      shop.state.pay(order(), MOMENT);
      return Promise.resolve();
    });
    expect(await deliver(paidWith('990.00'))).toMatchObject([{ event: 'paid', confirmed: true }]);
  });

  it('starts the Zap without a confirmation where the shop cannot be asked', async () => {
    shop.double.faults.add({ kind: 'html page', status: 503 });
    expect(await deliver(paidWith('990.00'))).toMatchObject([
      { event: 'paid', confirmed: false, payment_sum: 990, pay_status: 'paid' },
    ]);
  });

  it('starts a Zap only for the events that the user chose, by any of their names', async () => {
    expect(await deliver(NEW_ORDER, ['paid', 'cancelled'])).toEqual([]);
    expect(await deliver(NEW_ORDER, ['Оплачен', 'New order'])).toHaveLength(1);
  });

  it('starts nothing when it is forged', async () => {
    expect(await deliver(notification({ status: 'new_order', ...CREATED }, 1))).toEqual([]);
    expect(shop.sent()).toEqual([]);
  });

  it('starts the Zap once, whatever unsigned field is varied', async () => {
    expect(await deliver(NEW_ORDER)).toHaveLength(1);
    expect(await deliver(`${NEW_ORDER}&city=Moscow&last_payment_sum=1`)).toEqual([]);
  });

  it('is an instalment of its own where what is left to pay has changed, though the sum is the same', async () => {
    order().prepaid = 10_000;
    expect(await deliver(prepaidWith('100.00'))).toHaveLength(1);
    expect(await deliver(prepaidWith('100.00'))).toEqual([]);
    order().prepaid = 20_000;
    expect(await deliver(prepaidWith('100.00'))).toMatchObject([{ payment_sum: 100, sum_to_pay: 790 }]);
  });
});

it('has real orders of the same shape in the editor, as what may have happened to them', async () => {
  shop.state.cancel(shop.state.order(100_000));
  const items = await shop.app.performList(KEY);
  expect(items).toHaveLength(3);
  expect(Object.keys(items[0] ?? {})).toEqual(SHAPE);
  for (const { id, bill_id, event } of items) expect(id).toBe(`${String(bill_id)}-${String(event)}`);
});
