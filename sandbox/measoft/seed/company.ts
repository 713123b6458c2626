import type { Company, Service, Texts } from '../company';
import type { Town } from '../gazetteer';
import { seedGazetteer } from './towns';

const SERVICES: readonly Service[] = [
  { code: '1', name: 'Стандарт', base: 15_000, perZone: 3_000, perKilogram: 1_000, maxZone: 3, days: 1 },
  { code: '2', name: 'Экспресс', base: 29_800, perZone: 5_000, perKilogram: 2_000, maxZone: 2, days: 0 },
  { code: '3', name: 'До пункта выдачи', base: 9_900, perZone: 2_000, perKilogram: 900, maxZone: 1, days: 1 },
];

const STOCK: readonly Texts[] = [
  goods('44123', '1', '2345625213125', 'Race car', '37.50 20.00 0.1 10 5 5 12 1'),
  goods('44124', '0042', '0460000000017', 'Замок принцессы «Роза»', '100.00 65.00 2 10 20 30 3 0'),
  goods('44125', 'KUKLA-3', '4600000000024', 'Кукла & набор <одежда>', '1599.00 900.00 0.75 40 15 10 0 0'),
];

/** Prices in roubles, then the weight in kilograms, three sizes in centimetres, pieces in the warehouse and reserved ones. */
function goods(code: string, article: string, barcode: string, name: string, figures: string): Texts {
  const [retprice = '', purchprice = '', weight = '', length = '', width = '', height = '', ...pieces] =
    figures.split(' ');
  const [quantity = '', reserved = ''] = pieces;
  return {
    ...{ code, article, barcode, name, retprice, purchprice, weight, length, width, height },
    ...{ CountInPallet: '', HasSerials: '', CountryOfOrigin: '', Message: '', Message2: '' },
    ...{ quantity, reserved },
  };
}

/** In the order of the vendor's sample; the town stands behind the name of the network. */
const POINT: Texts = {
  ...{ clientcode: '', name: '', parentcode: '', parentname: '', town: '', address: '', phone: '' },
  ...{ comment: '', traveldescription: '', worktime: '', maxweight: '15', acceptcash: 'YES' },
  ...{ acceptcard: 'YES', acceptfitting: 'NO', acceptindividuals: 'YES', latitude: '', longitude: '' },
};
const OWN_NETWORK = { parentcode: '5', parentname: 'Сеть «Рядом»' };
const LOCKERS = {
  parentcode: '6',
  parentname: 'Постаматы «Ячейка»',
  comment: 'Постамат: только оплаченные заказы',
  worktime: '00:00-24:00',
  maxweight: '5',
  acceptcash: 'NO',
};

/** By code; `at` is the code of the town. */
const PICKUP_POINTS: Readonly<Record<string, Texts & { readonly at: string }>> = {
  124: {
    ...{ ...OWN_NETWORK, at: '1', clientcode: 'MSK12', name: 'ПВЗ Петровка', address: 'Петровка, 38' },
    ...{ phone: '+74950000124', traveldescription: 'м. Чеховская, 5 минут пешком', worktime: '10-20' },
    ...{ latitude: '55.7680', longitude: '37.6140' },
  },
  125: {
    ...{ ...OWN_NETWORK, at: '1', clientcode: 'MSK13', name: 'ПВЗ Ленинский', address: 'Ленинский пр-кт, 1' },
    ...{ worktime: 'Пн-Пт 09:00-21:00, Сб-Вс 10:00-18:00', maxweight: '30', acceptfitting: 'YES' },
    ...{ latitude: '55.7290', longitude: '37.6090' },
  },
  126: {
    ...{ ...LOCKERS, at: '1', clientcode: '0017', name: 'Постамат Тверская', address: 'Тверская, 7' },
    ...{ latitude: '55.7590', longitude: '37.6110' },
  },
  224: {
    ...{ ...OWN_NETWORK, at: '2', clientcode: 'SPB01', name: 'ПВЗ Невский', address: 'Невский пр., 28' },
    ...{ worktime: '10:00-22:00', acceptcard: 'NO' },
  },
  324: {
    ...{
      at: '185',
      name: 'ПВЗ Химки',
      address: 'Московская, 14',
      worktime: '11-19',
      acceptindividuals: 'NO',
    },
  },
};

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
    streets: ['Петровка', 'Тверская'].map((shortName) => ({ town: town('1'), shortName, type: 'ул' })),
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
    pickupPoints: Object.entries(PICKUP_POINTS).map(([code, { at, ...texts }]) => {
      const { latitude, longitude } = town(at);
      return { code, town: town(at), texts: { ...POINT, latitude, longitude, ...texts } };
    }),
    stock: [...STOCK],
  };
}
