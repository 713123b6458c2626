import { number, output, primary, text, type Row } from '../../core/output';
import type { XmlElement } from '../../core/xml';
import { attribute, codeOf, decimal, encodeSearch, text as textOf, told } from './elements';

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

/** A town as `townlist` tells of it. */
export const TOWN = output<XmlElement>()({
  id: primary(text('ID', '185', codeOf)),
  code: text('Town Code', '185', codeOf),
  /** With its type. */
  name: text('Name', 'Химки г', (town) => textOf(town, 'name') ?? codeOf(town)),
  fiascode: told('FIAS Code', 'fiascode', 'e1ebb4a5-6aa6-4a6d-8b6e-3b2b1b1b1b1b'),
  kladrcode: told('KLADR Code', 'kladrcode', '5000000900000'),
  shortname: told('Name Without Its Type', 'shortname', 'Химки'),
  typename: told('Type', 'typename', 'г'),
  region_code: text('Region Code', '50', (town) => textOf(town.child('city'), 'code')),
  region_name: text('Region', 'Московская область', (town) => textOf(town.child('city'), 'name')),
  latitude: number('Latitude', 55.89, (town) => decimal(attribute(town.child('coords'), 'lat'))),
  longitude: number('Longitude', 37.44, (town) => decimal(attribute(town.child('coords'), 'lon'))),
});

export type KnownTown = Row<typeof TOWN>;
