import { lines, number, output, primary, text, yesNo as yesNoColumn } from '../core/output';
import type { SettlementLine } from '../services/measoft/settlements';
import { polledSettlements, type SettlementWithLines } from '../steps/measoft/settlements';
import { fields, yesNo } from '../zapier/fields';
import { polling } from '../zapier/step';

const FORM = fields({
  paid_only: {
    label: 'Paid Ones Only',
    kind: yesNo,
    help: 'Yes starts the Zap when the act is paid (дата оплаты), instead of when it is drawn up. No, if you leave it empty.',
  },
});

const LINE = output<SettlementLine>()({
  code: text('Code', '42494', ({ code }) => code),
  ordercode: text('Order Code', '14424', ({ ordercode }) => ordercode),
  orderno: text('Order Number', '11111', ({ orderno }) => orderno),
  orderdate: text('Order Date', '2020-02-10', ({ orderdate }) => orderdate),
  delivereddate: text('Day of Delivery', '2020-02-11', ({ delivereddate }) => delivereddate),
  company: text('Receiver', 'Частное лицо', ({ company }) => company),
  price: number('Cost of Services', 314, ({ price }) => price),
  rur: number('Collected', 8800, ({ rur }) => rur),
  inshprice: number('Declared Value', 314, ({ inshprice }) => inshprice),
  pricekur: number("Courier's Part", 270, ({ pricekur }) => pricekur),
  priceag: number("Agent's Fee", 44, ({ priceag }) => priceag),
  pricecalc: number('Due to You', 8486, ({ pricecalc }) => pricecalc),
  paytype: text('Payment Type Code', '2', ({ paytype }) => paytype),
  paytypename: text('Payment Type', 'Оплата курьеру наличными', ({ paytypename }) => paytypename),
  weight: number('Weight (kg)', 3.4, ({ weight }) => weight),
  distance: number('Distance', 0, ({ distance }) => distance),
  status: text('Status', 'Доставлен', ({ status }) => status),
});

/** What is due for all lines, in roubles; unknown where one of them does not tell. */
function dueOf(all: readonly SettlementLine[]): number | undefined {
  const kopecks = all.flatMap(({ pricecalc }) =>
    pricecalc === undefined ? [] : Math.round(pricecalc * 100),
  );
  if (all.length === 0 || kopecks.length < all.length) return undefined;
  return kopecks.reduce((sum, due) => sum + due) / 100;
}

/** The sample is the vendor's example. */
const SETTLEMENT = output<SettlementWithLines>()({
  id: primary(text('ID', '6278', ({ code }) => code)),
  code: text('Act Code', '6278', ({ code }) => code),
  number: text('Act Number', '3992', (act) => act.number),
  actdate: text('Act Date', '2020-02-12', ({ actdate }) => actdate),
  datepay: text('Date of Payment', null, ({ datepay }) => datepay),
  dateto: text('End of the Period', '2020-02-12', ({ dateto }) => dateto),
  promiseddatepay: text('Promised Date of Payment', null, ({ promiseddatepay }) => promiseddatepay),
  price: number('Cost of Services', 637, ({ price }) => price),
  pricecorr: number('Correction of the Cost', 113, ({ pricecorr }) => pricecorr),
  rur: number('Collected from Receivers', 13430, ({ rur }) => rur),
  pricekur: number("Courier's Part of the Cost", 570, ({ pricekur }) => pricekur),
  pricecalc: number('Due to You', 8486, ({ lines }) => dueOf(lines)),
  payno: text('Payment Order Number', '42423', ({ payno }) => payno),
  paytype: text('Payment Type Code', '1', ({ paytype }) => paytype),
  paytypename: text('Payment Type', null, ({ paytypename }) => paytypename),
  signedcopyreceived: yesNoColumn(
    'Signed Copy Was Received',
    false,
    ({ signedcopyreceived }) => signedcopyreceived,
  ),
  lines: lines('Lines', LINE, (act) => act.lines),
});

export default polling({
  key: 'measoft_new_settlement',
  noun: 'Settlement',
  label: 'New Courier Settlement',
  description:
    'Triggers when a MeaSoft courier company draws up a cash transfer act (акт передачи денег) of what it collected for you, with its lines.',
  form: FORM,
  output: SETTLEMENT,
  perform: async (run, { paid_only: paidOnly = false }) => {
    const acts = await polledSettlements(run, paidOnly);
    return acts.map((act) => SETTLEMENT.row(act));
  },
});
