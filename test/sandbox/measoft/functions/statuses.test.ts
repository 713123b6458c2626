import {
  AGENT_AUTH,
  attribute,
  at,
  courierForEachTest,
  create,
  DAY,
  order,
  orders,
  orderXml,
  RECEIVER,
  SECOND,
  text,
} from '../conversation';

const { moment, start } = courierForEachTest();

async function numbers(
  courier: Awaited<ReturnType<typeof start>>,
  query: string,
  auth?: string,
): Promise<readonly string[]> {
  return (await orders(courier, query, auth)).map((found) => attribute(found, 'orderno'));
}

describe('a fresh order', () => {
  it('waits for the desktop program, then is new', async () => {
    const courier = await start({ syncSeconds: 90 });
    await create(courier, orderXml('1'));
    moment.pass(89 * SECOND);
    const waiting = await order(courier, '');
    expect([text(waiting, 'status'), attribute(waiting, 'awb')]).toEqual(['AWAITING_SYNC', '']);
    moment.pass(5 * SECOND);
    const taken = await order(courier, '');
    expect([text(taken, 'status'), attribute(taken, 'awb')]).toEqual(['NEW', '0034534234']);
    expect(at(taken, 'statushistory').children.map((status) => attribute(status, 'createtimegmt'))).toEqual([
      '2024-03-22 09:00:00',
      '2024-03-22 09:01:30',
    ]);
  });
});

describe('statusreq', () => {
  it('tells the whole order', async () => {
    const courier = await start();
    const more =
      '<weight>4.1</weight><quantity>2</quantity><price>387.5</price><inshprice>237.5</inshprice><service>2</service>' +
      '<costcode>cc</costcode><enclosure>Toys &amp; «куклы»</enclosure><instruction>Звонить</instruction>';
    const to =
      '<receiver><person>Петров</person><phone>(495)123-45-67</phone><inn>770</inn><zipcode>107031</zipcode>' +
      '<town regioncode="40">Киров</town><address>Ленина, 1</address><date>2024-03-24</date><time_min>10:00</time_min>' +
      '<time_max>18:00</time_max><coords lat="55.7" lon="37.6"/><deliveryPIN>0042</deliveryPIN></receiver>';
    await create(courier, orderXml('1', more, to));
    const told = await order(courier, '<orderno>1</orderno>');
    expect(told.children.map(({ name }) => name)).toEqual(
      (
        'barcode sender receiver pickup return weight return_weight quantity paytype print_check service return_service type ' +
        'return_type waittime price inshprice enclosure instruction basestatus currcoords courier deliveryprice receiverpays ' +
        'acceptpartially status statushistory customstatecode clientstatecode department return_message deliveredto ' +
        'delivereddate deliveredtime outstrbarcode arrival costcode receipt items packages'
      ).split(' '),
    );
    const receiver = at(told, 'receiver');
    expect(text(receiver, 'contacts', 'phone')).toBe('+74951234567');
    expect(at(receiver, 'town').attributes).toEqual({
      code: '202',
      regioncode: '40',
      regionname: 'Калужская область',
    });
    expect(
      ['inn', 'zipcode', 'date', 'time_min', 'time_max', 'deliveryPIN'].map((name) => text(receiver, name)),
    ).toEqual(['770', '107031', '2024-03-24', '10:00', '18:00', '0042']);
    expect(
      ['weight', 'quantity', 'service', 'costcode', 'enclosure'].map((name) => text(told, name)),
    ).toEqual(['4.1', '2', '2', 'cc', 'Toys & «куклы»']);
  });

  it.each([
    ['(495)123-45-67', '+7 (495) 123-45-67', '+74951234567'],
    ['84951234567', '+7 (495) 123-45-67', '+74951234567'],
    ['+375 29 123-45-67', '+375 29 123-45-67', ''],
    ['4951234567, a@example.com', '4951234567, a@example.com', ''],
  ])('tells the phone %j as %j and %j', async (phone, written, dialled) => {
    const courier = await start();
    await create(courier, orderXml('1', '', RECEIVER.replace('(495)123-45-67', phone)));
    const receiver = at(await order(courier, ''), 'receiver');
    expect([text(receiver, 'phone'), text(receiver, 'contacts', 'phone')]).toEqual([written, dialled]);
  });

  it('tells a status with white space round it, its local time and its time in GMT', async () => {
    const courier = await start();
    await create(courier, orderXml('1', '', RECEIVER.replace('Москва', 'Владивосток')));
    courier.orders.move(courier.orders.get('1'), 'DEPARTURE', { message: 'Склад Владивосток' });
    moment.pass(DAY);
    courier.orders.move(courier.orders.get('1'), 'COMPLETE', { to: 'Сын' });
    const told = await order(courier, '');
    expect(at(told, 'status').text).toMatch(/^\s+COMPLETE\s+$/);
    expect(at(told, 'status').attributes).toEqual({
      eventstore: 'Владивосток',
      eventtime: '2024-03-23 19:00:00',
      createtimegmt: '2024-03-23 09:00:00',
      message: '',
      title: 'Доставлен',
    });
    expect(['deliveredto', 'delivereddate', 'deliveredtime'].map((name) => text(told, name))).toEqual([
      'Сын',
      '2024-03-23',
      '19:00',
    ]);
    const departure = at(told, 'statushistory').children[2];
    expect(departure?.attributes).toMatchObject({
      eventstore: 'Москва',
      message: 'Склад Владивосток',
      country: 'RU',
    });
  });

  it('finds by numbers, parts of the address and of the company', async () => {
    const courier = await start();
    const company =
      '<receiver><company>ООО «Ромашка»</company><phone>1</phone><address>Ленина, 5</address></receiver>';
    await create(courier, orderXml('007'), orderXml('8', '', company));
    expect(await numbers(courier, '')).toEqual(['007', '8']);
    expect(await numbers(courier, '<orderno>007</orderno>')).toEqual(['007']);
    expect(await numbers(courier, '<orderno>7</orderno>')).toEqual([]);
    expect(await numbers(courier, '<ordercode>34534235</ordercode>')).toEqual(['8']);
    expect(await numbers(courier, '<target>ромаш</target>')).toEqual(['8']);
    expect(await numbers(courier, '<target>петровка</target>')).toEqual(['007']);
    expect(await numbers(courier, '<orderno>007</orderno><target>ромаш</target>')).toEqual([]);
    expect(await numbers(courier, '<orderno2>1</orderno2>')).toEqual([]);
    expect(await numbers(courier, '<givencode>1</givencode>')).toEqual([]);
  });

  it('finds by the day of creation in Moscow, both ends included', async () => {
    const courier = await start();
    await create(courier, orderXml('friday'));
    moment.value = Date.UTC(2024, 2, 22, 21, 0);
    await create(courier, orderXml('saturday'));
    expect(await numbers(courier, '<datefrom>2024-03-23</datefrom>')).toEqual(['saturday']);
    expect(await numbers(courier, '<dateto>2024-03-22</dateto>')).toEqual(['friday']);
    expect(await numbers(courier, '<datefrom>2024-03-22</datefrom><dateto>2024-03-23</dateto>')).toHaveLength(
      2,
    );
    moment.pass(10 * DAY);
    courier.orders.move(courier.orders.get('friday'), 'COMPLETE');
    expect(await numbers(courier, '<datefrom>2024-03-24</datefrom>')).toEqual([]);
  });

  it.each([
    ['', ['new', 'courier', 'complete', 'refused']],
    ['ONLY_NEW', ['new']],
    ['ONLY_NOT_DONE', ['new', 'courier']],
    ['ONLY_DELIVERY', ['courier']],
    ['ONLY_DONE', ['complete', 'refused']],
  ])('finds with done %j', async (done, expected) => {
    const courier = await start();
    await create(courier, ...['new', 'courier', 'complete', 'refused'].map((number) => orderXml(number)));
    courier.orders.move(courier.orders.get('courier'), 'DELIVERY');
    courier.orders.move(courier.orders.get('complete'), 'COMPLETE');
    courier.orders.move(courier.orders.get('refused'), 'CANCELED');
    expect(await numbers(courier, `<done>${done}</done>`)).toEqual(expected);
  });

  it('shows a subcontractor the orders given to it, and nobody those of others', async () => {
    const courier = await start();
    await create(courier, orderXml('1'), orderXml('2'));
    courier.orders.assign(courier.orders.get('2'), courier.account('agent'));
    expect(await numbers(courier, '<client>AGENT</client>', AGENT_AUTH)).toEqual(['2']);
    expect(await numbers(courier, '<client>CLIENT</client>', AGENT_AUTH)).toEqual([]);
    expect(await numbers(courier, '<client>AGENT</client>')).toEqual([]);
    expect(await numbers(courier, '<client>CLIENT</client>')).toEqual(['1', '2']);
  });
});
