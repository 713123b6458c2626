import type { XmlElement } from '../../core/xml';
import { decimal, text, yes } from './elements';

/** A cash transfer act (акт передачи денег): what a courier collected and owes its client, in roubles. */
export type Settlement = NonNullable<ReturnType<typeof parseSettlement>>;

/** One order of an act. */
export type SettlementLine = ReturnType<typeof parseSettlementLine>;

/** An act of `smalist`; undefined for one without a code. */
export function parseSettlement(act: XmlElement) {
  const code = text(act, 'code');
  if (code === undefined) return undefined;
  return {
    code,
    number: text(act, 'number'),
    actdate: text(act, 'actdate'),
    datepay: text(act, 'datepay'),
    dateto: text(act, 'dateto'),
    promiseddatepay: text(act, 'promiseddatepay'),
    price: decimal(text(act, 'price')),
    pricecorr: decimal(text(act, 'pricecorr')),
    rur: decimal(text(act, 'rur')),
    pricekur: decimal(text(act, 'pricekur')),
    payno: text(act, 'payno'),
    paytype: text(act, 'paytype'),
    paytypename: text(act, 'paytypename'),
    signedcopyreceived: yes(act, 'signedcopyreceived'),
  };
}

/** An order of `smadetail`; weights are kilograms. */
export function parseSettlementLine(line: XmlElement) {
  return {
    code: text(line, 'code'),
    ordercode: text(line, 'ordercode') ?? text(line, 'addresscode'),
    orderno: text(line, 'orderno'),
    orderdate: text(line, 'orderdate'),
    delivereddate: text(line, 'delivereddate'),
    company: text(line, 'company'),
    price: decimal(text(line, 'price')),
    rur: decimal(text(line, 'rur')),
    inshprice: decimal(text(line, 'inshprice')),
    pricekur: decimal(text(line, 'pricekur')),
    priceag: decimal(text(line, 'priceag')),
    pricecalc: decimal(text(line, 'pricecalc')),
    paytype: text(line, 'paytype'),
    paytypename: text(line, 'paytypename'),
    weight: decimal(text(line, 'weight')),
    distance: decimal(text(line, 'distance')),
    status: text(line, 'status'),
  };
}
