import { AnsweringCourier, ConnectedCourier } from '../support/courier';
import { errorOf } from '../support/zapier_error';

const KEY = 'measoft_create_order';

const RECEIVER = {
  receiver_person: 'Петров Пётр',
  receiver_phone: '8 (495) 123-45-67',
  receiver_town: 'Москва',
  receiver_address: 'Петровка, 38',
};
const PAID = { ...RECEIVER, paytype: 'NO' };
const NUMBERED = { ...PAID, orderno: '1001' };

const LOST = { kind: 'lost answer' } as const;

describe('an order', () => {
  it('is sent as the vendor wants it, and read back with the courier’s codes and status', async () => {
    await using courier = await ConnectedCourier.open();
    const order = await courier.create(KEY, {
      ...RECEIVER,
      orderno: ' 1001 ',
      order_prefix: 'SHOP-',
      barcode: 'SHOP1001',
      receiver_company: 'ООО «Роза & Ко»',
      receiver_regioncode: '77',
      receiver_country: 'RU',
      receiver_zipcode: '107031',
      receiver_inn: '007707083893',
      receiver_date: '2026-10-05T00:00:00+03:00',
      receiver_time_min: '9:00',
      receiver_time_max: '18.30',
      return: 'true',
      weight: '4,1',
      quantity: '3',
      paytype: 'card',
      service: '2',
      type: '1',
      price: '1 387,5',
      deliveryprice: '150',
      vat_rate: '20%',
      inshprice: '237.50',
      receiverpays: 'no',
      acceptpartially: true,
      enclosure: 'Игрушки',
      instruction: 'Позвонить\nза час',
      department: 'Склад 2',
      costcode: 'cc12345',
      sender_company: 'ООО «Магазин»',
      sender_person: 'Иванов',
      sender_phone: '+74950000001',
      sender_town: '2',
      sender_address: 'Невский пр., 1',
      sender_date: '2026-10-04',
      sender_time_min: '09:00',
      sender_time_max: '14:00',
      pickup: 'yes',
      items: [
        {
          item_name: 'Гоночная машина',
          item_quantity: '1',
          item_retprice: '1 037.50',
          item_vat_rate: 'none',
          item_mass: '0.1',
          item_extcode: 'abc123',
          item_barcode: '0345625213125',
          item_government_code: '0104600439931256215Qbag!(',
          item_length: '10',
          item_width: '5.5',
          item_height: '5',
          item_inshprice: '37.5',
          item_type: '1',
        },
        { item_name: 'Замок', item_quantity: 2, item_retprice: 100, item_mass: '0' },
      ],
      packages: [
        { package_strbarcode: 'ORD0000001', package_mass: '1' },
        {
          package_mass: '3,1',
          package_length: '10',
          package_width: '20',
          package_height: '30',
          package_message: 'Хрупкое',
        },
      ],
    });
    expect(courier.sent()).toEqual([
      '<neworder><order orderno="SHOP-1001"><barcode>SHOP1001</barcode>' +
        '<sender><town>2</town><company>ООО «Магазин»</company><person>Иванов</person><phone>+74950000001</phone>' +
        '<address>Невский пр., 1</address><date>2026-10-04</date><time_min>09:00</time_min><time_max>14:00</time_max></sender>' +
        '<receiver><town regioncode="77" country="RU">Москва</town><person>Петров Пётр</person><company>ООО «Роза &amp; Ко»</company>' +
        '<phone>8 (495) 123-45-67</phone><zipcode>107031</zipcode><address>Петровка, 38</address><inn>007707083893</inn>' +
        '<date>2026-10-05</date><time_min>09:00</time_min><time_max>18:30</time_max></receiver>' +
        '<pickup>YES</pickup><return>YES</return><weight>4.1</weight><quantity>3</quantity><paytype>CARD</paytype><service>2</service>' +
        '<type>1</type><price>1387.50</price><inshprice>237.50</inshprice><receiverpays>NO</receiverpays>' +
        '<acceptpartially>YES</acceptpartially><enclosure>Игрушки</enclosure><instruction>Позвонить\nза час</instruction>' +
        '<department>Склад 2</department><costcode>cc12345</costcode><deliveryprice VATrate="20">150.00</deliveryprice>' +
        '<items><item quantity="1" retprice="1037.50" VATrate="0" mass="0.1" extcode="abc123" barcode="0345625213125" ' +
        'inshprice="37.50" length="10" width="5.5" height="5" governmentCode="0104600439931256215Qbag!(" type="1">Гоночная машина</item>' +
        '<item quantity="2" retprice="100.00" VATrate="20">Замок</item></items>' +
        '<packages><package strbarcode="ORD0000001" mass="1"/>' +
        '<package mass="3.1" length="10" width="20" height="30" message="Хрупкое"/></packages></order></neworder>',
      '<statusreq><client>CLIENT</client><orderno>SHOP-1001</orderno></statusreq>',
    ]);
    expect(order).toMatchObject({
      ordercode: expect.stringMatching(/^\d+$/) as string,
      orderno: 'SHOP-1001',
      barcode: 'SHOP1001',
      status: 'AWAITING_SYNC',
      status_label: 'Waiting to be taken over by the courier',
      status_label_ru: 'Ожидание синхронизации',
      status_final: false,
      receiver_town: 'Москва',
      receiver_town_code: '1',
      price: 1387.5,
      weight: 4.1,
      quantity: 3,
      acceptpartially: true,
      already_existed: false,
      details_known: true,
    });
    expect(order).toMatchObject({
      id: order.ordercode,
      items: [
        {
          name: 'Гоночная машина',
          type: '1',
          barcode: '0345625213125',
          quantity: 1,
          retprice: 1037.5,
          vat_rate: 0,
        },
        { name: 'Замок', quantity: 2, retprice: 100, vat_rate: 20 },
        { name: 'Доставка', type: '2', quantity: 1, retprice: 150, vat_rate: 20 },
      ],
    });
  });

  it('needs little: a name, a phone, an address, and what to collect', async () => {
    await using courier = await ConnectedCourier.open();
    await courier.create(KEY, { ...RECEIVER, orderno: '7', price: '0' });
    expect(courier.sent()[0]).toBe(
      '<neworder><order orderno="7"><receiver><town>Москва</town><person>Петров Пётр</person><phone>8 (495) 123-45-67</phone>' +
        '<address>Петровка, 38</address></receiver><price>0.00</price></order></neworder>',
    );
  });

  it('that is paid already collects nothing, whatever amounts come along', async () => {
    await using courier = await ConnectedCourier.open();
    const order = await courier.create(KEY, {
      ...NUMBERED,
      price: '500',
      deliveryprice: '100',
      inshprice: '400',
    });
    expect(courier.sent()[0]).toContain('<paytype>NO</paytype><inshprice>400.00</inshprice></order>');
    expect(order).toMatchObject({ paytype: 'NO', price: 0, inshprice: 400 });
  });

  it('goes to a pickup point without an address', async () => {
    await using courier = await ConnectedCourier.open();
    const order = await courier.create(KEY, { ...NUMBERED, receiver_address: '', receiver_pvz: '124' });
    expect(order).toMatchObject({ receiver_pvz: '124', receiver_address: 'Петровка, 38' });
  });

  it.each([
    ['a FIAS code', '2763c110-cb8b-416a-9dac-ad28a55b4402', 'Екатеринбург'],
    ['a code', '3', 'Новосибирск'],
    ['a name', 'Казань', 'Казань'],
  ])('names its town by %s', async (_name, town, name) => {
    await using courier = await ConnectedCourier.open();
    expect(await courier.create(KEY, { ...NUMBERED, receiver_town: town })).toMatchObject({
      receiver_town: name,
    });
  });

  it('has as many places as packages, unless their number is filled in', async () => {
    await using courier = await ConnectedCourier.open();
    const packages = [{ package_mass: '1' }, { package_mass: '2' }];
    expect(await courier.create(KEY, { ...NUMBERED, packages })).toMatchObject({ quantity: 2 });
    expect(await courier.create(KEY, { ...NUMBERED, orderno: '2', packages, quantity: '5' })).toMatchObject({
      quantity: 5,
    });
  });

  it('is created, though it could not be read back', async () => {
    await using courier = await ConnectedCourier.open();
    courier.double.faults.add({ kind: 'service error', status: 502 }, { on: 'statusreq' });
    const order = await courier.create(KEY, { ...NUMBERED, weight: '2' });
    expect(order).toMatchObject({
      id: '1001',
      orderno: '1001',
      ordercode: null,
      barcode: expect.stringMatching(/#1082$/) as string,
      status: null,
      receiver_person: 'Петров Пётр',
      weight: 2,
      order_price: expect.any(Number) as number,
      details_known: false,
    });
  });
});

describe('a form', () => {
  it('is refused with all its faults at once, before anything is sent', async () => {
    await using courier = await ConnectedCourier.open();
    const error = await errorOf(
      courier.create(KEY, {
        receiver_regioncode: 'Москва',
        receiver_date: 'some day',
        receiver_time_min: '18:00',
        receiver_time_max: '9:00',
        sender_time_min: '25:00',
        weight: 'heavy',
        quantity: '1.5',
        paytype: 'bitcoin',
        service: 'Экспресс',
        price: '1,234',
        deliveryprice: '100',
        inshprice: '-1',
        return: 'maybe',
        items: [
          { item_name: 'Машина', item_quantity: '0', item_retprice: '10', item_vat_rate: '20.5' },
          { item_quantity: '2', item_retprice: '10', item_government_code: '0104' },
          { item_name: 'Кукла' },
        ],
        packages: [{ package_mass: '0.0001' }],
      }),
    );
    expect(error.message.split('\n')).toEqual([
      'Please correct 24 fields:',
      '- Order Number is required.',
      '- Receiver Phone is required.',
      '- Receiver Region Code must be the number of a region, such as 77, not "Москва".',
      '- Delivery Date must be a date like 31.03.2026, 31.03.2026 18:30 or 2026-03-31T18:30:00+03:00, not "some day".',
      '- Return Documents or Goods must be yes or no, not "maybe".',
      '- Payment Type must be one of "In cash (наличные)", "By card (карта)", "Paid already, nothing is collected (без оплаты)", "In another way (прочее)", not "bitcoin".',
      '- Amount to Collect can be read in two ways, as 1234 and as 1.234: write one of them instead of "1,234".',
      '- Declared Value must not be negative.',
      '- Weight (kg) must be a number like 1250.50, not "heavy".',
      '- Item 1: Item Quantity must be more than 0.',
      '- Item 1: Item VAT Rate must be a whole per cent such as 20, or 0 for none, not "20.5".',
      '- Item 2: Item Name is required.',
      '- Item 2: Marking Code is for one piece: give each its own code, with spaces between them, or its own item with the quantity 1.',
      '- Item 2: Fill in Item VAT Rate, or VAT Rate for all items. Enter 0 for no VAT (без НДС).',
      '- Item 3: Item Quantity is required.',
      '- Item 3: Item Price is required.',
      '- Item 3: Fill in Item VAT Rate, or VAT Rate for all items. Enter 0 for no VAT (без НДС).',
      '- Number of Parcels must be a whole number, not "1.5".',
      '- Package 1: Package Weight (kg) must not have more than 3 decimal digits: "0.0001".',
      '- Earliest Collection Time must be a time like 09:00, or a window like 10:00-18:00, not "25:00".',
      '- Earliest Delivery Time must not be later than Latest Delivery Time.',
      '- VAT Rate is required.',
      '- Fill in Receiver Name or Receiver Company.',
      '- Fill in Receiver Address or Pickup Point.',
    ]);
    expect(courier.sent()).toEqual([]);
  });

  it('asks for the VAT rate where it is needed, and for nothing else then', async () => {
    await using courier = await ConnectedCourier.open();
    const item = { item_name: 'Машина', item_quantity: '1', item_retprice: '10' };
    expect(await errorOf(courier.create(KEY, { ...NUMBERED, items: [item] }))).toMatchObject({
      message: 'Item 1: Fill in Item VAT Rate, or VAT Rate for all items. Enter 0 for no VAT (без НДС).',
    });
    expect(
      await errorOf(courier.create(KEY, { ...RECEIVER, orderno: '7', price: '10', deliveryprice: '10' })),
    ).toMatchObject({ message: 'VAT Rate is required.' });
    expect(courier.sent()).toEqual([]);
  });

  it('takes no more packages than the courier service does', async () => {
    await using courier = await ConnectedCourier.open();
    const packages = Array.from({ length: 1001 }, () => ({ package_mass: '1' }));
    expect(await errorOf(courier.create(KEY, { ...NUMBERED, packages }))).toMatchObject({
      message: 'Packages must not be more than 1000.',
    });
    expect(courier.sent()).toEqual([]);
  });

  it('shows what the courier company offers', async () => {
    await using courier = await ConnectedCourier.open();
    expect(await courier.options('creates', KEY, 'service')).toEqual({
      1: 'Стандарт',
      2: 'Экспресс',
      3: 'До пункта выдачи',
    });
    expect(await courier.options('creates', KEY, 'receiver_town')).toMatchObject({
      '0c5b2444-70a0-4932-980c-b4dc0d3f02b5': 'Москва г · Москва',
    });
    expect(await courier.options('creates', KEY, 'sender_town', { sender_town: 'Хим' })).toEqual({
      '00000000-0000-4000-8000-000000000185': 'Химки г · Московская область',
    });
    await courier.options('creates', KEY, 'sender_town', { sender_town: '185' });
    expect(courier.sent()).toEqual([
      '<services><!-- company --></services>',
      '<townlist><limit><limitfrom>0</limitfrom><limitcount>500</limitcount></limit></townlist>',
      '<townlist><conditions><namestarts>Хим</namestarts></conditions><limit><limitfrom>0</limitfrom><limitcount>500</limitcount></limit></townlist>',
      '<townlist><limit><limitfrom>0</limitfrom><limitcount>500</limitcount></limit></townlist>',
    ]);
  });

  it('shows by its code what has no name, and leaves out what has no code', async () => {
    await using courier = await AnsweringCourier.open(
      '<services><service><code>2</code><name/></service><service><name>?</name></service></services>',
      '<townlist><town><code>185</code></town></townlist>',
      '<pvzlist><pvz><code>9</code></pvz></pvzlist>',
    );
    expect(await courier.options('creates', KEY, 'service')).toEqual({ 2: '2' });
    expect(await courier.options('creates', KEY, 'receiver_town')).toEqual({ 185: '185' });
    expect(await courier.options('creates', KEY, 'receiver_pvz')).toEqual({ 9: '9' });
  });

  it.each([
    ['by its FIAS code', 'c2deb16a-0330-4f05-821f-1d09c93331e6', 'townlist pvzlist'],
    ['by its code', '2', 'townlist pvzlist'],
    ['by its name', 'Санкт-Петербург', 'pvzlist'],
  ])('shows the pickup points of the town that is chosen %s', async (_name, town, functions) => {
    await using courier = await ConnectedCourier.open();
    expect(await courier.options('creates', KEY, 'receiver_pvz', { receiver_town: town })).toEqual({
      224: 'ПВЗ Невский · Санкт-Петербург · Невский пр., 28 · 10:00-22:00',
    });
    expect(courier.double.journal.calls.join(' ')).toBe(functions);
  });

  it('shows no pickup points of a town that does not exist, and some of all without a town', async () => {
    await using courier = await ConnectedCourier.open();
    expect(await courier.options('creates', KEY, 'receiver_pvz', { receiver_town: '999999' })).toEqual({});
    expect(Object.keys(await courier.options('creates', KEY, 'receiver_pvz'))).toHaveLength(5);
  });
});

describe('what people type', () => {
  const ITEM = { item_name: 'Шуба', item_quantity: '1', item_retprice: '100' };
  /** A part of what is sent of an order. */
  async function sent(input: object, part: RegExp): Promise<string | undefined> {
    await using courier = await ConnectedCourier.open();
    await courier.create(KEY, { ...NUMBERED, ...input });
    return part.exec(courier.sent().find((request) => request.startsWith('<neworder>')) ?? '')?.[0];
  }
  const faultOf = async (input: object): Promise<string> => {
    await using courier = await ConnectedCourier.open();
    const { message } = await errorOf(courier.create(KEY, { ...NUMBERED, ...input }));
    expect(courier.double.journal.calls).not.toContain('neworder');
    return message;
  };

  it.each([
    [{ receiver_time_min: '10', receiver_time_max: '18' }, '10:00', '18:00'],
    [{ receiver_time_min: '10:00-18:00' }, '10:00', '18:00'],
    [{ receiver_time_max: '10:00–18:00' }, '10:00', '18:00'],
    [{ receiver_time_min: 'с 9.30 до 18' }, '09:30', '18:00'],
    [{ receiver_time_min: '9-18', receiver_time_max: '18:00:00' }, '09:00', '18:00'],
    [{ receiver_time_min: 'с 10', receiver_time_max: 'до 18' }, '10:00', '18:00'],
    [
      { receiver_time_min: '02.12.2026 10:00:00', receiver_time_max: '2026-12-02T18:30:00+03:00' },
      '10:00',
      '18:30',
    ],
  ])('is a window of delivery: %j', async (input, from, to) => {
    expect(await sent(input, /<time_min>.*<\/time_max>/)).toBe(
      `<time_min>${from}</time_min><time_max>${to}</time_max>`,
    );
  });

  it.each([
    [
      { receiver_time_min: '10-15' },
      'Earliest Delivery Time can be read in two ways, as 10:15 and as 10:00-15:00: write one of them instead of "10-15".',
    ],
    [
      { receiver_time_min: '10-18', receiver_time_max: '20' },
      'Earliest Delivery Time says 18:00 and Latest Delivery Time says 20:00: correct one of them.',
    ],
    [
      { sender_time_max: 'вечером' },
      'Latest Collection Time must be a time like 09:00, or a window like 10:00-18:00, not "вечером".',
    ],
    [
      { service: 'Дроном' },
      'Service must be one of "Стандарт" (1), "Экспресс" (2), "До пункта выдачи" (3), or the number of one, not "Дроном".',
    ],
  ])('is refused where it has two readings or none: %j', async (input, message) => {
    expect(await faultOf(input)).toBe(message);
  });

  it.each<[object, RegExp, string]>([
    [{ orderno: '№ 100000' }, /orderno="[^"]*"/, 'orderno="100000"'],
    [{ order_prefix: 'SHOP-', number_length: '7' }, /orderno="[^"]*"/, 'orderno="SHOP-0001001"'],
    [{ service: ' экспресс ' }, /<service>.*<\/service>/, '<service>2</service>'],
    [
      { paytype: 'Картой', price: '4 590 ₽' },
      /<paytype>.*<\/price>/,
      '<paytype>CARD</paytype><price>4590.00</price>',
    ],
    [{ paytype: 'OPTION', price: '4590|RUB' }, /<receiver>.*<\/price>/, '<price>4590.00</price>'],
    [{ receiver_town: 'г. Москва' }, /<town>.*<\/town>/, '<town>Москва</town>'],
    [{ receiver_town: 'город Москва' }, /<town>.*<\/town>/, '<town>Москва</town>'],
    [{ receiver_town: 'г Москва' }, /<town>.*<\/town>/, '<town>Москва</town>'],
    [{ receiver_town: 'Москва город' }, /<town>.*<\/town>/, '<town>Москва город</town>'],
    [{ weight: '500 г' }, /<weight>.*<\/weight>/, '<weight>0.5</weight>'],
    [{ inshprice: '1090.1000000000001' }, /<inshprice>.*<\/inshprice>/, '<inshprice>1090.10</inshprice>'],
  ])('is understood: %j', async (input, part, wire) => {
    expect(await sent(input, part)).toContain(wire);
  });

  it('of marking codes is sent as the vendor wants it, a line for each piece', async () => {
    const codes = ['01046004399312562\u001d93Qb', ']C10104600439931256215Q,b;', '?'];
    const line = {
      ...ITEM,
      item_quantity: '3',
      item_vat_rate: 'НДС 20 %',
      item_government_code: codes.join('\n'),
    };
    expect(await sent({ items: [line] }, /<items>.*<\/items>/)).toBe(
      '<items>' +
        ['0104600439931256293Qb', '0104600439931256215Q,b;', '?']
          .map(
            (code) =>
              `<item quantity="1" retprice="100.00" VATrate="20" governmentCode="${code}">Шуба</item>`,
          )
          .join('') +
        '</items>',
    );
    expect(await faultOf({ items: [{ ...line, item_quantity: '2' }] })).toBe(
      'Item 1: Marking Code holds 3 codes, which is not Item Quantity.',
    );
  });

  it('of items without the weight of the order makes their weight, 100 grams for a piece that has none', async () => {
    const items = [
      { ...ITEM, item_quantity: '2', item_mass: '1,5' },
      { ...ITEM, item_quantity: '3' },
      { ...ITEM, item_retprice: '-50' },
    ];
    expect(await sent({ vat_rate: '0', items }, /<weight>.*<\/weight>/)).toBe('<weight>3.3</weight>');
    expect(await sent({ vat_rate: '0', items, weight: '5' }, /<weight>.*<\/weight>/)).toBe(
      '<weight>5</weight>',
    );
    expect(await sent({ vat_rate: '0', items: [ITEM] }, /<weight>/)).toBeUndefined();
  });

  it('beside the plain order is sent, too: a discount, extra services, whose goods they are', async () => {
    const item = {
      ...ITEM,
      item_supp_inn: '7707083893',
      item_supp_company: 'ООО «Мех»',
      item_supp_phone: '+7495',
    };
    const input = {
      vat_rate: '0',
      items: [item],
      discount: '10',
      advprices: [{ advprice_code: '1', advprice_value: 'true' }],
    };
    expect(await sent(input, /<discount>.*<\/discount>/)).toBe('<discount>10.00</discount>');
    expect(await sent(input, /<item .*<\/advprices>/)).toBe(
      '<item quantity="1" retprice="100.00" VATrate="0" suppcompany="ООО «Мех»" suppphone="+7495" suppINN="7707083893">Шуба</item></items>' +
        '<advprices><advprice><code>1</code><value>true</value></advprice></advprices>',
    );
  });
});

it('an order that is a pickup is one to the courier company, and says so', async () => {
  await using courier = await ConnectedCourier.open();
  const { label, helpText } =
    (await courier.form('creates', KEY, { details: 'services' })).find(({ key }) => key === 'pickup') ?? {};
  expect(label).toBe('This Is a Pickup, Not a Delivery (забор)');
  expect(helpText).toContain(
    'the courier goes to the receiver to fetch a parcel there, and nothing is delivered',
  );
  expect(await courier.create(KEY, { ...NUMBERED, pickup: 'да' })).toMatchObject({ pickup: true });
  courier.double.orders.move(courier.double.orders.get('1001'), 'PICKUP');
  const [{ history } = {}] = await courier.search('measoft_find_order', { orderno: '1001' });
  expect(history).toMatchObject([{ status: 'AWAITING_SYNC' }, { status: 'NEWPICKUP' }, { status: 'PICKUP' }]);
});

describe('the amounts of an order', () => {
  const CASH = { ...RECEIVER, orderno: '1', vat_rate: '20' };
  const items = [
    { item_name: 'Шуба', item_quantity: '3', item_retprice: '33.3333' },
    { item_name: 'Предоплата', item_quantity: '1', item_retprice: '50', item_type: '4' },
    { item_name: 'Скидка', item_quantity: '1', item_retprice: '-10.005' },
  ];

  it('add up with prepayments, which always lessen them, discounts and delivery; what shops compute is rounded', async () => {
    await using courier = await ConnectedCourier.open();
    await courier.create(KEY, { ...CASH, items, deliveryprice: '22.944000', price: '62.93' });
    const [request = ''] = courier.sent();
    expect(request).toContain('<price>62.93</price>');
    expect(request).toContain('<deliveryprice VATrate="20">22.94</deliveryprice>');
    expect([...request.matchAll(/retprice="([^"]*)"/g)].map(([, price]) => price)).toEqual([
      '33.33',
      '-50.00',
      '-10.01',
    ]);
  });

  it.each([
    [{ price: '500' }, '500.00', '39.98'],
    [{ price: '39.98', deliveryprice: '10' }, '39.98', '49.98'],
  ])('are refused with both sums where they do not: %j', async (input, collected, sum) => {
    await using courier = await ConnectedCourier.open();
    const { message } = await errorOf(courier.create(KEY, { ...CASH, items, ...input }));
    expect(message).toBe(
      `Amount to Collect is ${collected}, but the items and Delivery Price come to ${sum}. Correct one of them, or add what is missing as an item: ` +
        'a discount or a prepayment with a price of less than nothing.',
    );
    expect(courier.sent()).toEqual([]);
  });

  it.each([
    { price: '0' },
    { paytype: 'NO', price: '500' },
    { price: '39.98' },
    { price: '29.98', discount: '10' },
    { price: '500', items: [] },
  ])('are right: %j', async (input) => {
    await using courier = await ConnectedCourier.open();
    expect(await courier.create(KEY, { ...CASH, items, ...input })).toMatchObject({ orderno: '1' });
  });
});

describe('the form of an order', () => {
  it('asks for twenty things at most, and for more of what is picked', async () => {
    await using courier = await ConnectedCourier.open();
    const keys = async (input: object): Promise<string[]> =>
      (await courier.form('creates', KEY, { ...input })).map(({ key }) => key);
    const first = await keys({});
    expect(first.length).toBeLessThanOrEqual(20);
    expect(first.slice(0, 3)).toEqual(['orderno', 'receiver_phone', 'details']);
    const more = await keys({ details: ['sender', 'parcels'] });
    expect(more).toEqual(expect.arrayContaining(['sender_town', 'packages', 'package_length', 'item_mass']));
    expect(more).not.toContain('item_article');
    expect(await keys({ details: 'warehouse' })).toContain('item_article');
  });

  it('shows what an earlier Zap filled in, picked or not, and no amount where all is paid', async () => {
    await using courier = await ConnectedCourier.open();
    const keys = async (input: object): Promise<string[]> =>
      (await courier.form('creates', KEY, { ...input })).map(({ key }) => key);
    expect(await keys({ sender_town: '2', items: [{ item_article: 'a' }] })).toEqual(
      expect.arrayContaining(['sender_town', 'item_article', 'price']),
    );
    expect(await keys({ paytype: 'NO' })).not.toContain('price');
  });
});

describe('a number that is in use', () => {
  const TAKEN = { ...NUMBERED, orderno: 'SHOP-0997' };

  it('of an order for somebody else is an error with the way out of it', async () => {
    await using courier = await ConnectedCourier.open();
    const error = await errorOf(courier.create(KEY, TAKEN));
    expect(error).toMatchObject({ code: '17' });
    expect(error.message).toMatch(
      /^An order with this number \(номер заказа\) exists already in this calendar year\..*or choose to go on with the existing order\. \(MeaSoft error 17: Заказ с таким номером уже существует\)$/,
    );
    expect(courier.double.journal.calls).toEqual(['neworder', 'statusreq']);
  });

  it('leads to the order that has it without a word, where that is for the same receiver', async () => {
    await using courier = await ConnectedCourier.open();
    const first = await courier.create(KEY, NUMBERED);
    courier.forget();
    const again = await courier.create(KEY, NUMBERED);
    expect(again).toMatchObject({ id: first.id, already_existed: true });
    expect(courier.double.journal.calls).toEqual(['neworder', 'statusreq', 'neworder', 'statusreq']);
    courier.forget();
    expect(await errorOf(courier.create(KEY, { ...NUMBERED, if_number_exists: 'error' }))).toMatchObject({
      code: '17',
    });
  });

  it('leads to the order that has it, where that is wanted', async () => {
    await using courier = await ConnectedCourier.open();
    const order = await courier.create(KEY, { ...TAKEN, if_number_exists: 'existing' });
    expect(order).toMatchObject({
      orderno: 'SHOP-0997',
      status: 'PICKUPREADY',
      receiver_person: 'Смирнова Е.',
      already_existed: true,
    });
    expect(courier.double.journal.calls).toEqual(['neworder', 'statusreq']);
  });

  it('is an error all the same, where that order cannot be seen', async () => {
    await using courier = await ConnectedCourier.open();
    courier.double.faults.add({ kind: 'order error', code: 17 }, { on: 'neworder' });
    expect(await errorOf(courier.create(KEY, { ...NUMBERED, if_number_exists: 'existing' }))).toMatchObject({
      code: '17',
    });
  });
});

/** As long as Zapier waits at least before it runs a step again. */
function passMinute(): void {
  const later = Date.now() + 60_000;
  vi.spyOn(Date, 'now').mockReturnValue(later);
}

describe('an answer that is lost', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it.each([
    ['the connection breaks', LOST],
    ['half of it comes', { kind: 'half answer' }],
    ['it cannot be read', { kind: 'broken xml' }],
    ['nothing comes', { kind: 'empty answer' }],
  ] as const)('leads to the order under its number: %s', async (_name, fault) => {
    await using courier = await ConnectedCourier.open();
    courier.double.faults.add(fault, { on: 'neworder' });
    expect(await courier.create(KEY, NUMBERED)).toMatchObject({ orderno: '1001', already_existed: false });
    expect(courier.double.journal.calls).toEqual(['neworder', 'statusreq']);
  });

  it.each([
    ['the connection breaks before', { kind: 'lost request' }],
    ['the server is out of order', { kind: 'service error', status: 502 }],
    ['a page comes', { kind: 'html page', status: 200 }],
  ] as const)('lets the step run again where the order is not there yet: %s', async (_name, fault) => {
    await using courier = await ConnectedCourier.open();
    courier.double.faults.add(fault, { on: 'neworder' });
    const error = await errorOf(courier.create(KEY, NUMBERED));
    expect(error).toMatchObject({ name: 'ThrottledError', delay: 60 });
    expect(error.message).toContain(
      'The courier service did not answer. Order 1001 may have been created. It is safe to run this step again within 30 days: it looks first ' +
        'what was done, and does nothing twice.',
    );
    // The rerun looks first, and creates it then.
    passMinute();
    expect(await courier.create(KEY, NUMBERED)).toMatchObject({ orderno: '1001', already_existed: false });
    expect(courier.double.journal.calls).toEqual([
      'neworder',
      'statusreq',
      'statusreq',
      'neworder',
      'statusreq',
    ]);
  });

  it('does not let the rerun create the order a second time', async () => {
    await using courier = await ConnectedCourier.open();
    courier.double.faults.add(LOST, { on: 'neworder' });
    courier.double.faults.add({ kind: 'service error', status: 502 }, { on: 'statusreq' });
    expect(await errorOf(courier.create(KEY, NUMBERED))).toMatchObject({ name: 'ThrottledError' });
    expect(await courier.create(KEY, NUMBERED)).toMatchObject({ orderno: '1001', already_existed: false });
    expect(courier.double.orders.all.filter(({ number }) => number === '1001')).toHaveLength(1);
    expect(courier.double.journal.calls).toEqual(['neworder', 'statusreq', 'statusreq']);
  });

  it('is not made up for by an older order that has the number', async () => {
    await using courier = await ConnectedCourier.open();
    courier.double.faults.add({ kind: 'lost request' }, { on: 'neworder' });
    const taken = { ...NUMBERED, orderno: 'SHOP-0997' };
    expect(await errorOf(courier.create(KEY, taken))).toMatchObject({ name: 'ThrottledError' });
    passMinute();
    expect(await errorOf(courier.create(KEY, taken))).toMatchObject({ code: '17' });
  });

  it('is out of the question where nothing was sent', async () => {
    await using courier = await ConnectedCourier.open();
    const authData = { ...courier.authData(), api_url: 'http://127.0.0.1:1/api/' };
    const error = await errorOf(courier.create(KEY, NUMBERED, { authData }));
    expect(error).toMatchObject({ name: 'AppError', code: 'unreachable' });
    expect(error.message).not.toContain('may have been');
  });
});

describe('a refusal', () => {
  it('for a day on which nothing is delivered says so, and one for a reason of the company’s own is told in its words', async () => {
    await using courier = await ConnectedCourier.open();
    courier.double.switches.daysOff = ['2027-01-01'];
    const { message } = await errorOf(courier.create(KEY, { ...NUMBERED, receiver_date: '01.01.2027' }));
    expect(message).toBe(
      'The delivery date (дата доставки) falls on a day off or a holiday of the courier company. Choose another Delivery Date. (MeaSoft error 18: ' +
        'Дата доставки выпадает на выходной день)',
    );
    for (const code of [24, 33]) {
      courier.double.faults.add({ kind: 'order error', code }, { on: 'neworder' });
      expect(await errorOf(courier.create(KEY, NUMBERED))).toMatchObject({
        name: 'AppError',
        code: String(code),
      });
    }
  });

  it('of the one order is told as an error, and runs again from the start', async () => {
    await using courier = await ConnectedCourier.open();
    courier.double.faults.add({ kind: 'order error', code: 5 }, { on: 'neworder' });
    expect(await errorOf(courier.create(KEY, NUMBERED))).toMatchObject({ name: 'AppError', code: '5' });
    await courier.create(KEY, NUMBERED);
    expect(courier.double.journal.calls).toEqual(['neworder', 'neworder', 'statusreq']);
  });

  it.each([
    ['the login', { kind: 'global error', code: 1 }, 'ExpiredAuthError'],
    ['the XML', { kind: 'syntax error' }, 'AppError'],
    ['too many queries', { kind: 'html page', status: 429 }, 'ThrottledError'],
  ] as const)('of the whole request for %s', async (_name, fault, name) => {
    await using courier = await ConnectedCourier.open();
    courier.double.faults.add(fault, { on: 'neworder' });
    expect(await errorOf(courier.create(KEY, NUMBERED))).toMatchObject({ name });
  });
});
