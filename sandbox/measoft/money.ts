/**
 * Kopecks of an amount with a decimal dot; an empty one is nothing. Undefined for any other form: no comma, no sign, no
 * more than two digits after the dot.
 */
export function readAmount(text: string): number | undefined {
  if (text === '') return 0;
  const [, roubles, fraction = ''] = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(text) ?? [];
  return roubles === undefined ? undefined : Number(roubles) * 100 + Number(fraction.padEnd(2, '0'));
}

/** `387.50` */
export function amount(kopecks: number): string {
  const sign = kopecks < 0 ? '-' : '';
  const digits = String(Math.abs(kopecks)).padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** `387.5`, as prices of deliveries are told. */
export function shortAmount(kopecks: number): string {
  return amount(kopecks).replace(/\.?0+$/, '');
}
