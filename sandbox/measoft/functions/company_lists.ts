import { element, leaf, textOf, type XmlElement } from '../../xml';
import type { PickupPoint, Service, StockItem, Store } from '../company';
import { folded } from '../gazetteer';
import { amount } from '../money';
import { group, value, values } from '../shape';
import type { CourierFunction } from './function';
import { LIMIT, listXml, meetsName } from './listing';

function named(name: string, { code, name: text }: Service | Store): XmlElement {
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

function yesOrNo(fact: boolean): string {
  return fact ? 'YES' : 'NO';
}

function pickupPointXml(point: PickupPoint): XmlElement {
  const { town } = point;
  return element(
    'pvz',
    {},
    leaf('uid'),
    leaf('code', point.code),
    leaf('clientcode', point.clientCode),
    leaf('name', point.name),
    leaf('parentcode', point.parentCode),
    leaf('parentname', point.parentName),
    leaf('town', town.shortName, {
      code: town.code,
      regioncode: town.region.code,
      regionname: town.region.name,
    }),
    leaf('address', point.address),
    leaf('phone', point.phone),
    leaf('comment', point.comment),
    leaf('traveldescription', point.travelDescription),
    leaf('worktime', point.workTime),
    leaf('maxweight', String(point.maxWeight)),
    leaf('acceptcash', yesOrNo(point.acceptsCash)),
    leaf('acceptcard', yesOrNo(point.acceptsCard)),
    leaf('acceptfitting', yesOrNo(point.acceptsFitting)),
    leaf('acceptindividuals', yesOrNo(point.acceptsIndividuals)),
    leaf('latitude', point.latitude),
    leaf('longitude', point.longitude),
  );
}

/** Whether a point meets all filters. `address` counts only beside a town; the box goes from top left to bottom right. */
function isWanted(point: PickupPoint, root: XmlElement): boolean {
  const { code, clientCode, town, parentCode, maxWeight, latitude, longitude } = point;
  const filter = (name: string): string => textOf(root, name);
  const isOrAny = (known: string, name: string): boolean => ['', known].includes(filter(name));
  const allows = (allowed: boolean, name: string): boolean => allowed || filter(name) !== 'YES';
  const tests = [
    isOrAny(code, 'code'),
    isOrAny(clientCode, 'client_code'),
    isOrAny(parentCode, 'parentcode'),
    folded(town.region.name).startsWith(folded(filter('city'))),
    ['', town.code, town.fias, folded(town.shortName)].includes(folded(filter('town'))),
    filter('town') === '' || folded(point.address).includes(folded(filter('address'))),
    allows(point.acceptsCash, 'acceptcash'),
    allows(point.acceptsCard, 'acceptcard'),
    allows(point.acceptsFitting, 'acceptfitting'),
    allows(point.acceptsIndividuals, 'acceptindividuals'),
    maxWeight >= Number(filter('maxweight') || 0),
    Number(latitude) <= Number(filter('lt') || 90),
    Number(latitude) >= Number(filter('rt') || -90),
    Number(longitude) >= Number(filter('lg') || -180),
    Number(longitude) <= Number(filter('rg') || 180),
  ];
  return tests.every(Boolean);
}

export const pvzlist: CourierFunction = {
  access: 'courier code',
  errors: 'root',
  shape: group({
    ...values('text', 'code', 'client_code', 'city', 'town', 'address', 'parentcode'),
    ...values('yes or no', 'acceptcash', 'acceptcard', 'acceptfitting', 'acceptindividuals', 'json'),
    ...values('number', 'maxweight', 'lt', 'lg', 'rt', 'rg'),
    limit: LIMIT,
  }),
  perform: ({ root }, { company }) => {
    const found = company.pickupPoints.filter((point) => isWanted(point, root));
    const list = listXml(root, found, pickupPointXml, true);
    if (textOf(root, 'json') !== 'YES') return list;
    // The form of the JSON is not documented.
    const rows = list.children.map(({ children }) =>
      Object.fromEntries(children.map(({ name, text }) => [name, text])),
    );
    return { type: 'application/json', body: JSON.stringify({ ...list.attributes, pvz: rows }) };
  },
};

function stockXml(item: StockItem): XmlElement {
  return element(
    'item',
    {},
    leaf('code', item.code),
    leaf('article', item.article),
    leaf('barcode', item.barcode),
    leaf('name', item.name),
    leaf('retprice', amount(item.retailPrice)),
    leaf('purchprice', amount(item.purchasePrice)),
    leaf('weight', item.weight),
    leaf('length', item.length),
    leaf('width', item.width),
    leaf('height', item.height),
    ...['CountInPallet', 'HasSerials', 'CountryOfOrigin', 'Message', 'Message2'].map((name) => leaf(name)),
    leaf('quantity', String(item.quantity)),
    leaf('reserved', String(item.reserved)),
  );
}

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
        : meetsName(conditions, item.name) &&
          (quantity !== 'EXISTING_ONLY' || item.quantity > 0) &&
          (quantity !== 'NOT_EXISTING_ONLY' || item.quantity === 0),
    );
    return listXml(root, found, stockXml);
  },
};

/** The cheapest way to try a login. */
export const client: CourierFunction = {
  access: 'account',
  errors: 'root',
  shape: group({}),
  perform: ({ account }) => element('client', {}, leaf('code', account.clientCode)),
};

/** Echoes a text: a check of the encoding. */
export const encoding: CourierFunction = {
  access: 'anyone',
  errors: 'root',
  shape: group(values('text', 'text')),
  perform: ({ root }) => element('encoding', {}, leaf('text', root.child('text')?.text)),
};
