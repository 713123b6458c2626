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

export interface Store {
  readonly code: string;
  readonly name: string;
}

/** A pickup point (ПВЗ) or parcel locker (постамат). */
export interface PickupPoint {
  readonly code: string;
  /** The partner's code. */
  readonly clientCode: string;
  readonly name: string;
  /** The network that it belongs to. */
  readonly parentCode: string;
  readonly parentName: string;
  readonly town: Town;
  readonly address: string;
  readonly phone: string;
  readonly comment: string;
  readonly travelDescription: string;
  readonly workTime: string;
  /** Kilograms. */
  readonly maxWeight: number;
  readonly acceptsCash: boolean;
  readonly acceptsCard: boolean;
  readonly acceptsFitting: boolean;
  readonly acceptsIndividuals: boolean;
  readonly latitude: string;
  readonly longitude: string;
}

/** An item of goods kept in the courier's warehouse. */
export interface StockItem {
  readonly code: string;
  readonly article: string;
  readonly barcode: string;
  readonly name: string;
  /** Kopecks. */
  readonly retailPrice: number;
  readonly purchasePrice: number;
  /** Kilograms, then centimetres. */
  readonly weight: string;
  readonly length: string;
  readonly width: string;
  readonly height: string;
  readonly quantity: number;
  readonly reserved: number;
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
  /** Where it sits and its first branch stands. */
  readonly homeTown: Town;
  readonly services: Service[];
  readonly extraServices: ExtraService[];
  readonly stores: Store[];
  readonly pickupPoints: PickupPoint[];
  readonly stock: StockItem[];
}
