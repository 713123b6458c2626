import type { JsonObject } from './json_value';
import { OPEN_ORDER } from './doubles';

// What a user would have filled in: every one is accepted by the doubles. Hostile values are laid over these, so that they get
// past the checks of the other fields.

const STATION = '15015';
const CASHIER = '1000018';
const SOUP = { dish_id: '1000017', quantity: '2', seat: '1' };
const NEW_TILL_ORDER = { table: '1000101', station: STATION, waiter: CASHIER, guests: '2' };
const REASON = { return: '1000300', void: '1000301' };

const ADDRESS = {
  bill_first_name: 'Иван',
  bill_surname: 'Петров',
  bill_country: 'Россия',
  bill_city: 'Москва',
  bill_address: 'ул. Ленина, д. 1',
};

const PARCEL = {
  receiver_person: 'Петров П.П.',
  receiver_phone: '(495)123-45-67',
  receiver_town: 'Москва',
  receiver_address: 'Петровка, 38',
  weight: '4.1',
  price: '387,50',
  vat_rate: '20',
  items: [{ item_name: 'Race car', item_quantity: '1', item_retprice: '37.5', item_vat_rate: '20' }],
};
const OPEN_PARCEL = { ordercode: '0000032' };

/** By the operation's key; what is not listed needs nothing. */
export const FORMS: Readonly<Record<string, readonly JsonObject[]>> = {
  justclick_new_order: [{}, { good_name: 'kurs_pro' }],
  justclick_order_paid: [{}, { good_name: 'kurs_start' }],
  justclick_new_order_instant: [{ good_name: 'kurs_pro' }],
  justclick_order_paid_instant: [{ good_name: 'kurs_pro' }],
  justclick_create_order: [
    { goods: [{ good_name: 'kurs_pro' }], bill_email: 'new@shop.example' },
    {
      goods: [{ good_name: 'super_tovar', good_sum: '1 250,50' }, { good_name: 'kurs_start' }],
      bill_email: 'user4@email.com',
      ...ADDRESS,
      bill_comment: 'Позвонить заранее',
      bill_timer_kill: '0',
      utm_source: 'site',
    },
  ],
  justclick_update_order_status: [
    { bill_id: '100000', status: 'sent', date: '2026-03-31', rpo: '10000000000000' },
    { bill_id: '100000', status: 'paid', date: '1362254400' },
    { bill_id: '100001', status: 'return' },
  ],
  justclick_delete_order: [{ bill_id: '100000' }],
  justclick_add_good: [
    { good_name: 'new_one', good_type: '0', good_title: 'Новый курс', good_sum: '990.50' },
    {
      good_name: 'new_two',
      good_type: '1',
      good_title: 'Книга',
      good_sum: '100',
      good_only_countries: ['RUS', 'KAZ'],
      good_timer: true,
      good_timer_unit: 'day',
      good_timer_duration: '3',
    },
  ],
  justclick_update_good: [
    { good_name: 'kurs_pro', good_title: 'Курс', good_partner_fee: '1 250,50' },
    { good_name: 'super_tovar', good_sum: '12.34', good_publish: false, clear_fields: ['good_download'] },
  ],
  justclick_delete_good: [{ good_name: 'kurs_pro' }],
  justclick_add_lead_to_group: [
    { rid: ['super', 'two'], lead_email: 'new@shop.example', lead_name: 'Анна', activation: true },
    { rid: 'two', lead_email: 'anna@shop.example', utm_source: 'site' },
  ],
  justclick_update_subscriber_data: [
    { lead_email: 'anna@shop.example', lead_city: 'Казань', lead_tags: ['a', 'b'] },
  ],
  justclick_delete_subscribe: [{ lead_email: 'anna@shop.example', rass_name: 'super' }],
  justclick_find_order: [{ bill_id: '100000' }, { bill_id: '999999' }],
  justclick_find_orders_by_email: [
    { email: 'user4@email.com' },
    { email: 'user4@email.com', pay_status: 'paid', ordered_good_name: 'kurs_start' },
  ],
  justclick_find_good: [{ good_name: 'kurs_pro' }, { title: 'курс' }],
  justclick_find_lead_groups: [{ email: 'anna@shop.example' }],
  justclick_count_subscribers: [{ group_name: 'super' }, { group_name: 'unique' }],

  rkeeper_create_order: [
    { ...NEW_TILL_ORDER, external_id: 'site-1' },
    {
      ...NEW_TILL_ORDER,
      order_type: '1',
      order_category: '1',
      persistent_comment: 'Позвонить',
      external_properties: { site: '1' },
    },
  ],
  rkeeper_save_order: [
    { order_guid: OPEN_ORDER, station: STATION, dishes: [SOUP] },
    {
      order_guid: OPEN_ORDER,
      station: STATION,
      dishes: [SOUP, { dish_id: '1000018', quantity: '1', modifiers: '1000200', price: '100' }],
      discounts: [{ discount_id: '9' }],
      prepayments: [{ prepayment_currency_id: '1', prepayment_amount: '100' }],
    },
  ],
  rkeeper_pay_order: [
    { order_guid: OPEN_ORDER, station: STATION, cashier: CASHIER, payments: [{ currency_id: '1' }] },
    {
      order_guid: OPEN_ORDER,
      station: STATION,
      cashier: CASHIER,
      payments: [
        { currency_id: '1', amount: '100' },
        { currency_id: '1030240', amount: '138' },
      ],
    },
  ],
  rkeeper_submit_order: [
    { ...NEW_TILL_ORDER, external_id: 'site-2', dishes: [SOUP] },
    {
      ...NEW_TILL_ORDER,
      external_id: 'site-3',
      dishes: [SOUP],
      cashier: CASHIER,
      payments: [{ currency_id: '1' }],
    },
  ],
  rkeeper_return_goods: [
    {
      receipt_guid: '$receipt',
      dishes: [{ line_guid: '$line', quantity: '1' }],
      station: STATION,
      cashier: CASHIER,
      reason: REASON.return,
    },
  ],
  rkeeper_void_order: [{ order_guid: OPEN_ORDER, station: STATION, manager: CASHIER, reason: REASON.void }],
  rkeeper_find_order: [{ order_guid: OPEN_ORDER }, { external_id: 'nobody' }],
  rkeeper_find_dish: [
    { name: 'борщ', station: STATION },
    { code: '17', station: STATION },
  ],
  rkeeper_check_license: [{}, { soon_days: '30' }],

  measoft_create_order: [
    { ...PARCEL, orderno: 'NEW-1' },
    { ...PARCEL, orderno: 'SHOP-0990', if_number_exists: 'existing' },
    {
      receiver_person: 'Ли',
      receiver_phone: '1',
      receiver_pvz: '124',
      paytype: 'NO',
      packages: [{ package_mass: '1' }],
    },
  ],
  measoft_update_order: [
    { ...OPEN_PARCEL, receiver_phone: '+7 903 000-00-00' },
    {
      orderno: '00032011',
      items: [{ item_name: 'Кукла', item_quantity: '2', item_retprice: '10', item_vat_rate: '0' }],
    },
  ],
  measoft_cancel_order: [OPEN_PARCEL, { orderno: '00032011' }],
  measoft_get_label: [{ ordercode: ['0000032'] }, { orderno: ['SHOP-0990', 'SHOP-0991'], form: '1' }],
  measoft_set_status: [{ ordercode: '$agent_order', status: 'DELIVERY' }],
  measoft_add_attachment: [{ ...OPEN_PARCEL, file: '$file' }],
  measoft_status_changed: [{}, { mode: 'window' }, { mode: 'stream', streamid: '100' }],
  measoft_order_delivered: [{}, { mode: 'stream', streamid: '101' }],
  measoft_order_returned: [{}],
  measoft_find_order: [{ orderno: 'SHOP-0990' }, { ordercode: '0000032' }, { target: 'Петровка' }],
  measoft_find_town: [{ name: 'Москва' }, { code: '1' }],
  measoft_find_pickup_point: [{ town: 'Москва' }, { code: '124' }],
  measoft_calculate_delivery: [{ townfrom: 'Москва', townto: 'Екатеринбург', mass: '1,5' }],
  measoft_find_goods_item: [{ namecontains: 'car' }, { article: '0042' }],
};

export const formsOf = (key: string): readonly JsonObject[] => FORMS[key] ?? [{}];
