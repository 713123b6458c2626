import { SAMPLE_ACCOUNT, type ShopDouble } from '../justclick/shop_double';
import type { Step } from '../zapier/step';
import { expected, failedWith, succeededWith, type Scene } from './scene';

const MOSCOW = 'Europe/Moscow';

/** Every character that PHP and JavaScript encode differently, and what people put into titles besides. */
const AWKWARD_TITLE = "Курс *Pro* (2026) ~ it's! 100 % & больше + [новое] {$скидка} «ёлки» 😀";

export const shopConnection = {
  service: 'expertam',
  login: SAMPLE_ACCOUNT.login,
  api_key: SAMPLE_ACCOUNT.key,
} as const;

/** A morning in the shop. */
export function shopScenes(shop: ShopDouble): readonly Scene[] {
  const state = shop.account().shop;
  const before = shop.journal.exchanges.length;
  const order = (billId: number): { pay_status?: string; delivery_status?: string } => ({
    ...state.orders.get(billId),
  });
  const updateStatus = (inputData: Readonly<Record<string, string>>): Step => ({
    method: 'creates.justclick_update_order_status.operation.perform',
    authData: shopConnection,
    inputData,
    timeZone: MOSCOW,
  });
  return [
    {
      title: 'The shop is connected',
      step: { method: 'authentication.test', authData: shopConnection },
      complaints: (result) => succeededWith(result, { label: 'username @ Expertam' }),
    },
    {
      title: 'An order is marked as paid, by a date without a zone',
      step: updateStatus({ bill_id: '100000', status: 'paid', date: '2013-03-03T00:00:00' }),
      complaints: (result) => [
        ...succeededWith(result, {
          bill_id: '100000',
          status: 'paid',
          date: '2013-03-02T20:00:00Z',
        }),
        ...expected(order(100000).pay_status === 'paid', 'The shop should show the order as paid.'),
      ],
    },
    {
      title: 'The same order is sent by post',
      step: updateStatus({ bill_id: '100000', status: 'sent', date: '1362254400', rpo: '10000000000000' }),
      complaints: (result) => [
        ...succeededWith(result, { status: 'sent', rpo: '10000000000000' }),
        ...expected(order(100000).delivery_status === 'sent', 'The shop should show the order as sent.'),
      ],
    },
    {
      title: 'An order that the shop does not know',
      step: updateStatus({ bill_id: '999999', status: 'cancel' }),
      complaints: (result) => failedWith(result, 'Error', 'order 999999', 'Expertam error 200'),
    },
    {
      title: 'A product is renamed; its price was left empty and stays as it is',
      step: {
        method: 'creates.justclick_update_good.operation.perform',
        authData: shopConnection,
        inputData: {
          good_name: 'kurs_pro',
          good_title: AWKWARD_TITLE,
          good_only_countries: ['RUS', 'KAZ'],
          good_publish: true,
          good_partner_fee: '1 250,50',
        },
        timeZone: MOSCOW,
      },
      complaints: (result) => [
        ...succeededWith(result, { good_name: 'kurs_pro', good_sum: '12900.50', price_kept: true }),
        ...expected(
          state.product('kurs_pro').good_title === AWKWARD_TITLE,
          'The title should have arrived unchanged.',
        ),
      ],
    },
    {
      title: 'Three fields are wrong: the user hears of all of them at once, and nothing is sent',
      step: {
        method: 'creates.justclick_update_good.operation.perform',
        authData: shopConnection,
        inputData: {
          good_name: 'kurs_pro',
          good_sum: '12.345',
          good_download: 'zakaz',
          good_only_countries: 'Narnia',
        },
      },
      complaints: (result) => [
        ...failedWith(result, 'Error', 'Price', 'Download Link', 'Delivery Countries'),
        ...expected(result.calls.length === 0, 'Nothing should have been sent.'),
      ],
    },
    {
      title: 'Somebody types a wrong API key',
      step: {
        ...updateStatus({ bill_id: '100001', status: 'return' }),
        authData: { ...shopConnection, api_key: 'wrong-key-wrong-key' },
      },
      complaints: (result) => [
        ...failedWith(result, 'ExpiredAuthError', 'API key', 'Expertam error 4'),
        ...expected(
          shop.journal.exchanges.length > before && order(100001).delivery_status !== 'return',
          'The order should be untouched.',
        ),
      ],
    },
  ];
}
