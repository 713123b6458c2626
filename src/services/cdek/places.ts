import { Problem } from '../../core/errors';
import { number, output, primary, text, yesNo, type Row } from '../../core/output';
import { excerpt } from '../../core/redact';
import { say } from '../../language/language';
import { object, parseNumber, parsePhones, parseText, parseYesNo, type Json } from './values';

/** A town (населённый пункт) of `location/cities`. */
export const CITY = output<Json>()({
  id: primary(text('ID', '270', ({ code }) => parseText(code) ?? '')),
  code: text('CDEK Town Code', '270', ({ code }) => parseText(code) ?? ''),
  city: text('Name', 'Новосибирск', ({ city, code }) => parseText(city) ?? parseText(code) ?? ''),
  region: text('Region', 'Новосибирская область', ({ region }) => parseText(region)),
  sub_region: text('District', 'Новосибирск', ({ sub_region }) => parseText(sub_region)),
  country_code: text('Country', 'RU', ({ country_code }) => parseText(country_code)),
  fias_guid: text('FIAS Code', '8dea00e3-9aab-4d8e-887c-ef2aaa546456', (city) => parseText(city.fias_guid)),
  // The most that may be collected there; −1 stands for no limit, 0 forbids it.
  allowed_cod: yesNo('Allows Cash on Delivery', true, ({ payment_limit }) => {
    const limit = parseNumber(payment_limit);
    return limit === undefined ? undefined : limit !== 0;
  }),
  payment_limit: number('Most to Collect', null, ({ payment_limit }) => {
    const limit = parseNumber(payment_limit) ?? -1;
    return limit < 0 ? undefined : limit;
  }),
  latitude: number('Latitude', 55.0286, ({ latitude }) => parseNumber(latitude)),
  longitude: number('Longitude', 82.9283, ({ longitude }) => parseNumber(longitude)),
  time_zone: text('Time Zone', 'Asia/Novosibirsk', ({ time_zone }) => parseText(time_zone)),
});

export type City = Row<typeof CITY>;

/** A town of `location/suggest/cities`, which tells a code and `Химки, Московская область, Россия`. */
export function parseSuggestion({ code, full_name }: Json): City {
  const [city, region] = (parseText(full_name) ?? '').split(',').map((part) => part.trim());
  return CITY.row({ code, city, region });
}

/** An office (ПВЗ) or a parcel locker (постамат) of `deliverypoints`. */
export const POINT = output<Json>()({
  id: primary(text('ID', 'MSK65', ({ code }) => parseText(code) ?? '')),
  code: text('Pickup Point Code', 'MSK65', ({ code }) => parseText(code) ?? ''),
  name: text('Name', 'На Петровке', ({ name, code }) => parseText(name) ?? parseText(code) ?? ''),
  type: text('Kind', 'PVZ', ({ type }) => parseText(type)),
  city: text('Town', 'Москва', ofLocation('city')),
  city_code: text('CDEK Town Code', '44', ofLocation('city_code')),
  region: text('Region', 'Москва', ofLocation('region')),
  postal_code: text('Postal Code', '107031', ofLocation('postal_code')),
  address: text('Address', 'ул. Петровка, 38', ofLocation('address')),
  address_full: text('Full Address', '107031, Россия, Москва, ул. Петровка, 38', ofLocation('address_full')),
  phone: text('Phone', '+74950000003', ({ phones }) => parsePhones(phones)[0]),
  work_time: text('Opening Hours', 'Пн-Пт 10:00-20:00', ({ work_time }) => parseText(work_time)),
  note: text('How to Get There', null, (point) => parseText(point.note) ?? parseText(point.address_comment)),
  weight_max: number('Greatest Weight (kg)', 30, ({ weight_max }) => parseNumber(weight_max)),
  allowed_cod: yesNo('Collects Money', true, ({ allowed_cod }) => parseYesNo(allowed_cod)),
  have_cash: yesNo('Takes Cash', true, ({ have_cash }) => parseYesNo(have_cash)),
  have_cashless: yesNo('Takes Cards', true, ({ have_cashless }) => parseYesNo(have_cashless)),
  is_dressing_room: yesNo('Allows Trying On', true, (point) => parseYesNo(point.is_dressing_room)),
  is_handout: yesNo('Hands Parcels Out', true, ({ is_handout }) => parseYesNo(is_handout)),
  is_reception: yesNo('Takes Parcels In', true, ({ is_reception }) => parseYesNo(is_reception)),
  latitude: number('Latitude', 55.76, ({ location }) => parseNumber(object(location).latitude)),
  longitude: number('Longitude', 37.61, ({ location }) => parseNumber(object(location).longitude)),
});

export type Point = Row<typeof POINT>;

function ofLocation(key: string): (point: Json) => string | undefined {
  return ({ location }) => parseText(object(location)[key]);
}

/** One town of several that have its name cannot be meant by its name alone. @throws Problem of kind `input` */
export function onlyCity(cities: readonly City[], typed: string, field: string): number {
  const [city, ...others] = cities;
  if (city && others.length === 0) return Number(city.code);
  const known = cities
    .slice(0, 10)
    .map(({ code, region }) => `${code} (${region ?? 'no region'})`)
    .join(', ');
  throw new Problem(
    'input',
    city
      ? say`${{ field }} "${{ typed: excerpt(typed) }}" may be several towns: enter the code of one,
        ${{ known }}, or pick it from the list.`
      : say`${{ field }} "${{ typed: excerpt(typed) }}" is not known to CDEK (СДЭК). Pick it from the
        list, or look it up with Find CDEK Town.`,
    { code: 'invalid_input' },
  );
}
