import { madeLines, number, output, primary, text, type Row } from '../../core/output';
import type { XmlElement } from '../../core/xml';
import { codeOf, figure, flag, text as textOf, told } from './elements';

/** One order of an act, as `smadetail` tells of it; weights are kilograms. */
export const SETTLEMENT_LINE = output<XmlElement>()({
  code: told('Code', 'code', '42494'),
  ordercode: text('Order Code', '14424', (line) => textOf(line, 'ordercode') ?? textOf(line, 'addresscode')),
  orderno: told('Order Number', 'orderno', '11111'),
  orderdate: told('Order Date', 'orderdate', '2020-02-10'),
  delivereddate: told('Day of Delivery', 'delivereddate', '2020-02-11'),
  company: told('Receiver', 'company', 'Частное лицо'),
  price: figure('Cost of Services', 'price', 314),
  rur: figure('Collected', 'rur', 8800),
  inshprice: figure('Declared Value', 'inshprice', 314),
  pricekur: figure("Courier's Part", 'pricekur', 270),
  priceag: figure("Agent's Fee", 'priceag', 44),
  pricecalc: figure('Due to You', 'pricecalc', 8486),
  paytype: told('Payment Type Code', 'paytype', '2'),
  paytypename: told('Payment Type', 'paytypename', 'Оплата курьеру наличными'),
  weight: figure('Weight (kg)', 'weight', 3.4),
  distance: figure('Distance', 'distance', 0),
  status: told('Status', 'status', 'Доставлен'),
});

export type SettlementLine = Row<typeof SETTLEMENT_LINE>;

/**
 * A cash transfer act (акт передачи денег): what a courier collected and owes its client, in roubles. `smalist` tells of it
 * without its lines. The sample is the vendor's example.
 */
export const SETTLEMENT = output<XmlElement>()({
  id: primary(text('ID', '6278', codeOf)),
  code: text('Act Code', '6278', codeOf),
  number: told('Act Number', 'number', '3992'),
  actdate: told('Act Date', 'actdate', '2020-02-12'),
  datepay: told('Date of Payment', 'datepay', null),
  dateto: told('End of the Period', 'dateto', '2020-02-12'),
  promiseddatepay: told('Promised Date of Payment', 'promiseddatepay', null),
  price: figure('Cost of Services', 'price', 637),
  pricecorr: figure('Correction of the Cost', 'pricecorr', 113),
  rur: figure('Collected from Receivers', 'rur', 13430),
  pricekur: figure("Courier's Part of the Cost", 'pricekur', 570),
  pricecalc: number('Due to You', 8486, () => dueOf([])),
  payno: told('Payment Order Number', 'payno', '42423'),
  paytype: told('Payment Type Code', 'paytype', '1'),
  paytypename: told('Payment Type', 'paytypename', null),
  signedcopyreceived: flag('Signed Copy Was Received', 'signedcopyreceived', false),
  lines: madeLines('Lines', SETTLEMENT_LINE, () => []),
});

export type Settlement = Row<typeof SETTLEMENT>;

/** An act with the orders that it is about. */
export function withLines(act: Settlement, lines: readonly SettlementLine[]): Settlement {
  return { ...act, pricecalc: dueOf(lines) ?? null, lines };
}

/** What is due for all lines, in roubles; unknown where one of them does not tell. */
function dueOf(lines: readonly SettlementLine[]): number | undefined {
  const kopecks = lines.flatMap(({ pricecalc }) => (pricecalc === null ? [] : Math.round(pricecalc * 100)));
  if (lines.length === 0 || kopecks.length < lines.length) return undefined;
  return kopecks.reduce((sum, due) => sum + due) / 100;
}
