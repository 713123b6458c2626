import { notificationBody, notificationFields, notificationHash } from '../../sandbox/justclick/notification';
import { seededShop } from '../../sandbox/justclick/seed';
import type { News } from '../../sandbox/justclick/shop';
import { eventXml } from '../../sandbox/rkeeper_notify/event';
import { element } from '../../src/core/xml';
import { CREDENTIALS } from './doubles';

/** What the services send to hooks when all is well, by the trigger's key. */
export const HOOK_CONTENTS: Readonly<Record<string, readonly string[]>> = {
  justclick_new_order_instant: [notification('new_order')],
  justclick_order_paid_instant: [notification('paid')],
  justclick_order_event: [notification('new_order'), notification('paid'), notification('moneyback')],
  rkeeper_order_event: [tillEvent()],
  measoft_status_event: [
    '<?xml version="1.0"?><order orderno="SHOP-0990" ordercode="34534235"><receiver><person>Сергеева Анна</person>' +
      '<town regioncode="77" country="RU">Москва</town><address>Петровка, 38</address></receiver><weight>4.1</weight>' +
      '<paytype>CASH</paytype><price>387.5</price><status eventstore="Мск" eventtime="2026-03-01 12:00:00" ' +
      'createtimegmt="2026-03-01 09:00:00" message="" title="Доставлен">COMPLETE</status>' +
      '<items><item extcode="abc" quantity="1" retprice="37.5">Race car</item></items>' +
      '<webhook_status_code>COMPLETE</webhook_status_code></order>',
  ],
};

function notification(event: 'new_order' | 'paid' | 'moneyback'): string {
  const shop = seededShop(1_772_000_000);
  const news: News = { event, order: shop.order(100_003) };
  return notificationBody(notificationFields(news, 'expertam'), notificationHash(news, CREDENTIALS.shopKey));
}

function tillEvent(): string {
  return eventXml(
    {
      situation: 3,
      name: 'Save Order',
      restCode: '199999993',
      dateTime: '2026-10-03T16:05:03',
      seqnumber: 57,
      guid: '{9ECCB1B5-97EE-4B88-9840-8568F05586D0}',
      shift: { number: 4, date: '2026-10-03' },
    },
    element(
      'Order',
      { visit: 356255787, orderIdent: 256, orderSum: 29800, totalPieces: 1000, paid: 0, finished: 0 },
      element('Table', { id: 1011163, code: 5, name: '5' }),
      element(
        'Session',
        { uni: 101 },
        element('Dish', { id: 1004496, code: 2714, uni: 4, quantity: 1000, price: 29800 }),
      ),
    ),
  );
}
