import { AGENT_AUTH, at, attribute, courierForEachTest, create, DAY, order, orders } from '../conversation';
import { orderXml, RECEIVER, SECOND, text, texts } from '../conversation';

const stage = courierForEachTest();
const move = (
  number: string,
  ...[status, options]: [string, Parameters<typeof stage.courier.orders.move>[2]?]
) => stage.courier.orders.move(stage.courier.orders.get(number), status, options);
const numbers = async (query: string, auth?: string): Promise<readonly string[]> =>
  (await orders(stage.courier, query, auth)).map((found) => attribute(found, 'orderno'));

it('a fresh order waits for the desktop program, then is new', async () => {
  await create(stage.courier, orderXml('1'));
  stage.clock.pass(59 * SECOND);
  const waiting = await order(stage.courier);
  expect([text(waiting, 'status'), attribute(waiting, 'awb')]).toEqual(['AWAITING_SYNC', '']);
  stage.clock.pass(5 * SECOND);
  const taken = await order(stage.courier);
  expect([text(taken, 'status'), attribute(taken, 'awb')]).toEqual(['NEW', '0034534234']);
  const times = at(taken, 'statushistory').children.map((status) => attribute(status, 'createtimegmt'));
  expect(times).toEqual(['2024-03-22 09:00:00', '2024-03-22 09:01:00']);
});

it('an order is new before it is anything else, new once, and may get a status that nobody knows', async () => {
  await create(stage.courier, orderXml('1'), orderXml('2'));
  move('1', 'NEW');
  move('2', 'TELEPORTED', { title: 'Телепортирован' });
  move('2', 'FROZEN');
  const [first, second] = (await orders(stage.courier)).map((told) =>
    at(told, 'statushistory').children.map((status) => `${status.text.trim()} ${attribute(status, 'title')}`),
  );
  expect(first).toEqual(['AWAITING_SYNC Ожидание синхронизации', 'NEW Новый']);
  expect(second?.slice(1)).toEqual(['NEW Новый', 'TELEPORTED Телепортирован', 'FROZEN FROZEN']);
});

describe('statusreq', () => {
  it('tells the whole order', async () => {
    const more =
      '<weight>4.1</weight><quantity>2</quantity><price>387.5</price><inshprice>237.5</inshprice><service>2</service>' +
      '<costcode>cc</costcode><enclosure>Toys &amp; «куклы»</enclosure><instruction>Звонить</instruction>';
    const to =
      '<receiver><person>Петров</person><phone>(495)123-45-67</phone><inn>770</inn><zipcode>107031</zipcode>' +
      '<town regioncode="40">Киров</town><address>Ленина, 1</address><date>2024-03-24</date><time_min>10:00</time_min>' +
      '<time_max>18:00</time_max><coords lat="55.7" lon="37.6"/><deliveryPIN>0042</deliveryPIN></receiver>';
    await create(stage.courier, orderXml('1', more, to));
    const told = await order(stage.courier, '<orderno>1</orderno>');
    expect(told.children.map(({ name }) => name).join(' ')).toBe(
      'barcode sender receiver pickup return weight return_weight quantity paytype print_check service return_service type ' +
        'return_type waittime price inshprice enclosure instruction basestatus currcoords courier deliveryprice receiverpays ' +
        'acceptpartially status statushistory customstatecode clientstatecode department return_message deliveredto ' +
        'delivereddate deliveredtime outstrbarcode arrival costcode receipt items packages',
    );
    const receiver = at(told, 'receiver');
    expect(text(receiver, 'contacts', 'phone')).toBe('+74951234567');
    const town = { code: '202', regioncode: '40', regionname: 'Калужская область' };
    expect(at(receiver, 'town').attributes).toEqual(town);
    const window = ['2024-03-24', '10:00', '18:00'];
    expect(texts(receiver, 'inn zipcode date time_min time_max deliveryPIN')).toEqual([
      '770',
      '107031',
      ...window,
      '0042',
    ]);
    const sent = ['4.1', '2', '2', 'cc', 'Toys & «куклы»'];
    expect(texts(told, 'weight quantity service costcode enclosure')).toEqual(sent);
  });

  it.each([
    ['(495)123-45-67', '+7 (495) 123-45-67', '+74951234567'],
    ['84951234567', '+7 (495) 123-45-67', '+74951234567'],
    ['+375 29 123-45-67', '+375 29 123-45-67', ''],
    ['4951234567, a@example.com', '4951234567, a@example.com', ''],
  ])('tells the phone %j as %j and %j', async (phone, written, dialled) => {
    await create(stage.courier, orderXml('1', '', RECEIVER.replace('(495)123-45-67', phone)));
    const receiver = at(await order(stage.courier), 'receiver');
    expect([text(receiver, 'phone'), text(receiver, 'contacts', 'phone')]).toEqual([written, dialled]);
  });

  it('tells a status with white space round it, its local time and its time in GMT', async () => {
    await create(stage.courier, orderXml('1', '', RECEIVER.replace('Москва', 'Владивосток')));
    move('1', 'DEPARTURE', { message: 'Склад Владивосток' });
    stage.clock.pass(DAY);
    move('1', 'COMPLETE', { to: 'Сын' });
    const told = await order(stage.courier);
    expect(at(told, 'status').text).toMatch(/^\s+COMPLETE\s+$/);
    expect(at(told, 'status').attributes).toEqual({
      eventstore: 'Владивосток',
      eventtime: '2024-03-23 19:00:00',
      createtimegmt: '2024-03-23 09:00:00',
      message: '',
      title: 'Доставлен',
    });
    expect(texts(told, 'deliveredto delivereddate deliveredtime')).toEqual(['Сын', '2024-03-23', '19:00']);
    const departure = { eventstore: 'Москва', message: 'Склад Владивосток', country: 'RU' };
    expect(at(told, 'statushistory').children[2]?.attributes).toMatchObject(departure);
  });

  it.each([
    ['', ['007', '8']],
    ['<orderno>007</orderno>', ['007']],
    ['<orderno>7</orderno>', []],
    ['<ordercode>34534235</ordercode>', ['8']],
    ['<target>ромаш</target>', ['8']],
    ['<target>петровка</target>', ['007']],
    ['<orderno>007</orderno><target>ромаш</target>', []],
    ['<orderno2>1</orderno2>', []],
    ['<givencode>1</givencode>', []],
  ])('finds by %s', async (query, expected) => {
    const company = '<company>ООО «Ромашка»</company><phone>1</phone><address>Ленина, 5</address>';
    await create(stage.courier, orderXml('007'), orderXml('8', '', `<receiver>${company}</receiver>`));
    expect(await numbers(query)).toEqual(expected);
  });

  it('finds by the day of creation in Moscow, both ends included', async () => {
    await create(stage.courier, orderXml('friday'));
    stage.clock.pass(12 * 3600 * SECOND);
    await create(stage.courier, orderXml('saturday'));
    expect(await numbers('<datefrom>2024-03-23</datefrom>')).toEqual(['saturday']);
    expect(await numbers('<dateto>2024-03-22</dateto>')).toEqual(['friday']);
    expect(await numbers('<datefrom>2024-03-22</datefrom><dateto>2024-03-23</dateto>')).toHaveLength(2);
    stage.clock.pass(10 * DAY);
    move('friday', 'COMPLETE');
    expect(await numbers('<datefrom>2024-03-24</datefrom>')).toEqual([]);
  });

  it.each([
    ['', ['new', 'courier', 'complete', 'refused']],
    ['ONLY_NEW', ['new']],
    ['ONLY_NOT_DONE', ['new', 'courier']],
    ['ONLY_DELIVERY', ['courier']],
    ['ONLY_DONE', ['complete', 'refused']],
  ])('finds with done %j', async (done, expected) => {
    await create(
      stage.courier,
      ...['new', 'courier', 'complete', 'refused'].map((number) => orderXml(number)),
    );
    move('courier', 'DELIVERY');
    move('complete', 'COMPLETE');
    move('refused', 'CANCELED');
    expect(await numbers(`<done>${done}</done>`)).toEqual(expected);
  });

  it.each([
    ['AGENT', AGENT_AUTH, ['2']],
    ['CLIENT', AGENT_AUTH, []],
    ['AGENT', undefined, []],
    ['CLIENT', undefined, ['1', '2']],
  ])('shows as %s with the login %s the orders given to it', async (side, auth, expected) => {
    await create(stage.courier, orderXml('1'), orderXml('2'));
    stage.courier.orders.assign(stage.courier.orders.get('2'), stage.courier.account('agent'));
    expect(await numbers(`<client>${side}</client>`, auth)).toEqual(expected);
  });
});
