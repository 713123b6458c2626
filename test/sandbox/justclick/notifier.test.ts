import type { NotificationFault } from '../../../sandbox/justclick/notifier';
import { type FormArray, parsePhpForm } from '../../../sandbox/justclick/php_form';
import type { Shop } from '../../../sandbox/justclick/shop';
import { amount } from '../../../sandbox/money';
import { openReceiver, type Receiver } from '../receiver';
import { call, md5, NOW, useDouble } from './caller';

const KEY = 'X'.repeat(40);
const double = useDouble();
let receiver: Receiver;
beforeEach(async () => {
  receiver = await openReceiver();
});
afterEach(() => receiver[Symbol.asyncDispose]());

/** What came in, as PHP reads it. */
const forms = (): FormArray[] => receiver.received.map(({ body }) => parsePhpForm(Buffer.from(body)));

const shop = (): Shop => double().account().shop;

/** Order 100000 is of the product super_tovar and waits for payment; order 100003 is of two other products. */
const PAID = { bill_id: '100000', status: 'paid', date: '1362254400' };

/** Sets an address of a product, as an app would. */
async function setAddress(good_name: string, setting: string, path: string): Promise<void> {
  await call(double(), 'UpdateGood', { good_name, good_sum: '990', [setting]: receiver.url + path });
}

/** A product all of whose addresses are those of the receiver, by event. */
async function listen(): Promise<void> {
  await setAddress('super_tovar', 'good_api_url_new_order', '/new_order');
  await setAddress('super_tovar', 'good_api_url_notif', '/paid');
  shop().product('super_tovar').editorAddresses = {
    prepayment: `${receiver.url}/prepayment`,
    cancel: `${receiver.url}/cancel`,
    moneyback: `${receiver.url}/moneyback`,
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

function textIn(form: FormArray | undefined, name: string): string {
  const value = form?.get(name);
  return typeof value === 'string' ? value : '';
}

/** What came in once everything was sent, as "path number". */
async function arrivals(): Promise<string[]> {
  await double().notifications.settled();
  return receiver.received.map(({ path }, index) => `${path} ${textIn(forms()[index], 'id')}`);
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
    shop().tell({ event: 'prepayment', order: shop().order(100000), sum: amount(49_500) });
    shop().tell({ event: 'moneyback', order: shop().order(100005) });
    expect(await arrivals()).toEqual(['/prepayment 100000', '/moneyback 100005']);
    expect(forms()[0]?.get('prepayment_sum')).toBe('495.00');
  });

  test('is told as a form that PHP reads, signed with the key of the moment', async () => {
    double().account().key = 'another key';
    shop().cancel(shop().order(100000));
    await double().notifications.settled();
    const [form] = forms();
    expect(receiver.received[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(form?.get('first_name')).toBe('Иван');
    const { created } = shop().order(100000);
    expect(form?.get('hash')).toBe(md5(`100000user4@email.com${created}another key`));
  });

  test('of sending and returning the parcel is told to nobody', async () => {
    await call(double(), 'UpdateOrderStatus', { ...PAID, status: 'sent', rpo: '1' });
    await call(double(), 'UpdateOrderStatus', { bill_id: '100000', status: 'return' });
    expect(await arrivals()).toEqual([]);
  });
});

test('does not keep the API waiting, and ends with the double, though the shop goes on', async () => {
  await listen();
  const { shop } = double().account();
  await double().stop();
  shop.pay(shop.order(100000), NOW);
  expect(await arrivals()).toEqual([]);
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
    double().account().notificationAddress = `${receiver.url}/account`;
    const anna = shop().contact('anna@shop.example');
    if (anna !== undefined) {
      shop().tell({ event: 'contact', contact: anna, group: 'super', status: 0 });
    }
    await double().notifications.settled();
    expect(receiver.received).toMatchObject([{ path: '/account' }]);
    expect(forms()[0]?.get('status')).toBe('0');
    expect(forms()[0]?.has('hash')).toBe(false);
    expect(double().notifications.journal).toMatchObject([{ event: 'contact', order: undefined }]);
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
    return forms().map((form) => form.get('hash'));
  }

  test('wrong hash: not the right one', async () => {
    fault({ kind: 'wrong hash' });
    const [hash] = await hashes();
    expect(hash).toMatch(/^[0-9a-f]{32}$/);
    expect(hash).not.toBe(right);
  });

  test('php line hash: the one without the time of creation', async () => {
    fault({ kind: 'php line hash' });
    expect(await hashes()).toEqual([md5(`100006olga@shop.example${KEY}`)]);
  });

  test('fields missing: those named, the hash among them if so wished', async () => {
    fault({ kind: 'fields missing', names: ['email', 'items'] });
    fault({ kind: 'fields missing', names: ['hash'] });
    expect(await hashes()).toEqual([right]);
    expect([...(forms()[0]?.keys() ?? [])]).not.toEqual(expect.arrayContaining(['email', 'items']));
    await order('another@shop.example');
    await double().notifications.settled();
    expect(forms()[1]?.has('hash')).toBe(false);
    expect(forms()[1]?.has('email')).toBe(true);
  });

  test('befalls the events that it is for', async () => {
    double().notifications.faults.add({ kind: 'twice' }, { on: 'paid', times: 2, after: 1 });
    await order();
    for (const id of [100000, 100005, 100006]) shop().pay(shop().order(id), NOW);
    expect(await arrivals()).toEqual([
      '/new_order 100006',
      '/paid 100000',
      ...Array<string>(2).fill('/paid 100005'),
      ...Array<string>(2).fill('/paid 100006'),
    ]);
  });
});
