import { element, leaf, textOf, type XmlElement } from '../../xml';
import { folded, fullName, isCountry, isTown, type Region, type Street, type Town } from '../gazetteer';
import { refused } from '../refusal';
import { group, value, values } from '../shape';
import type { CourierFunction } from './function';
import { LIMIT, listXml, meetsName, NAME_CONDITIONS } from './listing';

function isIn(region: Region, conditions: XmlElement | undefined): boolean {
  const country = textOf(conditions, 'country');
  // The vendor calls a region `city`; one client sends it as `region`.
  const wanted = folded(textOf(conditions, 'city') || textOf(conditions, 'region'));
  return (country === '' || isCountry(region.country, country)) && folded(region.name).startsWith(wanted);
}

function townXml(town: Town): XmlElement {
  return element(
    'town',
    {},
    leaf('code', town.code),
    leaf('name', fullName(town)),
    leaf('kladrcode', town.kladr),
    leaf('fiascode', town.fias),
    leaf('shortname', town.shortName),
    leaf('typename', town.type),
    element('city', {}, leaf('code', town.region.code), leaf('name', town.region.name)),
    leaf('coords', '', { lat: town.latitude, lon: town.longitude }),
  );
}

export const townlist: CourierFunction = {
  access: 'anyone',
  errors: 'root',
  shape: group({
    codesearch: group({ ...values('text', 'zipcode', 'fiascode', 'code'), kladrcode: value('integer') }),
    conditions: group({ ...NAME_CONDITIONS, ...values('text', 'city', 'region', 'country') }),
    limit: LIMIT,
  }),
  perform: ({ root }, { company }) => {
    const codes = root.child('codesearch');
    const conditions = root.child('conditions');
    const code = (name: string): string => textOf(codes, name);
    const { towns } = company.gazetteer;
    const found = codes
      ? towns.filter(
          (town) =>
            town.code === code('code') ||
            town.fias === code('fiascode').toLowerCase() ||
            (town.kladr !== '' && town.kladr === code('kladrcode')) ||
            town.zipCodes.includes(code('zipcode')),
        )
      : towns
          .filter((town) => isTown(town) || textOf(conditions, 'fullname') !== '')
          .filter((town) => isIn(town.region, conditions))
          .filter((town) => meetsName(conditions, town.shortName, fullName(town)));
    return listXml(root, found, townXml);
  },
};

function regionXml({ code, name, country }: Region): XmlElement {
  return element(
    'city',
    {},
    leaf('code', code),
    leaf('name', name),
    element(
      'country',
      {},
      leaf('id', country.id),
      leaf('code', country.code),
      leaf('name', country.name),
      leaf('ShortName1', country.code),
      leaf('ShortName2', country.code3),
    ),
  );
}

export const regionlist: CourierFunction = {
  access: 'anyone',
  errors: 'root',
  shape: group({
    codesearch: group(values('text', 'code')),
    conditions: group({ ...NAME_CONDITIONS, country: value('text') }),
    limit: LIMIT,
  }),
  perform: ({ root }, { company }) => {
    const codes = root.child('codesearch');
    const conditions = root.child('conditions');
    const found = company.gazetteer.regions.filter((region) =>
      codes
        ? region.code === textOf(codes, 'code')
        : isIn(region, conditions) && meetsName(conditions, region.name),
    );
    return listXml(root, found, regionXml);
  },
};

function streetXml(street: Street): XmlElement {
  return element(
    'street',
    {},
    leaf('name', fullName(street)),
    leaf('shortname', street.shortName),
    leaf('typename', street.type),
  );
}

export const streetlist: CourierFunction = {
  access: 'anyone',
  errors: 'root',
  shape: group({ conditions: group({ ...NAME_CONDITIONS, town: value('text') }), limit: LIMIT }),
  perform: ({ root }, { company }) => {
    const conditions = root.child('conditions');
    const name = textOf(conditions, 'town');
    if (name === '') throw refused(19, 'root');
    const town = company.gazetteer.resolve(name);
    if (!town) throw refused(22, 'root');
    const found = town.streets.filter((street) => meetsName(conditions, street.shortName, fullName(street)));
    return listXml(root, found, streetXml);
  },
};
