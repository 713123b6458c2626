import { seededShop } from '../../../sandbox/justclick/seed';
import { NOW } from './caller';

describe('the seeded shop', () => {
  const shop = seededShop(NOW);

  test('sells physical, digital and freely priced products with Cyrillic titles', () => {
    expect([...shop.products.keys()]).toContain('super_tovar');
    expect(new Set([...shop.products.values()].map(({ good_type }) => good_type))).toEqual(
      new Set(['1', '0', '']),
    );
    for (const { good_title } of shop.products.values()) {
      expect(good_title).toMatch(/[а-яё]/i);
    }
  });

  test('has orders in every state, numbered from 100000, none from the future', () => {
    const orders = [...shop.orders.values()];
    expect(orders.map(({ id }) => id)).toEqual([100000, 100001, 100002, 100003, 100004, 100005]);
    expect(new Set(orders.map((order) => order.pay_status))).toEqual(new Set(['waiting', 'paid', 'cancel']));
    expect(new Set(orders.map((order) => order.delivery_status))).toEqual(
      new Set(['none', 'sent', 'return']),
    );
    expect(orders.every(({ created, paid }) => created <= NOW && (paid ?? 0) <= NOW)).toBe(true);
  });

  test('asks for what it does not have', () => {
    expect(() => shop.product('nothing')).toThrow('no product nothing');
    expect(() => shop.order(5)).toThrow('no order 5');
  });
});
