import {
  AmountError,
  formatKopecks,
  formatThousandths,
  parseDecimal,
  parseKopecks,
  parseThousandths,
  roundToKopecks,
} from '../../src/core/money';

describe('money', () => {
  it.each<[string | number, number]>([
    ['0', 0],
    ['1', 100],
    ['1250.5', 125050],
    ['1250,5', 125050],
    ['1250.50', 125050],
    ['1 250,50', 125050],
    ['1\u00a0250,50', 125050],
    ['1\u202f250,50', 125050],
    ["1'250.50", 125050],
    ['1’250.50', 125050],
    ['1,250.50', 125050],
    ['1.250,50', 125050],
    ['1,250,000.5', 125000050],
    ['1.250.000,5', 125000050],
    ['12,50', 1250],
    ['1.', 100],
    ['+5', 500],
    ['-5,05', -505],
    ['-0', 0],
    ['-0.00', 0],
    ['007', 700],
    ['0.01', 1],
    ['\t990.10\n', 99010],
    [990.1, 99010],
    [0.07, 7],
    [1.1, 110],
    ['90071992547409.91', 9007199254740991],
  ])('reads %j as %d kopecks', (text, kopecks) => {
    expect(parseKopecks(text)).toBe(kopecks);
  });

  it.each([
    ['4590.0000', 459_000],
    ['990.500000', 99_050],
    ['1 250,5000', 125_050],
  ])('may end in zeros that no group of thousands could be: %s', (text, kopecks) => {
    expect(parseKopecks(text)).toBe(kopecks);
  });

  it.each(['0.001', '1,250.505', 0.1 + 0.2])('of a person is not rounded: %j', (text) => {
    expect(() => parseKopecks(text)).toThrow(
      new AmountError(`must not have more than 2 decimal digits: "${text}"`),
    );
  });

  it.each([
    ['1,250', '1250', '1.25'],
    ['1.250', '1250', '1.25'],
    ['1,000', '1000', '1'],
    ['990.100', '990100', '990.1'],
  ])('does not guess whether %s means thousands, and names both readings', (text, thousands, decimals) => {
    expect(() => parseKopecks(text)).toThrow(
      new AmountError(
        `can be read in two ways, as ${thousands} and as ${decimals}: write one of them instead of "${text}"`,
      ),
    );
  });

  it.each<[string | number, number]>([
    ['22.944000', 2294],
    ['33.3333', 3333],
    ['411.111', 41_111],
    ['1090.1000000000001', 109_010],
    ['12599.800000000001', 1_259_980],
    ['891.895', 89_190],
    ['0,005', 1],
    ['-33.335', -3334],
    ['-0.001', 0],
    ['4590', 459_000],
    ['1 090,5', 109_050],
    [99.999, 10_000],
  ])('that a system computed is rounded half up: %j', (text, kopecks) => {
    expect(roundToKopecks(text)).toBe(kopecks);
  });

  it('that a system computed has no groups of thousands, but what a person typed may', () => {
    expect(() => roundToKopecks('1,250')).toThrow('can be read in two ways, as 1250 and as 1.25');
  });

  it.each([
    '',
    ' ',
    '-',
    '.',
    '.5',
    'abc',
    '12 руб.',
    '$5',
    '1e3',
    '1E+21',
    '0x10',
    '--5',
    '5-',
    '1.2.3',
    '1,2,3',
    '1,25,000.50',
    '12,250,50',
    '1.250,000.50',
    '−5',
    '٣',
    '１２',
    'NaN',
    'Infinity',
    '5%',
  ])('refuses %j, which is no number of roubles', (text) => {
    expect(() => parseKopecks(text)).toThrow(new AmountError(`must be a number like 1250.50, not "${text}"`));
  });

  it('refuses sums that a computer could not hold exactly', () => {
    expect(() => parseKopecks('90071992547409.92')).toThrow('must not be as large as');
    expect(() => parseKopecks('9'.repeat(400))).toThrow(AmountError);
  });

  it.each([
    ['0', '0.00'],
    ['0,05', '0.05'],
    ['0.5', '0.50'],
    ['-0.05', '-0.05'],
    ['1 250,5', '1250.50'],
    ['90071992547409.91', '90071992547409.91'],
  ])('is written with two digits: %j becomes %j', (text, written) => {
    expect(formatKopecks(parseKopecks(text))).toBe(written);
  });
});

describe('a quantity', () => {
  it.each<[string | number, number]>([
    ['1', 1000],
    ['0,001', 1],
    ['1,250', 1250],
    ['1.5', 1500],
    ['-2', -2000],
    [2.075, 2075],
  ])('reads %j as %d thousandths', (text, thousandths) => {
    expect(parseThousandths(text)).toBe(thousandths);
  });

  it('refuses a fourth digit', () => {
    expect(() => parseThousandths('1.0005')).toThrow('must not have more than 3 decimal digits: "1.0005"');
  });

  it.each([
    ['0', '0'],
    ['1', '1'],
    ['10', '10'],
    ['100', '100'],
    ['1.5', '1.5'],
    ['0,025', '0.025'],
    ['-0.5', '-0.5'],
  ])('is written without needless zeros: %j becomes %j', (text, written) => {
    expect(formatThousandths(parseThousandths(text))).toBe(written);
  });
});

it('a decimal keeps its digits as they were typed, without zeros that say nothing in front', () => {
  expect(parseDecimal('-0 012,340')).toEqual({ negative: true, whole: '12', fraction: '340' });
  expect(parseDecimal('000')).toEqual({ negative: false, whole: '0', fraction: '' });
});
