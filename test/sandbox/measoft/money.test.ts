import { amount, readAmount, shortAmount } from '../../../sandbox/measoft/money';

describe('amounts', () => {
  it.each([
    ['', 0],
    ['0', 0],
    ['387.5', 38_750],
    ['387.05', 38_705],
    ['5000', 500_000],
  ])('reads %j as %d kopecks', (text, kopecks) => {
    expect(readAmount(text)).toBe(kopecks);
  });

  it.each(['387,5', '-1', '1.234', '1e3', '1 000', 'free', '.5', '5.'])('does not read %j', (text) => {
    expect(readAmount(text)).toBeUndefined();
  });

  it.each([
    [38_750, '387.50', '387.5'],
    [40_000, '400.00', '400'],
    [5, '0.05', '0.05'],
    [0, '0.00', '0'],
    [-1_250, '-12.50', '-12.5'],
  ])('writes %d kopecks as %s, or in short as %s', (kopecks, long, short) => {
    expect(amount(kopecks)).toBe(long);
    expect(shortAmount(kopecks)).toBe(short);
  });
});
