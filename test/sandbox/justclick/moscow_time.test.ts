import {
  midnightBefore,
  midnightOf,
  monthBefore,
  nextMidnight,
} from '../../../sandbox/justclick/moscow_time';

const seconds = (iso: string): number => Date.parse(iso) / 1000;

describe('days are days in Moscow', () => {
  test('a date begins at 21:00 UTC of the day before', () => {
    expect(midnightOf('01.06.2024')).toBe(seconds('2024-05-31T21:00:00Z'));
  });

  test.each([
    '',
    '1.6.2024',
    '2024-06-01',
    '31.06.2024',
    '00.01.2024',
    '01.13.2024',
    '29.02.2023',
    '01.06.24',
  ])('"%s" is no date', (date) => {
    expect(midnightOf(date)).toBeUndefined();
  });

  test('a moment belongs to the day that has begun in Moscow', () => {
    expect(midnightBefore(seconds('2024-05-31T20:59:59Z'))).toBe(midnightOf('31.05.2024'));
    expect(midnightBefore(seconds('2024-05-31T21:00:00Z'))).toBe(midnightOf('01.06.2024'));
  });

  test.each([
    ['15.06.2024', '15.05.2024'],
    ['31.03.2024', '29.02.2024'],
    ['31.03.2023', '28.02.2023'],
    ['31.01.2024', '31.12.2023'],
    ['01.01.2024', '01.12.2023'],
  ])('a month before %s is %s', (day, before) => {
    expect(monthBefore(midnightOf(day) ?? NaN)).toBe(midnightOf(before));
  });

  test('the next midnight is the next day', () => {
    expect(nextMidnight(midnightOf('29.02.2024') ?? NaN)).toBe(midnightOf('01.03.2024'));
  });
});
