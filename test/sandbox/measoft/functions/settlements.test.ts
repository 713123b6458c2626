import { attribute, call, courierForEachTest, create, DAY, orderXml, text } from '../conversation';

const { moment, start } = courierForEachTest();
type Courier = Awaited<ReturnType<typeof start>>;

const list = (courier: Courier, from = '', to = ''): ReturnType<typeof call> =>
  call(courier, 'smalist', `<datefrom>${from}</datefrom><dateto>${to}</dateto>`);
const days = async (courier: Courier, from = '', to = ''): Promise<readonly string[]> =>
  (await list(courier, from, to)).children.map((act) => text(act, 'actdate'));
const details = async (courier: Courier, code: string, auth?: string): ReturnType<typeof call> =>
  call(courier, 'smadetail', `<code>${code}</code>`, auth === undefined ? {} : { auth });

describe('smalist', () => {
  it('tells the acts of the last month unless days are given', async () => {
    const courier = await start({ seedOrders: true });
    expect(await days(courier)).toEqual(['2024-03-17']);
    expect(await days(courier, '2024-01-01')).toEqual(['2024-02-01', '2024-03-17']);
    expect(await days(courier, '2024-02-01', '2024-02-01')).toEqual(['2024-02-01']);
    expect(await days(courier, '', '2024-03-16')).toEqual(['2024-02-01']);
    expect(await days(courier, '2024-03-18', '2024-04-01')).toEqual([]);
  });

  it('tells sums, and a pay day once the money was paid out', async () => {
    const courier = await start({ seedOrders: true });
    const [paid, open] = (await list(courier, '2024-01-01')).children;
    const figures = ['code', 'number', 'price', 'rur', 'pricekur', 'datepay', 'payno', 'signedcopyreceived'];
    expect(figures.map((name) => paid && text(paid, name))).toEqual([
      '6278',
      '3992',
      '224.88',
      '387.50',
      '221.00',
      '2024-02-03',
      '43992',
      'NO',
    ]);
    expect(open && [text(open, 'datepay'), text(open, 'rur')]).toEqual(['', '675.00']);
  });
});

describe('smadetail', () => {
  it('tells the orders of an act, and its sums are the act’s', async () => {
    const courier = await start({ seedOrders: true });
    const answer = await details(courier, '6279');
    expect(attribute(answer, 'count')).toBe('2');
    const [whole, partly] = answer.children;
    expect(whole?.children.map(({ name, text: value }) => `${name}=${value}`).join(' ')).toBe(
      'code=42495 ordercode=34534235 orderno=SHOP-0990 orderdate=2024-03-02 delivereddate=2024-03-04 company=Сергеева Анна ' +
        'price=224.88 rur=387.50 inshprice=237.50 pricekur=221.00 priceag=3.88 pricecalc=162.62 paytype=2 ' +
        'paytypename=paying a courier in cash weight=4.100 distance=0.00 status=Delivered',
    );
    // One piece at 100 roubles was refused.
    expect(partly && ['rur', 'paytypename', 'status'].map((name) => text(partly, name))).toEqual([
      '287.50',
      'paying a courier by card',
      'Partially delivered',
    ]);
  });
});

describe('an act', () => {
  it('holds delivered orders with money collected, each once', async () => {
    const courier = await start();
    const order = (number: string, more: string): string => orderXml(number, more);
    await create(
      courier,
      order('cash', '<price>100</price>'),
      order('prepaid', '<price>100</price><paytype>NO</paytype>'),
      order('free', ''),
      order('on its way', '<price>100</price>'),
      order('refused', '<price>100</price>'),
    );
    for (const number of ['cash', 'prepaid', 'free'])
      courier.orders.move(courier.orders.get(number), 'COMPLETE');
    courier.orders.move(courier.orders.get('refused'), 'CANCELED');
    const act = courier.settlements.settle(courier.account());
    expect(act?.day).toBe('2024-03-22');
    expect(act?.lines.map(({ order: { number } }) => number)).toEqual(['cash']);
    expect(courier.settlements.settle(courier.account())).toBeUndefined();
    moment.pass(DAY);
    courier.orders.move(courier.orders.get('on its way'), 'COMPLETE');
    expect(courier.settlements.settle(courier.account())?.day).toBe('2024-03-23');
    expect(await days(courier)).toEqual(['2024-03-22', '2024-03-23']);
  });
});
