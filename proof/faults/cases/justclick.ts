import type { Case } from '../case';
import type { ShopStage } from '../services/shop';

const PRODUCT = { good_name: 'kurs_pro' };
const CONTACT = { lead_email: 'anna@shop.example' };
const HOOK = 'https://hooks.zapier.example/standard/1/';

/** Of a hook: the form, and what Zapier adds while it is turned on and off. */
const HOOKED: Case<ShopStage> = {
  inputData: PRODUCT,
  bundle: { targetUrl: HOOK, subscribeData: { target_url: HOOK, ...PRODUCT } },
  // Turning it off must have something to change.
  before: ({ shop }) => {
    Object.assign(shop.product(PRODUCT.good_name), {
      good_api_url_notif: 'https://before.example/',
      good_api_url_new_order: 'https://before.example/',
    });
  },
};

export const JUSTCLICK: Readonly<Record<string, Case<ShopStage>>> = {
  connection: {},
  justclick_new_order: { inputData: {} },
  justclick_order_paid: { inputData: {} },
  justclick_new_order_instant: HOOKED,
  justclick_order_paid_instant: HOOKED,
  justclick_order_event: { inputData: {} },
  justclick_find_order: { inputData: { bill_id: '100001' } },
  justclick_find_orders_by_email: { inputData: { email: 'anna@shop.example' } },
  justclick_find_good: { inputData: PRODUCT },
  justclick_find_lead_groups: { inputData: { email: 'anna@shop.example' } },
  justclick_count_subscribers: { inputData: { group_name: 'super' } },
  justclick_create_order: {
    inputData: { goods: [PRODUCT], bill_email: 'maria@shop.example', bill_created: '1700000000' },
  },
  justclick_update_order_status: { inputData: { bill_id: '100004', status: 'cancel' } },
  justclick_delete_order: { inputData: { bill_id: '100004' } },
  justclick_add_good: {
    inputData: { good_name: 'dvd', good_type: '0', good_title: 'Курс на DVD', good_sum: '1250.50' },
  },
  justclick_update_good: { inputData: { ...PRODUCT, good_title: 'Курс *Pro* (2026)' } },
  justclick_delete_good: { inputData: PRODUCT },
  justclick_add_lead_to_group: { inputData: { ...CONTACT, rid: ['two'] } },
  justclick_update_subscriber_data: { inputData: { ...CONTACT, lead_city: 'Москва' } },
  justclick_delete_subscribe: { inputData: { ...CONTACT, rass_name: 'super' } },
};
