import {
  linesOfSettlement,
  SETTLEMENT_FIELDS,
  SETTLEMENT_SAMPLE,
  settlementsOfList,
} from '../../../src/services/measoft/settlements';
import { listed } from '../../support/listed';

const acts = (content: string) => listed(`<smalist>${content}</smalist>`, settlementsOfList);
const lines = (content: string) => listed(`<smadetail>${content}</smadetail>`, linesOfSettlement);

describe('an act', () => {
  it("of the vendor's example is read whole", () => {
    const told = acts(
      '<sma><code>6278</code><number>3992</number><actdate>2020-02-12</actdate><datepay/><dateto>2020-02-12</dateto><promiseddatepay/>' +
        '<price>637.00</price><pricecorr>113.00</pricecorr><rur>13430.00</rur><pricekur>570.00</pricekur><payno>42423</payno>' +
        '<paytype>1</paytype><paytypename/><signedcopyreceived>NO</signedcopyreceived></sma>',
    );
    expect(told.map((act) => ({ ...act, lines: SETTLEMENT_SAMPLE.lines }))).toEqual([SETTLEMENT_SAMPLE]);
  });

  it('that was paid and signed says so', () => {
    expect(
      acts(
        '<sma><code>1</code><datepay> 2020-02-20 </datepay><promiseddatepay>2020-02-19</promiseddatepay>' +
          '<paytypename>Безналичный</paytypename><signedcopyreceived>yes</signedcopyreceived></sma>',
      ),
    ).toMatchObject([
      {
        datepay: '2020-02-20',
        promiseddatepay: '2020-02-19',
        paytypename: 'Безналичный',
        signedcopyreceived: true,
      },
    ]);
  });

  it('holds nothing where nothing is told', () => {
    const [act] = acts('<sma><code>1</code></sma>');
    const { id, code, ...others } = act ?? {};
    expect([id, code]).toEqual(['1', '1']);
    expect(new Set(Object.values(others))).toEqual(new Set([null]));
  });

  it.each(['', '13 430,00', '1e3', 'NaN'])('with the amount "%s" has no amount', (amount) => {
    expect(acts(`<sma><code>1</code><rur>${amount}</rur></sma>`)).toMatchObject([{ rur: null }]);
  });

  it('may correct the cost downwards', () => {
    expect(acts('<sma><code>1</code><pricecorr>-113.50</pricecorr></sma>')).toMatchObject([
      { pricecorr: -113.5 },
    ]);
  });

  it('without a code cannot be told from others, and is left out', () => {
    expect(acts('<sma><number>1</number></sma><sma><code/></sma><sma><code>2</code></sma>')).toMatchObject([
      { id: '2' },
    ]);
    expect(acts('')).toEqual([]);
  });
});

describe('a line of an act', () => {
  it("of the vendor's example is read whole", () => {
    expect(
      lines(
        '<specialsma><code>42494</code><ordercode>14424</ordercode><orderno>11111</orderno><orderdate>2020-02-10</orderdate>' +
          '<delivereddate>2020-02-11</delivereddate><company>Частное лицо</company><price>314.00</price><rur>8800.00</rur>' +
          '<inshprice>314.00</inshprice><pricekur>270.00</pricekur><priceag>44.00</priceag><pricecalc>8486.00</pricecalc><paytype>2</paytype>' +
          '<paytypename>Оплата курьеру наличными</paytypename><weight>3.400</weight><distance>0.00</distance><status>Доставлен</status></specialsma>',
      ),
    ).toEqual(SETTLEMENT_SAMPLE.lines);
  });

  it('names the order as older installations do', () => {
    expect(lines('<specialsma><ordercode/><addresscode>14424</addresscode></specialsma>')).toMatchObject([
      { ordercode: '14424' },
    ]);
  });

  it('holds nothing where nothing is told', () => {
    const [line] = lines('<specialsma/>');
    expect(new Set(Object.values(line ?? {}))).toEqual(new Set([null]));
    expect(lines('')).toEqual([]);
  });
});

it('has a label for each of its parts', () => {
  const {
    lines: [line],
    ...act
  } = SETTLEMENT_SAMPLE;
  expect(SETTLEMENT_FIELDS.map(({ key }) => key)).toEqual([
    ...Object.keys(act),
    ...Object.keys(line ?? {}).map((key) => `lines[]${key}`),
  ]);
});
