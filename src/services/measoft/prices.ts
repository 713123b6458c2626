import { element, type XmlElement } from '../../core/xml';
import { groupElement, leaves, present } from './elements';
import { townElement, type TownDetails } from './order_details';
import { attribute, decimal, ownText, text } from './values';

/** A delivery to be priced; amounts and measures as the wire wants them. */
export interface PriceQuery {
  readonly from: TownDetails;
  readonly to: TownDetails | undefined;
  readonly zipcode: string | undefined;
  readonly address: string | undefined;
  readonly pvz: string | undefined;
  /** Kilograms. */
  readonly weight: string;
  /** Centimetres; undefined where they are not known. */
  readonly size: { readonly length: string; readonly width: string; readonly height: string } | undefined;
  /** All services, where undefined. */
  readonly service: string | undefined;
  readonly paytype: string | undefined;
  readonly price: string | undefined;
  readonly inshprice: string | undefined;
}

/** What a `calculator` request holds, in the form of 2021. */
export function priceQuery(query: PriceQuery): readonly XmlElement[] {
  const { from, to, zipcode, address, pvz, weight, size, service, paytype, price, inshprice } = query;
  return [
    element(
      'order',
      {},
      ...leaves({ pricetype: 'CUSTOMER' }),
      element('sender', {}, townElement(from)),
      groupElement('receiver', present(townElement(to), ...leaves({ zipcode, address, pvz }))),
      ...leaves({ weight, service, paytype, price, inshprice }),
      size && element('packages', {}, element('package', { mass: weight, ...size })),
    ),
  ];
}

/** What one service costs, as a user reads it. */
export type Price = ReturnType<typeof parsePrice>;

/** The cheapest first. */
export function parsePrices(root: XmlElement): readonly Price[] {
  return root
    .all('calc')
    .map(parsePrice)
    .sort((one, other) => (one.price ?? Infinity) - (other.price ?? Infinity));
}

/** Figures are children; in older revisions attributes of the same names. */
function parsePrice(calc: XmlElement) {
  const figure = (name: string): string | undefined => text(calc, name) ?? attribute(calc, name);
  const service = calc.child('service');
  const code = ownText(service) ?? attribute(calc, 'service') ?? '';
  return {
    id: code,
    service: code,
    service_name: attribute(service, 'name') ?? null,
    price: decimal(figure('price')),
    mindeliverydays: decimal(figure('mindeliverydays')),
    maxdeliverydays: decimal(figure('maxdeliverydays')),
    mindeliverydate: figure('mindeliverydate') ?? null,
    zone: figure('zone') ?? null,
    weight: decimal(figure('mass')),
    town_from: figure('townfrom') ?? null,
    town_to: figure('townto') ?? null,
  };
}

export const PRICE_FIELDS = [
  { key: 'id', label: 'ID', type: 'string', primary: true },
  { key: 'service', label: 'Service Code', type: 'string' },
  { key: 'service_name', label: 'Service', type: 'string' },
  { key: 'price', label: 'Price', type: 'number' },
  { key: 'mindeliverydays', label: 'Working Days at Least', type: 'number' },
  { key: 'maxdeliverydays', label: 'Working Days at Most', type: 'number' },
  { key: 'mindeliverydate', label: 'Earliest Delivery Date', type: 'string' },
  { key: 'zone', label: 'Zone', type: 'string' },
  { key: 'weight', label: 'Weight (kg)', type: 'number' },
  { key: 'town_from', label: 'From Town', type: 'string' },
  { key: 'town_to', label: 'To Town', type: 'string' },
] as const;

export const PRICE_SAMPLE: Price = {
  id: '2',
  service: '2',
  service_name: 'Экспресс',
  price: 450,
  mindeliverydays: 1,
  maxdeliverydays: 2,
  mindeliverydate: '2024-03-25',
  zone: '1',
  weight: 5.1,
  town_from: 'Москва',
  town_to: 'Санкт-Петербург',
};
