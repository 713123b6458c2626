import { formatMoment } from '../../src/core/time';
import { MomentError, parseMoment } from '../../src/core/typed_time';

const read = (text: string | number, timeZone = 'UTC'): string => formatMoment(parseMoment(text, timeZone));

describe('a point in time', () => {
  it.each<[string | number, string]>([
    ['2026-03-31T18:30:00+03:00', '2026-03-31T15:30:00Z'],
    ['2026-03-31T18:30:00-0330', '2026-03-31T22:00:00Z'],
    ['2026-03-31T18:30+03', '2026-03-31T15:30:00Z'],
    ['2026-03-31T18:30:00Z', '2026-03-31T18:30:00Z'],
    ['2026-03-31t18:30z', '2026-03-31T18:30:00Z'],
    ['2026-03-31 18:30:00 +03:00', '2026-03-31T15:30:00Z'],
    ['2026-03-31T18:30:15.999999Z', '2026-03-31T18:30:15Z'],
    ['2026-03-31T18:30:15,5Z', '2026-03-31T18:30:15Z'],
    ['2026-03-31T24:00Z', '2026-04-01T00:00:00Z'],
    ['2024-02-29', '2024-02-29T00:00:00Z'],
    ['1970-01-01', '1970-01-01T00:00:00Z'],
    ['  2026-03-31 ', '2026-03-31T00:00:00Z'],
    ['1362254400', '2013-03-02T20:00:00Z'],
    [1362254400, '2013-03-02T20:00:00Z'],
    ['999999999', '2001-09-09T01:46:39Z'],
  ])('is read from %j', (text, moment) => {
    expect(read(text)).toBe(moment);
  });

  it.each([
    ['31.03.2026', '2026-03-31T00:00:00Z'],
    ['1.3.2026', '2026-03-01T00:00:00Z'],
    ['31.03.2026 18:30', '2026-03-31T18:30:00Z'],
    ['31.03.2026, 18:30:15', '2026-03-31T18:30:15Z'],
    ['31.03.2026 г.', '2026-03-31T00:00:00Z'],
    ['31 марта 2026', '2026-03-31T00:00:00Z'],
    ['5 мая 2026 г. в 9:05', '2026-05-05T09:05:00Z'],
    ['Вторник, 31 Марта 2026 года', '2026-03-31T00:00:00Z'],
    ['March 31, 2026', '2026-03-31T00:00:00Z'],
    ['Mar 31st, 2026 6:30 PM', '2026-03-31T18:30:00Z'],
    ['31 Dec 2026 12:05 am', '2026-12-31T00:05:00Z'],
    ['Tue, 31 Mar 2026 18:30:00 +0300', '2026-03-31T15:30:00Z'],
    ['Tue, 31 Mar 2026 18:30:00 GMT', '2026-03-31T18:30:00Z'],
    ['2026-03-31 18:30:00 UTC', '2026-03-31T18:30:00Z'],
    ['31/03/2026', '2026-03-31T00:00:00Z'],
    ['03/31/2026 06:30 PM', '2026-03-31T18:30:00Z'],
    ['04/04/2026', '2026-04-04T00:00:00Z'],
  ])('is read as people and other apps write it: %j', (text, moment) => {
    expect(read(text)).toBe(moment);
  });

  it.each([
    ['сегодня', '2026-03-31T21:00:00Z'],
    ['Завтра 10:00', '2026-04-02T07:00:00Z'],
    ['послезавтра', '2026-04-02T21:00:00Z'],
    ['вчера в 18:30', '2026-03-31T15:30:00Z'],
    ['today', '2026-03-31T21:00:00Z'],
    ['tomorrow at 10:00', '2026-04-02T07:00:00Z'],
  ])('is counted from today in the zone of the Zap: %j', (text, moment) => {
    // A quarter to one in the night of the first of April in Moscow.
    const now = Date.parse('2026-03-31T21:45:00Z') / 1000;
    expect(formatMoment(parseMoment(text, 'Europe/Moscow', now))).toBe(moment);
  });

  it('that has two readings is refused with both', () => {
    expect(() => parseMoment('03/04/2027', 'UTC')).toThrow(
      new MomentError(
        'can be read in two ways, as 2027-04-03 and as 2027-03-04: write "03.04.2027" or "04.03.2027" instead of "03/04/2027"',
      ),
    );
  });

  it.each([
    ['2013-03-03', 'Europe/Moscow', '2013-03-02T20:00:00Z'],
    ['2013-03-03T00:00:00', 'Europe/Moscow', '2013-03-02T20:00:00Z'],
    ['2026-03-31 18:30', 'Asia/Vladivostok', '2026-03-31T08:30:00Z'],
    ['2026-03-31', 'America/New_York', '2026-03-31T04:00:00Z'],
    ['2026-03-31T18:30Z', 'America/New_York', '2026-03-31T18:30:00Z'],
    ['1362254400', 'America/New_York', '2013-03-02T20:00:00Z'],
  ])('without a zone is meant in that of the Zap: %s in %s', (text, zone, moment) => {
    expect(read(text, zone)).toBe(moment);
  });

  it.each([
    ['2010-03-27T12:00', '2010-03-27T09:00:00Z'],
    ['2010-07-01T12:00', '2010-07-01T08:00:00Z'],
    ['2010-12-01T12:00', '2010-12-01T09:00:00Z'],
    ['2011-12-01T12:00', '2011-12-01T08:00:00Z'],
    ['2014-10-25T12:00', '2014-10-25T08:00:00Z'],
    ['2014-10-26T12:00', '2014-10-26T09:00:00Z'],
    ['2014-10-26T01:30', '2014-10-25T21:30:00Z'],
    ['2026-07-01T12:00', '2026-07-01T09:00:00Z'],
  ])("follows Moscow's changing clock: %s", (text, moment) => {
    expect(read(text, 'Europe/Moscow')).toBe(moment);
  });

  it.each([
    ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00Z'],
    ['2010-03-28T02:30', 'Europe/Moscow', '2010-03-27T23:30:00Z'],
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00Z'],
  ])('that the clock skips is an hour later: %s in %s', (text, zone, moment) => {
    expect(read(text, zone)).toBe(moment);
  });

  it.each([
    ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00Z'],
    ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00Z'],
    ['2010-10-31T02:30', 'Europe/Moscow', '2010-10-30T22:30:00Z'],
  ])('that the clock repeats is the first of the two: %s in %s', (text, zone, moment) => {
    expect(read(text, zone)).toBe(moment);
  });

  it('that the clock repeats is the second where the text says so', () => {
    expect(read('2026-10-25T02:30+01:00', 'Europe/Berlin')).toBe('2026-10-25T01:30:00Z');
  });

  it.each([
    '2026-02-31',
    '2025-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31T10:00',
    '2026-03-31T25:00',
    '2026-03-31T18:60',
    '2026-03-31T18:30:60',
    '2026-03-31T24:01',
  ])('is on no calendar and no clock: %s', (text) => {
    expect(() => parseMoment(text, 'UTC')).toThrow(
      new MomentError(`must be a date of the calendar, not "${text}"`),
    );
  });

  it.each<string | number>(['1362254400000', 1362254400000, '999999999999'])(
    'in milliseconds is pointed out: %j',
    (text) => {
      expect(() => parseMoment(text, 'UTC')).toThrow(
        new MomentError(`must be in unix seconds, and "${text}" looks like milliseconds`),
      );
    },
  );

  it.each(['1969-12-31T23:59:59Z', '0026-03-31'])('before unix time is refused: %s', (text) => {
    expect(() => parseMoment(text, 'UTC')).toThrow(new MomentError(`must not lie before 1970: "${text}"`));
  });

  it.each(['9999-12-31', '2286-11-20T17:46:40Z'])('refuses %s, which no service keeps', (text) => {
    expect(() => parseMoment(text, 'UTC')).toThrow(new MomentError(`must not lie after 2286: "${text}"`));
  });

  it('reads the last second of ten digits', () => {
    expect(parseMoment('2286-11-20T17:46:39Z', 'UTC')).toBe(9_999_999_999);
  });

  it.each<string | number>([
    '',
    'soon',
    '31.03',
    '31 мартобря 2026',
    'завтра утром',
    '31.03.2026 18',
    '2026',
    '2026-03',
    '2026-3-1',
    '20260331',
    '2026-W10-1',
    '2026-03-31T18',
    '2026-03-31T18:30 Moscow',
    '2026-03-31T18:30+15:00',
    '2026-03-31T18:30+99:99',
    '2026-03-31T18:30+03:60',
    '2026-03-31Z',
    '2026-03-31T18:30:00+03:00[Europe/Moscow]',
    '-1362254400',
    '1362254400.5',
    '12345678',
    '13622544000',
    '2026-03-31,2026-04-01',
    '２０２６-03-31',
    1e21,
    NaN,
  ])('is not guessed from %j', (text) => {
    expect(() => parseMoment(text, 'UTC')).toThrow(
      new MomentError(
        `must be a date like 31.03.2026, 31.03.2026 18:30 or 2026-03-31T18:30:00+03:00, not "${text}"`,
      ),
    );
  });
});
