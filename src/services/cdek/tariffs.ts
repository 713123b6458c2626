import { integer, number, output, primary, text, type Row } from '../../core/output';
import { object, objects, parseNumber, parseText, type Json } from './values';

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

const codeOf = ({ tariff_code }: Json): string => String(parseNumber(tariff_code));
const modeOf = ({ delivery_mode }: Json) => MODES[parseNumber(delivery_mode) ?? 0];

/** What a delivery costs by one tariff of `calculator/tarifflist`, in roubles with VAT. */
export const PRICE = output<Json>()({
  id: primary(text('ID', '136', codeOf)),
  tariff_code: text('Tariff Code', '136', codeOf),
  tariff_name: text('Tariff', 'Посылка склад-склад', (one) => parseText(one.tariff_name) ?? codeOf(one)),
  from: text('Tariff From', 'office', (tariff) => modeOf(tariff)?.[0]),
  to: text('Tariff To', 'office', (tariff) => modeOf(tariff)?.[1]),
  price: number('Price', 480, ({ delivery_sum }) => parseNumber(delivery_sum) ?? 0),
  period_min: integer('Working Days at Least', 3, ({ period_min }) => parseNumber(period_min)),
  period_max: integer('Working Days at Most', 4, ({ period_max }) => parseNumber(period_max)),
  calendar_min: integer('Days at Least', 3, ({ calendar_min }) => parseNumber(calendar_min)),
  calendar_max: integer('Days at Most', 4, ({ calendar_max }) => parseNumber(calendar_max)),
  date_min: text('Earliest Day of Delivery', '2026-03-09', ({ delivery_date_range: dates }) =>
    parseText(object(dates).min),
  ),
  date_max: text('Latest Day of Delivery', '2026-03-10', ({ delivery_date_range: dates }) =>
    parseText(object(dates).max),
  ),
});

export type Price = Row<typeof PRICE>;

/** Those that have a price. */
export function parsePrices(tariffs: unknown): readonly Price[] {
  return objects(tariffs)
    .filter((one) => [one.tariff_code, one.delivery_sum].every((part) => parseNumber(part) !== undefined))
    .map(PRICE.row);
}

/** The tariffs of the contract, each mode of one for itself. Vendor: calculator/alltariffs. */
export function parseTariffs(answer: unknown): readonly { readonly code: string; readonly name: string }[] {
  return objects(object(answer).tariff_codes).flatMap(({ tariff_name, delivery_modes }) =>
    objects(delivery_modes).flatMap(({ delivery_mode_name, tariff_code }) => {
      const code = parseText(tariff_code);
      return code === undefined
        ? []
        : { code, name: [parseText(tariff_name), parseText(delivery_mode_name)].join(' ') };
    }),
  );
}
