import { number, object, objects, parts, text, type Json } from './values';

/** An end of a tariff: what it takes the parcel from, or brings it to. */
export type End = 'door' | 'office' | 'locker';

/** What a mode (режим доставки) means, by CDEK's numbers. */
const MODES: Readonly<Record<number, readonly [from: End, to: End]>> = {
  1: ['door', 'door'],
  2: ['door', 'office'],
  3: ['office', 'door'],
  4: ['office', 'office'],
  6: ['door', 'locker'],
  7: ['office', 'locker'],
  8: ['locker', 'door'],
  9: ['locker', 'office'],
  10: ['locker', 'locker'],
};

/** The usual tariffs by their modes; a contract has only some of them, and may have others. */
const TARIFFS_OF_MODE: Readonly<Record<number, readonly number[]>> = {
  1: [139, 231, 184, 293, 480, 121, 748, 7, 8],
  2: [138, 232, 187, 295, 481, 123, 749],
  3: [137, 233, 186, 294, 482, 122, 750],
  4: [136, 234, 185, 291, 483, 62, 751],
  6: [366, 376, 497, 509, 485],
  7: [368, 378, 498, 510, 486],
};

/** The ends of a tariff; undefined for one that is not known here. */
export function endsOf(tariffCode: number): readonly [from: End, to: End] | undefined {
  const mode = Object.entries(TARIFFS_OF_MODE).find(([, codes]) => codes.includes(tariffCode))?.[0];
  return mode === undefined ? undefined : MODES[Number(mode)];
}

/** Grams, centimetres. */
export interface Sizes {
  readonly weight: number;
  readonly length: number | undefined;
  readonly width: number | undefined;
  readonly height: number | undefined;
}

/** What a delivery costs by one tariff, in roubles with VAT. */
export type Price = NonNullable<ReturnType<typeof parsePrice>>;

/** A tariff of `calculator/tarifflist`; undefined for one without a price. */
export function parsePrice(tariff: Json) {
  const [code, price] = [number(tariff.tariff_code), number(tariff.delivery_sum)];
  if (code === undefined || price === undefined) return undefined;
  const dates = object(tariff.delivery_date_range);
  const mode = MODES[number(tariff.delivery_mode) ?? 0];
  return {
    tariff_code: String(code),
    tariff_name: text(tariff.tariff_name) ?? String(code),
    from: mode?.[0],
    to: mode?.[1],
    price,
    ...parts(tariff, number, ['period_min', 'period_max', 'calendar_min', 'calendar_max']),
    date_min: text(dates.min),
    date_max: text(dates.max),
  };
}

/** The tariffs of the contract, each mode of one for itself. Vendor: calculator/alltariffs. */
export function parseTariffs(answer: unknown): readonly { readonly code: string; readonly name: string }[] {
  return objects(object(answer).tariff_codes).flatMap(({ tariff_name, delivery_modes }) =>
    objects(delivery_modes).flatMap(({ delivery_mode_name, tariff_code }) => {
      const code = text(tariff_code);
      return code === undefined
        ? []
        : { code, name: [text(tariff_name), text(delivery_mode_name)].join(' ') };
    }),
  );
}
