import { inLanguage, say } from '../../language/language';
import { dropDown, labelOf, typedInto } from '../../zapier/drop_down';
import { line, matching, shownWith, typed, type Kind } from '../../zapier/fields';
import type { VatRate } from '../../services/cdek/order_creation';
import { cdekOf } from './cdek';

// How the values that CDEK takes are asked for and read.

const LISTED = 500;

/**
 * A town by its code at CDEK, its FIAS code or its name. The list shows towns of Russia, or those whose names begin with what
 * was typed.
 *
 * @param key of the field itself.
 */
export function city(key: string): Kind<string> {
  const choices = dropDown(async (run) => {
    const typed = typedInto(key, run);
    const isName = typed !== undefined && !/^\d+$/.test(typed);
    const cdek = cdekOf(run);
    const cities = isName
      ? await cdek.citiesLike(typed, undefined)
      : await cdek.cities({ country_code: 'RU', code: typed }, LISTED);
    return cities.map(({ code, city: name, region }) => ({ id: code, label: labelOf(name, region) }));
  });
  return shownWith({ search: 'cdek_find_city.code', choices }, line);
}

/**
 * An office or locker by its code. The list shows those of a town.
 *
 * @param town the key and label of the field that names it.
 */
export function point(
  town: { readonly key: string; readonly label: string },
  is: 'is_handout' | 'is_reception',
) {
  const choices = dropDown(async (run) => {
    const typed = typedInto(town.key, run);
    if (typed === undefined)
      return [{ id: '', label: say`Fill in ${{ label: inLanguage(town.label) }} first` }];
    const cdek = cdekOf(run);
    const points = await cdek.points({ city_code: await cdek.cityCode(typed, town.label), [is]: true });
    return points.map(({ code, name, address, work_time }) => ({
      id: code,
      label: labelOf(code, name, address, work_time),
    }));
  });
  const code = matching(/^[A-Z]{2,10}\d{1,6}$/i, say`must be the code of an office or locker, such as MSK65`);
  return shownWith({ search: 'cdek_find_pickup_point.code', choices }, code);
}

/** One of the tariffs of the contract, by its number. */
export const tariff: Kind<number> = shownWith(
  {
    choices: dropDown(async (run) =>
      (await cdekOf(run).tariffs()).map(({ code, name }) => ({ id: code, label: `${name} (${code})` })),
    ),
  },
  typed((form, field) => {
    const rule = say`must be picked from the list, or be the number of a tariff`;
    const text = form.matching(field, /^\d{1,5}$/, rule);
    return text === undefined ? undefined : Number(text);
  }, 0),
);

/** `+79991234567`. Russian numbers may begin with 8, and hold brackets, spaces and dashes. */
export const phone = typed((form, field) => {
  const rule = say`must be one phone number with its country code, such as +7 999 123-45-67`;
  const text = form.matching(field, /^\+?[\d\s()\u00a0.-]{7,30}$/, rule);
  const digits = text?.replace(/\D/g, '');
  if (text === undefined || digits === undefined) return undefined;
  if (text.startsWith('+')) return `+${digits}`;
  if (/^[78]\d{10}$/.test(digits)) return `+7${digits.slice(1)}`;
  if (/^9\d{9}$/.test(digits)) return `+7${digits}`;
  form.fault(say`${{ label: field.label }} ${{ rule }}, not "${{ text }}".`);
  return undefined;
}, '');

/** A per cent of VAT. The list has the rates that are in use in Russia. */
export const vatRate: Kind<VatRate> = {
  show: {
    choices: { none: 'No VAT (без НДС)', 0: '0 %', 5: '5 %', 7: '7 %', 10: '10 %', 20: '20 %', 22: '22 %' },
  },
  read: (form, field) => {
    if (/^(?:none|no|no vat|без ндс)$/i.test(form.text(field) ?? '')) return 'none';
    const rule = say`must be a rate of VAT such as 20, or none`;
    const text = form.matching(field, /^(?:0|5|7|10|12|16|20|22)(?:[.,]0+)?\s*%?$/, rule);
    return text === undefined ? undefined : Number.parseInt(text, 10);
  },
  blank: 'none',
};

// Shops tell a measure that they do not know as 0, which reads as none.

/** Whole grams, or another weight with its unit: "1,2 кг". A part of a gram would be kilograms in the wrong field. */
export const grams = typed((form, field) => {
  if (/\p{L}/u.test(form.text(field) ?? ''))
    return roundedUp(form.quantity(field, { г: 1, гр: 1, g: 1, кг: 1000, kg: 1000 }));
  const whole = form.integer(field);
  return whole === 0 ? undefined : whole;
}, 0);

/** Centimetres, whose parts are rounded up. */
export const centimetres = typed(
  (form, field) =>
    /^0+(?:[.,]0+)?$/.test(form.text(field) ?? '') ? undefined : roundedUp(form.quantity(field)),
  0,
);

function roundedUp(size: number | undefined): number | undefined {
  return size === undefined ? undefined : Math.ceil(size / 1000);
}
