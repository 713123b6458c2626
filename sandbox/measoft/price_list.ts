import type { Service } from './company';
import type { Town } from './gazetteer';

/** A price for one service between two towns. */
export interface Quote {
  readonly service: Service;
  readonly zone: number;
  /** Kopecks. */
  readonly price: number;
  readonly minDays: number;
  readonly maxDays: number;
}

/** 0 within a town, 1 within a time zone, 2 within the country, 3 in Belarus, 4 elsewhere. */
function zoneBetween(from: Town, to: Town): number {
  if (from === to) return 0;
  if (from.region.country !== to.region.country) {
    return [from, to].every(({ region }) => ['RU', 'BY'].includes(region.country.code)) ? 3 : 4;
  }
  return from.offset === to.offset ? 1 : 2;
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
