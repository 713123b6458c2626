import type { XmlElement, XmlList } from '../../core/xml';
import { leaves, limitElement } from './elements';
import { labelOf, type Choice } from './choice';
import { attribute, decimal, ownText, text, yes } from './values';

export interface PickupPointQuery {
  readonly town?: string | undefined;
  /** Counts only beside a town. */
  readonly address?: string | undefined;
  readonly code?: string | undefined;
  /** The code that the network of pickup points itself uses. */
  readonly clientCode?: string | undefined;
  readonly acceptsCash?: boolean | undefined;
  readonly acceptsCard?: boolean | undefined;
  readonly acceptsFitting?: boolean | undefined;
  readonly acceptsIndividuals?: boolean | undefined;
  /** Kilograms that it must take, as decimal text. */
  readonly maxWeight?: string | undefined;
}

export function pickupPointQuery(query: PickupPointQuery, limit: number): readonly XmlElement[] {
  const must = (wanted: boolean | undefined): string | undefined => (wanted === true ? 'YES' : undefined);
  return [
    ...leaves({
      code: query.code,
      client_code: query.clientCode,
      town: query.town,
      address: query.address,
      acceptcash: must(query.acceptsCash),
      acceptcard: must(query.acceptsCard),
      acceptfitting: must(query.acceptsFitting),
      acceptindividuals: must(query.acceptsIndividuals),
      maxweight: query.maxWeight,
    }),
    limitElement(limit),
  ];
}

/** A pickup point (ПВЗ) as a user reads it. */
export type PickupPoint = ReturnType<typeof parsePickupPoint>;

/** Reads pvzlist. */
export function pickupPointsOfList(take: (point: PickupPoint) => void): XmlList {
  return {
    name: 'pvz',
    take: (point) => {
      const parsed = parsePickupPoint(point);
      if (parsed.code !== '') take(parsed);
    },
  };
}

function parsePickupPoint(point: XmlElement) {
  const town = point.child('town');
  const code = text(point, 'code') ?? '';
  return {
    id: code,
    code,
    clientcode: text(point, 'clientcode') ?? null,
    name: text(point, 'name') ?? null,
    parentcode: text(point, 'parentcode') ?? null,
    parentname: text(point, 'parentname') ?? null,
    town: ownText(town) ?? null,
    town_code: attribute(town, 'code') ?? null,
    region_name: attribute(town, 'regionname') ?? null,
    address: text(point, 'address') ?? null,
    phone: text(point, 'phone') ?? null,
    worktime: text(point, 'worktime') ?? null,
    traveldescription: text(point, 'traveldescription') ?? null,
    comment: text(point, 'comment') ?? null,
    maxweight: decimal(text(point, 'maxweight')),
    acceptcash: yes(point, 'acceptcash') ?? null,
    acceptcard: yes(point, 'acceptcard') ?? null,
    acceptfitting: yes(point, 'acceptfitting') ?? null,
    acceptindividuals: yes(point, 'acceptindividuals') ?? null,
    latitude: decimal(text(point, 'latitude')),
    longitude: decimal(text(point, 'longitude')),
  };
}

export function pickupPointChoice({ code, name, town, address, worktime }: PickupPoint): Choice {
  return {
    id: code,
    label: labelOf(name ?? code, town ?? undefined, address ?? undefined, worktime ?? undefined),
  };
}

export const PICKUP_POINT_FIELDS = [
  { key: 'id', label: 'ID', type: 'string', primary: true },
  { key: 'code', label: 'Pickup Point Code', type: 'string' },
  { key: 'clientcode', label: "Network's Own Code", type: 'string' },
  { key: 'name', label: 'Name', type: 'string' },
  { key: 'parentcode', label: 'Network Code', type: 'string' },
  { key: 'parentname', label: 'Network', type: 'string' },
  { key: 'town', label: 'Town', type: 'string' },
  { key: 'town_code', label: 'Town Code', type: 'string' },
  { key: 'region_name', label: 'Region', type: 'string' },
  { key: 'address', label: 'Address', type: 'string' },
  { key: 'phone', label: 'Phone', type: 'string' },
  { key: 'worktime', label: 'Opening Hours', type: 'string' },
  { key: 'traveldescription', label: 'How to Get There', type: 'string' },
  { key: 'comment', label: 'Comment', type: 'string' },
  { key: 'maxweight', label: 'Greatest Weight (kg)', type: 'number' },
  { key: 'acceptcash', label: 'Accepts Cash', type: 'boolean' },
  { key: 'acceptcard', label: 'Accepts Cards', type: 'boolean' },
  { key: 'acceptfitting', label: 'Allows Trying On', type: 'boolean' },
  { key: 'acceptindividuals', label: 'Serves Private Persons', type: 'boolean' },
  { key: 'latitude', label: 'Latitude', type: 'number' },
  { key: 'longitude', label: 'Longitude', type: 'number' },
] as const;

export const PICKUP_POINT_SAMPLE: PickupPoint = {
  id: '124',
  code: '124',
  clientcode: 'MSK12',
  name: 'ПВЗ Петровка',
  parentcode: '5',
  parentname: 'Сеть «Рядом»',
  town: 'Москва',
  town_code: '1',
  region_name: 'Москва',
  address: 'Петровка, 38',
  phone: '+74950000124',
  worktime: '10-20',
  traveldescription: 'м. Чеховская, 5 минут пешком',
  comment: null,
  maxweight: 15,
  acceptcash: true,
  acceptcard: true,
  acceptfitting: false,
  acceptindividuals: true,
  latitude: 55.768,
  longitude: 37.614,
};
