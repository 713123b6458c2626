import type { XmlElement } from '../../core/xml';
import {
  asIs,
  attribute,
  decimal,
  encode,
  encodeMeasure,
  leaves,
  limitElement,
  ownText,
  text,
  yes,
  type Encodable,
} from './elements';

/** The vendor's NO would leave out the points that have something; users who answer no do not mind it. */
const encodeDemand = (isWanted: boolean): string | undefined => (isWanted ? 'YES' : undefined);

const QUERY = {
  code: asIs,
  /** The code that the network of pickup points itself uses. */
  client_code: asIs,
  town: asIs,
  /** Counts only beside a town. */
  address: asIs,
  acceptcash: encodeDemand,
  acceptcard: encodeDemand,
  acceptfitting: encodeDemand,
  acceptindividuals: encodeDemand,
  /** Kilograms that it must take. */
  maxweight: encodeMeasure,
};

export type PickupPointQuery = Encodable<typeof QUERY>;

/** What a `pvzlist` request holds. */
export function encodePickupPointQuery(query: PickupPointQuery, limit: number): readonly XmlElement[] {
  return [...leaves(encode(QUERY, query)), limitElement(limit)];
}

/** A pickup point (ПВЗ) as the courier service tells it; weights are kilograms. */
export type PickupPoint = NonNullable<ReturnType<typeof parsePickupPoint>>;

/** A point of `pvzlist`; undefined for one without a code, which cannot be chosen. */
export function parsePickupPoint(point: XmlElement) {
  const code = text(point, 'code');
  if (code === undefined) return undefined;
  const town = point.child('town');
  return {
    code,
    clientcode: text(point, 'clientcode'),
    name: text(point, 'name'),
    parentcode: text(point, 'parentcode'),
    parentname: text(point, 'parentname'),
    town: ownText(town),
    town_code: attribute(town, 'code'),
    region_name: attribute(town, 'regionname'),
    address: text(point, 'address'),
    phone: text(point, 'phone'),
    worktime: text(point, 'worktime'),
    traveldescription: text(point, 'traveldescription'),
    comment: text(point, 'comment'),
    maxweight: decimal(text(point, 'maxweight')),
    acceptcash: yes(point, 'acceptcash'),
    acceptcard: yes(point, 'acceptcard'),
    acceptfitting: yes(point, 'acceptfitting'),
    acceptindividuals: yes(point, 'acceptindividuals'),
    latitude: decimal(text(point, 'latitude')),
    longitude: decimal(text(point, 'longitude')),
  };
}
