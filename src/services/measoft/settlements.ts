import type { XmlElement, XmlList } from '../../core/xml';
import { decimal, text, yes } from './values';

/** A cash transfer act (акт передачи денег): what a courier collected and owes its client. */
export type Settlement = ReturnType<typeof parseSettlement>;

export type SettlementLine = ReturnType<typeof parseLine>;

/** Reads smalist. */
export function settlementsOfList(take: (act: Settlement) => void): XmlList {
  return {
    name: 'sma',
    take: (act) => {
      const parsed = parseSettlement(act);
      if (parsed.code !== '') take(parsed);
    },
  };
}

/** Reads smadetail. */
export function linesOfSettlement(take: (line: SettlementLine) => void): XmlList {
  return {
    name: 'specialsma',
    take: (line) => {
      take(parseLine(line));
    },
  };
}

function parseSettlement(act: XmlElement) {
  const code = text(act, 'code') ?? '';
  return {
    id: code,
    code,
    number: text(act, 'number') ?? null,
    actdate: text(act, 'actdate') ?? null,
    datepay: text(act, 'datepay') ?? null,
    dateto: text(act, 'dateto') ?? null,
    promiseddatepay: text(act, 'promiseddatepay') ?? null,
    price: decimal(text(act, 'price')),
    pricecorr: decimal(text(act, 'pricecorr')),
    rur: decimal(text(act, 'rur')),
    pricekur: decimal(text(act, 'pricekur')),
    payno: text(act, 'payno') ?? null,
    paytype: text(act, 'paytype') ?? null,
    paytypename: text(act, 'paytypename') ?? null,
    signedcopyreceived: yes(act, 'signedcopyreceived') ?? null,
  };
}

function parseLine(line: XmlElement) {
  return {
    code: text(line, 'code') ?? null,
    ordercode: text(line, 'ordercode') ?? text(line, 'addresscode') ?? null,
    orderno: text(line, 'orderno') ?? null,
    orderdate: text(line, 'orderdate') ?? null,
    delivereddate: text(line, 'delivereddate') ?? null,
    company: text(line, 'company') ?? null,
    price: decimal(text(line, 'price')),
    rur: decimal(text(line, 'rur')),
    inshprice: decimal(text(line, 'inshprice')),
    pricekur: decimal(text(line, 'pricekur')),
    priceag: decimal(text(line, 'priceag')),
    pricecalc: decimal(text(line, 'pricecalc')),
    paytype: text(line, 'paytype') ?? null,
    paytypename: text(line, 'paytypename') ?? null,
    weight: decimal(text(line, 'weight')),
    distance: decimal(text(line, 'distance')),
    status: text(line, 'status') ?? null,
  };
}

export const SETTLEMENT_FIELDS = [
  { key: 'id', label: 'ID', type: 'string', primary: true },
  { key: 'code', label: 'Act Code', type: 'string' },
  { key: 'number', label: 'Act Number', type: 'string' },
  { key: 'actdate', label: 'Act Date', type: 'string' },
  { key: 'datepay', label: 'Date of Payment', type: 'string' },
  { key: 'dateto', label: 'End of the Period', type: 'string' },
  { key: 'promiseddatepay', label: 'Promised Date of Payment', type: 'string' },
  { key: 'price', label: 'Cost of Services', type: 'number' },
  { key: 'pricecorr', label: 'Correction of the Cost', type: 'number' },
  { key: 'rur', label: 'Collected from Receivers', type: 'number' },
  { key: 'pricekur', label: "Courier's Part of the Cost", type: 'number' },
  { key: 'payno', label: 'Payment Order Number', type: 'string' },
  { key: 'paytype', label: 'Payment Type Code', type: 'string' },
  { key: 'paytypename', label: 'Payment Type', type: 'string' },
  { key: 'signedcopyreceived', label: 'Signed Copy Was Received', type: 'boolean' },
  { key: 'lines[]code', label: 'Lines Code', type: 'string' },
  { key: 'lines[]ordercode', label: 'Lines Order Code', type: 'string' },
  { key: 'lines[]orderno', label: 'Lines Order Number', type: 'string' },
  { key: 'lines[]orderdate', label: 'Lines Order Date', type: 'string' },
  { key: 'lines[]delivereddate', label: 'Lines Day of Delivery', type: 'string' },
  { key: 'lines[]company', label: 'Lines Receiver', type: 'string' },
  { key: 'lines[]price', label: 'Lines Cost of Services', type: 'number' },
  { key: 'lines[]rur', label: 'Lines Collected', type: 'number' },
  { key: 'lines[]inshprice', label: 'Lines Declared Value', type: 'number' },
  { key: 'lines[]pricekur', label: "Lines Courier's Part", type: 'number' },
  { key: 'lines[]priceag', label: "Lines Agent's Fee", type: 'number' },
  { key: 'lines[]pricecalc', label: 'Lines Due to You', type: 'number' },
  { key: 'lines[]paytype', label: 'Lines Payment Type Code', type: 'string' },
  { key: 'lines[]paytypename', label: 'Lines Payment Type', type: 'string' },
  { key: 'lines[]weight', label: 'Lines Weight (kg)', type: 'number' },
  { key: 'lines[]distance', label: 'Lines Distance', type: 'number' },
  { key: 'lines[]status', label: 'Lines Status', type: 'string' },
] as const;

/** The vendor's example. */
export const SETTLEMENT_SAMPLE: Settlement & { readonly lines: readonly SettlementLine[] } = {
  id: '6278',
  code: '6278',
  number: '3992',
  actdate: '2020-02-12',
  datepay: null,
  dateto: '2020-02-12',
  promiseddatepay: null,
  price: 637,
  pricecorr: 113,
  rur: 13430,
  pricekur: 570,
  payno: '42423',
  paytype: '1',
  paytypename: null,
  signedcopyreceived: false,
  lines: [
    {
      code: '42494',
      ordercode: '14424',
      orderno: '11111',
      orderdate: '2020-02-10',
      delivereddate: '2020-02-11',
      company: 'Частное лицо',
      price: 314,
      rur: 8800,
      inshprice: 314,
      pricekur: 270,
      priceag: 44,
      pricecalc: 8486,
      paytype: '2',
      paytypename: 'Оплата курьеру наличными',
      weight: 3.4,
      distance: 0,
      status: 'Доставлен',
    },
  ],
};
