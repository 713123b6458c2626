import { notificationBody, notificationFields, notificationHash } from '../../sandbox/justclick/notification';
import { seededShop } from '../../sandbox/justclick/seed';
import type { Uses } from './use';

/** No text holds it by chance, and each sort of its characters some encoding writes otherwise. */
export const SHOP_KEY = 'k3y-<91f0> &"ключ" %{}+/=c7\'e2';

const PRODUCT = { good_name: 'kurs_pro' };
const CONTACT = { lead_email: 'anna@shop.example' };

/** What a shop tells of one of its orders, signed. */
function notification(event: 'new_order' | 'paid' | 'moneyback'): string {
  const news = { event, order: seededShop(1_772_000_000).order(100_003) };
  return notificationBody(notificationFields(news, 'expertam'), notificationHash(news, SHOP_KEY));
}

/** What a shop tells of one of its contacts, which it signs nowhere. */
function contactNotification(status: 0 | 1): string {
  const contact = seededShop(1_772_000_000).contact('anna@shop.example');
  if (!contact) throw new Error('The shop should know Anna.');
  const group = status === 0 ? 'two' : 'super';
  return notificationBody(
    notificationFields({ event: 'contact', contact, group, status }, 'expertam'),
    undefined,
  );
}

export const SHOP_USES: Uses = {
  connection: [{}],

  justclick_new_order: [{}, { input: PRODUCT }],
  justclick_order_paid: [{}, { input: { good_name: 'kurs_start' } }],
  justclick_new_order_instant: [{ input: PRODUCT, told: notification('new_order') }],
  justclick_order_paid_instant: [{ input: PRODUCT, told: notification('paid') }],
  justclick_order_event: [
    { told: notification('new_order') },
    { told: notification('paid') },
    { told: notification('moneyback') },
  ],

  justclick_contact_event: [
    { told: contactNotification(1) },
    { input: { events: ['unsubscribed'], rass_name: 'two' }, told: contactNotification(0) },
  ],

  justclick_find_order: [{ input: { bill_id: '100001' } }, { input: { bill_id: '999999' } }],
  justclick_find_orders_by_email: [
    { input: { email: 'anna@shop.example' } },
    { input: { email: 'user4@email.com', pay_status: 'paid', ordered_good_name: 'kurs_start' } },
  ],
  justclick_find_good: [{ input: PRODUCT }, { input: { title: 'курс' } }],
  justclick_find_lead_groups: [{ input: { email: 'anna@shop.example' } }],
  justclick_count_subscribers: [{ input: { group_name: 'super' } }, { input: { group_name: 'unique' } }],

  justclick_create_order: [
    { input: { goods: [PRODUCT], bill_email: 'maria@shop.example', bill_created: '1700000000' } },
    {
      input: {
        goods: [{ good_name: 'super_tovar', good_sum: '1 250,50' }, { good_name: 'kurs_start' }],
        bill_email: 'user4@email.com',
        bill_first_name: 'Иван',
        bill_surname: 'Петров',
        bill_country: 'Россия',
        bill_city: 'Москва',
        bill_address: 'ул. Ленина, д. 1',
        bill_comment: 'Позвонить заранее',
        bill_timer_kill: '0',
        utm_source: 'site',
      },
    },
  ],
  justclick_update_order_status: [
    { input: { bill_id: '100004', status: 'cancel' } },
    { input: { bill_id: '100000', status: 'sent', date: '2026-03-31', rpo: '10000000000000' } },
    { input: { bill_id: '100000', status: 'paid', date: '1362254400' } },
    { input: { bill_id: '100001', status: 'return' } },
  ],
  justclick_delete_order: [{ input: { bill_id: '100004' } }],
  justclick_add_good: [
    { input: { good_name: 'dvd', good_type: '0', good_title: 'Курс на DVD', good_sum: '1250.50' } },
    {
      input: {
        good_name: 'new_two',
        good_type: '1',
        good_title: 'Книга',
        good_sum: '100',
        good_only_countries: ['RUS', 'KAZ'],
        good_timer: true,
        good_timer_unit: 'day',
        good_timer_duration: '3',
      },
    },
  ],
  justclick_update_good: [
    { input: { ...PRODUCT, good_title: 'Курс *Pro* (2026)' } },
    { input: { ...PRODUCT, good_title: 'Курс', good_partner_fee: '1 250,50' } },
    {
      input: {
        good_name: 'super_tovar',
        good_sum: '12.34',
        good_publish: false,
        clear_fields: ['good_download'],
      },
    },
  ],
  justclick_delete_good: [{ input: PRODUCT }],
  justclick_add_lead_to_group: [
    { input: { ...CONTACT, rid: ['two'] } },
    { input: { rid: ['super', 'two'], lead_email: 'new@shop.example', lead_name: 'Анна', activation: true } },
    { input: { ...CONTACT, rid: 'two', utm_source: 'site' } },
  ],
  justclick_update_subscriber_data: [
    { input: { ...CONTACT, lead_city: 'Москва' } },
    { input: { ...CONTACT, lead_city: 'Казань', lead_tags: ['a', 'b'] } },
  ],
  justclick_delete_subscribe: [
    { input: { ...CONTACT, rass_name: 'super' } },
    { input: { ...CONTACT, rass_name: 'all' } },
  ],
  justclick_call_function: [
    { input: { function_name: 'getOrderDetails', parameters: { bill_id: '100000' } } },
    {
      input: {
        function_name: 'AddLeadToGroup',
        parameters: { 'rid[0]': 'super', lead_email: 'lead@email.ru', 'rid[1]': 'two', lead_name: 'Анна' },
      },
    },
  ],
  justclick_move_lead: [{ input: { ...CONTACT, rass_name: 'super', to_rass_name: 'two' } }],
};
