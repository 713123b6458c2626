import { md5Hex } from '../../src/core/signature';
import { SAMPLE_ACCOUNT, ShopDouble } from '../../sandbox/justclick/shop_double';
import { app } from '../support/definition';
import { runTrigger } from '../support/trigger';

const KEY = 'justclick_order_event';
const authData = { service: 'expertam', login: SAMPLE_ACCOUNT.login, api_key: SAMPLE_ACCOUNT.key };

const notification = (fields: Readonly<Record<string, string>>, time: string): string =>
  new URLSearchParams({
    id: '100000',
    email: 'user4@email.com',
    ...fields,
    hash: md5Hex(`100000user4@email.com${time}${SAMPLE_ACCOUNT.key}`),
  }).toString();

const deliver = async (content: string, events: readonly string[] = []): Promise<readonly unknown[]> =>
  (await runTrigger(KEY, 'perform', {
    authData,
    inputData: { events },
    rawRequest: { content },
  })) as unknown[];

const MOMENT = '1362254400';

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
    expect(Object.keys(item as object)).toEqual(Object.keys(app.triggers[KEY]?.operation.sample ?? {}));
  });

  it('tells what was paid', async () => {
    const paid = notification({ created: '1', paid: MOMENT, last_payment_sum: '990.50' }, MOMENT);
    expect(await deliver(paid)).toMatchObject([{ payment_sum: 990.5, id: `100000-paid-${MOMENT}-990.50` }]);
  });

  it('starts a Zap only for the events that the user chose', async () => {
    const created = notification({ status: 'new_order', created: MOMENT }, MOMENT);
    expect(await deliver(created, ['paid', 'cancelled'])).toEqual([]);
    expect(await deliver(created, ['paid', 'new_order'])).toHaveLength(1);
  });

  it('starts nothing when it is forged', async () => {
    expect(await deliver(notification({ status: 'new_order', created: MOMENT }, '1'))).toEqual([]);
  });

  it('has real orders of the same shape in the editor', async () => {
    const shop = await ShopDouble.start();
    process.env.ALLOW_LOOPBACK = '1';
    process.env.EXPERTAM_URL = shop.url;
    const items = (await runTrigger(KEY, 'performList', { authData })) as object[];
    delete process.env.ALLOW_LOOPBACK;
    delete process.env.EXPERTAM_URL;
    await shop.stop();
    expect(items).toHaveLength(3);
    expect(Object.keys(items[0] ?? {})).toEqual(Object.keys(app.triggers[KEY]?.operation.sample ?? {}));
  });
});
