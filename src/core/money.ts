import { say } from '../language/language';
import { excerpt } from './redact';

/** Hundredths of a rouble (or of a dollar), a whole number. */
export type Kopecks = number & { readonly unit: 'kopecks' };

/** Thousandths of a piece or of a kilogram (grams), a whole number. */
export type Thousandths = number & { readonly unit: 'thousandths' };

/** A decimal number as people type it, without floating point: the digits on either side of the decimal sign. */
export interface Decimal {
  readonly negative: boolean;
  readonly whole: string;
  readonly fraction: string;
}

/** Why a text is no decimal number; the reader of a form puts the field's name before it. */
export class AmountError extends Error {
  override readonly name = 'AmountError';
}

const SPACES = /[\s\u00a0\u202f\u2009'’]/g;
/** No sum and no weight has as many characters; to work on megabytes of zeros takes hours. */
const LONGEST = 60;

const PLAIN = /^([+-]?)(\d+)(?:[.,](\d*))?$/;
const GROUPED_WITH_COMMAS = /^([+-]?)(\d{1,3}(?:,\d{3})+)\.(\d+)$/;
const GROUPED_WITH_POINTS = /^([+-]?)(\d{1,3}(?:\.\d{3})+),(\d+)$/;

/**
 * Reads "1 250,50", "1250.5", "1,250.50" and "1.250,50". One separator alone is always the decimal sign, so that
 * "1,250" is one and a quarter, which money then refuses for its third digit (a zero, too) instead of guessing.
 *
 * @throws AmountError when the text is no such number.
 */
export function parseDecimal(value: string | number): Decimal {
  const text = String(value).replace(SPACES, '');
  const match =
    text.length > LONGEST
      ? undefined
      : (PLAIN.exec(text) ?? GROUPED_WITH_COMMAS.exec(text) ?? GROUPED_WITH_POINTS.exec(text));
  if (!match)
    throw new AmountError(say`must be a number like 1250.50, not "${{ value: excerpt(String(value)) }}"`);
  const [, sign, whole = '0', fraction = ''] = match;
  return {
    negative: sign === '-',
    whole: whole.replace(/[.,]/g, '').replace(/^0+(?=\d)/, ''),
    fraction,
  };
}

/** Money in roubles (or dollars) to kopecks (cents). @throws AmountError for more than two decimal digits. */
export function parseKopecks(value: string | number): Kopecks {
  if (THOUSANDS_OR_DECIMALS.test(String(value).trim())) throw twoReadings(String(value).trim());
  return scaled(value, 2) as Kopecks;
}

/**
 * Money that another system computed, such as 33.3333 or 12599.800000000001, to kopecks, half a kopeck up. A point always
 * is the decimal sign in what systems write.
 *
 * @throws AmountError for "1,250", too: a person may have meant thousands.
 */
export function roundToKopecks(value: string | number): Kopecks {
  const text = String(value).trim();
  if (text.includes(',') && THOUSANDS_OR_DECIMALS.test(text)) throw twoReadings(text);
  const { negative, whole, fraction } = parseDecimal(text);
  const kopecks = scaled(`${whole}.${fraction.slice(0, 2)}`, 2) + (Number(fraction[2] ?? 0) >= 5 ? 1 : 0);
  return (negative && kopecks > 0 ? -kopecks : kopecks) as Kopecks;
}

/** Three digits behind a comma or a point may be a group of thousands, and may be decimal digits. */
const THOUSANDS_OR_DECIMALS = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/;

function twoReadings(text: string): AmountError {
  const [thousands, decimals] = [text.replace(/[.,]/, ''), text.replace(',', '.').replace(/\.?0+$/, '')];
  return new AmountError(
    say`can be read in two ways, as ${{ thousands }} and as ${{ decimals }}: write one of them instead
      of "${{ text }}"`,
  );
}

/** Pieces or kilograms to thousandths. @throws AmountError for more than three decimal digits. */
export function parseThousandths(value: string | number): Thousandths {
  return scaled(value, 3) as Thousandths;
}

/** How people and other apps name roubles behind a sum: "4 590 ₽", "4590 руб.", "4590|RUB". */
const ROUBLES = /\s*\|?\s*(?:₽|р\.?|руб\.?|рубл(?:ь|я|ей)|RU[BR])$/iu;

/** A sum as people type it, without the name of its currency. The sign of any other currency stays, and is no number. */
export function withoutRoubles(text: string): string {
  return text.length > LONGEST ? text : text.replace(ROUBLES, '');
}

/** Kopecks as the decimal string that JSON APIs and people read: 125050 is "1250.50". */
export function formatKopecks(kopecks: Kopecks): string {
  return unscaled(kopecks, 2);
}

/** Kopecks as roubles, for JSON and for what later steps reckon with. */
export function roubles(kopecks: Kopecks): number;
export function roubles(kopecks: Kopecks | undefined): number | undefined;
export function roubles(kopecks: Kopecks | undefined): number | undefined {
  return kopecks === undefined ? undefined : Number(formatKopecks(kopecks));
}

/** Thousandths as a decimal string without needless zeros: 1500 is "1.5". */
export function formatThousandths(thousandths: Thousandths): string {
  return unscaled(thousandths, 3).replace(/\.?0+$/, '');
}

function scaled(value: string | number, scale: number): number {
  const { negative, whole, fraction: typed } = parseDecimal(value);
  // Shops write "4590.0000" too. Three digits may be a group of thousands, so only of more than three zeros are left out.
  const fraction = typed.length > 3 ? typed.replace(/0+$/, '') : typed;
  if (fraction.length > scale)
    throw new AmountError(
      say`must not have more than ${{ scale }} decimal digits: "${{ value: String(value) }}"`,
    );
  const amount = Number(`${whole}${fraction.padEnd(scale, '0')}`);
  if (!Number.isSafeInteger(amount))
    throw new AmountError(say`must not be as large as "${{ value: String(value) }}"`);
  return negative && amount > 0 ? -amount : amount;
}

function unscaled(amount: number, scale: number): string {
  const digits = String(Math.abs(amount)).padStart(scale + 1, '0');
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}
