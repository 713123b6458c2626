import { element, leaf, textOf, type XmlElement } from '../../xml';
import type { Company, PickupPoint } from '../company';
import { folded, fullName, isCountry, isTown, type Region, type Town, townReference } from '../gazetteer';
import { group, value, values } from '../shape';
import type { CourierFunction } from './function';
import { LIMIT, listXml, meetsName, NAME_CONDITIONS } from './listing';

function named(name: string, { code, name: text }: Company['stores'][number]): XmlElement {
  return element(name, {}, leaf('code', code), leaf('name', text));
}

export const services: CourierFunction = {
  access: 'courier code',
  errors: 'root',
  shape: group({}),
  perform: (_, { company }) =>
    element('services', {}, ...company.services.map((service) => named('service', service))),
};

export const storelist: CourierFunction = {
  access: 'courier code',
  errors: 'root',
  shape: group({}),
  perform: (_, { company }) =>
    element('storelist', {}, ...company.stores.map((store) => named('store', store))),
};

function pickupPointXml({ code, town, texts }: PickupPoint): XmlElement {
  const rows = Object.entries(texts).map(([name, text]) =>
    name === 'town' ? townReference(town) : leaf(name, text),
  );
  return element('pvz', {}, leaf('uid'), leaf('code', code), ...rows);
}

const FLAGS = ['acceptcash', 'acceptcard', 'acceptfitting', 'acceptindividuals'] as const;

/** Whether a point meets all filters. `address` counts only beside a town; the box goes from top left to bottom right. */
function isWanted({ code, town, texts }: PickupPoint, root: XmlElement): boolean {
  const filter = (name: string): string => textOf(root, name);
  const number = (name: string, otherwise: number): number => Number(filter(name) || otherwise);
  const tests = [
    ['', code].includes(filter('code')),
    ['', texts.clientcode].includes(filter('client_code')),
    ['', texts.parentcode].includes(filter('parentcode')),
    folded(town.region.name).startsWith(folded(filter('city'))),
    ['', town.code, town.fias, folded(town.shortName)].includes(folded(filter('town'))),
    filter('town') === '' || folded(texts.address ?? '').includes(folded(filter('address'))),
    FLAGS.every((flag) => texts[flag] === 'YES' || filter(flag) !== 'YES'),
    Number(texts.maxweight) >= number('maxweight', 0),
    Number(texts.latitude) <= number('lt', 90),
    Number(texts.latitude) >= number('rt', -90),
    Number(texts.longitude) >= number('lg', -180),
    Number(texts.longitude) <= number('rg', 180),
  ];
  return tests.every(Boolean);
}

export const pvzlist: CourierFunction = {
  access: 'courier code',
  errors: 'root',
  shape: group({
    ...values('text', 'code', 'client_code', 'city', 'town', 'address', 'parentcode'),
    ...values('yes or no', ...FLAGS),
    ...values('number', 'maxweight', 'lt', 'lg', 'rt', 'rg'),
    limit: LIMIT,
  }),
  perform: ({ root }, { company }) => {
    const found = company.pickupPoints.filter((point) => isWanted(point, root));
    return listXml(root, found, pickupPointXml, true);
  },
};

const QUANTITIES = ['EXISTING_ONLY', 'NOT_EXISTING_ONLY', 'ALL'] as const;

export const itemlist: CourierFunction = {
  access: 'account',
  errors: 'root',
  shape: group({
    codesearch: group(values('text', 'code', 'article', 'barcode')),
    conditions: group({
      ...values('text', 'namecontains', 'namestarts', 'name'),
      quantity: value(QUANTITIES),
    }),
    limit: LIMIT,
  }),
  perform: ({ root }, { company }) => {
    const codes = root.child('codesearch');
    const conditions = root.child('conditions');
    const quantity = textOf(conditions, 'quantity');
    const found = company.stock.filter((item) =>
      codes
        ? (['code', 'article', 'barcode'] as const).some((name) => item[name] === textOf(codes, name))
        : meetsName(conditions, item.name ?? '') &&
          (quantity !== 'EXISTING_ONLY' || item.quantity !== '0') &&
          (quantity !== 'NOT_EXISTING_ONLY' || item.quantity === '0'),
    );
    return listXml(root, found, (item) =>
      element('item', {}, ...Object.entries(item).map(([name, text]) => leaf(name, text))),
    );
  },
};

/** The cheapest way to try a login. */
export const client: CourierFunction = {
  access: 'account',
  errors: 'root',
  shape: group({}),
  perform: ({ account }) => element('client', {}, leaf('code', account.clientCode)),
};

function isIn({ region }: Town, conditions: XmlElement | undefined): boolean {
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
          .filter((town) => isIn(town, conditions))
          .filter((town) => meetsName(conditions, town.shortName, fullName(town)));
    return listXml(root, found, townXml);
  },
};

function regionXml({ code, name, country }: Region): XmlElement {
  const told = [leaf('code', country.code), leaf('name', country.name)];
  return element('city', {}, leaf('code', code), leaf('name', name), element('country', {}, ...told));
}

export const regionlist: CourierFunction = {
  access: 'anyone',
  errors: 'root',
  shape: group({
    codesearch: group(values('text', 'code')),
    conditions: group({ ...NAME_CONDITIONS, country: value('text') }),
  }),
  perform: ({ root }, { company }) => {
    const codes = root.child('codesearch');
    const conditions = root.child('conditions');
    const country = textOf(conditions, 'country');
    const regions = [...new Set(company.gazetteer.towns.map(({ region }) => region))].filter((region) =>
      codes
        ? region.code === textOf(codes, 'code')
        : (country === '' || isCountry(region.country, country)) && meetsName(conditions, region.name),
    );
    return listXml(root, regions, regionXml);
  },
};

export const streetlist: CourierFunction = {
  access: 'anyone',
  errors: 'root',
  shape: group({ conditions: group({ ...NAME_CONDITIONS, town: value('text') }), limit: LIMIT }),
  perform: ({ root }, { company }) => {
    const conditions = root.child('conditions');
    const town = company.gazetteer.resolve(textOf(conditions, 'town'));
    const streets = company.streets.filter(
      (street) =>
        street.town === town && meetsName(conditions, street.shortName, `${street.shortName} ${street.type}`),
    );
    return listXml(root, streets, ({ shortName, type }) =>
      element(
        'street',
        {},
        leaf('name', `${shortName} ${type}`),
        leaf('shortname', shortName),
        leaf('typename', type),
      ),
    );
  },
};
