import { parseXml } from '../../../src/core/xml';
import {
  DELIVERED_SAMPLE,
  EVENT_SAMPLE,
  ORDER_FIELDS,
  ORDER_SAMPLE,
  orderOutput,
  RETURNED_SAMPLE,
  STATUS_FIELDS,
  statusOutput,
} from '../../../src/services/measoft/order_output';
import { parseOrder, type Order } from '../../../src/services/measoft/orders';

const order = (content: string, identity = 'ordercode="7"'): Order =>
  parseOrder(parseXml(`<order ${identity}>${content}</order>`));

const PARTY = (name: string): string =>
  `<${name}><company>К</company><person>П</person><phone>1</phone><zipcode>107031</zipcode><town code="1" regioncode="77" regionname="Р">Москва</town>` +
  `<address>А</address><pvz>124</pvz><date>2024-03-24</date><time_min>10:00</time_min><time_max>18:00</time_max></${name}>`;

const VALUES = [
  'service',
  'type',
  'paytype',
  'enclosure',
  'instruction',
  'department',
  'costcode',
  'deliveredto',
  'delivereddate',
  'deliveredtime',
  'return_message',
  'outstrbarcode',
  'customstatecode',
  'clientstatecode',
];

const WHOLE = order(
  `<barcode>B</barcode>${PARTY('sender')}${PARTY('receiver')}<pickup>NO</pickup><return>YES</return><receiverpays>NO</receiverpays>` +
    '<acceptpartially>YES</acceptpartially><weight>4.1</weight><quantity>2</quantity><price>387.50</price><inshprice>237.50</inshprice>' +
    VALUES.map((name) => `<${name}>${name}!</${name}>`).join('') +
    '<deliveryprice total="300.00"/><courier><name>Сидоров</name><phone>2</phone></courier>' +
    '<status eventtime="2024-03-24 09:10:00" createtimegmt="2024-03-24 06:12:05" eventstore="Москва" message="в пути" title="Выдан">DELIVERY</status>' +
    '<statushistory><status eventtime="2024-03-22 17:08:43" createtimegmt="2024-03-22 14:08:43" eventstore="Москва" message="!">NEW</status><status>MYOWN</status></statushistory>' +
    '<items><item code="1" type="1" extcode="e" article="a" barcode="b" quantity="1" returns="0" mass="0.1" retprice="37.5" VATrate="20">Машина</item><item/></items>' +
    '<packages><package code="1" strbarcode="S" mass="1" length="10" width="20" height="30" message="m"/><package/></packages>',
  'ordercode="7" orderno="A7" awb="W"',
);

const nothingIn = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 0);

describe('an order in a Zap', () => {
  it('has all that the courier service tells, numbers as numbers', () => {
    const { items, packages, history, ...output } = orderOutput(WHOLE);
    expect(Object.entries(output).filter(([, value]) => nothingIn(value))).toEqual([]);
    for (const name of VALUES) expect(output).toHaveProperty(name, `${name}!`);
    expect(output).toMatchObject({
      id: '7',
      ordercode: '7',
      orderno: 'A7',
      awb: 'W',
      barcode: 'B',
      current_status: 'DELIVERY',
      receiver_town: 'Москва',
      receiver_town_code: '1',
      receiver_region: 'Р',
      receiver_pvz: '124',
      sender_time_max: '18:00',
      price: 387.5,
      inshprice: 237.5,
      deliveryprice: 300,
      weight: 4.1,
      quantity: 2,
      pickup: false,
      return: true,
      receiverpays: false,
      acceptpartially: true,
      courier_name: 'Сидоров',
      courier_phone: '2',
    });
    expect(items[0]).toEqual({
      name: 'Машина',
      code: '1',
      type: '1',
      extcode: 'e',
      article: 'a',
      barcode: 'b',
      quantity: 1,
      returns: 0,
      mass: 0.1,
      retprice: 37.5,
      vat_rate: 20,
    });
    expect(packages[0]).toEqual({
      code: '1',
      strbarcode: 'S',
      mass: 1,
      length: 10,
      width: 20,
      height: 30,
      message: 'm',
    });
    expect(history[0]).toEqual({
      status: 'NEW',
      label: 'New',
      label_ru: 'Новый',
      time: '2024-03-22 17:08:43',
      recorded: '2024-03-22T14:08:43Z',
      store: 'Москва',
      message: '!',
    });
  });

  it('has bare items, packages and history, where nothing is told of them', () => {
    const { items, packages, history } = orderOutput(WHOLE);
    for (const bare of [items[1], packages[1]])
      expect(new Set(Object.values(bare ?? {}))).toEqual(new Set([null]));
    expect(history[1]).toEqual({
      status: 'MYOWN',
      label: 'MYOWN',
      label_ru: null,
      time: null,
      recorded: null,
      store: null,
      message: null,
    });
  });

  it('has nulls where nothing is told', () => {
    const { id, ...output } = orderOutput(order('', 'orderno="A7"'));
    expect(id).toBe('A7');
    expect(Object.entries(output).filter(([, value]) => !nothingIn(value))).toEqual([['orderno', 'A7']]);
  });

  it('has no amount where none can be read', () => {
    expect(orderOutput(order('<price>387,50</price><weight>-</weight>'))).toMatchObject({
      price: null,
      weight: null,
    });
  });

  it('may be told with a status that it has left', () => {
    const [past] = WHOLE.history;
    expect(orderOutput(WHOLE, past)).toMatchObject({
      status: 'NEW',
      status_label: 'New',
      status_message: '!',
      current_status: 'DELIVERY',
    });
  });

  it('has a status as it is told, and whether it is the last', () => {
    expect(statusOutput(WHOLE.status)).toEqual({
      status: 'DELIVERY',
      status_label: 'Out for delivery',
      status_label_ru: 'Выдан',
      status_final: false,
      status_time: '2024-03-24 09:10:00',
      status_recorded: '2024-03-24T06:12:05Z',
      status_store: 'Москва',
      status_message: 'в пути',
    });
    expect(statusOutput({ ...WHOLE.status, code: 'COMPLETE' }).status_final).toBe(true);
    expect(statusOutput({ ...WHOLE.status, code: 'MYOWN' }).status_final).toBeNull();
  });
});

describe('the fields of an order', () => {
  const { items, packages, history, ...output } = ORDER_SAMPLE;
  const rows = (name: string, [row]: readonly object[]): string[] =>
    Object.keys(row ?? {}).map((key) => `${name}[]${key}`);

  it('are one for each of its parts', () => {
    expect(ORDER_FIELDS.map(({ key }) => key)).toEqual([
      ...Object.keys(output),
      ...rows('items', items),
      ...rows('packages', packages),
      ...rows('history', history),
    ]);
    expect(STATUS_FIELDS.map(({ key }) => key)).toEqual(Object.keys(statusOutput(WHOLE.status)));
  });

  it('are those of every sample and of every order', () => {
    const keys = Object.keys(orderOutput(WHOLE));
    for (const sample of [ORDER_SAMPLE, EVENT_SAMPLE, DELIVERED_SAMPLE, RETURNED_SAMPLE])
      expect(Object.keys(sample)).toEqual(keys);
  });
});
