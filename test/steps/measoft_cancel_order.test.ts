import { AnsweringCourier, ConnectedCourier, LOST } from '../support/courier';
import { errorOf } from '../support/zapier_error';

const KEY = 'measoft_cancel_order';

describe('cancelling', () => {
  it('names the order by the courier’s code, and tells both its names', async () => {
    await using courier = await ConnectedCourier.open();
    expect(await courier.create(KEY, { ordercode: '0000032' })).toEqual({
      id: '0000032',
      ordercode: '0000032',
      orderno: '00032011',
      cancelled: true,
    });
    expect(courier.sent()).toEqual(['<cancelorder><order ordercode="0000032"/></cancelorder>']);
    expect(courier.double.orders.get('0000032').status().code).toBe('CANCELED');
  });

  it('names it by its number', async () => {
    await using courier = await ConnectedCourier.open();
    expect(await courier.create(KEY, { orderno: '00032011' })).toMatchObject({ ordercode: '0000032' });
    expect(courier.sent()).toEqual(['<cancelorder><order orderno="00032011"/></cancelorder>']);
  });

  it('of an order that is cancelled already is done already', async () => {
    await using courier = await ConnectedCourier.open();
    await courier.create(KEY, { orderno: '00032011' });
    expect(await courier.create(KEY, { orderno: '00032011' })).toMatchObject({ cancelled: true });
    expect(courier.double.journal.calls).toEqual(['cancelorder', 'cancelorder', 'statusreq']);
  });

  it('is seen at the order, where the answer is lost', async () => {
    await using courier = await ConnectedCourier.open();
    courier.double.faults.add({ kind: 'lost answer' }, { on: 'cancelorder' });
    expect(await courier.create(KEY, { orderno: '00032011' })).toMatchObject({
      ordercode: '0000032',
      cancelled: true,
    });
  });

  it('is in doubt where the order does not show it either', async () => {
    await using courier = await ConnectedCourier.open();
    courier.double.faults.add({ kind: 'lost request' }, { on: 'cancelorder' });
    expect((await errorOf(courier.create(KEY, { orderno: '00032011' }))).message).toContain(
      'The order may be cancelled already: look at it with Find Courier Order before you run this step again.',
    );
  });

  it('of an order in process is refused', async () => {
    await using courier = await ConnectedCourier.open();
    const error = await errorOf(courier.create(KEY, { orderno: 'SHOP-0995' }));
    expect(error).toMatchObject({ code: '900' });
    expect(error.message).toContain(
      'Orders can be changed and cancelled only before the courier service starts on them',
    );
  });

  it('is told of the order as it was named, where the answer does not name it', async () => {
    await using courier = await AnsweringCourier.open('<cancelorder/>');
    expect(await courier.create(KEY, { ordercode: '7' })).toMatchObject({ ordercode: '7', orderno: null });
  });

  it('that is refused is refused also where the order cannot be looked at', async () => {
    const refused = '<cancelorder><order ordercode="7" error="52" errormsg="?"/></cancelorder>';
    await using courier = await AnsweringCourier.open(refused, LOST);
    expect(await errorOf(courier.create(KEY, { ordercode: '7' }))).toMatchObject({ code: '52' });
  });

  it('of an unknown order is refused', async () => {
    await using courier = await ConnectedCourier.open();
    expect(await errorOf(courier.create(KEY, { orderno: 'nothing' }))).toMatchObject({
      code: '52',
      message:
        'The courier service does not know this order. Check its number or its code. (MeaSoft error 52: The order is not found)',
    });
  });

  it.each([
    [{ kind: 'global error', code: 1 }, 'ExpiredAuthError'],
    [{ kind: 'html page', status: 403 }, 'ThrottledError'],
  ] as const)('stops at %j without looking further', async (fault, name) => {
    await using courier = await ConnectedCourier.open();
    courier.double.faults.add(fault, { on: 'cancelorder' });
    expect(await errorOf(courier.create(KEY, { orderno: '00032011' }))).toMatchObject({ name });
    expect(courier.double.journal.calls).toEqual(['cancelorder']);
  });

  it('needs to know which order', async () => {
    await using courier = await ConnectedCourier.open();
    expect(await errorOf(courier.create(KEY, { orderno: ' ' }))).toMatchObject({
      message: 'Fill in Order or Order Number.',
    });
    expect(courier.sent()).toEqual([]);
  });

  it('offers the orders of the last two weeks, the newest first', async () => {
    await using courier = await ConnectedCourier.open();
    expect(Object.values(await courier.options('creates', KEY, 'ordercode'))).toEqual(
      expect.arrayContaining([
        '00032011 · Новикова Ольга · New',
        'SHOP-0997 · Смирнова Е. · Ready at the pickup point',
        'SHOP-0996 · Отказов Н. · Returned',
      ]),
    );
    expect(courier.sent()).toEqual([
      expect.stringMatching(
        /^<statusreq><client>CLIENT<\/client><datefrom>\d{4}-\d\d-\d\d<\/datefrom><\/statusreq>$/,
      ) as string,
    ]);
  });

  it('shows who receives an order, as far as that is told', async () => {
    const order = (name: string, value: string): string =>
      `<receiver><${name}>${value}</${name}></receiver><status>NEW</status></order>`;
    await using courier = await AnsweringCourier.open(
      `<statusreq><order ordercode="1" orderno="A1">${order('company', 'ООО')}<order ordercode="2" orderno="A2">` +
        `${order('person', 'Петров')}<order orderno="A3"/></statusreq>`,
    );
    expect(Object.entries(await courier.options('creates', KEY, 'ordercode'))).toEqual([
      ['1', 'A1 · ООО · New'],
      ['2', 'A2 · Петров · New'],
      ['A3', 'A3'],
    ]);
  });
});
