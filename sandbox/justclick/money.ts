/** An amount as the shop stores and shows it: a decimal point and two digits, like `990.50`. */
export type Amount = string & { readonly unit: 'roubles or dollars' };

/** Reads a decimal with a point and at most two digits after it; undefined for anything else, a comma included. */
export function readAmount(text: string): Amount | undefined {
  return /^\d{1,10}(\.\d{1,2})?$/.test(text) ? amountOf(hundredths(text)) : undefined;
}

/** The sum of amounts, without floating point. */
export function total(amounts: readonly Amount[]): Amount {
  return amountOf(amounts.reduce((sum, amount) => sum + hundredths(amount), 0));
}

export const NOTHING = amountOf(0);

function hundredths(text: string): number {
  const [whole = '', fraction = ''] = text.split('.');
  return Number(`${whole}${fraction.padEnd(2, '0')}`);
}

function amountOf(value: number): Amount {
  const digits = String(value).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}` as Amount;
}
