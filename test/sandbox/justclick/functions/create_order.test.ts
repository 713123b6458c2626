import type { News, Order } from '../../../../sandbox/justclick/shop';
import { call, codeOf, isGenuine, NOW, useDouble } from '../caller';

const double = useDouble();
const BUYER = { bill_email: 'new@shop.example' };
const DIGITAL = { 'goods[0][good_name]': 'kurs_start', ...BUYER };
const priced = (sum: string) => ({ 'goods[0][good_name]': 'kurs_start', 'goods[0][good_sum]': sum });
const DELIVERY = {
  ...{ bill_first_name: 'Пётр', bill_surname: 'Новый', bill_country: 'Россия' },
  ...{ bill_city: 'Тверь', bill_address: 'ул. Мира, 5' },
};
const PHYSICAL = { 'goods[0][good_name]': 'super_tovar', ...BUYER, ...DELIVERY };

async function created(parameters: Record<string, string>): Promise<Order> {
  const { error_code, result } = await call(double(), 'CreateOrder', parameters);
  expect(error_code).toBe(0);
  const { bill_id } = result as { bill_id: number };
  return double().account().shop.order(bill_id);
}

describe('CreateOrder', () => {
  test('answers the number of the new order and tells of it', async () => {
    const seen: News[] = [];
    const { shop } = double().account();
    shop.on('news', (news) => seen.push(news));
    const reply = await call(double(), 'CreateOrder', DIGITAL);
    expect(reply).toMatchObject({ error_code: 0, error_text: 'ok', result: { bill_id: 100006 } });
    expect(isGenuine(reply)).toBe(true);
    expect(seen).toMatchObject([{ event: 'new_order', order: { id: 100006 } }]);
  });

  test.each([
    ['1', 'true'],
    ['true', 'true'],
    ['0', 'false'],
    ['false', 'false'],
    ['1717999999', '1717999999'],
  ])('bill_timer_kill=%s means %s', async (bill_timer_kill, timer_kill) => {
    expect(await created({ ...DIGITAL, bill_timer_kill })).toMatchObject({ timer_kill });
  });

  test('again, while the first one waits for payment, is 601 with its number', async () => {
    const two = { 'goods[0][good_name]': 'kurs_start', 'goods[1][good_name]': 'kurs_pro' };
    const order = await created({ ...two, ...BUYER });
    const swapped = { 'goods[0][good_name]': 'kurs_pro', 'goods[1][good_name]': 'kurs_start' };
    const again = await call(double(), 'CreateOrder', { ...swapped, bill_email: 'New@shop.example' });
    expect(again).toMatchObject({ error_code: 601, result: { bill_id: order.id } });
    expect(isGenuine(again)).toBe(true);
    double().account().shop.pay(order, NOW);
    expect(await codeOf(double(), 'CreateOrder', { ...two, ...BUYER })).toBe(0);
  });

  test('names the unknown product', async () => {
    const reply = await call(double(), 'CreateOrder', { 'goods[0][good_name]': 'Товар/1', ...BUYER });
    const hash = 'b7e42d424745d60a6fbd8d0eaaa4db32';
    expect(reply).toMatchObject({ error_code: 604, error_text: 'product not exist: Товар/1', hash });
  });

  test.each<[string, number, Record<string, string>]>([
    ['no goods', 603, { ...BUYER }],
    ['goods that are no list', 3, { goods: 'kurs_start', ...BUYER }],
    ['goods that are plain names', 3, { 'goods[0]': 'kurs_start', ...BUYER }],
    ['a line without a name', 3, { 'goods[0][good_sum]': '5', ...BUYER }],
    ['no address', 600, { 'goods[0][good_name]': 'kurs_start' }],
    ['a bad address', 600, { ...DIGITAL, bill_email: 'new@shop' }],
    ['a price with a comma', 3, { ...priced('5,5'), ...BUYER }],
    ['a price below zero', 3, { ...priced('-5'), ...BUYER }],
    ['a doubtful timer', 3, { ...DIGITAL, bill_timer_kill: 'yes' }],
    ['a creation time as text', 3, { ...DIGITAL, bill_created: '01.06.2024' }],
    ['a creation time in milliseconds', 3, { ...DIGITAL, bill_created: '1362254400000' }],
    ['a domain with a protocol', 3, { ...DIGITAL, bill_domain: 'https://shop.example' }],
    ['a bad IP address', 3, { ...DIGITAL, bill_ip: '300.1.1.1' }],
    ['utm marks that are no list', 3, { ...DIGITAL, utm: 'cpc' }],
    ...Object.keys(DELIVERY).map((name): [string, number, Record<string, string>] => [
      `a physical product without ${name}`,
      605,
      { ...PHYSICAL, [name]: '' },
    ]),
  ])('%s is %i and creates nothing', async (_, code, parameters) => {
    expect(await codeOf(double(), 'CreateOrder', parameters)).toBe(code);
    expect(double().account().shop.orders.size).toBe(6);
  });
});

describe('on the English brand', () => {
  const english = useDouble({ brand: 'influencersoft' });

  test('the middle name has another parameter', async () => {
    await call(english(), 'CreateOrder', { ...DIGITAL, bill_middle_name: 'Lee', bill_otchestvo: 'Ильич' });
    expect(english().account().shop.order(100006).middle_name).toBe('Lee');
  });
});
