import { readAmount, total } from '../../../sandbox/justclick/money';

function amounts(...texts: readonly string[]) {
  return texts.map(readAmount).filter((amount) => amount !== undefined);
}

describe('amounts', () => {
  test.each([
    ['990', '990.00'],
    ['990.5', '990.50'],
    ['990.05', '990.05'],
    ['0', '0.00'],
    ['007.10', '7.10'],
    ['9999999999.99', '9999999999.99'],
  ])('%s is stored as %s', (text, stored) => {
    expect(readAmount(text)).toBe(stored);
  });

  test.each(['', ' 1', '1,50', '1 250', '-1', '+1', '1.', '.5', '1.005', '1e3', 'NaN', '1.0.0', '१'])(
    '"%s" is no amount',
    (text) => {
      expect(readAmount(text)).toBeUndefined();
    },
  );

  test('sums have no rounding errors', () => {
    expect(total(amounts('0.1', '0.2', '1500'))).toBe('1500.30');
    expect(total([])).toBe('0.00');
  });
});
