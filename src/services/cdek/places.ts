import { Problem } from '../../core/errors';
import { excerpt } from '../../core/redact';
import { say } from '../../language/language';
import { number, object, objects, parts, text, yesNo, type Json } from './values';

/** A town (населённый пункт) as CDEK knows it. */
export type City = NonNullable<ReturnType<typeof parseCity>>;

/** A town of `location/cities`; undefined for one without a code. */
export function parseCity(city: Json) {
  const code = text(city.code);
  if (code === undefined) return undefined;
  const limit = number(city.payment_limit);
  return {
    code,
    city: text(city.city) ?? code,
    ...parts(city, text, ['region', 'sub_region', 'country_code', 'fias_guid', 'time_zone']),
    ...parts(city, number, ['latitude', 'longitude']),
    /** The most that may be collected there; −1 stands for no limit, 0 forbids it. */
    payment_limit: limit === undefined || limit < 0 ? undefined : limit,
    allowed_cod: limit === undefined ? undefined : limit !== 0,
  };
}

/** A town of `location/suggest/cities`, which tells a code and `Химки, Московская область, Россия`. */
export function parseSuggestion({ code, full_name }: Json): City | undefined {
  const [city, ...places] =
    text(full_name)
      ?.split(',')
      .map((part) => part.trim()) ?? [];
  return parseCity({ code, city, region: places.at(0) });
}

/** An office (ПВЗ) or a parcel locker (постамат). */
export type Point = NonNullable<ReturnType<typeof parsePoint>>;

/** A point of `deliverypoints`; undefined for one without a code. */
export function parsePoint(point: Json) {
  const code = text(point.code);
  if (code === undefined) return undefined;
  const location = object(point.location);
  return {
    code,
    name: text(point.name) ?? code,
    ...parts(point, text, ['type', 'work_time']),
    ...parts(location, text, ['city_code', 'city', 'region', 'postal_code', 'address', 'address_full']),
    ...parts(location, number, ['latitude', 'longitude']),
    phone: objects(point.phones).flatMap(({ number: phone }) => text(phone) ?? [])[0],
    note: text(point.note) ?? text(point.address_comment),
    weight_max: number(point.weight_max),
    ...parts(point, yesNo, ['allowed_cod', 'have_cash', 'have_cashless']),
    ...parts(point, yesNo, ['is_dressing_room', 'is_handout', 'is_reception']),
  };
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
