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
const update = (change: Readonly<Record<string, string>>) => call(double(), 'UpdateOrderStatus', change);

/** Sets an address of a product, as an app would. */
async function setAddress(good_name: string, setting: string, path: string): Promise<void> {
  const url = path === '' ? '' : receiver.url + path;
  await call(double(), 'UpdateGood', { good_name, good_sum: '990', [setting]: url });
}

/** A product all of whose addresses are those of the receiver, by event. */
async function listen(): Promise<void> {
  await setAddress('super_tovar', 'good_api_url_new_order', '/new_order');
  await setAddress('super_tovar', 'good_api_url_notif', '/paid');
  const { url } = receiver;
  const editorAddresses = {
    prepayment: `${url}/prepayment`,
    cancel: `${url}/cancel`,
    moneyback: `${url}/moneyback`,
  };
  Object.assign(shop().product('super_tovar'), { editorAddresses });
}

const order = (bill_email = 'olga@shop.example') =>
  call(double(), 'CreateOrder', {
    'goods[0][good_name]': 'super_tovar',
    ...{ bill_email, bill_first_name: 'Ольга', bill_surname: 'Ёж' },
    ...{ bill_country: 'Россия', bill_city: 'Томск', bill_address: 'ул. Мира, 1' },
  });

/** What came in once everything was sent, as "path number". */
async function arrivals(): Promise<string[]> {
  await double().notifications.settled();
  const ids = forms().map((form) => form.get('id') as string);
  return receiver.received.map(({ path }, index) => `${path} ${ids[index] ?? ''}`);
}

describe('an event', () => {
  beforeEach(listen);

  test('of a new order, a payment, a cancellation is told once to the address that is for it', async () => {
    await order();
    await update(PAID);
    await update(PAID);
    await update({ bill_id: '100005', status: 'cancel' });
    await update({ ...PAID, status: 'sent', rpo: '1' });
    await update({ bill_id: '100000', status: 'return' });
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

  test('is told no more when the double has stopped, though the shop goes on', async () => {
    const { shop } = double().account();
    await double().stop();
    shop.pay(shop.order(100000), NOW);
    expect(await arrivals()).toEqual([]);
  });
});

describe('an address', () => {
  test.each([
    ['is used once, though several products of the order have it', '/same', '/same', ['/same 100003']],
    ['of every product of the order is used', '/book', '/course?a=1', ['/book 100003', '/course?a=1 100003']],
  ])('%s', async (_, book, course, expected) => {
    await setAddress('kniga_recepty', 'good_api_url_notif', book);
    await setAddress('kurs_start', 'good_api_url_notif', course);
    shop().pay(shop().order(100003), NOW);
    expect(await arrivals()).toEqual(expected);
  });

  test('that was cleared is used no more, nor that of a product that was deleted', async () => {
    await listen();
    await setAddress('super_tovar', 'good_api_url_notif', '');
    await update(PAID);
    shop().products.delete('super_tovar');
    shop().cancel(shop().order(100005));
    expect(await arrivals()).toEqual([]);
  });

  test('of the account is told of contacts, without a hash', async () => {
    double().account().notificationAddress = `${receiver.url}/account`;
    const contact = shop().contact('anna@shop.example');
    if (contact) shop().tell({ event: 'contact', contact, group: 'super', status: 0 });
    await double().notifications.settled();
    expect(receiver.received).toMatchObject([{ path: '/account' }]);
    expect([forms()[0]?.get('status'), forms()[0]?.has('hash')]).toEqual(['0', false]);
    expect(double().notifications.journal).toMatchObject([{ event: 'contact', order: undefined }]);
  });
});

describe('what goes wrong', () => {
  beforeEach(listen);
  const right = md5(`100006olga@shop.example${NOW}${KEY}`);

  /** The hash that came in when a new order was told. */
  async function hashUnder(fault: NotificationFault): Promise<unknown> {
    double().notifications.faults.add(fault);
    await order();
    await double().notifications.settled();
    return forms()[0]?.get('hash');
  }

  test('wrong hash: not the right one', async () => {
    const hash = await hashUnder({ kind: 'wrong hash' });
    expect(hash).toMatch(/^[0-9a-f]{32}$/);
    expect(hash).not.toBe(right);
  });

  test('php line hash: the one without the time of creation', async () => {
    expect(await hashUnder({ kind: 'php line hash' })).toBe(md5(`100006olga@shop.example${KEY}`));
  });

  test('fields missing: those named, the hash among them if so wished', async () => {
    expect(await hashUnder({ kind: 'fields missing', names: ['email', 'items'] })).toBe(right);
    double().notifications.faults.add({ kind: 'fields missing', names: ['hash'] });
    await order('another@shop.example');
    await double().notifications.settled();
    const present = (form: FormArray) => ['email', 'items', 'hash'].filter((name) => form.has(name));
    expect(forms().map(present)).toEqual([['hash'], ['email', 'items']]);
  });

  test.each<[NotificationFault, string[]]>([
    [{ kind: 'twice' }, ['/paid 100000', '/paid 100000', '/paid 100005']],
    [{ kind: 'out of order' }, ['/paid 100005', '/paid 100000']],
  ])('%j befalls the next message', async (fault, expected) => {
    double().notifications.faults.add(fault);
    for (const id of [100000, 100005]) shop().pay(shop().order(id), NOW);
    expect(await arrivals()).toEqual(expected);
    expect(
      double().notifications.journal.every(({ status, reply }) => status === 200 && reply === 'taken'),
    ).toBe(true);
  });

  test('befalls the events that it is for', async () => {
    double().notifications.faults.add({ kind: 'twice' }, { on: 'paid', after: 1 });
    await order();
    for (const id of [100000, 100005]) shop().pay(shop().order(id), NOW);
    expect(await arrivals()).toEqual(['/new_order 100006', '/paid 100000', '/paid 100005', '/paid 100005']);
  });
});
