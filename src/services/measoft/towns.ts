import type { XmlElement, XmlList } from '../../core/xml';
import { groupElement, leaves, limitElement, present } from './elements';
import { labelOf, type Choice } from './choice';
import { attribute, decimal, text } from './values';

export interface KnownTown {
  /** The courier service's own code. */
  readonly code: string;
  /** With its type: `Химки г`. */
  readonly name: string;
  readonly shortName: string | undefined;
  readonly typeName: string | undefined;
  readonly fias: string | undefined;
  readonly kladr: string | undefined;
  readonly regionCode: string | undefined;
  readonly regionName: string | undefined;
  readonly latitude: string | undefined;
  readonly longitude: string | undefined;
}

/** A code, which excludes all else, or what the name is like. */
export type TownQuery =
  | { readonly code: Readonly<Partial<Record<'zipcode' | 'kladrcode' | 'fiascode' | 'code', string>>> }
  | {
      /** The beginning of the name without its type; or the whole name with it, which villages are found by alone. */
      readonly name?: Readonly<Partial<Record<'namestarts' | 'fullname', string>>>;
      /** The vendor calls it `city`. */
      readonly region?: string | undefined;
      readonly country?: string | undefined;
    };

const FIAS = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A town that is given by a code: of the state's address system (ФИАС), or of the courier service. */
export function townCode(
  town: string,
): { readonly fiascode: string } | { readonly code: string } | undefined {
  if (FIAS.test(town)) return { fiascode: town };
  return /^\d+$/.test(town) ? { code: town } : undefined;
}

/** What a `townlist` request holds; the popular towns come first. */
export function townQuery(query: TownQuery, limit: number): readonly XmlElement[] {
  const wanted =
    'code' in query
      ? groupElement('codesearch', leaves(query.code))
      : groupElement('conditions', leaves({ city: query.region, country: query.country, ...query.name }));
  return present(wanted, limitElement(limit));
}

/** Reads townlist. */
export function townsOfList(take: (town: KnownTown) => void): XmlList {
  return {
    name: 'town',
    take: (town) => {
      const code = text(town, 'code');
      if (code !== undefined) take(parseTown(town, code));
    },
  };
}

function parseTown(town: XmlElement, code: string): KnownTown {
  const region = town.child('city');
  const coords = town.child('coords');
  return {
    code,
    name: text(town, 'name') ?? code,
    shortName: text(town, 'shortname'),
    typeName: text(town, 'typename'),
    fias: text(town, 'fiascode'),
    kladr: text(town, 'kladrcode'),
    regionCode: text(region, 'code'),
    regionName: text(region, 'name'),
    latitude: attribute(coords, 'lat'),
    longitude: attribute(coords, 'lon'),
  };
}

/** By its FIAS code, which all courier companies share, where it is told. */
export function townChoice({ code, name, fias, regionName }: KnownTown): Choice {
  return { id: fias ?? code, label: labelOf(name, regionName) };
}

/** A town as a user reads it. */
export function townOutput(town: KnownTown) {
  return {
    id: town.code,
    code: town.code,
    name: town.name,
    fiascode: town.fias ?? null,
    kladrcode: town.kladr ?? null,
    shortname: town.shortName ?? null,
    typename: town.typeName ?? null,
    region_code: town.regionCode ?? null,
    region_name: town.regionName ?? null,
    latitude: decimal(town.latitude),
    longitude: decimal(town.longitude),
  };
}

export const TOWN_FIELDS = [
  { key: 'id', label: 'ID', type: 'string', primary: true },
  { key: 'code', label: 'Town Code', type: 'string' },
  { key: 'name', label: 'Name', type: 'string' },
  { key: 'fiascode', label: 'FIAS Code', type: 'string' },
  { key: 'kladrcode', label: 'KLADR Code', type: 'string' },
  { key: 'shortname', label: 'Name Without Its Type', type: 'string' },
  { key: 'typename', label: 'Type', type: 'string' },
  { key: 'region_code', label: 'Region Code', type: 'string' },
  { key: 'region_name', label: 'Region', type: 'string' },
  { key: 'latitude', label: 'Latitude', type: 'number' },
  { key: 'longitude', label: 'Longitude', type: 'number' },
] as const;

export const TOWN_SAMPLE = {
  id: '185',
  code: '185',
  name: 'Химки г',
  fiascode: 'e1ebb4a5-6aa6-4a6d-8b6e-3b2b1b1b1b1b',
  kladrcode: '5000000900000',
  shortname: 'Химки',
  typename: 'г',
  region_code: '50',
  region_name: 'Московская область',
  latitude: 55.89,
  longitude: 37.44,
};
