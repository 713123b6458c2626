import { create } from '../support/app';
import { ConnectedCourier } from '../support/courier';
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

const edited = (courier: ConnectedCourier): string => courier.sent()[1] ?? '';

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
        '<item code="34534" quantity="2" retprice="100.00" barcode="0460" VATrate="20" inshprice="100.00">Замок</item></items>' +
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
    expect(Object.keys(order)).toEqual(Object.keys(create(KEY).operation.sample ?? {}));
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
      items: [
        { item_name: 'Кукла', item_quantity: '1', item_retprice: '5' },
        { item_name: 'Замок большой', item_quantity: '3', item_retprice: '110', item_barcode: '0460' },
        { item_name: 'Машина', item_quantity: '2', item_retprice: '40', item_line_code: '34533' },
      ],
    });
    expect(edited(courier)).toContain(
      '<items><item quantity="1" retprice="5.00" VATrate="20">Кукла</item>' +
        '<item code="34534" quantity="3" retprice="110.00" barcode="0460" VATrate="20">Замок большой</item>' +
        '<item quantity="2" retprice="40.00" VATrate="20" code="34533">Машина</item></items>',
    );
  });

  it('tells lines apart that differ in their own code only', async () => {
    const line = (code: string): object => ({
      item_name: 'Машина',
      item_quantity: '1',
      item_retprice: '5',
      item_extcode: code,
    });
    await using courier = await withOrder({ items: [line('red'), line('blue')] });
    await courier.create(KEY, { orderno: 'A-1', vat_rate: '20', items: [line('blue'), line('red')] });
    expect(edited(courier)).toMatch(
      /<item code="34534"[^>]*extcode="blue".*<item code="34533"[^>]*extcode="red"/,
    );
  });

  it('does not send lines again that an earlier change left out', async () => {
    await using courier = await withOrder();
    const items = [{ item_name: 'Машина', item_quantity: '1', item_retprice: '40', item_extcode: 'a' }];
    await courier.create(KEY, { orderno: 'A-1', vat_rate: '20', items });
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
    await courier.create(KEY, { ordercode: code, weight: '5' });
    expect(courier.sent()[0]).toBe(
      `<statusreq><client>CLIENT</client><ordercode>${code}</ordercode></statusreq>`,
    );
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

  it('leaves the payment to the receiver’s choice, which cannot be sent', async () => {
    await using courier = await withOrder();
    const [order] = courier.double.orders.all;
    if (order) order.draft = { ...order.draft, payType: 'OPTION' };
    expect(await errorOf(courier.create(KEY, { orderno: 'A-1', weight: '5' }))).toMatchObject({
      code: 'no_payment_type',
    });
    await courier.create(KEY, { orderno: 'A-1', weight: '5', paytype: 'CARD' });
    expect(courier.sent()[2]).toContain('<paytype>CARD</paytype>');
  });

  it.each([12, 52])('is refused with code %i', async (code) => {
    await using courier = await withOrder();
    courier.double.faults.add({ kind: 'order error', code }, { on: 'editorder' });
    expect(await errorOf(courier.create(KEY, { orderno: 'A-1', weight: '5' }))).toMatchObject({
      code: String(code),
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
});

it('a form that names no order is refused before anything is sent', async () => {
  await using courier = await withOrder();
  expect(await errorOf(courier.create(KEY, { weight: 'x' }))).toMatchObject({
    message:
      'Please correct 2 fields:\n- Fill in Order or Order Number.\n- Weight (kg) must be a number like 1250.50, not "x".',
  });
  expect(courier.sent()).toEqual([]);
});
