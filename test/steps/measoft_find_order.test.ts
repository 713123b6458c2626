import { parseXml as parsed } from '../../sandbox/xml';
import { app } from '../support/definition';
import { AnsweringCourier, ConnectedCourier } from '../support/courier';
import { errorOf } from '../support/zapier_error';

const KEY = 'measoft_find_order';

const DELIVERY =
  '<status eventtime="2024-03-24 09:10:00" createtimegmt="2024-03-24 06:12:05" eventstore="Москва">DELIVERY</status>';

describe('an order', () => {
  it('is found by its number, with its status, goods and history', async () => {
    await using courier = await ConnectedCourier.open();
    const [order = {}, ...more] = await courier.search(KEY, { orderno: 'SHOP-0991' });
    expect(more).toEqual([]);
    expect(courier.sent()).toEqual([
      '<statusreq><client>CLIENT</client><orderno>SHOP-0991</orderno></statusreq>',
    ]);
    expect(order).toMatchObject({
      orderno: 'SHOP-0991',
      status: 'PARTLYRETURNING',
      status_label: 'Return of the rest planned',
      status_label_ru: 'Планируется возврат остатков',
      status_final: false,
      status_recorded: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as string,
      status_store: 'Екатеринбург',
      receiver_person: 'Кузнецов О.',
      receiver_town: 'Екатеринбург',
      price: 387.5,
      acceptpartially: true,
      deliveredto: 'Кузнецов О.',
    });
    expect(order.items).toMatchObject([
      { extcode: 'abc123', quantity: 1, returns: 0 },
      { extcode: 'abc124', quantity: 2, returns: 1, retprice: 100, vat_rate: 10 },
      { name: 'Доставка' },
    ]);
    expect(order.history).toMatchObject([
      { status: 'AWAITING_SYNC' },
      { status: 'NEW' },
      { status: 'ACCEPTED' },
      { status: 'DELIVERY' },
      { status: 'COURIERPARTIALLY', label: 'Delivered in part, says the courier' },
      { status: 'PARTIALLY' },
      { status: 'PARTLYRETURNING' },
    ]);
  });

  it.each([
    ['its code', { ordercode: '0000032' }, '<ordercode>0000032</ordercode>', ['00032011']],
    ['a part of the address', { target: 'Малышева' }, '<target>Малышева</target>', ['SHOP-0991']],
    [
      'its date',
      { datefrom: '2020-01-01', dateto: '2020-12-31T23:00:00+03:00' },
      '<datefrom>2020-01-01</datefrom><dateto>2020-12-31</dateto>',
      [],
    ],
  ])('is found by %s', async (_name, input, sent, numbers) => {
    await using courier = await ConnectedCourier.open();
    const orders = await courier.search(KEY, input);
    expect(courier.sent()).toEqual([`<statusreq><client>CLIENT</client>${sent}</statusreq>`]);
    expect(orders.map(({ orderno }) => orderno)).toEqual(numbers);
  });

  it('may be one that was given to the connected account as an agent', async () => {
    await using courier = await ConnectedCourier.open();
    const input = { orderno: 'SHOP-0997', client: 'AGENT' };
    expect(await courier.search(KEY, input, { login: 'agent' })).toMatchObject([{ status: 'PICKUPREADY' }]);
    expect(await courier.search(KEY, { ...input, client: '' }, { login: 'agent' })).toEqual([]);
  });

  it('that is not there is no error', async () => {
    await using courier = await ConnectedCourier.open();
    expect(await courier.search(KEY, { orderno: 'nothing' })).toEqual([]);
  });

  it("is read whole, as the vendor's example tells it", async () => {
    await using courier = await AnsweringCourier.open(
      '<statusreq><order ordercode="34534234" orderno="SHOP-1001" awb="qwerty"><barcode>SHOP1001</barcode>' +
        '<sender><company>ООО «Магазин»</company><person>Иванов Иван</person><phone>+74950000001</phone><town>Санкт-Петербург</town>' +
        '<address>Невский пр., 1</address><date>2024-03-22</date><time_min>09:00</time_min><time_max>14:00</time_max></sender>' +
        '<receiver><company>Частное лицо</company><person>Петров Пётр</person><phone>+7 (495) 123-45-67</phone><zipcode>107031</zipcode>' +
        '<town code="1" regioncode="77" regionname="Москва">Москва</town><address>Петровка, 38</address><date>2024-03-24</date>' +
        '<time_min>10:00</time_min><time_max>18:00</time_max></receiver><pickup>NO</pickup><return>NO</return>' +
        '<weight>4.1</weight><quantity>2</quantity><paytype>CASH</paytype><service>1</service><type>1</type><price>387.50</price>' +
        '<inshprice>237.50</inshprice><receiverpays>NO</receiverpays><acceptpartially>YES</acceptpartially><enclosure>Игрушки</enclosure>' +
        '<instruction>Позвонить за час</instruction><department/><costcode>cc12345</costcode><deliveryprice total="300.00"/>' +
        '<courier><name>Сидоров</name><phone>+79160000002</phone></courier><customstatecode>1</customstatecode>' +
        `${DELIVERY}<statushistory><status eventtime="2024-03-22 17:08:43" createtimegmt="2024-03-22 14:08:43" eventstore="Москва">` +
        `NEW</status>${DELIVERY}</statushistory><items><item code="34533" type="1" extcode="abc123" barcode="2345625213125" ` +
        'quantity="1" returns="0" mass="0.100" retprice="37.50" VATrate="20">Гоночная машина</item></items>' +
        '<packages><package code="1" strbarcode="ORD0000001" mass="1" length="10" width="20" height="30" message=""/></packages>' +
        '</order></statusreq>',
    );
    expect(await courier.search(KEY, { ordercode: '34534234' })).toEqual([
      { ...app.searches[KEY]?.operation.sample },
    ]);
  });

  it('tells what few orders have, too', async () => {
    const values = [
      'department',
      'deliveredto',
      'delivereddate',
      'deliveredtime',
      'return_message',
      'outstrbarcode',
      'clientstatecode',
    ];
    await using courier = await AnsweringCourier.open(
      `<statusreq><order ordercode="7"><receiver><pvz>124</pvz></receiver>${values.map((name) => `<${name}>${name}!</${name}>`).join('')}` +
        '<status message="в пути" title="Едет к вам">COMPLETE</status><items><item article="a">А</item></items>' +
        '<packages><package message="m"/></packages></order></statusreq>',
    );
    expect(await courier.search(KEY, { ordercode: '7' })).toMatchObject([
      {
        ...Object.fromEntries(values.map((name) => [name, `${name}!`])),
        receiver_pvz: '124',
        status_label: 'Delivered',
        status_label_ru: 'Едет к вам',
        status_final: true,
        status_message: 'в пути',
        items: [{ article: 'a' }],
        packages: [{ message: 'm' }],
      },
    ]);
  });

  it('has nulls where nothing is told, or no number', async () => {
    await using courier = await AnsweringCourier.open(
      '<statusreq><order orderno="A7"><price>387,50</price><weight>-</weight></order>' +
        '<order ordercode="8"><statushistory><status>MYOWN</status></statushistory><items><item/></items>' +
        '<packages><package/></packages></order></statusreq>',
    );
    const [{ items, packages, history, ...lines } = {}, bare = {}] = await courier.search(KEY, {
      target: 'А',
    });
    const told = (row: object): unknown[] => Object.entries(row).filter(([, value]) => value !== null);
    expect([items, packages].flatMap((rows) => (rows as object[]).map(told))).toEqual([[], []]);
    expect((history as object[]).map(told)).toEqual([
      [
        ['status', 'MYOWN'],
        ['label', 'MYOWN'],
      ],
    ]);
    expect(told(lines)).toEqual([
      ['id', '8'],
      ['ordercode', '8'],
      ['already_existed', true],
      ['details_known', true],
    ]);
    expect(told(bare)).toEqual([
      ['id', 'A7'],
      ['orderno', 'A7'],
      ['items', []],
      ['packages', []],
      ['history', []],
      ['already_existed', true],
      ['details_known', true],
    ]);
  });

  it('whose number was used in several years comes before older ones', async () => {
    await using courier = await ConnectedCourier.open();
    const order = courier.double.orders.get('00032011');
    courier.double.orders.add(parsed('<order orderno="SHOP-0900"/>'), courier.double.account(), order.draft, {
      created: Date.now() + 400 * 86_400_000,
    });
    const found = await courier.search(KEY, { orderno: 'SHOP-0900' });
    expect(found.map(({ receiver_person: person }) => person)).toEqual(['Новикова Ольга', 'Петров П.П.']);
  });

  it('of a plan without history, or told with gaps, is found all the same', async () => {
    await using courier = await ConnectedCourier.open({ premiumPlan: false });
    courier.double.faults.add({ kind: 'fields missing', names: ['receiver', 'ordercode', 'title', 'price'] });
    expect(await courier.search(KEY, { orderno: 'SHOP-0997' })).toMatchObject([
      {
        id: 'SHOP-0997',
        ordercode: null,
        status: 'PICKUPREADY',
        status_label_ru: 'Готов к выдаче',
        receiver_person: null,
        price: null,
        deliveryprice: null,
        history: [],
      },
    ]);
  });

  it('with one of everything is read like one with many', async () => {
    await using courier = await ConnectedCourier.open();
    courier.double.faults.add({ kind: 'single elements' });
    const [order] = await courier.search(KEY, { orderno: 'SHOP-0991' });
    expect(order).toMatchObject({ items: [{ extcode: 'abc123' }], history: [{ status: 'AWAITING_SYNC' }] });
  });

  it('with a status that nobody knows yet passes it through', async () => {
    await using courier = await ConnectedCourier.open();
    courier.double.faults.add({ kind: 'unknown status', code: 'ON_A_DRONE' });
    const [order] = await courier.search(KEY, { orderno: 'SHOP-0991' });
    expect(order).toMatchObject({ status: 'ON_A_DRONE', status_final: null });
  });

  it('is asked for by something', async () => {
    await using courier = await ConnectedCourier.open();
    expect(await errorOf(courier.search(KEY, { client: 'AGENT', dateto: '2026-01-01' }))).toMatchObject({
      message: 'Fill in Order Number, Order, Receiver or Created on or After.',
    });
    expect(courier.sent()).toEqual([]);
  });
});
