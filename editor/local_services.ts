import { environmentFor, type Platform, PLATFORMS, SERVICES } from '../proof/services';
import type { OpenDouble, OpenService } from '../proof/services/service';
import { Clock } from '../sandbox/clock';
import { MovedClock } from '../sandbox/moved_clock';

type Open<Name extends Platform> = Awaited<ReturnType<(typeof SERVICES)[Name]['open']>>;

/** A shop, a till, a courier company, CDEK and PimPay, with orders in them, on this machine. All live by one clock, which can be moved. */
export class LocalServices {
  private constructor(
    readonly clock: MovedClock,
    readonly justclick: Open<'justclick'>,
    readonly rkeeper: Open<'rkeeper'>,
    readonly measoft: Open<'measoft'>,
    readonly cdek: Open<'cdek'>,
    readonly pimpay: Open<'pimpay'>,
  ) {}

  static async open(): Promise<LocalServices> {
    const clock = new MovedClock();
    const options = { clock: new Clock(clock.now) };
    const { justclick, rkeeper, measoft, cdek, pimpay } = SERVICES;
    const opening = [
      justclick.open(options),
      rkeeper.open(options),
      measoft.open(options),
      cdek.open(options),
      pimpay.open(options),
    ] as const;
    return new LocalServices(clock, ...(await Promise.all(opening)));
  }

  of(platform: Platform): OpenService {
    return this[platform];
  }

  /** The environment of an app that finds them, and lives by their clock. */
  get environment(): Readonly<Record<string, string>> {
    const origins = PLATFORMS.flatMap((platform) => Object.entries(this.of(platform).origins));
    return { ...environmentFor(Object.fromEntries(origins)), ...this.clock.environment };
  }

  /** Every server that can be asked, by its name. */
  get doubles(): readonly (readonly [name: string, double: OpenDouble])[] {
    return PLATFORMS.flatMap((platform) => Object.entries(this.of(platform).doubles));
  }

  async stop(): Promise<void> {
    await Promise.all(PLATFORMS.map((platform) => this.of(platform).stop()));
    this.clock.remove();
  }
}
