const DAY_SECONDS = 24 * 60 * 60;

/** The clocks of one IANA zone, as the runtime's own time zone data tells them. */
class Clocks {
  private readonly format: Intl.DateTimeFormat;
  private readonly offsets = new Map<number, number>();

  constructor(timeZone: string) {
    this.format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  }

  /** Seconds ahead of UTC at an instant of unix seconds. No zone puts its clocks forward and back within one day. */
  offsetAt(instant: number): number {
    const day = Math.floor(instant / DAY_SECONDS);
    const offset = this.offsetOfDay(day);
    return offset === this.offsetOfDay(day + 1) ? offset : this.toldAt(instant);
  }

  private toldAt(instant: number): number {
    const name = this.format.formatToParts(instant * 1000).find(({ type }) => type === 'timeZoneName')?.value;
    // `GMT`, `GMT+03:00`; with seconds where clocks still went by the sun.
    const [, sign, hours = '0', minutes = '0', seconds = '0'] =
      /([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(name ?? '') ?? [];
    const ahead = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
    return sign === '-' ? -ahead : ahead;
  }

  /** The same at the beginning of a UTC day: a list of one shift asks for the same two days again and again. */
  offsetOfDay(day: number): number {
    const known = this.offsets.get(day);
    if (known !== undefined) return known;
    const offset = this.toldAt(day * DAY_SECONDS);
    if (this.offsets.size > 1000) this.offsets.clear();
    this.offsets.set(day, offset);
    return offset;
  }
}

const clocksOf = new Map<string, Clocks>();

function clocks(timeZone: string): Clocks {
  const known = clocksOf.get(timeZone);
  if (known) return known;
  const made = new Clocks(timeZone);
  clocksOf.set(timeZone, made);
  return made;
}

/** Whether the runtime knows an IANA zone of that name. */
export function isTimeZone(name: string): boolean {
  try {
    clocks(name);
    return true;
  } catch {
    return false;
  }
}

/**
 * Seconds by which the clocks of a zone are ahead of UTC at an instant.
 *
 * @throws RangeError for a zone that does not exist.
 */
export function offsetAt(unixSeconds: number, timeZone: string): number {
  return clocks(timeZone).offsetAt(unixSeconds);
}

/**
 * The instant at which the clocks of a zone show a time. One that they skip is read as if they had not been put forward;
 * of one that they show twice it is the first (as RFC 5545 reads local times).
 *
 * @param wallSeconds the time shown, as the unix seconds of the same time in UTC.
 * @returns unix seconds.
 * @throws RangeError for a zone that does not exist.
 */
export function instantAt(wallSeconds: number, timeZone: string): number {
  const zone = clocks(timeZone);
  // No clock is more than a day from UTC, and none is put forward and back within three days.
  const day = Math.floor(wallSeconds / DAY_SECONDS);
  const [before, after] = [zone.offsetOfDay(day - 1), zone.offsetOfDay(day + 2)];
  const early = wallSeconds - before;
  if (before === after || zone.offsetAt(early) === before) return early;
  const late = wallSeconds - after;
  return zone.offsetAt(late) === after ? late : early;
}
