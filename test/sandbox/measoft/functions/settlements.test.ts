import {
  attribute,
  call,
  courierForEachTest,
  create,
  DAY,
  orderXml,
  text,
  texts,
  told,
} from '../conversation';

const stage = courierForEachTest();
const seeded = courierForEachTest({ seedOrders: true });

const list = ({ courier }: typeof stage, from = '', to = '') =>
  call(courier, 'smalist', `<datefrom>${from}</datefrom><dateto>${to}</dateto>`);
const days = async (on: typeof stage, from = '', to = ''): Promise<readonly string[]> =>
  (await list(on, from, to)).children.map((act) => text(act, 'actdate'));

it.each([
  ['', '', ['2024-03-17']],
  ['2024-01-01', '', ['2024-02-01', '2024-03-17']],
  ['2024-02-01', '2024-02-01', ['2024-02-01']],
  ['', '2024-03-16', ['2024-02-01']],
  ['2024-03-18', '2024-04-01', []],
])(
  'smalist from %j to %j tells the acts of these days, of the last month without any',
  async (from, to, acts) => {
    expect(await days(seeded, from, to)).toEqual(acts);
  },
);

it('smalist tells sums, and a pay day once the money was paid out', async () => {
  const [paid, open] = (await list(seeded, '2024-01-01')).children;
  expect(told(paid)).toBe(
    'code=6278 number=3992 actdate=2024-02-01 datepay=2024-02-03 dateto=2024-02-01 promiseddatepay= price=224.88 ' +
      'pricecorr=0.00 rur=387.50 pricekur=221.00 payno=43992 paytype=1 paytypename= signedcopyreceived=NO',
  );
  expect(open && texts(open, 'datepay rur')).toEqual(['', '675.00']);
});

it('smadetail tells the orders of an act, and its sums are the act’s', async () => {
  const answer = await call(seeded.courier, 'smadetail', '<code>6279</code>');
  expect(attribute(answer, 'count')).toBe('2');
  const [whole, partly] = answer.children;
  expect(told(whole)).toBe(
    'code=42495 ordercode=34534235 orderno=SHOP-0990 orderdate=2024-03-02 delivereddate=2024-03-04 company=Сергеева Анна ' +
      'price=224.88 rur=387.50 inshprice=237.50 pricekur=221.00 priceag=3.88 pricecalc=162.62 paytype=2 ' +
      'paytypename=paying a courier in cash weight=4.100 distance=0.00 status=Delivered',
  );
  // One piece at 100 roubles was refused.
  const refused = ['287.50', 'paying a courier by card', 'Partially delivered'];
  expect(partly && texts(partly, 'rur paytypename status')).toEqual(refused);
});

it('an act holds delivered orders with money collected, each once', async () => {
  const { courier, clock } = stage;
  const price = '<price>100</price>';
  await create(
    courier,
    ...['cash', 'on its way', 'refused'].map((number) => orderXml(number, price)),
    orderXml('prepaid', `${price}<paytype>NO</paytype>`),
    orderXml('free'),
  );
  const move = (number: string, status: string) => courier.orders.move(courier.orders.get(number), status);
  for (const number of ['cash', 'prepaid', 'free']) move(number, 'COMPLETE');
  move('refused', 'CANCELED');
  const act = courier.settlements.settle(courier.account());
  expect([act?.day, act?.lines.map(({ order: { number } }) => number)]).toEqual(['2024-03-22', ['cash']]);
  expect(courier.settlements.settle(courier.account())).toBeUndefined();
  clock.pass(DAY);
  move('on its way', 'COMPLETE');
  courier.settlements.settle(courier.account());
  expect(await days(stage)).toEqual(['2024-03-22', '2024-03-23']);
});
