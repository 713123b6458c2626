import { spawnSync } from 'node:child_process';
import { formatMoment, instantAt, isTimeZone, localTime, offsetAt, zonedTime } from '../../src/core/time';

it('a time is written in UTC without fractions', () => {
  expect(formatMoment(0)).toBe('1970-01-01T00:00:00Z');
  expect(formatMoment(1362254400)).toBe('2013-03-02T20:00:00Z');
});

describe('the local time of a till', () => {
  it.each([
    ['2026-10-03T16:05:00', 'Europe/Moscow', '2026-10-03T16:05:00+03:00'],
    ['2026-10-03T16:05:00', 'Asia/Vladivostok', '2026-10-03T16:05:00+10:00'],
    ['2013-03-03T00:00:00.000', 'Europe/Moscow', '2013-03-03T00:00:00+04:00'],
  ])('gets the offset of its zone: %s in %s', (text, zone, zoned) => {
    expect(zonedTime(text, zone)).toBe(zoned);
  });

  it('that the clock repeats is the first of the two', () => {
    expect(zonedTime('2026-10-25T02:30:00', 'Europe/Berlin')).toBe('2026-10-25T02:30:00+02:00');
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
