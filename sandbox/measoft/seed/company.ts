import type { Company, PickupPoint, Service, StockItem } from '../company';
import type { Town } from '../gazetteer';
import { seedGazetteer } from './towns';

const SERVICES: readonly Service[] = [
  { code: '1', name: 'Стандарт', base: 15_000, perZone: 3_000, perKilogram: 1_000, maxZone: 3, days: 1 },
  { code: '2', name: 'Экспресс', base: 29_800, perZone: 5_000, perKilogram: 2_000, maxZone: 2, days: 0 },
  { code: '3', name: 'До пункта выдачи', base: 9_900, perZone: 2_000, perKilogram: 900, maxZone: 1, days: 1 },
];

const STOCK: readonly StockItem[] = [
  {
    code: '44123',
    article: '1',
    barcode: '2345625213125',
    name: 'Race car',
    retailPrice: 3_750,
    purchasePrice: 2_000,
    weight: '0.1',
    length: '10',
    width: '5',
    height: '5',
    quantity: 12,
    reserved: 1,
  },
  {
    code: '44124',
    article: '0042',
    barcode: '0460000000017',
    name: 'Замок принцессы «Роза»',
    retailPrice: 10_000,
    purchasePrice: 6_500,
    weight: '2',
    length: '10',
    width: '20',
    height: '30',
    quantity: 3,
    reserved: 0,
  },
  {
    code: '44125',
    article: 'KUKLA-3',
    barcode: '4600000000024',
    name: 'Кукла & набор <одежда>',
    retailPrice: 159_900,
    purchasePrice: 90_000,
    weight: '0.75',
    length: '40',
    width: '15',
    height: '10',
    quantity: 0,
    reserved: 0,
  },
];

type PickupPointRow = Pick<PickupPoint, 'code' | 'clientCode' | 'name' | 'address'> &
  Partial<PickupPoint> & { readonly townCode: string };

const OWN_NETWORK = { parentCode: '5', parentName: 'Сеть «Рядом»' };
const LOCKERS = {
  parentCode: '6',
  parentName: 'Постаматы «Ячейка»',
  comment: 'Постамат: только оплаченные заказы',
  workTime: '00:00-24:00',
  maxWeight: 5,
  acceptsCash: false,
};

const PICKUP_POINTS: readonly PickupPointRow[] = [
  {
    ...OWN_NETWORK,
    code: '124',
    clientCode: 'MSK12',
    name: 'ПВЗ Петровка',
    townCode: '1',
    address: 'Петровка, 38',
    phone: '+74950000124',
    travelDescription: 'м. Чеховская, 5 минут пешком',
    workTime: '10-20',
    latitude: '55.7680',
    longitude: '37.6140',
  },
  {
    ...OWN_NETWORK,
    code: '125',
    clientCode: 'MSK13',
    name: 'ПВЗ Ленинский',
    townCode: '1',
    address: 'Ленинский пр-кт, 1',
    workTime: 'Пн-Пт 09:00-21:00, Сб-Вс 10:00-18:00',
    maxWeight: 30,
    acceptsFitting: true,
    latitude: '55.7290',
    longitude: '37.6090',
  },
  {
    ...LOCKERS,
    code: '126',
    clientCode: '0017',
    name: 'Постамат Тверская',
    townCode: '1',
    address: 'Тверская, 7',
    latitude: '55.7590',
    longitude: '37.6110',
  },
  {
    ...OWN_NETWORK,
    code: '224',
    clientCode: 'SPB01',
    name: 'ПВЗ Невский',
    townCode: '2',
    address: 'Невский пр., 28',
    workTime: '10:00-22:00',
    acceptsCard: false,
  },
  {
    code: '324',
    clientCode: '',
    name: 'ПВЗ Химки',
    townCode: '185',
    address: 'Московская, 14',
    workTime: '11-19',
    acceptsIndividuals: false,
  },
];

/** A courier company in Moscow with services, branches, pickup points of three kinds and a few goods. */
export function seedCompany(): Company {
  const gazetteer = seedGazetteer();
  const town = (code: string): Town => {
    const found = gazetteer.resolve(code);
    if (!found) throw new Error(`There is no town ${code}.`);
    return found;
  };
  return {
    gazetteer,
    homeTown: town('1'),
    services: [...SERVICES],
    extraServices: [
      { code: '1', name: 'Страховка', price: 3_000 },
      { code: '2', name: 'Подъём на этаж', price: 15_000 },
    ],
    stores: [
      { code: '1', name: 'Склад Москва' },
      { code: '2', name: 'Склад Санкт-Петербург' },
    ],
    pickupPoints: PICKUP_POINTS.map(({ townCode, ...row }) => {
      const { latitude, longitude } = town(townCode);
      return {
        parentCode: '',
        parentName: '',
        phone: '',
        comment: '',
        travelDescription: '',
        workTime: '',
        maxWeight: 15,
        acceptsCash: true,
        acceptsCard: true,
        acceptsFitting: false,
        acceptsIndividuals: true,
        latitude,
        longitude,
        ...row,
        town: town(townCode),
      };
    }),
    stock: [...STOCK],
  };
}
