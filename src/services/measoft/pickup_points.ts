import { output, primary, text, type Row } from '../../core/output';
import type { XmlElement } from '../../core/xml';
import {
  asIs,
  attribute,
  codeOf,
  encode,
  encodeMeasure,
  figure,
  flag,
  leaves,
  limitElement,
  ownText,
  told,
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

/** A pickup point (ПВЗ) as `pvzlist` tells of it; weights are kilograms. */
export const PICKUP_POINT = output<XmlElement>()({
  id: primary(text('ID', '124', codeOf)),
  code: text('Pickup Point Code', '124', codeOf),
  clientcode: told("Network's Own Code", 'clientcode', 'MSK12'),
  name: told('Name', 'name', 'ПВЗ Петровка'),
  parentcode: told('Network Code', 'parentcode', '5'),
  parentname: told('Network', 'parentname', 'Сеть «Рядом»'),
  town: text('Town', 'Москва', (point) => ownText(point.child('town'))),
  town_code: text('Town Code', '1', (point) => attribute(point.child('town'), 'code')),
  region_name: text('Region', 'Москва', (point) => attribute(point.child('town'), 'regionname')),
  address: told('Address', 'address', 'Петровка, 38'),
  phone: told('Phone', 'phone', '+74950000124'),
  worktime: told('Opening Hours', 'worktime', '10-20'),
  traveldescription: told('How to Get There', 'traveldescription', 'м. Чеховская, 5 минут пешком'),
  comment: told('Comment', 'comment', null),
  maxweight: figure('Greatest Weight (kg)', 'maxweight', 15),
  acceptcash: flag('Accepts Cash', 'acceptcash', true),
  acceptcard: flag('Accepts Cards', 'acceptcard', true),
  acceptfitting: flag('Allows Trying On', 'acceptfitting', false),
  acceptindividuals: flag('Serves Private Persons', 'acceptindividuals', true),
  latitude: figure('Latitude', 'latitude', 55.768),
  longitude: figure('Longitude', 'longitude', 37.614),
});

export type PickupPoint = Row<typeof PICKUP_POINT>;
