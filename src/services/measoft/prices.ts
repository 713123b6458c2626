import type { Thousandths } from '../../core/money';
import { number, output, primary, text, type Row } from '../../core/output';
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
  text as textOf,
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

/** Figures are children; in older revisions attributes of the same names. */
const figureOf = (calc: XmlElement, name: string) => textOf(calc, name) ?? attribute(calc, name);

const serviceOf = (calc: XmlElement): string =>
  ownText(calc.child('service')) ?? attribute(calc, 'service') ?? '';

const told = (label: string, name: string, sample: string) =>
  text(label, sample, (calc: XmlElement) => figureOf(calc, name));

const figure = (label: string, name: string, sample: number) =>
  number(label, sample, (calc: XmlElement) => decimal(figureOf(calc, name)));

/** What one service costs, as `calculator` tells it: roubles, kilograms, working days. */
export const PRICE = output<XmlElement>()({
  id: primary(text('ID', '2', serviceOf)),
  service: text('Service Code', '2', serviceOf),
  service_name: text('Service', 'Экспресс', (calc) => attribute(calc.child('service'), 'name')),
  price: figure('Price', 'price', 450),
  mindeliverydays: figure('Working Days at Least', 'mindeliverydays', 1),
  maxdeliverydays: figure('Working Days at Most', 'maxdeliverydays', 2),
  mindeliverydate: told('Earliest Delivery Date', 'mindeliverydate', '2024-03-25'),
  zone: told('Zone', 'zone', '1'),
  weight: figure('Weight (kg)', 'mass', 5.1),
  town_from: told('From Town', 'townfrom', 'Москва'),
  town_to: told('To Town', 'townto', 'Санкт-Петербург'),
});

export type Price = Row<typeof PRICE>;

/** The prices of `calculator`, the cheapest first. */
export function parsePrices(root: XmlElement): readonly Price[] {
  return root
    .all('calc')
    .map(PRICE.row)
    .sort((one, other) => (one.price ?? Infinity) - (other.price ?? Infinity));
}
