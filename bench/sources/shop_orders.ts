import { answerHash } from '../../src/core/signature';
import type { Source } from './source';

const KEY = 'key-of-the-benchmark';
/** Zapier takes no more of a poll than it can remember; a shop hands over its newest. */
const MOST_HANDED_OVER = 10_000;

export const shopOrders: Source = {
  title: 'Poll of a shop (justclick_new_order)',
  items: 'orders',
  method: 'triggers.justclick_new_order.operation.perform',
  authData: { service: 'expertam', login: 'username', api_key: KEY },
  environment: { EXPERTAM_URL: '{url}' },
  contentType: 'application/json',
  results: (size) => Math.min(size, MOST_HANDED_OVER),
  answers: (size) => {
    const text = JSON.stringify({
      error_code: 0,
      error_text: 'ok',
      result: Array.from({ length: size }, (_, index) => shopOrder(100_000 + index)),
      hash: answerHash('0', 'ok', KEY),
    });
    const answer = Buffer.from(text);
    return () => answer;
  },
};

/** As getOrdersWithGoods tells it. */
function shopOrder(id: number): object {
  return {
    id,
    first_name: 'Иван',
    last_name: 'Петров',
    middle_name: 'Сергеевич',
    email: `user${id}@email.com`,
    phone: '+79280000000',
    city: 'Москва',
    country: 'Россия',
    address: 'ул. Ленина, д. 1, кв. 2',
    region: 'Московская область',
    postalcode: '101000',
    created: 1_362_254_400 + id,
    paid: '',
    pay_status: 'waiting',
    type: 'order',
    payway: '',
    comment: 'Позвонить заранее',
    domain: 'shop.example',
    link: `http://shop.example/bill/${id}/`,
    price: '990.00',
    bill_sum_topay: '990.00',
    kupon: '',
    tag: '',
    utm: { medium: 'cpc', source: 'direct', campaign: '', content: '', term: '' },
    good_count: 2,
    is_recurrent: false,
    items: [
      { id: 'super_tovar', title: 'Супер-товар на DVD', sum: '490.00', price: '490.00', partners: [] },
      { id: 'kurs_start', title: 'Курс «Быстрый старт»', sum: '500.00', price: '500.00', partners: [] },
    ],
  };
}
