import { app } from '../support/definition';
import { AnsweringCourier, ConnectedCourier } from '../support/courier';

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
  });

  it("is read whole, as the vendor's example tells it", async () => {
    await using courier = await AnsweringCourier.open(
      '<smalist><sma><code>6278</code><number>3992</number><actdate>2020-02-12</actdate><datepay/><dateto>2020-02-12</dateto>' +
        '<promiseddatepay/><price>637.00</price><pricecorr>113.00</pricecorr><rur>13430.00</rur><pricekur>570.00</pricekur>' +
        '<payno>42423</payno><paytype>1</paytype><paytypename/><signedcopyreceived>NO</signedcopyreceived></sma></smalist>',
      '<smadetail><specialsma><code>42494</code><ordercode>14424</ordercode><orderno>11111</orderno><orderdate>2020-02-10</orderdate>' +
        '<delivereddate>2020-02-11</delivereddate><company>Частное лицо</company><price>314.00</price><rur>8800.00</rur>' +
        '<inshprice>314.00</inshprice><pricekur>270.00</pricekur><priceag>44.00</priceag><pricecalc>8486.00</pricecalc>' +
        '<paytype>2</paytype><paytypename>Оплата курьеру наличными</paytypename><weight>3.400</weight><distance>0.00</distance>' +
        '<status>Доставлен</status></specialsma></smadetail>',
    );
    expect(await courier.poll(KEY)).toEqual([{ ...app.triggers[KEY]?.operation.sample }]);
  });

  it('holds nothing where nothing is told, or no number', async () => {
    await using courier = await AnsweringCourier.open(
      '<smalist><sma><code>1</code><rur>13 430,00</rur><pricekur>1e3</pricekur></sma></smalist>',
      '<smadetail><specialsma/></smadetail>',
    );
    const [{ id, code, lines, ...others } = {}] = await courier.poll(KEY);
    expect([id, code]).toEqual(['1', '1']);
    for (const told of [others, ...(lines as object[])])
      expect(new Set(Object.values(told))).toEqual(new Set([null]));
  });

  it('may be paid, signed and corrected downwards, and name its orders as older installations do', async () => {
    await using courier = await AnsweringCourier.open(
      '<smalist><sma><code>1</code><datepay> 2020-02-20 </datepay><promiseddatepay>2020-02-19</promiseddatepay>' +
        '<pricecorr>-113.50</pricecorr><paytypename>Безналичный</paytypename><signedcopyreceived>yes</signedcopyreceived></sma></smalist>',
      '<smadetail><specialsma><ordercode/><addresscode>14424</addresscode></specialsma></smadetail>',
    );
    expect(await courier.poll(KEY)).toMatchObject([
      {
        datepay: '2020-02-20',
        promiseddatepay: '2020-02-19',
        pricecorr: -113.5,
        paytypename: 'Безналичный',
        signedcopyreceived: true,
        lines: [{ ordercode: '14424' }],
      },
    ]);
  });

  it('is told once, the newest first and those without a date last; one without a code is left out', async () => {
    const act = (code: string, date: string): string =>
      `<sma><code>${code}</code><actdate>${date}</actdate></sma>`;
    await using courier = await AnsweringCourier.open(
      `<smalist>${act('4', '2024-03-08')}${act('6', '')}${act('5', '2024-03-08')}${act('', '2024-03-08')}` +
        `${act('4', '2024-03-09')}${act('7', '')}</smalist>`,
    );
    const acts = await courier.poll(KEY, {}, TURN_ON);
    expect(acts.map(({ id }) => id)).toEqual(['4', '5', '7', '6']);
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
    for (let poll = 0; poll < 7; poll += 1) ids.push((await courier.poll(KEY))[0]?.id);
    expect(ids).toEqual([second, first, second, first, second, first, undefined]);
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
