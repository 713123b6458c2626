import { Problem } from '../../../src/core/errors';
import { licenseOutput } from '../../../src/services/rkeeper/license_output';

const NOW = Date.parse('2027-03-01T12:00:00+03:00');
const LICENSE = {
  id: 'fe4e4c5a-3037-4f0c-8216-7b98be6d87bb',
  expirationDate: '2027-03-26T00:00:00',
  quantity: 2,
};
const PROBLEM = new Problem('connection', 'It is over. (licence expired)', { code: 'license_expired' });

describe('a licence', () => {
  it('that runs tells its end in the time of Moscow, where the licence server is, and the days until then', () => {
    expect(licenseOutput({ kind: 'active', license: LICENSE }, 10, NOW)).toEqual({
      status: 'active',
      active: true,
      explanation: null,
      expiration_date: '2027-03-26T00:00:00+03:00',
      days_left: 25,
      ends_soon: false,
      quantity: 2,
    });
  });

  it.each([
    [24, false],
    [25, true],
    [30, true],
  ])('ends soon for those who want to know %i days ahead: %s', (soonDays, soon) => {
    expect(licenseOutput({ kind: 'active', license: LICENSE }, soonDays, NOW).ends_soon).toBe(soon);
  });

  it('may have no end', () => {
    const license = { ...LICENSE, expirationDate: undefined, quantity: undefined };
    expect(licenseOutput({ kind: 'active', license }, 30, NOW)).toMatchObject({
      active: true,
      expiration_date: null,
      days_left: null,
      ends_soon: false,
      quantity: null,
    });
  });

  it('that has ended says so', () => {
    const license = { ...LICENSE, expirationDate: '2020-03-26T00:00:00' };
    expect(licenseOutput({ kind: 'expired', license, problem: PROBLEM }, 30, NOW)).toEqual({
      status: 'expired',
      active: false,
      explanation: 'It is over. (licence expired)',
      expiration_date: '2020-03-26T00:00:00+03:00',
      days_left: 0,
      ends_soon: true,
      quantity: 2,
    });
  });

  it('that is missing, for life, or typed by hand has no term', () => {
    const term = { expiration_date: null, days_left: null, ends_soon: false, quantity: null };
    expect(licenseOutput({ kind: 'missing', problem: PROBLEM }, 30, NOW)).toEqual({
      status: 'missing',
      active: false,
      explanation: PROBLEM.message,
      ...term,
    });
    expect(licenseOutput({ kind: 'lifetime' }, 30, NOW)).toEqual({
      status: 'lifetime',
      active: true,
      explanation: null,
      ...term,
    });
    expect(licenseOutput({ kind: 'typed' }, 30, NOW)).toMatchObject({
      status: 'typed',
      active: null,
      ...term,
    });
  });

  it('never tells its id', () => {
    expect(JSON.stringify(licenseOutput({ kind: 'active', license: LICENSE }, 30, NOW))).not.toContain(
      LICENSE.id,
    );
  });
});
