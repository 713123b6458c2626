import { SAMPLE_ACCOUNT, type ShopDouble } from '../justclick/shop_double';
import type { Step } from '../zapier/step';
import type { Scene } from './scene';

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
  const action = (key: string, inputData: NonNullable<Step['inputData']>): Step => ({
    method: `creates.${key}.operation.perform`,
    authData: shopConnection,
    inputData,
    timeZone: 'Europe/Moscow',
  });
  const updateStatus = (inputData: Readonly<Record<string, string>>): Step =>
    action('justclick_update_order_status', inputData);
  return [
    {
      title: 'The shop is connected',
      step: { method: 'authentication.test', authData: shopConnection },
      output: { label: 'username @ Expertam' },
    },
    {
      title: 'An order is marked as paid, by a date without a zone',
      step: updateStatus({ bill_id: '100000', status: 'paid', date: '2013-03-03T00:00:00' }),
      output: { bill_id: '100000', status: 'paid', date: '2013-03-02T20:00:00Z' },
      then: () => [state.order(100000).pay_status === 'paid', 'The shop should show the order as paid.'],
    },
    {
      title: 'The same order is sent by post',
      step: updateStatus({ bill_id: '100000', status: 'sent', date: '1362254400', rpo: '10000000000000' }),
      output: { status: 'sent', rpo: '10000000000000' },
      then: () => [state.order(100000).delivery_status === 'sent', 'The shop should show the order as sent.'],
    },
    {
      title: 'An order that the shop does not know',
      step: updateStatus({ bill_id: '999999', status: 'cancel' }),
      failure: ['Error', '999999', 'Expertam error 200'],
    },
    {
      title: 'A product is renamed; its price was left empty and stays as it is',
      step: action('justclick_update_good', {
        good_name: 'kurs_pro',
        good_title: AWKWARD_TITLE,
        good_only_countries: ['RUS', 'KAZ'],
        good_publish: true,
        good_partner_fee: '1 250,50',
      }),
      output: { good_name: 'kurs_pro', good_sum: '12900.50', price_kept: true },
      then: () => [
        state.product('kurs_pro').good_title === AWKWARD_TITLE,
        'The title should have arrived unchanged.',
      ],
    },
    {
      title: 'Three fields are wrong: the user hears of all of them at once, and nothing is sent',
      step: action('justclick_update_good', {
        good_name: 'kurs_pro',
        good_sum: '12.345',
        good_download: 'zakaz',
        good_only_countries: 'Narnia',
      }),
      failure: ['Error', '12.345', 'zakaz', 'Narnia'],
      then: ({ calls }) => [calls.length === 0, 'Nothing should have been sent.'],
    },
    {
      title: 'Somebody types a wrong API key',
      step: {
        ...updateStatus({ bill_id: '100001', status: 'return' }),
        authData: { ...shopConnection, api_key: 'wrong-key-wrong-key' },
      },
      failure: ['ExpiredAuthError', 'Expertam error 4'],
      then: () => [
        shop.journal.exchanges.length > before && state.order(100001).delivery_status !== 'return',
        'The order should be untouched.',
      ],
    },
  ];
}
