/** Towns; two of them have one name. */
export const CITIES = [
  city(44, 'Москва', 'Москва', 81, '101000', '0c5b2444-70a0-4932-980c-b4dc0d3f02b5', -1),
  city(137, 'Санкт-Петербург', 'Санкт-Петербург', 82, '190000', 'c2deb16a-0330-4f05-821f-1d09c93331e6', -1),
  city(270, 'Новосибирск', 'Новосибирская область', 23, '630000', '8dea00e3-9aab-4d8e-887c-ef2aaa546456', -1),
  city(268, 'Киров', 'Кировская область', 43, '610000', '452a2ddf-88a1-4e35-8d8d-8635493768d4', -1),
  city(1057, 'Киров', 'Калужская область', 40, '249440', '00000000-0000-4000-8000-000000001057', 50_000),
  city(9999, 'Дальний', 'Приморский край', 25, '692000', '00000000-0000-4000-8000-000000009999', 0),
] as const;

function city(
  code: number,
  name: string,
  region: string,
  region_code: number,
  postal_code: string,
  fias_guid: string,
  payment_limit: number,
) {
  const place = { country_code: 'RU', country: 'Россия', region, region_code, sub_region: name };
  const where = { longitude: 37.61, latitude: 55.76, time_zone: 'Europe/Moscow' };
  return {
    code,
    city: name,
    city_uuid: fias_guid,
    fias_guid,
    postal_code,
    ...place,
    ...where,
    payment_limit,
  };
}

export type City = (typeof CITIES)[number];

/** What names a place in an order: a code, a FIAS code, a postal code, or a name that only one town has. */
export function cityOf(location: Readonly<Record<string, unknown>>): City | undefined {
  const { code, fias_guid, postal_code, city: name } = location;
  const found = CITIES.filter(
    (one) =>
      (code === undefined || one.code === Number(code)) &&
      (fias_guid === undefined || one.fias_guid === fias_guid) &&
      (postal_code === undefined || code !== undefined || one.postal_code === postal_code) &&
      (name === undefined || one.city === name),
  );
  const isNamed = [code, fias_guid, postal_code, name].some((part) => part !== undefined);
  return isNamed ? found[0] : undefined;
}

/** Offices (ПВЗ) and parcel lockers (постаматы). */
export const POINTS = [
  point('MSK65', 'PVZ', 44, 'На Петровке', 'ул. Петровка, 38', { weight_max: 30, allowed_cod: true }),
  point('MSK2', 'POSTAMAT', 44, 'Постамат у метро', 'ул. Арбат, 1', { weight_max: 15, allowed_cod: false }),
  point('SPB9', 'PVZ', 137, 'На Невском', 'Невский пр., 1', { weight_max: 50, allowed_cod: true }),
  point('NSK33', 'PVZ', 270, 'На Красном', 'Красный пр., 5', { weight_max: 30, allowed_cod: true }),
] as const;

function point(
  code: string,
  type: 'PVZ' | 'POSTAMAT',
  city_code: number,
  name: string,
  address: string,
  { weight_max, allowed_cod }: { readonly weight_max: number; readonly allowed_cod: boolean },
) {
  const town = CITIES.find((one) => one.code === city_code);
  const isOffice = type === 'PVZ';
  return {
    ...{
      code,
      uuid: `00000000-0000-4000-8000-${code.padStart(12, '0').replace(/[^0-9]/g, '0')}`,
      name,
      type,
    },
    ...{ owner_code: 'CDEK', work_time: 'Пн-Пт 10:00-20:00', phones: [{ number: '+74950000003' }] },
    ...{ take_only: false, is_handout: true, is_reception: isOffice, is_dressing_room: isOffice },
    ...{ have_cashless: isOffice, have_cash: isOffice, allowed_cod, weight_min: 0, weight_max },
    location: {
      ...{ country_code: 'RU', region_code: town?.region_code, region: town?.region, city_code },
      ...{ city: town?.city, postal_code: town?.postal_code, address },
      ...{
        address_full: `${town?.postal_code}, Россия, ${town?.city}, ${address}`,
        longitude: 37.61,
        latitude: 55.76,
      },
    },
  };
}

export type Point = (typeof POINTS)[number];

/** Name, then the codes by mode: door-door, door-office, office-door, office-office, door-locker, office-locker. */
const TARIFF_ROWS = [
  ['Посылка', 139, 138, 137, 136, 366, 368],
  ['Экономичная посылка', 231, 232, 233, 234, 376, 378],
  ['Экспресс', 480, 481, 482, 483, 485, 486],
] as const;
const MODES = [
  ['1', 'дверь-дверь'],
  ['2', 'дверь-склад'],
  ['3', 'склад-дверь'],
  ['4', 'склад-склад'],
  ['6', 'дверь-постамат'],
  ['7', 'склад-постамат'],
] as const;

export const TARIFFS = TARIFF_ROWS.map(([name, ...codes]) => ({
  tariff_name: name,
  weight_min: 0,
  weight_max: 50,
  order_types: ['1', '2'],
  delivery_modes: MODES.map(([mode, modeName], index) => ({
    delivery_mode: mode,
    delivery_mode_name: modeName,
    tariff_code: codes[index] ?? 0,
  })),
}));

export interface Tariff {
  readonly code: number;
  readonly name: string;
  /** CDEK's number of the mode. */
  readonly mode: string;
  readonly modeName: string;
}

const ALL_TARIFFS: readonly Tariff[] = TARIFFS.flatMap(({ tariff_name, delivery_modes }) =>
  delivery_modes.map(({ delivery_mode, delivery_mode_name, tariff_code }) => ({
    code: tariff_code,
    name: tariff_name,
    mode: delivery_mode,
    modeName: delivery_mode_name,
  })),
);

export const tariffOf = (code: unknown): Tariff | undefined => ALL_TARIFFS.find((one) => one.code === code);

/** Prices in roubles with VAT: the further and the heavier, the dearer. */
export function prices(from: City, to: City, grams: number) {
  return ALL_TARIFFS.map(({ code, name, mode, modeName }, index) => {
    const days = from === to ? 1 : 3;
    const sum = 180 + 60 * Math.ceil(grams / 1000) + (from === to ? 0 : 240) + 20 * index;
    return {
      ...{ tariff_code: code, tariff_name: `${name} ${modeName}`, tariff_description: '' },
      ...{ delivery_mode: Number(mode), delivery_sum: sum, period_min: days, period_max: days + 1 },
      ...{ calendar_min: days, calendar_max: days + 2 },
      delivery_date_range: { min: '2026-03-09', max: '2026-03-10' },
    };
  });
}
