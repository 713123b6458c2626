import { AGENT_ACCOUNT } from '../../sandbox/measoft/accounts';
import type { Uses } from './use';

const FRESH = { orderno: '00032011' };
const RECEIVER = {
  receiver_person: 'Петров Пётр',
  receiver_phone: '8 (495) 123-45-67',
  receiver_town: 'Москва',
  receiver_address: 'Петровка, 38',
};
const PARCEL = {
  ...RECEIVER,
  weight: '4.1',
  price: '387,50',
  deliveryprice: '350',
  vat_rate: '20',
  items: [{ item_name: 'Race car', item_quantity: '1', item_retprice: '37.5', item_vat_rate: '20' }],
};
/** What few orders have. */
const RARE = {
  ...RECEIVER,
  details: ['order', 'payment', 'items', 'services'],
  order_prefix: 'SHOP-',
  number_length: '7',
  receiver_date: 'завтра',
  receiver_time_min: '10:00-18:00',
  service: 'Экспресс',
  paytype: 'картой',
  price: '4 490 ₽',
  discount: '100',
  vat_rate: 'НДС 20%',
  items: [
    {
      item_name: 'Шуба',
      item_quantity: '2 шт',
      item_retprice: '2545',
      item_government_code: '0104600439931256215Qbag!( 0104600439931256215Qbag!)',
      item_supp_inn: '7707083893',
    },
    { item_name: 'Предоплата', item_quantity: '1', item_retprice: '500', item_type: '4' },
  ],
  advprices: [{ advprice_code: '1', advprice_value: '123' }],
};

/** By the vendor's sample of a webhook. */
export const DELIVERED =
  '<?xml version="1.0"?><order orderno="SHOP-0990" ordercode="34534235"><receiver><person>Сергеева Анна</person>' +
  '<town regioncode="77" country="RU">Москва</town><address>Петровка, 38</address></receiver><weight>4.1</weight>' +
  '<paytype>CASH</paytype><price>387.5</price><status eventstore="Мск" eventtime="2026-03-01 12:00:00" ' +
  'createtimegmt="2026-03-01 09:00:00" message="" title="Доставлен">COMPLETE</status>' +
  '<items><item extcode="abc" quantity="1" retprice="37.5">Race car</item></items>' +
  '<webhook_status_code>COMPLETE</webhook_status_code></order>';

export const COURIER_USES: Uses = {
  connection: [{}],

  // What is remembered from poll to poll is all that keeps a stream whole.
  measoft_status_changed: [
    {},
    { input: { mode: 'window' } },
    { input: { mode: 'stream', streamid: '4711' }, variant: 'in a stream' },
  ],
  measoft_order_delivered: [{}, { input: { mode: 'stream', streamid: '4711' }, variant: 'in a stream' }],
  measoft_order_returned: [{}],
  measoft_status_event: [{ told: DELIVERED }],
  measoft_new_settlement: [{}],

  measoft_find_order: [
    { input: { orderno: 'SHOP-0996' } },
    { input: { ordercode: '0000032' } },
    { input: { target: 'Петровка' } },
  ],
  measoft_find_town: [{ input: { name: 'Москва' } }, { input: { code: '1' } }],
  measoft_find_pickup_point: [{ input: { town: 'Москва' } }, { input: { code: '124' } }],
  measoft_calculate_delivery: [
    { input: { townfrom: 'Москва', townto: 'Санкт-Петербург', mass: '5.1' } },
    { input: { townfrom: 'Москва', townto: 'Екатеринбург', mass: '1,5' } },
  ],
  measoft_find_goods_item: [
    { input: { namecontains: 'а' } },
    { input: { namecontains: 'car' } },
    { input: { article: '0042' } },
  ],

  measoft_create_order: [
    { input: { ...RECEIVER, orderno: '1001', paytype: 'NO' } },
    { input: { ...PARCEL, orderno: 'NEW-1' } },
    { input: { ...PARCEL, orderno: 'SHOP-0990', if_number_exists: 'existing' } },
    { input: { ...RARE, orderno: '№ 1001' } },
    {
      input: {
        orderno: 'NEW-2',
        receiver_person: 'Ли',
        receiver_phone: '1',
        receiver_pvz: '124',
        paytype: 'NO',
        packages: [{ package_mass: '1' }],
      },
    },
  ],
  measoft_update_order: [
    { input: { ...FRESH, instruction: 'Позвонить за час' } },
    { input: { ordercode: '0000032', receiver_phone: '+7 903 000-00-00' } },
    {
      input: {
        ...FRESH,
        items: [{ item_name: 'Кукла', item_quantity: '2', item_retprice: '10', item_vat_rate: '0' }],
      },
    },
  ],
  measoft_cancel_order: [{ input: FRESH }, { input: { ordercode: '0000032' } }],
  measoft_get_label: [
    { input: { ordercode: ['0000032'] } },
    { input: { orderno: ['SHOP-0990', 'SHOP-0991'], form: '1' } },
  ],
  // Only who delivers for another company reports statuses to it.
  measoft_set_status: [
    {
      connection: { login: AGENT_ACCOUNT.login },
      input: { ordercode: '$agent_order', status: 'COMPLETE', eventtime: '2026-03-24T07:20:00Z' },
    },
    { connection: { login: AGENT_ACCOUNT.login }, input: { ordercode: '$agent_order', status: 'DELIVERY' } },
  ],
  measoft_add_attachment: [{ input: { ...FRESH, file: '$file' } }],
};
