import { number, text, type Json } from './values';

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
    region: text(city.region),
    sub_region: text(city.sub_region),
    country_code: text(city.country_code),
    fias_guid: text(city.fias_guid),
    /** The most that may be collected there; −1 stands for no limit, 0 forbids it. */
    payment_limit: limit === undefined || limit < 0 ? undefined : limit,
    allowed_cod: limit === undefined ? undefined : limit !== 0,
    latitude: number(city.latitude),
    longitude: number(city.longitude),
    time_zone: text(city.time_zone),
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
