import type { Thousandths } from '../../core/money';
import { element, type XmlElement } from '../../core/xml';
import {
  asIs,
  attribute,
  decimal,
  encode,
  encodeMeasure,
  encodeMoney,
  groupElement,
  leaf,
  leaves,
  ownText,
  text,
  type Encodable,
} from './elements';
import { encodePackage } from './order_details';

/** The simple elements of a delivery to be priced, in the vendor's order. */
const FIGURES = {
  weight: encodeMeasure,
  service: asIs,
  paytype: asIs,
  price: encodeMoney,
  inshprice: encodeMoney,
};

/** A delivery to be priced, by the names of the vendor's older form of the function. */
export interface PriceQuery extends Omit<Encodable<typeof FIGURES>, 'weight'> {
  readonly townfrom: string;
  readonly townto?: string | undefined;
  readonly zipcode?: string | undefined;
  readonly address?: string | undefined;
  readonly pvz?: string | undefined;
  /** Kilograms. */
  readonly mass: Thousandths;
  /** Length, width and height in centimetres, which count together only. */
  readonly l?: Thousandths | undefined;
  readonly w?: Thousandths | undefined;
  readonly h?: Thousandths | undefined;
}

/** What a `calculator` request holds, in the form of 2021. Without a service all of them are priced. */
export function encodePriceQuery(query: PriceQuery): XmlElement {
  const { townfrom, townto, zipcode, address, pvz, mass, l, w, h } = query;
  const hasSizes = l !== undefined && w !== undefined && h !== undefined;
  const parcel = hasSizes ? encodePackage({ mass, length: l, width: w, height: h }) : undefined;
  return element(
    'order',
    {},
    leaf('pricetype', 'CUSTOMER'),
    groupElement('sender', [leaf('town', townfrom)]),
    groupElement('receiver', leaves({ town: townto, zipcode, address, pvz })),
    ...leaves(encode(FIGURES, { ...query, weight: mass })),
    groupElement('packages', [parcel]),
  );
}

/** What one service costs: roubles, kilograms, working days. */
export type Price = ReturnType<typeof parsePrice>;

/** The prices of `calculator`, the cheapest first. */
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
  return {
    service: ownText(service) ?? attribute(calc, 'service') ?? '',
    service_name: attribute(service, 'name'),
    price: decimal(figure('price')),
    mindeliverydays: decimal(figure('mindeliverydays')),
    maxdeliverydays: decimal(figure('maxdeliverydays')),
    mindeliverydate: figure('mindeliverydate'),
    zone: figure('zone'),
    weight: decimal(figure('mass')),
    town_from: figure('townfrom'),
    town_to: figure('townto'),
  };
}
