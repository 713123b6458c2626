/** An amount as services show it: a decimal point and two digits, like `990.50`. */
export type Amount = string & { readonly unit: 'roubles or dollars' };

/** Reads a decimal with a point and at most two digits after it, in hundredths; undefined for any other form. */
export function hundredthsOf(text: string, mostDigits: 9 | 10): number | undefined {
  const [, whole, fraction = ''] = /^(\d+)(?:\.(\d{1,2}))?$/.exec(text) ?? [];
  return whole === undefined || whole.length > mostDigits
    ? undefined
    : Number(whole + fraction.padEnd(2, '0'));
}

/** `387.50` */
export function amount(hundredths: number): Amount {
  const digits = String(Math.abs(hundredths)).padStart(3, '0');
  return `${hundredths < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}` as Amount;
}

/** `387.5`, as prices of deliveries are told. */
export function shortAmount(hundredths: number): string {
  return amount(hundredths).replace(/\.?0+$/, '');
}
