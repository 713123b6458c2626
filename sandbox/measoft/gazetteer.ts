import { leaf, type XmlElement } from '../xml';

export interface Country {
  /** `RU` */
  readonly code: string;
  /** `RUS` */
  readonly code3: string;
  readonly name: string;
}

/** What the vendor calls `city` in dictionaries. */
export interface Region {
  readonly code: string;
  readonly name: string;
  readonly country: Country;
}

export interface Town {
  readonly code: string;
  /** `Химки` */
  readonly shortName: string;
  /** `г` */
  readonly type: string;
  readonly region: Region;
  readonly kladr: string;
  readonly fias: string;
  readonly zipCodes: readonly string[];
  readonly latitude: string;
  readonly longitude: string;
  /** Minutes ahead of GMT: event times are local. */
  readonly offset: number;
}

/** `Химки г`: the name that dictionaries tell. */
export function fullName({ shortName, type }: Town): string {
  return `${shortName} ${type}`;
}

/** `town` as orders and pickup points tell it. */
export function townReference({ shortName, code, region }: Town): XmlElement {
  return leaf('town', shortName, { code, regioncode: region.code, regionname: region.name });
}

/** Whether two names are the same to a dictionary: letter case and ё do not matter. */
export function sameName(one: string, other: string): boolean {
  return folded(one) === folded(other);
}

export function folded(name: string): string {
  return name.trim().toLowerCase().replaceAll('ё', 'е');
}

/** Everything that is not a village; villages are found by their full name only. */
export function isTown({ type }: Town): boolean {
  return type === 'г';
}

export interface TownHints {
  readonly regionCode?: string;
  /** Code or name. */
  readonly country?: string;
}

export function isCountry({ code, code3, name }: Country, wanted: string): boolean {
  return [code, code3, name].some((known) => sameName(known, wanted));
}

/** Towns of several countries, the popular ones first. */
export class Gazetteer {
  constructor(readonly towns: readonly Town[]) {}

  /**
   * The town that an order means: a FIAS code, a town code, or a name. Of namesakes the most popular one wins, unless
   * region or country tell them apart; a hint that fits none of them finds nothing.
   */
  resolve(text: string, { regionCode = '', country = '' }: TownHints = {}): Town | undefined {
    const wanted = text.trim();
    if (wanted === '') return undefined;
    return this.towns
      .filter(({ region }) => regionCode === '' || region.code === regionCode)
      .filter(({ region }) => country === '' || isCountry(region.country, country))
      .find(
        (town) =>
          town.code === wanted ||
          town.fias === wanted.toLowerCase() ||
          sameName(fullName(town), wanted) ||
          // Captured of the live service: its dictionaries tell the largest towns so.
          (isTown(town) && sameName(`${town.shortName} город`, wanted)) ||
          (isTown(town) && sameName(town.shortName, wanted)),
      );
  }
}
