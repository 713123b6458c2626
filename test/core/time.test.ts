import { spawnSync } from 'node:child_process';
import {
  formatMoment,
  instantAt,
  isTimeZone,
  localTime,
  MomentError,
  offsetAt,
  parseMoment,
  zonedTime,
} from '../../src/core/time';

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

  it('of a till that the clock repeats is the first of the two, too', () => {
    expect(zonedTime('2026-10-25T02:30:00', 'Europe/Berlin')).toBe('2026-10-25T02:30:00+02:00');
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
    'today',
    '31.03.2026',
    '03/31/2026',
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
    'Tue, 31 Mar 2026 18:30:00 +0300',
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
        `must be a date like 2026-03-31, 2026-03-31T18:30:00+03:00 or unix seconds, not "${text}"`,
      ),
    );
  });

  it('is written in UTC without fractions', () => {
    expect(formatMoment(0)).toBe('1970-01-01T00:00:00Z');
    expect(formatMoment(1362254400)).toBe('2013-03-02T20:00:00Z');
  });
});

describe('the local time of a till', () => {
  it.each([
    ['2026-10-03T16:05:00', 'Europe/Moscow', '2026-10-03T16:05:00+03:00'],
    ['2026-10-03T16:05:00', 'Asia/Vladivostok', '2026-10-03T16:05:00+10:00'],
    ['2013-03-03T00:00:00.000', 'Europe/Moscow', '2013-03-03T00:00:00+04:00'],
  ])('gets the offset of its zone: %s in %s', (text, zone, zoned) => {
    expect(zonedTime(text, zone)).toBe(zoned);
  });

  it.each(['', 'soon', '2026-02-31T10:00:00'])('is not %j', (text) => {
    expect(zonedTime(text, 'Europe/Moscow')).toBeUndefined();
  });

  it('has none in a zone that does not exist', () => {
    expect(zonedTime('2026-10-03T16:05:00', 'Mars/Olympus')).toBeUndefined();
  });
});

describe('a moment on the clocks of a zone', () => {
  it('is the date and the time that people there see, midnight included', () => {
    expect(localTime(1711264800, 'Europe/Moscow')).toBe('2024-03-24 10:20:00');
    expect(localTime(1711264800, 'America/New_York')).toBe('2024-03-24 03:20:00');
    expect(localTime(1711227600, 'Europe/Moscow')).toBe('2024-03-24 00:00:00');
  });
});

const ZONES = [
  ...['Europe/Moscow', 'Europe/Kaliningrad', 'Asia/Yekaterinburg', 'Asia/Vladivostok', 'Asia/Kamchatka'],
  ...['Asia/Almaty', 'Europe/Kiev', 'Asia/Tbilisi', 'Europe/Berlin', 'America/New_York', 'America/Sao_Paulo'],
  ...['Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia', 'UTC'],
] as const;
const HOUR = 60 * 60;
const [FIRST, LAST] = [Date.UTC(1971, 0, 3) / 1000, Date.UTC(2025, 0, 1) / 1000];

interface Reading {
  readonly zone: string;
  /** The time shown, as unix seconds of the same time in UTC. */
  readonly wall: number;
  readonly ours: number;
}

/** Readings that PHP, with time zone data of its own, takes for another instant. */
function unlikePhp(readings: readonly Reading[]): Reading[] {
  // PHP itself takes now the first, now the second of a time shown twice: there it need only show the time at ours, too.
  const program = `foreach (json_decode(stream_get_contents(STDIN), true) as ['zone' => $zone, 'wall' => $wall, 'ours' => $ours]) {
    $php = new DateTime(gmdate('Y-m-d H:i:s', $wall), new DateTimeZone($zone));
    $shown = (new DateTime("@$ours"))->setTimezone(new DateTimeZone($zone))->format('c');
    $first = $ours < $php->getTimestamp() && substr($shown, 0, 19) === gmdate('Y-m-d\\TH:i:s', $wall);
    echo $ours === $php->getTimestamp() || $first ? 'same' : 'other', "\n";
  }`;
  const { stdout, stderr } = spawnSync('php', ['-r', program], {
    input: JSON.stringify(readings),
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  expect(stderr).toBe('');
  const verdicts = stdout.trim().split('\n');
  expect(verdicts).toHaveLength(readings.length);
  return readings.filter((_, index) => verdicts[index] !== 'same');
}

/** Half-hourly times around every change of a zone's clocks, which are found by walking through the years. */
function timesNearChanges(zone: string): number[] {
  const times: number[] = [];
  const step = 24 * HOUR;
  for (let instant = FIRST; instant < LAST; instant += step) {
    const [before, after] = [offsetAt(instant, zone), offsetAt(instant + step, zone)];
    if (before === after) continue;
    for (let wall = instant - 3 * HOUR; wall <= instant + step + 3 * HOUR; wall += HOUR / 2)
      times.push(wall + before);
  }
  return times;
}

describe('a time on the clocks of a zone', () => {
  it('is the instant that PHP takes it for, wherever clocks are changed', () => {
    const readings = ZONES.flatMap((zone) =>
      [...timesNearChanges(zone), FIRST, LAST, 1_362_254_400].map((wall) => ({
        zone,
        wall,
        ours: instantAt(wall, zone),
      })),
    );
    expect(readings.length).toBeGreaterThan(10_000);
    expect(unlikePhp(readings)).toEqual([]);
  });

  it('that is skipped is read as if the clocks had not been put forward, one shown twice is the first', () => {
    const wall = (text: string): number => Date.parse(`${text}Z`) / 1000;
    expect(instantAt(wall('2026-03-29T02:30'), 'Europe/Berlin')).toBe(wall('2026-03-29T01:30'));
    expect(instantAt(wall('2026-10-25T02:30'), 'Europe/Berlin')).toBe(wall('2026-10-25T00:30'));
  });

  it('is known in zones that exist', () => {
    expect(isTimeZone('Europe/Moscow')).toBe(true);
  });

  it.each(['Mars/Olympus', 'GMT+03', 'Moscow+03:00', 'toString', 'constructor', ''])(
    'is not known in %j, which is no zone',
    (zone) => {
      expect(isTimeZone(zone)).toBe(false);
      expect(() => offsetAt(0, zone)).toThrow(RangeError);
    },
  );
});
