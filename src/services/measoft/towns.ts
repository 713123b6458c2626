import type { XmlElement } from '../../core/xml';
import { attribute, decimal, encodeSearch, text } from './elements';

/** One code, which excludes all else, or what the name is like. */
export interface TownQuery {
  readonly zipcode?: string | undefined;
  readonly kladrcode?: string | undefined;
  readonly fiascode?: string | undefined;
  /** The courier service's own code. */
  readonly code?: string | undefined;
  /** The vendor calls it `city`. */
  readonly region?: string | undefined;
  readonly country?: string | undefined;
  /** The beginning of the name without its type. */
  readonly namestarts?: string | undefined;
  /** The whole name with its type, the only way to find a village. */
  readonly fullname?: string | undefined;
}

const FIAS = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A town that is given by a code: of the state's address system (ФИАС), or of the courier service. */
export function townCode(
  town: string,
): { readonly fiascode: string } | { readonly code: string } | undefined {
  if (FIAS.test(town)) return { fiascode: town };
  return /^\d+$/.test(town) ? { code: town } : undefined;
}

/** What a `townlist` request holds; the popular towns come first. */
export function encodeTownQuery(
  { zipcode, kladrcode, fiascode, code, region, country, namestarts, fullname }: TownQuery,
  limit: number,
): readonly XmlElement[] {
  const codes = { zipcode, kladrcode, fiascode, code };
  return encodeSearch(codes, { city: region, country, namestarts, fullname }, limit);
}

/** A town as the courier service knows it. */
export type KnownTown = NonNullable<ReturnType<typeof parseTown>>;

/** A town of `townlist`; undefined for one without a code. */
export function parseTown(town: XmlElement) {
  const code = text(town, 'code');
  if (code === undefined) return undefined;
  const region = town.child('city');
  const coords = town.child('coords');
  return {
    code,
    /** With its type: `Химки г`. */
    name: text(town, 'name') ?? code,
    shortname: text(town, 'shortname'),
    typename: text(town, 'typename'),
    fiascode: text(town, 'fiascode'),
    kladrcode: text(town, 'kladrcode'),
    region_code: text(region, 'code'),
    region_name: text(region, 'name'),
    latitude: decimal(attribute(coords, 'lat')),
    longitude: decimal(attribute(coords, 'lon')),
  };
}
