import type { Gazetteer, Town } from './gazetteer';

/** A delivery service (режим доставки) with its price. */
export interface Service {
  readonly code: string;
  readonly name: string;
  /** Kopecks: for any order, for each zone away, for each kilogram. */
  readonly base: number;
  readonly perZone: number;
  readonly perKilogram: number;
  /** Farther zones are not served. */
  readonly maxZone: number;
  /** Working days for the same town; each zone adds one. */
  readonly days: number;
}

/** Texts by the names of the elements in which they are told, and in that order. */
export type Texts = Readonly<Record<string, string>>;

/** A pickup point (ПВЗ) or parcel locker (постамат): the texts of `pvz`, flags as YES and NO. */
export interface PickupPoint {
  readonly code: string;
  readonly town: Town;
  readonly texts: Texts;
}

/** An extra service (`advprices`). */
export interface ExtraService {
  readonly code: string;
  readonly name: string;
  /** Kopecks, when the order says `true` and no amount. */
  readonly price: number;
}

/** What a courier company offers. The lists may be changed at any time. */
export interface Company {
  readonly gazetteer: Gazetteer;
  readonly streets: readonly { readonly town: Town; readonly shortName: string; readonly type: string }[];
  /** The town in which it sits and its first branch stands. */
  readonly homeTown: Town;
  readonly services: Service[];
  readonly extraServices: ExtraService[];
  readonly stores: { readonly code: string; readonly name: string }[];
  readonly pickupPoints: PickupPoint[];
  /** Goods kept in the courier's warehouse: the texts of `item`. */
  readonly stock: Texts[];
}

/** A price for one service between two towns. */
export interface Quote {
  readonly service: Service;
  readonly zone: number;
  /** Kopecks. */
  readonly price: number;
  readonly minDays: number;
  readonly maxDays: number;
}

/** What a service costs; undefined when it does not go there. Weight in kilograms. */
export function quote(service: Service, from: Town, to: Town, weight: number): Quote | undefined {
  const zone = zoneBetween(from, to);
  if (zone > service.maxZone) return undefined;
  return {
    service,
    zone,
    price: service.base + service.perZone * zone + Math.round(service.perKilogram * weight),
    minDays: service.days + zone,
    maxDays: service.days + zone * 2,
  };
}

/** 0 within a town, 1 within a time zone, 2 within the country, 3 in Belarus, 4 elsewhere. */
function zoneBetween(from: Town, to: Town): number {
  if (from === to) return 0;
  if (from.region.country !== to.region.country) {
    return [from, to].every(({ region }) => ['RU', 'BY'].includes(region.country.code)) ? 3 : 4;
  }
  return from.offset === to.offset ? 1 : 2;
}
