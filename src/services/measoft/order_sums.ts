import type { Thousandths } from '../../core/money';
import { say } from '../../language/language';
import { decimal } from './elements';
import type { EncodedOrder, ItemDetails } from './order_details';

/**
 * What is wrong with the amounts of an order: law 54-ФЗ wants a receipt whose lines add up to what is collected. Prices that
 * were rounded may differ by half a kopeck a piece. How the service takes a discount into account is not documented, so
 * that both ways are right.
 *
 * @returns a sentence that names both sums; undefined where they agree, and where nothing is collected or no lines are told.
 */
export function sumFault({ values, deliveryPrice, items }: EncodedOrder): string | undefined {
  const { price, discount, paytype } = values;
  const lines = items.map(({ attributes }) => ({
    quantity: decimal(attributes.quantity) ?? 1,
    price: decimal(attributes.retprice),
  }));
  const collected = kopecks(decimal(price));
  if (collected === 0 || paytype === 'NO' || lines.length === 0) return undefined;
  if (lines.some((line) => line.price === undefined)) return undefined;
  const goods = lines.map(({ quantity, price: one = 0 }) => kopecks(quantity * one));
  const sum = goods.reduce((total, line) => total + line, kopecks(decimal(deliveryPrice?.text)));
  const tolerance = lines.reduce((total, { quantity }) => total + quantity / 2, 0);
  const isRight = [sum, sum - kopecks(decimal(discount))].some(
    (right) => Math.abs(right - collected) <= tolerance,
  );
  if (isRight) return undefined;
  return say`Amount to Collect is ${{ collected: roubles(collected) }}, but the items and Delivery Price come
      to ${{ sum: roubles(sum) }}. Correct one of them, or add what is missing as an item: a discount or a
      prepayment with a price of less than nothing.`;
}

function kopecks(amount = 0): number {
  return Math.round(amount * 100);
}

function roubles(amount: number): string {
  return (amount / 100).toFixed(2);
}

/** Vendor's modules: a piece whose weight nobody knows, in grams. */
const UNKNOWN_PIECE = 100;

/** The weight of all pieces, as the vendor's modules reckon it; undefined where none is known. */
export function weightOf(items: readonly ItemDetails[]): Thousandths | undefined {
  const goods = items.filter(({ type = '1', retprice }) => type === '1' && (retprice ?? 0) >= 0);
  if (goods.every(({ mass }) => mass === undefined)) return undefined;
  const grams = goods.map(({ mass = UNKNOWN_PIECE, quantity = 1000 }) => (mass * quantity) / 1000);
  return Math.round(grams.reduce((total, one) => total + one, 0)) as Thousandths;
}
