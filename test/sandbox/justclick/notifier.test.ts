import { readAmount } from '../../../sandbox/justclick/money';
import type { NotificationFault } from '../../../sandbox/justclick/notification_faults';
import type { FormArray } from '../../../sandbox/justclick/php_form';
import type { Shop } from '../../../sandbox/justclick/shop';
import { ShopDouble } from '../../../sandbox/justclick/shop_double';
import { call, md5, NOW, useDouble } from './caller';
import { useReceiver } from './receiver';

const KEY = 'X'.repeat(40);
const receiver = useReceiver();
const double = useDouble();
const shop = (): Shop => double().account().shop;

/** Order 100000 is of the product super_tovar and waits for payment; order 100003 is of two other products. */
const PAID = { bill_id: '100000', status: 'paid', date: '1362254400' };

/** Sets an address of a product, as an app would. */
async function setAddress(good_name: string, setting: string, path: string): Promise<void> {
  await call(double(), 'UpdateGood', { good_name, good_sum: '990', [setting]: receiver().url + path });
}

/** A product all of whose addresses are those of the receiver, by event. */
async function listen(): Promise<void> {
  await setAddress('super_tovar', 'good_api_url_new_order', '/new_order');
  await setAddress('super_tovar', 'good_api_url_notif', '/paid');
  shop().product('super_tovar').editorAddresses = {
    prepayment: `${receiver().url}/prepayment`,
    cancel: `${receiver().url}/cancel`,
    moneyback: `${receiver().url}/moneyback`,
  };
}

const order = (bill_email = 'olga@shop.example') =>
  call(double(), 'CreateOrder', {
    'goods[0][good_name]': 'super_tovar',
    bill_email,
    bill_first_name: 'Ольга',
    bill_surname: 'Ёж',
    bill_country: 'Россия',
    bill_city: 'Томск',
    bill_address: 'ул. Мира, 1',
  });

function textIn(form: FormArray, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

/** What came in once everything was sent, as "path number". */
async function arrivals(): Promise<string[]> {
  await double().notifications.settled();
  return receiver().received.map(({ path, form }) => `${path} ${textIn(form, 'id')}`);
}

describe('an event', () => {
  beforeEach(listen);

  test('of a new order, a payment, a cancellation is told once to the address that is for it', async () => {
    await order();
    await call(double(), 'UpdateOrderStatus', PAID);
    await call(double(), 'UpdateOrderStatus', PAID);
    await call(double(), 'UpdateOrderStatus', { bill_id: '100005', status: 'cancel' });
    expect(await arrivals()).toEqual(['/new_order 100006', '/paid 100000', '/cancel 100005']);
  });

  test('that the API knows nothing of is told by test controls', async () => {
    const sum = readAmount('495');
    if (sum !== undefined) {
      shop().tell({ event: 'prepayment', order: shop().order(100000), sum });
    }
    shop().tell({ event: 'moneyback', order: shop().order(100005) });
    expect(await arrivals()).toEqual(['/prepayment 100000', '/moneyback 100005']);
    expect(receiver().received[0]?.form.get('prepayment_sum')).toBe('495.00');
  });

  test('is told as a form that PHP reads, signed with the key of the moment', async () => {
    double().account().key = 'another key';
    shop().cancel(shop().order(100000));
    await double().notifications.settled();
    const [first] = receiver().received;
    expect(first?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(first?.form.get('first_name')).toBe('Иван');
    const { created } = shop().order(100000);
    expect(first?.form.get('hash')).toBe(md5(`100000user4@email.com${created}another key`));
  });

  test('of sending and returning the parcel is told to nobody', async () => {
    await call(double(), 'UpdateOrderStatus', { ...PAID, status: 'sent', rpo: '1' });
    await call(double(), 'UpdateOrderStatus', { bill_id: '100000', status: 'return' });
    expect(await arrivals()).toEqual([]);
  });
});

describe('an address', () => {
  const payBoth = () => {
    shop().pay(shop().order(100003), NOW);
  };

  test('is used once, though several products of the order have it', async () => {
    await setAddress('kniga_recepty', 'good_api_url_notif', '/same');
    await setAddress('kurs_start', 'good_api_url_notif', '/same');
    payBoth();
    expect(await arrivals()).toEqual(['/same 100003']);
  });

  test('of every product of the order is used', async () => {
    await setAddress('kniga_recepty', 'good_api_url_notif', '/book');
    await setAddress('kurs_start', 'good_api_url_notif', '/course');
    payBoth();
    expect(await arrivals()).toEqual(['/book 100003', '/course 100003']);
  });

  test('keeps its query', async () => {
    await setAddress('super_tovar', 'good_api_url_notif', '/hook?a=paid');
    await call(double(), 'UpdateOrderStatus', PAID);
    expect(await arrivals()).toEqual(['/hook?a=paid 100000']);
  });

  test('that was cleared is used no more, nor that of a product that was deleted', async () => {
    await listen();
    const cleared = { good_name: 'super_tovar', good_sum: '990', good_api_url_notif: '' };
    await call(double(), 'UpdateGood', cleared);
    await call(double(), 'UpdateOrderStatus', PAID);
    shop().products.delete('super_tovar');
    shop().cancel(shop().order(100005));
    expect(await arrivals()).toEqual([]);
  });

  test('of the account is told of contacts, without a hash', async () => {
    await listen();
    double().account().notificationAddress = `${receiver().url}/account`;
    const anna = shop().contact('anna@shop.example');
    if (anna !== undefined) {
      shop().tell({ event: 'contact', contact: anna, group: 'super', status: 0 });
    }
    await double().notifications.settled();
    expect(receiver().received).toMatchObject([{ path: '/account' }]);
    expect(receiver().received[0]?.form.get('status')).toBe('0');
    expect(receiver().received[0]?.form.has('hash')).toBe(false);
    expect(double().notifications.journal).toMatchObject([{ event: 'contact', order: undefined }]);
  });
});

describe('a delivery', () => {
  test('is in the journal with what the receiver answered', async () => {
    await listen();
    await call(double(), 'UpdateOrderStatus', PAID);
    await double().notifications.settled();
    expect(double().notifications.journal).toEqual([
      {
        event: 'paid',
        order: 100000,
        url: `${receiver().url}/paid`,
        body: receiver().received[0]?.body,
        fault: undefined,
        receipt: { how: 'answered', status: 200, body: 'taken' },
      },
    ]);
  });

  test('to nobody is not repeated, and the ones behind it go out', async () => {
    await listen();
    shop().product('super_tovar').good_api_url_notif = 'http://127.0.0.1:1/';
    await call(double(), 'UpdateOrderStatus', PAID);
    await order();
    expect(await arrivals()).toEqual(['/new_order 100006']);
    expect(double().notifications.journal).toMatchObject([
      { event: 'paid', receipt: { how: 'unreachable' } },
      { event: 'new_order', receipt: { how: 'answered' } },
    ]);
  });

  test('does not keep the API waiting, and is broken off when the double stops', async () => {
    await setAddress('super_tovar', 'good_api_url_notif', '/silent');
    expect(await call(double(), 'UpdateOrderStatus', PAID)).toMatchObject({ error_code: 0 });
    await double().stop();
    expect(double().notifications.journal).toMatchObject([{ receipt: { how: 'unreachable' } }]);
  });

  test('ends with the double, though the shop goes on', async () => {
    await listen();
    const { shop } = double().account();
    await double().stop();
    shop.pay(shop.order(100000), NOW);
    expect(await arrivals()).toEqual([]);
    expect(double().notifications.journal).toEqual([]);
  });

  test('is given up when the receiver takes too long', async () => {
    const impatient = await ShopDouble.start({ notificationTimeoutMilliseconds: 20 });
    const { shop } = impatient.account();
    shop.product('super_tovar').good_api_url_notif = `${receiver().url}/silent`;
    shop.pay(shop.order(100000), NOW);
    await impatient.notifications.settled();
    expect(impatient.notifications.journal).toMatchObject([{ receipt: { how: 'timed_out' } }]);
    await impatient.stop();
  });
});

describe('what goes wrong', () => {
  beforeEach(listen);

  const fault = (next: NotificationFault) => {
    double().notifications.faults.add(next);
  };
  const right = md5(`100006olga@shop.example${NOW}${KEY}`);

  /** The hashes that came in, once a new order was told. */
  async function hashes(): Promise<unknown[]> {
    await order();
    await double().notifications.settled();
    return receiver().received.map(({ form }) => form.get('hash'));
  }

  test('forged_hash: not the right one', async () => {
    fault({ kind: 'wrong hash' });
    const [hash] = await hashes();
    expect(hash).toMatch(/^[0-9a-f]{32}$/);
    expect(hash).not.toBe(right);
  });

  test('php_line_hash: the one without the time of creation', async () => {
    fault({ kind: 'php line hash' });
    expect(await hashes()).toEqual([md5(`100006olga@shop.example${KEY}`)]);
  });

  test('damaged_body: half of it', async () => {
    fault({ kind: 'half body' });
    expect(await hashes()).toEqual([undefined]);
    expect(receiver().received[0]?.form.get('id')).toBe('100006');
  });

  test('missing_fields: those named, the hash among them if so wished', async () => {
    fault({ kind: 'fields missing', names: ['email', 'items'] });
    fault({ kind: 'fields missing', names: ['hash'] });
    expect(await hashes()).toEqual([right]);
    expect([...(receiver().received[0]?.form.keys() ?? [])]).not.toEqual(
      expect.arrayContaining(['email', 'items']),
    );
    await order('another@shop.example');
    await double().notifications.settled();
    expect(receiver().received[1]?.form.has('hash')).toBe(false);
    expect(receiver().received[1]?.form.has('email')).toBe(true);
  });

  test('twice: the same two times', async () => {
    fault({ kind: 'twice' });
    expect(await hashes()).toEqual([right, right]);
    expect(double().notifications.journal.map((entry) => entry.fault)).toEqual(['twice', 'twice']);
  });

  test('held_back: later ones come first, until it is released', async () => {
    fault({ kind: 'held back' });
    await order();
    await call(double(), 'UpdateOrderStatus', PAID);
    expect(await arrivals()).toEqual(['/paid 100000']);
    double().notifications.release();
    expect(await arrivals()).toEqual(['/paid 100000', '/new_order 100006']);
    double().notifications.release();
    expect(await arrivals()).toHaveLength(2);
  });

  test('befalls one delivery, or as many as are asked for of one event', async () => {
    double().notifications.faults.add({ kind: 'twice' }, { on: 'paid', times: 2, after: 1 });
    await order();
    for (const id of [100000, 100005, 100006, 100000]) {
      shop().pay(shop().order(id), NOW);
    }
    expect(await arrivals()).toEqual([
      '/new_order 100006',
      '/paid 100000',
      ...Array<string>(2).fill('/paid 100005'),
      ...Array<string>(2).fill('/paid 100006'),
      '/paid 100000',
    ]);
  });
});
