import { app } from '../support/definition';
import { ConnectedCourier } from '../support/courier';

const KEY = 'measoft_new_settlement';
const TURN_ON = { meta: { isPopulatingDedupe: true } };

/** Delivers a new order for cash and draws up an act for it. */
async function settle(courier: ConnectedCourier, orderno: string, payDay = ''): Promise<string> {
  const { orders, settlements } = courier.double;
  await courier.create('measoft_create_order', {
    orderno,
    receiver_person: 'Петров',
    receiver_phone: '1',
    receiver_address: 'x',
    price: '1000',
  });
  orders.move(orders.get(orderno), 'COMPLETE');
  const act = settlements.settle(courier.double.account(), { payDay });
  courier.double.journal.clear();
  if (!act) throw new Error('There is nothing to settle.');
  return act.code;
}

describe('an act', () => {
  it('comes with its sums and lines, in two requests', async () => {
    await using courier = await ConnectedCourier.open({ seedOrders: false });
    const code = await settle(courier, 'A-1');
    const [act = {}, ...more] = await courier.poll(KEY);
    expect(more).toEqual([]);
    expect(courier.sent()).toEqual([
      expect.stringMatching(
        /^<smalist><datefrom>\d{4}-\d\d-\d\d<\/datefrom><dateto>\d{4}-\d\d-\d\d<\/dateto><\/smalist>$/,
      ) as string,
      `<smadetail><code>${code}</code></smadetail>`,
    ]);
    expect(act).toMatchObject({
      id: code,
      code,
      actdate: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
      datepay: null,
      rur: 1000,
      signedcopyreceived: false,
      lines: [
        {
          orderno: 'A-1',
          ordercode: courier.double.orders.get('A-1').code,
          rur: 1000,
          priceag: 10,
          status: 'Delivered',
        },
      ],
    });
    const [line = {}] = act.lines as Record<string, number>[];
    expect(line.pricecalc).toBeCloseTo(1000 - (line.price ?? 0), 2);
    expect(Object.keys(act)).toEqual(Object.keys(app.triggers[KEY]?.operation.sample ?? {}));
    const sample = app.triggers[KEY]?.operation.sample as { lines: object[] };
    expect(Object.keys(line)).toEqual(Object.keys(sample.lines[0] ?? {}));
  });

  it('that was there when the Zap was turned on is told by that poll alone, in one request', async () => {
    await using courier = await ConnectedCourier.open();
    const acts = await courier.poll(KEY, {}, TURN_ON);
    expect(acts.map(({ id, lines }) => [id, lines])).toEqual([
      ['6279', []],
      ['6278', []],
    ]);
    expect(await courier.poll(KEY)).toEqual([]);
    expect(courier.double.journal.calls).toEqual(['smalist', 'smalist']);
  });

  it('that is new is told by three polls, since none learns whether it arrived', async () => {
    await using courier = await ConnectedCourier.open();
    await courier.poll(KEY, {}, TURN_ON);
    const code = await settle(courier, 'A-1');
    const ids = [];
    for (let poll = 0; poll < 5; poll += 1) ids.push((await courier.poll(KEY)).map(({ id }) => id));
    expect(ids).toEqual([[code], [code], [code], [], []]);
    expect(courier.double.journal.of('smadetail')).toHaveLength(3);
  });

  it('that is new among others is told before they are told again', async () => {
    await using courier = await ConnectedCourier.open({ seedOrders: false });
    await courier.poll(KEY, {}, TURN_ON);
    const first = await settle(courier, 'A-1');
    const second = await settle(courier, 'A-2');
    const ids = [];
    for (let poll = 0; poll < 3; poll += 1) ids.push((await courier.poll(KEY))[0]?.id);
    expect(new Set(ids.slice(0, 2))).toEqual(new Set([first, second]));
  });

  it('is told again when Zapier forgets what was remembered, and so is not lost', async () => {
    await using courier = await ConnectedCourier.open({ seedOrders: false });
    const code = await settle(courier, 'A-1');
    courier.double.faults.add({ kind: 'lost answer' }, { on: 'smadetail' });
    await courier.poll(KEY).catch(() => undefined);
    courier.forget();
    expect(await courier.poll(KEY)).toMatchObject([{ id: code }]);
  });

  it('may have to be paid first', async () => {
    await using courier = await ConnectedCourier.open();
    const paidOnly = { paid_only: 'yes' };
    expect(await courier.poll(KEY, paidOnly, TURN_ON)).toMatchObject([
      { id: '6278', datepay: expect.stringMatching(/^\d{4}-/) as string },
    ]);
    await settle(courier, 'A-1');
    expect(await courier.poll(KEY, paidOnly)).toEqual([]);
    const paid = await settle(courier, 'A-2', '2026-01-15');
    expect(await courier.poll(KEY, paidOnly)).toMatchObject([{ id: paid, datepay: '2026-01-15' }]);
  });

  it('for the editor is the newest one, and counts for nothing', async () => {
    await using courier = await ConnectedCourier.open();
    for (let load = 0; load < 4; load += 1)
      expect(await courier.poll(KEY, {}, { meta: { isLoadingSample: true } })).toMatchObject([
        { id: '6279' },
      ]);
  });

  it('is missing without an error where there is none', async () => {
    await using courier = await ConnectedCourier.open({ seedOrders: false });
    expect(await courier.poll(KEY)).toEqual([]);
    expect(courier.double.journal.calls).toEqual(['smalist']);
  });
});
