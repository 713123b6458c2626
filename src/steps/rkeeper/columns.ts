import { formatKopecks, formatThousandths, type Kopecks, type Thousandths } from '../../core/money';
import { time } from '../../core/output';
import { zonedTime } from '../../core/time';

/** Roubles as a number with two decimals at most. */
export const roubles = (amount: Kopecks): number => Number(formatKopecks(amount));

/** Pieces or kilograms as a number with three decimals at most. */
export const pieces = (quantity: Thousandths): number => Number(formatThousandths(quantity));

/** Something that the till tells, and the restaurant's zone. */
export type Told<Of> = Of & { readonly timeZone: string };

/** The till tells its own local time without a zone; it is given in the restaurant's. */
export const tillTime = <Of>(
  name: string,
  sample: string | null,
  of: (source: Told<Of>) => string | undefined,
) =>
  time(`${name} (Till's Clock)`, sample, (source: Told<Of>) => {
    const local = of(source);
    return local === undefined ? undefined : zonedTime(local, source.timeZone);
  });
