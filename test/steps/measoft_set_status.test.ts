import { ConnectedCourier } from '../support/courier';
import { httpServer } from '../support/server';
import { errorOf } from '../support/zapier_error';

const KEY = 'measoft_set_status';
const AGENT = { login: 'agent' };

/** The order that the client's courier company gave to the agent. */
const codeOf = (courier: ConnectedCourier): string => courier.double.orders.get('SHOP-0997').code;

describe('a report', () => {
  it('tells the client what happened, on the clocks of the Zap', async () => {
    await using courier = await ConnectedCourier.open();
    const ordercode = codeOf(courier);
    const report = await courier.create(
      KEY,
      {
        ordercode,
        status: 'complete',
        eventtime: '2026-03-24T07:20:00Z',
        message: 'Вручён & оплачен',
        paytype: 'CARD',
      },
      AGENT,
    );
    expect(courier.sent()).toEqual([
      `<setorderinfo><order ordercode="${ordercode}"><status>COMPLETE</status><eventtime>2026-03-24 10:20:00</eventtime>` +
        '<message>Вручён &amp; оплачен</message><paytype>CARD</paytype></order></setorderinfo>',
    ]);
    expect(report).toEqual({
      id: ordercode,
      ordercode,
      status: 'COMPLETE',
      status_label: 'Delivered',
      status_label_ru: 'Доставлен',
      status_final: true,
      status_time: '2026-03-24 10:20:00',
    });
    const [seen] = await courier.search('measoft_find_order', { orderno: 'SHOP-0997' });
    expect(seen).toMatchObject({ status: 'COMPLETE', status_time: '2026-03-24 10:20:00', paytype: 'CARD' });
  });

  it('is of now, where it says no time', async () => {
    await using courier = await ConnectedCourier.open();
    const report = await courier.create(KEY, { ordercode: codeOf(courier), status: 'DELIVERY' }, AGENT);
    const now = Date.parse(`${String(report.status_time).replace(' ', 'T')}+03:00`);
    expect(Math.abs(Date.now() - now)).toBeLessThan(60_000);
  });

  it('may bring a photo', async () => {
    await using courier = await ConnectedCourier.open();
    await using files = await httpServer((_request, answer) => answer.end('JPEG'));
    const image = `http://127.0.0.1:${files.port}/files/photo%201.jpg?token=x`;
    await courier.create(KEY, { ordercode: codeOf(courier), status: 'COMPLETE', image }, AGENT);
    expect(courier.double.orders.get('SHOP-0997').attachments).toEqual([
      { name: 'photo 1.jpg', content: Buffer.from('JPEG') },
    ]);
  });

  it('of an order that was given to nobody is refused', async () => {
    await using courier = await ConnectedCourier.open();
    const { code } = courier.double.orders.get('SHOP-0996');
    const report = { ordercode: code, status: 'COMPLETE' };
    for (let time = 0; time < 2; time += 1)
      expect(await errorOf(courier.create(KEY, report, AGENT))).toMatchObject({ code: '52' });
    // What was refused is not in doubt: the second run looks for nothing.
    expect(courier.double.journal.calls).toEqual(['setorderinfo', 'setorderinfo']);
  });

  it('whose answer is lost is found on the order', async () => {
    await using courier = await ConnectedCourier.open();
    const ordercode = codeOf(courier);
    courier.double.faults.add({ kind: 'lost answer' }, { on: 'setorderinfo' });
    expect(await courier.create(KEY, { ordercode, status: 'COMPLETE' }, AGENT)).toMatchObject({
      status: 'COMPLETE',
    });
    expect(courier.double.journal.calls).toEqual(['setorderinfo', 'statusreq']);
  });

  it('that left doubt is looked for by the same step run again, and not made twice', async () => {
    await using courier = await ConnectedCourier.open();
    const { code: ordercode, statuses } = courier.double.orders.get('SHOP-0997');
    const before = statuses.length;
    const report = { ordercode, status: 'COMPLETE' };
    courier.double.faults.add({ kind: 'lost answer' }, { on: 'setorderinfo' });
    courier.double.faults.add({ kind: 'lost request' }, { on: 'statusreq' });
    expect((await errorOf(courier.create(KEY, report, AGENT))).message).toContain(
      `The status of order ${ordercode} may have been reported already. It is safe to run this step again within 30 days`,
    );
    await courier.create(KEY, report, AGENT);
    expect(courier.double.journal.calls).toEqual(['setorderinfo', 'statusreq', 'statusreq']);
    expect(statuses.length).toBe(before + 1);
  });

  it('that did not arrive is made after a look at the order', async () => {
    await using courier = await ConnectedCourier.open();
    const report = { ordercode: codeOf(courier), status: 'COMPLETE' };
    courier.double.faults.add({ kind: 'lost request' }, { on: 'setorderinfo' });
    await courier.create(KEY, report, AGENT);
    expect(courier.double.journal.calls).toEqual(['setorderinfo', 'statusreq', 'setorderinfo']);
    expect(courier.double.orders.get('SHOP-0997').status().code).toBe('COMPLETE');
  });

  it('needs an order and a status', async () => {
    await using courier = await ConnectedCourier.open();
    const input = { eventtime: 'soon', image_name: 'a\\b.jpg' };
    expect(await errorOf(courier.create(KEY, input, AGENT))).toMatchObject({
      message: expect.stringMatching(
        /^Please correct 4 fields:\n- Order is required\.\n- Status is required\.\n- Status Time must be a date.*\n- Photo Name must be a name/,
      ) as string,
    });
    expect(courier.sent()).toEqual([]);
  });

  it('offers the orders that the agent was given', async () => {
    await using courier = await ConnectedCourier.open();
    expect(await courier.options('creates', KEY, 'ordercode', {}, AGENT)).toEqual({
      [codeOf(courier)]: 'SHOP-0997 · Смирнова Е. · Ready at the pickup point',
    });
    expect(courier.sent()[0]).toContain('<client>AGENT</client>');
  });
});
