import { addDays, addWorkingDays, moscowDay, stamp } from '../../../sandbox/measoft/clock';

const LATE_EVENING = Date.UTC(2024, 11, 31, 21, 30, 5);

describe('the courier’s time', () => {
  it('is told in GMT and in local time', () => {
    expect(stamp(LATE_EVENING)).toBe('2024-12-31 21:30:05');
    expect(stamp(LATE_EVENING, 600)).toBe('2025-01-01 07:30:05');
  });

  it('has Moscow’s days', () => {
    expect(moscowDay(LATE_EVENING)).toBe('2025-01-01');
  });

  it('counts days over the ends of months and years', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(addDays('2024-01-01', -1)).toBe('2023-12-31');
  });

  it('does not count Saturdays and Sundays as working days', () => {
    expect(addWorkingDays('2024-03-22', 1)).toBe('2024-03-25');
    expect(addWorkingDays('2024-03-22', 6)).toBe('2024-04-01');
    expect(addWorkingDays('2024-03-23', 0)).toBe('2024-03-23');
  });
});
