import { element, leaf, textOf, type XmlElement } from '../../xml';
import { localDay } from '../../clock';
import { amount } from '../../money';
import { unreadable } from '../refusal';
import { serviceCost, type Settlement, type SettlementLine } from '../settlements';
import { group, value, values } from '../shape';
import type { CourierFunction } from './function';

function actXml({ code, number, day, payDay, lines }: Settlement): XmlElement {
  const sum = (part: (line: SettlementLine) => number): string =>
    amount(lines.reduce((total, line) => total + part(line), 0));
  return element(
    'sma',
    {},
    leaf('code', code),
    leaf('number', number),
    leaf('actdate', day),
    leaf('datepay', payDay),
    leaf('dateto', day),
    leaf('promiseddatepay'),
    leaf('price', sum(serviceCost)),
    leaf('pricecorr', '0.00'),
    leaf(
      'rur',
      sum(({ collected }) => collected),
    ),
    leaf(
      'pricekur',
      sum(({ courierPrice }) => courierPrice),
    ),
    leaf('payno', payDay === '' ? '' : `4${number}`),
    leaf('paytype', '1'),
    leaf('paytypename'),
    leaf('signedcopyreceived', 'NO'),
  );
}

function lineXml(line: SettlementLine): XmlElement {
  const { code, order, collected, courierPrice, agentFee } = line;
  const { draft, delivery } = order;
  const byCard = draft.payType === 'CARD';
  return element(
    'specialsma',
    {},
    leaf('code', code),
    leaf('ordercode', order.code),
    leaf('orderno', order.number),
    leaf('orderdate', localDay(order.created)),
    leaf('delivereddate', delivery?.date),
    leaf('company', draft.receiver.company || draft.receiver.person),
    leaf('price', amount(serviceCost(line))),
    leaf('rur', amount(collected)),
    leaf('inshprice', amount(draft.declaredValue)),
    leaf('pricekur', amount(courierPrice)),
    leaf('priceag', amount(agentFee)),
    leaf('pricecalc', amount(collected - serviceCost(line))),
    leaf('paytype', byCard ? '3' : '2'),
    leaf('paytypename', byCard ? 'paying a courier by card' : 'paying a courier in cash'),
    leaf('weight', Number(draft.weight).toFixed(3)),
    leaf('distance', '0.00'),
    leaf('status', order.status().code === 'COMPLETE' ? 'Delivered' : 'Partially delivered'),
  );
}

export const smalist: CourierFunction = {
  access: 'account',
  errors: 'root',
  shape: group(values('date', 'datefrom', 'dateto')),
  perform: ({ root, account }, { settlements }) => {
    const acts = settlements.between(account, textOf(root, 'datefrom'), textOf(root, 'dateto'));
    return element('smalist', {}, ...acts.map(actXml));
  },
};

export const smadetail: CourierFunction = {
  access: 'account',
  errors: 'root',
  shape: group({ code: value('text') }),
  perform: ({ root, account }, { settlements }) => {
    const code = textOf(root, 'code');
    if (code === '') throw unreadable('smadetail/code is missing');
    const lines = settlements.find(account, code)?.lines ?? [];
    return element('smadetail', { count: lines.length }, ...lines.map(lineXml));
  },
};
