import { AnsweringCourier, ConnectedCourier } from '../support/courier';
import { errorOf } from '../support/zapier_error';

const KEY = 'measoft_update_order';

/** An order of which everything is filled in, fresh enough to be changed. */
async function withOrder(more: object = {}): Promise<ConnectedCourier> {
  const courier = await ConnectedCourier.open({ seedOrders: false });
  await courier.create('measoft_create_order', {
    orderno: 'A-1',
    receiver_person: 'Петров',
    receiver_phone: '+7 (495) 123-45-67',
    receiver_town: '1',
    receiver_address: 'Петровка, 38',
    receiver_date: '2026-10-05',
    weight: '4.1',
    price: '387.50',
    deliveryprice: '150',
    vat_rate: '20',
    enclosure: 'Игрушки',
    items: [
      {
        item_name: 'Машина',
        item_quantity: '1',
        item_retprice: '37.5',
        item_extcode: 'a',
        item_vat_rate: '10',
      },
      { item_name: 'Замок', item_quantity: '2', item_retprice: '100', item_barcode: '0460' },
    ],
    packages: [{ package_mass: '4.1', package_length: '10' }],
    ...more,
  });
  courier.double.journal.clear();
  return courier;
}

const edited = (courier: ConnectedCourier | AnsweringCourier): string => courier.sent()[1] ?? '';

const PAID = {
  orderno: 'P-1',
  paytype: 'NO',
  receiver_person: 'Петров',
  receiver_phone: '+74951234567',
  receiver_address: 'Петровка, 38',
};

describe('a change', () => {
  it('sends the whole order again with what is filled in, and reads it back', async () => {
    await using courier = await withOrder();
    const [{ code } = { code: '' }] = courier.double.orders.all;
    const order = await courier.create(KEY, {
      orderno: 'A-1',
      receiver_phone: '+79990000000',
      instruction: 'Осторожно',
    });
    expect(courier.sent()).toEqual([
      '<statusreq><client>CLIENT</client><orderno>A-1</orderno></statusreq>',
      `<editorder><order orderno="A-1" ordercode="${code}">` +
        '<receiver><town>1</town><person>Петров</person><phone>+79990000000</phone><address>Петровка, 38</address>' +
        '<date>2026-10-05</date></receiver>' +
        '<pickup>NO</pickup><return>NO</return><weight>4.1</weight><quantity>1</quantity><paytype>CASH</paytype><service>1</service>' +
        '<type>1</type><price>387.50</price><receiverpays>NO</receiverpays><acceptpartially>NO</acceptpartially>' +
        '<enclosure>Игрушки</enclosure><instruction>Осторожно</instruction><return_service>1</return_service><return_type>1</return_type>' +
        '<deliveryprice VATrate="20">150.00</deliveryprice>' +
        '<items><item code="34533" quantity="1" retprice="37.50" VATrate="10" extcode="a" inshprice="37.50">Машина</item>' +
        '<item code="34534" quantity="2" retprice="100.00" VATrate="20" barcode="0460" inshprice="100.00">Замок</item></items>' +
        '<packages><package mass="4.1" length="10"/></packages></order></editorder>',
      `<statusreq><client>CLIENT</client><ordercode>${code}</ordercode></statusreq>`,
    ]);
    expect(order).toMatchObject({
      ordercode: code,
      receiver_phone: '+7 (999) 000-00-00',
      receiver_person: 'Петров',
      instruction: 'Осторожно',
      price: 387.5,
    });
  });

  it('changes nothing else', async () => {
    await using courier = await withOrder();
    const [kept] = courier.double.orders.all;
    const before = kept?.draft;
    await courier.create(KEY, { orderno: 'A-1', costcode: 'cc' });
    expect(kept?.draft).toEqual({
      ...before,
      texts: { ...before?.texts, costcode: 'cc' },
      // The line of the delivery is the courier's own, and made anew.
      lines: before?.lines.map((line) => ({ ...line, code: expect.any(String) as string })),
    });
  });

  it('finds the lines of items by their codes, own codes, barcodes or names, and adds new ones', async () => {
    await using courier = await withOrder();
    await courier.create(KEY, {
      orderno: 'A-1',
      vat_rate: '20',
      price: '565',
      items: [
        { item_name: 'Кукла', item_quantity: '1', item_retprice: '5' },
        { item_name: 'Замок большой', item_quantity: '3', item_retprice: '110', item_barcode: '0460' },
        { item_name: 'Машина', item_quantity: '2', item_retprice: '40', item_line_code: '34533' },
      ],
    });
    expect(edited(courier)).toContain(
      '<items><item quantity="1" retprice="5.00" VATrate="20">Кукла</item>' +
        '<item code="34534" quantity="3" retprice="110.00" VATrate="20" barcode="0460">Замок большой</item>' +
        '<item quantity="2" retprice="40.00" VATrate="20" code="34533">Машина</item></items>',
    );
  });

  it('does not send lines again that an earlier change left out', async () => {
    await using courier = await withOrder();
    const items = [{ item_name: 'Машина', item_quantity: '1', item_retprice: '40', item_extcode: 'a' }];
    await courier.create(KEY, { orderno: 'A-1', vat_rate: '20', price: '190', items });
    courier.double.journal.clear();
    await courier.create(KEY, { orderno: 'A-1', costcode: 'x' });
    expect(edited(courier).match(/<item /g)).toHaveLength(1);
  });

  it('of the address takes the order away from its pickup point', async () => {
    await using courier = await withOrder({ receiver_address: '', receiver_pvz: '124' });
    await courier.create(KEY, { orderno: 'A-1', receiver_address: 'Тверская, 1' });
    expect(edited(courier)).not.toContain('<pvz>');
    courier.double.journal.clear();
    await courier.create(KEY, {
      orderno: 'A-1',
      receiver_pvz: '125',
      receiver_address: 'Ленинский пр-кт, 1',
    });
    expect(edited(courier)).toContain('<pvz>125</pvz>');
  });

  it('leaves out the way of payment that the receiver was to choose, as it cannot be sent', async () => {
    await using courier = await withOrder();
    const [order] = courier.double.orders.all;
    if (order) order.draft = { ...order.draft, payType: 'OPTION' };
    await courier.create(KEY, { orderno: 'A-1', weight: '5' });
    expect(edited(courier)).not.toContain('<paytype>');
  });

  it('leaves out the line of a prepayment that the courier service made of an order that is paid already', async () => {
    await using courier = await withOrder();
    courier.double.switches.prepaid = 'prepayment line';
    const items = [{ item_name: 'Машина', item_quantity: '2', item_retprice: '40', item_vat_rate: '20' }];
    await courier.create('measoft_create_order', { ...PAID, items });
    const found = await courier.search('measoft_find_order', { orderno: 'P-1' });
    expect(found).toMatchObject([
      { items: [{ retprice: 40 }, { name: 'Предоплата', type: '4', retprice: -80 }] },
    ]);
    courier.double.journal.clear();
    await courier.create(KEY, { orderno: 'P-1', weight: '5' });
    expect(edited(courier)).toMatch(
      /<items><item code="\d+" quantity="2" retprice="40.00" VATrate="20" inshprice="40.00">Машина<\/item><\/items>/,
    );
  });

  it('keeps a pickup point, and a sender with an address', async () => {
    await using courier = await withOrder({
      receiver_pvz: '124',
      sender_company: 'Магазин',
      sender_person: 'Иванов',
      sender_phone: '+74950000001',
      sender_town: '2',
      sender_address: 'Невский пр., 1',
      sender_date: '2026-10-04',
    });
    await courier.create(KEY, { orderno: 'A-1', sender_date: '2026-10-06' });
    expect(edited(courier)).toContain('<pvz>124</pvz>');
    expect(edited(courier)).toContain(
      '<sender><town>2</town><company>Магазин</company><person>Иванов</person><phone>+7 (495) 000-00-01</phone>' +
        '<address>Невский пр., 1</address><date>2026-10-06</date></sender>',
    );
  });

  it('names an order by the courier’s code, too', async () => {
    await using courier = await withOrder();
    const [{ code } = { code: '' }] = courier.double.orders.all;
    await courier.create(KEY, { ordercode: code, orderno: 'B-2', weight: '5' });
    expect(courier.sent()[0]).toBe(
      `<statusreq><client>CLIENT</client><ordercode>${code}</ordercode></statusreq>`,
    );
  });

  it('is for the newest order of a number that was used in several years', async () => {
    const order = (code: string): string => `<order ordercode="${code}" orderno="A7"/>`;
    await using courier = await AnsweringCourier.open(
      `<statusreq>${order('7')}${order('12')}${order('9')}</statusreq>`,
      '<editorder/>',
      '<statusreq count="0"/>',
    );
    await courier.create(KEY, { orderno: 'A7', costcode: 'x' });
    expect(edited(courier)).toContain('<order orderno="A7" ordercode="12">');
  });
});

/** What is sent of an order that the courier service tells like this, when something of it is changed. */
async function sentAgain(told: string, input: object = {}): Promise<string> {
  await using courier = await AnsweringCourier.open(
    `<statusreq><order ordercode="7" orderno="A7">${told}</order></statusreq>`,
    '<editorder/>',
    '<statusreq count="0"/>',
  );
  await courier.create(KEY, { ordercode: '7', ...input });
  return edited(courier).replace(
    /^<editorder><order orderno="A7" ordercode="7"(?:\/>|>)|<\/order><\/editorder>$|<\/editorder>$/g,
    '',
  );
}

const told = (...items: readonly string[]): string => `<items>${items.join('')}</items>`;
const item = (name: string, more: object = {}): object => ({
  item_name: name,
  item_quantity: '1',
  item_retprice: '5',
  item_vat_rate: '20',
  ...more,
});

describe('what is sent again', () => {
  it.each([
    ['0.00', ''],
    ['0', ''],
    ['237.50', '<inshprice>237.50</inshprice>'],
  ])('of a declared value of %s is "%s": one of nothing would ask for insurance', async (amount, sent) => {
    expect(await sentAgain(`<inshprice>${amount}</inshprice>`)).toBe(sent);
    expect(await sentAgain(`<inshprice>${amount}</inshprice>`, { inshprice: '100' })).toBe(
      '<inshprice>100.00</inshprice>',
    );
  });

  it.each([
    ['<town code="1" regioncode="77">Москва</town>', '<receiver><town>1</town></receiver>'],
    ['<town regioncode="50">Химки</town>', '<receiver><town regioncode="50">Химки</town></receiver>'],
    ['<town>Химки</town>', '<receiver><town>Химки</town></receiver>'],
    ['<town/>', ''],
  ])('of a town told as %s is what names it', async (town, sent) => {
    expect(await sentAgain(`<receiver>${town}</receiver>`)).toBe(sent);
    expect(await sentAgain(`<receiver>${town}</receiver>`, { receiver_country: 'KZ' })).toBe(sent);
  });

  it('of a pickup point is left out in another town, unless it comes with it', async () => {
    const receiver = '<receiver><address>ПВЗ</address><pvz>124</pvz></receiver>';
    const moved = { receiver_town: '185' };
    expect(await sentAgain(receiver)).toContain('<pvz>124</pvz>');
    expect(await sentAgain(receiver, moved)).toBe(
      '<receiver><town>185</town><address>ПВЗ</address></receiver>',
    );
    expect(await sentAgain(receiver, { ...moved, receiver_pvz: '9' })).toContain('<pvz>9</pvz>');
  });

  it('of a sender without an address, who is the client itself, is the time of collection alone', async () => {
    expect(
      await sentAgain(
        '<sender><company>ООО</company><town code="2">СПб</town><date>2024-03-22</date><time_min>09:00</time_min></sender>',
      ),
    ).toBe('<sender><date>2024-03-22</date><time_min>09:00</time_min></sender>');
  });

  it('of items are all but the returns, the delivery, and lines that are gone', async () => {
    const car = '<item code="1" quantity="1" returns="0" VATrate="20" barcode="1">Машина</item>';
    const gone = '<item code="2" quantity="0">Замок</item><item code="3" quantity="0.000">Кукла</item>';
    const unclear = '<item code="4" VATrate="20">А</item><item code="5" quantity="?" VATrate="10"/>';
    expect(await sentAgain(told(car, gone, unclear, '<item code="6" type="2">Доставка</item>'))).toBe(
      told(
        '<item code="1" quantity="1" VATrate="20" barcode="1">Машина</item>',
        '<item code="4" VATrate="20">А</item><item code="5" quantity="?" VATrate="10"/>',
      ),
    );
  });

  it('of the price of delivery is the line that the courier service made of it, unless there is a new one', async () => {
    const line = told('<item type="2" retprice="150.00" VATrate="20">Доставка</item>');
    expect(await sentAgain(line)).toBe('<deliveryprice VATrate="20">150.00</deliveryprice>');
    const price = { deliveryprice: '200', vat_rate: '10' };
    for (const before of [line, ''])
      expect(await sentAgain(before, price)).toBe('<deliveryprice VATrate="10">200.00</deliveryprice>');
    expect(await sentAgain(told('<item type="2">Доставка</item>'))).toBe('');
  });

  it('of packages is what one can send, unless there are new ones', async () => {
    const packages =
      '<packages><package code="1" strbarcode="A" mass="1" message=""/><package code="2" mass="3.1"/></packages>';
    expect(await sentAgain(packages)).toBe(
      '<packages><package strbarcode="A" mass="1"/><package mass="3.1"/></packages>',
    );
    expect(await sentAgain(packages, { packages: [{ package_mass: '2' }] })).toBe(
      '<quantity>1</quantity><packages><package mass="2"/></packages>',
    );
  });
});

describe('the items of a change', () => {
  const codes = async (lines: string, ...items: readonly object[]): Promise<unknown[]> =>
    [
      ...(await sentAgain(told(lines), { items })).matchAll(/<item (?:code="(\d+)"|[^>]* code="(\d+)")?/g),
    ].map(([, first, last]) => first ?? last);

  it.each(['extcode', 'barcode', 'article'])('get the code of the line with the same %s', async (key) => {
    const lines = `<item code="1" ${key}="a">Машина</item><item code="2" ${key}="b">Машина</item>`;
    const wanted = [item('Новое имя', { [`item_${key}`]: 'b' }), item('Машина', { [`item_${key}`]: 'a' })];
    expect(await codes(lines, ...wanted)).toEqual(['2', '1']);
  });

  it('go by the name where only one of the two has a barcode, and are new where the barcodes differ', async () => {
    const coded = item('Машина', { item_barcode: 'b' });
    expect(await codes('<item code="1" barcode="a">Машина</item>', coded)).toEqual([undefined]);
    expect(await codes('<item code="1" barcode="a">Машина</item>', item('Машина'))).toEqual(['1']);
    expect(await codes('<item code="1">Машина</item>', coded)).toEqual(['1']);
  });

  it('take each line once, and leave it to the one that names its code', async () => {
    const lines = '<item code="1">Машина</item><item code="2">Машина</item>';
    const three = [item('Машина'), item('Машина'), item('Машина')];
    expect(await codes(lines, ...three)).toEqual(['1', '2', undefined]);
    const named = item('Кукла', { item_line_code: '1' });
    expect(await codes('<item code="1">Машина</item>', item('Машина'), named)).toEqual([undefined, '1']);
  });

  it.each([
    '<item>Машина</item>',
    '<item code="1" quantity="0">Машина</item>',
    '<item code="1" type="2">Машина</item>',
  ])('are new beside %s, which has no code, is gone or is a delivery', async (line) => {
    expect(await codes(line, item('Машина'))).toEqual([undefined]);
  });
});

describe('an order whose VAT the courier service does not tell', () => {
  const untold = { kind: 'fields missing', names: ['VATrate'] } as const;

  it('is not changed without it: an outdated rate would be taken', async () => {
    await using courier = await withOrder();
    courier.double.faults.add(untold);
    expect(await errorOf(courier.create(KEY, { orderno: 'A-1', weight: '5' }))).toMatchObject({
      code: 'no_vat_rate',
      message:
        'The order cannot be changed like this: the courier service does not tell the VAT of its items, and would take an outdated one. ' +
        'Fill in VAT Rate. Nothing was changed. (no_vat_rate)',
    });
    expect(courier.double.journal.calls).toEqual(['statusreq']);
  });

  it('takes it from the form', async () => {
    await using courier = await withOrder();
    courier.double.faults.add(untold);
    await courier.create(KEY, { orderno: 'A-1', weight: '5', vat_rate: '22' });
    expect(edited(courier).match(/VATrate="22"/g)).toHaveLength(3);
    const lines = told('<item code="1">А</item>', '<item code="2" VATrate="10">Б</item>');
    expect(await sentAgain(lines, { vat_rate: '22' })).toBe(
      told('<item code="1" VATrate="22">А</item>', '<item code="2" VATrate="10">Б</item>'),
    );
  });
});

describe('an order that cannot be changed', () => {
  it('is unknown', async () => {
    await using courier = await withOrder();
    expect(await errorOf(courier.create(KEY, { orderno: 'B-2' }))).toMatchObject({
      code: 'unknown_order',
      message: 'The courier service has no order B-2. Check Order or Order Number. (count 0)',
    });
  });

  it('is in process already', async () => {
    await using courier = await withOrder();
    courier.double.orders.move(courier.double.orders.get('A-1'), 'ACCEPTED');
    const error = await errorOf(courier.create(KEY, { orderno: 'A-1', weight: '5' }));
    expect(error).toMatchObject({ name: 'AppError', code: '900' });
    expect(error.message).toBe(
      'The courier service refused this. Its own words stand at the end: correct what they name, or ask the courier company. Orders can be changed and cancelled only before the courier service ' +
        'starts on them, and only if the company allows it (Premium or Maximum plan with the option to cancel and edit orders). ' +
        '(MeaSoft error 900: Заказ уже нельзя изменить)',
    );
  });

  it('has amounts that would not add up any more, while one whose amounts stay is changed whatever they are', async () => {
    await using courier = await withOrder();
    expect(await errorOf(courier.create(KEY, { orderno: 'A-1', price: '400' }))).toMatchObject({
      code: 'sums_differ',
      message: expect.stringMatching(
        /^Amount to Collect is 400\.00, .* come to 387\.50\..* Nothing was changed\./,
      ) as string,
    });
    expect(courier.double.journal.calls).toEqual(['statusreq']);
    const [order] = courier.double.orders.all;
    if (order) order.draft = { ...order.draft, price: 40_000 };
    expect(await courier.create(KEY, { orderno: 'A-1', instruction: 'Осторожно' })).toMatchObject({
      price: 400,
    });
  });

  it('is refused for the order alone', async () => {
    await using courier = await withOrder();
    courier.double.faults.add({ kind: 'order error', code: 12 }, { on: 'editorder' });
    expect(await errorOf(courier.create(KEY, { orderno: 'A-1', weight: '5' }))).toMatchObject({
      code: '12',
    });
  });
});

describe('a lost answer', () => {
  it('may be followed by another run', async () => {
    await using courier = await withOrder();
    courier.double.faults.add({ kind: 'lost answer' }, { on: 'editorder' });
    const error = await errorOf(courier.create(KEY, { orderno: 'A-1', weight: '5' }));
    expect(error.message).toContain(
      'The order may have been changed already; it is safe to run this step again.',
    );
    expect(await courier.create(KEY, { orderno: 'A-1', weight: '5' })).toMatchObject({ weight: 5 });
  });

  it('of the reading afterwards does not undo the change', async () => {
    await using courier = await withOrder();
    courier.double.faults.add({ kind: 'lost answer' }, { on: 'statusreq', after: 1 });
    expect(await courier.create(KEY, { orderno: 'A-1', weight: '5' })).toMatchObject({
      orderno: 'A-1',
      status: 'AWAITING_SYNC',
      weight: 5,
      price: 387.5,
    });
  });

  it('of the reading afterwards may also be that nothing is found', async () => {
    await using courier = await AnsweringCourier.open(
      '<statusreq><order ordercode="7" orderno="A7"><status>NEW</status></order></statusreq>',
      '<editorder><createorder orderno="A7" error="0"/></editorder>',
      '<statusreq count="0"/>',
    );
    const order = await courier.create(KEY, { ordercode: '7', weight: '5' });
    expect(order).toMatchObject({ ordercode: '7', orderno: 'A7', status: 'NEW', weight: 5 });
  });
});

it('a form that names no order is refused before anything is sent', async () => {
  await using courier = await withOrder();
  expect(await errorOf(courier.create(KEY, { weight: 'x' }))).toMatchObject({
    message:
      'Please correct 2 fields:\n- Weight (kg) must be a number like 1250.50, not "x".\n- Fill in Order or Order Number.',
  });
  expect(courier.sent()).toEqual([]);
});
