import { attributeOf, element, leaf, textOf, type XmlElement } from '../../xml';
import { DAY, localDay } from '../../clock';
import type { Town } from '../gazetteer';
import { shortAmount } from '../../money';
import { PACKAGES, TOWN } from '../order_shape';
import { type Quote, quote } from '../company';
import { refused } from '../refusal';
import { group, value, values } from '../shape';
import type { CourierFunction, World } from './function';

/** What both forms of the request come to. */
interface Question {
  readonly from: XmlElement | undefined;
  readonly to: XmlElement | undefined;
  readonly pickupPoint: string;
  readonly weight: string;
  readonly service: string;
}

const OLD_FORM = [
  ...'townfrom townto l w h mass service zipcode addressfrom addressto pvz'.split(' '),
  // One client misspells the price, and the courier takes no notice of it.
  ...'price prcie inshprice paytype pricetype'.split(' '),
];

/** The form with `order`, or the older one with attributes of `calc`. */
function questionOf(root: XmlElement): Question {
  const order = root.child('order');
  if (order) {
    const packages = order.child('packages')?.all('package') ?? [];
    const packed = packages.reduce(
      (sum, { attributes }) => sum + Number(attributes.mass ?? 0) * Number(attributes.quantity ?? 1),
      0,
    );
    return {
      from: order.child('sender')?.child('town'),
      to: order.child('receiver')?.child('town'),
      pickupPoint: textOf(order, 'receiver', 'pvz'),
      weight: textOf(order, 'weight') || (packed > 0 ? String(packed) : ''),
      service: textOf(order, 'service'),
    };
  }
  const calc = root.child('calc');
  return {
    from: leaf('town', attributeOf(calc, 'townfrom')),
    to: leaf('town', attributeOf(calc, 'townto')),
    pickupPoint: attributeOf(calc, 'pvz'),
    weight: attributeOf(calc, 'mass'),
    service: attributeOf(calc, 'service'),
  };
}

function townOf(named: XmlElement | undefined, { company }: World): Town | undefined {
  return company.gazetteer.resolve(textOf(named), {
    regionCode: attributeOf(named, 'regioncode'),
    country: attributeOf(named, 'country'),
  });
}

function calcXml(
  { service, zone, price, minDays, maxDays }: Quote,
  from: Town,
  to: Town,
  weight: string,
  world: World,
): XmlElement {
  const figures = {
    zone: String(zone),
    price: shortAmount(price),
    mindeliverydays: String(minDays),
    maxdeliverydays: String(maxDays),
    mindeliverydate: workingDaysAfter(world.clock.now(), minDays),
  };
  const known = [
    leaf('townfrom', from.shortName, { code: from.code }),
    leaf('townto', to.shortName, { code: to.code }),
    leaf('mass', weight),
    leaf('service', service.code, { name: service.name }),
  ];
  return world.switches.calculatorAnswer === 'attributes'
    ? element('calc', figures, ...known)
    : element('calc', {}, ...known, ...Object.entries(figures).map(([name, figure]) => leaf(name, figure)));
}

/** Delivery times are told in working days: Saturdays and Sundays do not count. */
function workingDaysAfter(moment: number, days: number): string {
  let reached = Date.parse(localDay(moment));
  for (let left = days; left > 0;) {
    reached += DAY;
    if (![0, 6].includes(new Date(reached).getUTCDay())) left -= 1;
  }
  return localDay(reached, 0);
}

export const calculator: CourierFunction = {
  access: 'account',
  errors: 'root',
  shape: group({
    order: group({
      ...values('text', 'pricetype', 'weight', 'service', 'paytype'),
      ...values('number', 'price', 'deliveryprice', 'inshprice'),
      sender: group({ town: TOWN }),
      receiver: group({ ...values('text', 'zipcode', 'address', 'pvz'), town: TOWN }),
      packages: PACKAGES,
    }),
    calc: value('text', Object.fromEntries(OLD_FORM.map((name) => [name, 'text']))),
  }),
  perform: ({ root }, world) => {
    const { from, to, pickupPoint, weight, service } = questionOf(root);
    const point = world.company.pickupPoints.find(
      ({ code, texts }) => pickupPoint !== '' && [code, texts.clientcode].includes(pickupPoint),
    );
    if (textOf(from) === '') throw refused(18, 'root');
    if (textOf(to) === '' && !point) throw refused(19, 'root');
    const origin = townOf(from, world);
    if (!origin) throw refused(21, 'root');
    const destination = textOf(to) === '' ? point?.town : townOf(to, world);
    if (!destination) throw refused(22, 'root');
    if (weight === '') throw refused(23, 'root');
    if (!/^\d+(\.\d+)?$/.test(weight)) throw refused(20, 'root');
    const quotes = world.company.services
      .filter(({ code }) => service === '' || code === service)
      .flatMap((offered) => quote(offered, origin, destination, Number(weight)) ?? []);
    if (quotes.length === 0) throw refused(15, 'root');
    return element(
      'calculator',
      {},
      ...quotes.map((found) => calcXml(found, origin, destination, weight, world)),
    );
  },
};
