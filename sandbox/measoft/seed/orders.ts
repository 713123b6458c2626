import { parseXml } from '../../xml';
import type { Account } from '../accounts';
import { type Clock, DAY, localDay } from '../../clock';
import type { Order } from '../order';
import type { MoveOptions, OrderBook } from '../order_book';
import type { Settlements } from '../settlements';

const HOUR = 3_600_000;

interface Row {
  readonly number: string;
  readonly code?: string;
  /** Days ago. */
  readonly created: number;
  /** After `AWAITING_SYNC` and `NEW`, half a day each. */
  readonly statuses: readonly string[];
  readonly last?: MoveOptions;
  /** The receiver and what else differs. */
  readonly xml: string;
}

const SENDER =
  '<sender><company>Тестовый магазин</company><person>Иванов И.И.</person><phone>+74950000001</phone>' +
  '<town>Санкт-Петербург</town><address>Невский пр., 1</address></sender>';

const ITEMS =
  '<items><item extcode="abc123" quantity="1" mass="0.1" retprice="37.5" VATrate="0" barcode="2345625213125">Race car</item>' +
  '<item extcode="abc124" quantity="2" mass="2" retprice="100" VATrate="10">Замок принцессы «Роза»</item></items>';

function receiver(person: string, place: string): string {
  return `<receiver><person>${person}</person><phone>(495)123-45-67</phone>${place}</receiver>`;
}

const MOSCOW = '<town regioncode="77" country="RU">Москва</town><address>Петровка, 38</address>';
const CASH =
  '<price>387.5</price><deliveryprice VATrate="20">150</deliveryprice><inshprice>237.5</inshprice><paytype>CASH</paytype>';
const CARD = CASH.replace('CASH', 'CARD');
const PREPAID = '<price>0</price><inshprice>237.5</inshprice><paytype>NO</paytype>';

const ROWS: readonly Row[] = [
  {
    number: 'SHOP-0900',
    created: 60,
    statuses: ['ACCEPTED', 'DELIVERY', 'COURIERDELIVERED', 'COMPLETE'],
    xml: receiver('Петров П.П.', MOSCOW) + CASH,
  },
  {
    number: 'SHOP-0990',
    created: 20,
    statuses: ['ACCEPTED', 'DELIVERY', 'COURIERDELIVERED', 'COMPLETE'],
    xml: receiver('Сергеева Анна', MOSCOW) + CASH,
  },
  {
    number: 'SHOP-0991',
    created: 19,
    statuses: ['ACCEPTED', 'DELIVERY', 'COURIERPARTIALLY', 'PARTIALLY', 'PARTLYRETURNING'],
    last: { refused: { abc124: 1 } },
    xml:
      receiver('Кузнецов О.', '<town>Екатеринбург</town><address>Малышева, 5</address>') +
      `${CARD}<acceptpartially>YES</acceptpartially>`,
  },
  {
    number: 'SHOP-0995',
    created: 4,
    statuses: ['ACCEPTED', 'DEPARTURE', 'DELIVERY'],
    xml: receiver('Ли Виктор', '<town>Владивосток</town><address>Светланская, 10</address>') + PREPAID,
  },
  {
    number: 'SHOP-0996',
    created: 10,
    statuses: ['ACCEPTED', 'DELIVERY', 'COURIERCANCELED', 'CANCELED', 'RETURNING', 'RETURNED'],
    xml: receiver('Отказов Н.', MOSCOW) + CASH,
  },
  {
    number: 'SHOP-0997',
    created: 3,
    statuses: ['ACCEPTED', 'PICKUPREADY'],
    xml: receiver('Смирнова Е.', '<town>Москва</town><pvz>124</pvz>') + CARD,
  },
  {
    // The numbers of the vendor's webhook sample: zeros in front are part of them.
    number: '00032011',
    code: '0000032',
    created: 1,
    statuses: [],
    xml: receiver('Новикова Ольга', MOSCOW) + PREPAID,
  },
];

/** Orders of a client in different states, one of them given to a subcontractor, and two acts for the money collected. */
export function seedOrders(
  orders: OrderBook,
  settlements: Settlements,
  clock: Clock,
  client: Account,
  agent: Account | undefined,
): void {
  const now = clock.now();
  const add = (row: Row): Order => {
    const created = now - row.created * DAY;
    const xml = parseXml(
      `<order orderno="${row.number}">${SENDER}${row.xml}<weight>4.1</weight>${ITEMS}</order>`,
    );
    const order = orders.create(xml, client, {
      created,
      ...(row.code === undefined ? {} : { code: row.code }),
    });
    if (row.statuses.length === 0) orders.move(order, 'NEW');
    row.statuses.forEach((status, index) => {
      const at = created + (index + 1) * 12 * HOUR;
      const isLast = index === row.statuses.length - 1;
      orders.move(order, status, { at, ...(isLast ? row.last : {}) });
    });
    return order;
  };
  const [first, ...others] = ROWS;
  if (first) add(first);
  const before = (days: number): string => localDay(now - days * DAY);
  settlements.settle(client, { day: before(50), payDay: before(48) });
  others.forEach(add);
  settlements.settle(client, { day: before(5) });
  if (agent) orders.assign(orders.get('SHOP-0997'), agent);
}
