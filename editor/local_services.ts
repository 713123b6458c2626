import { environmentFor, type Platform, PLATFORMS, SERVICES } from '../proof/services';
import type { OpenService } from '../proof/services/service';
import { Clock } from '../sandbox/clock';
import { MovedClock } from '../sandbox/moved_clock';
import type { Exchange, Journal } from '../sandbox/server';

type AnyExchange = Exchange<{ readonly kind: string }>;

/** Everything that reached one local server, by the name of the server. */
export type NamedJournal = readonly [server: string, journal: Journal<AnyExchange>];

/** A shop, a till, a courier company, CDEK and PimPay, with orders in them, on this machine. All live by one clock, which can be moved. */
export class LocalServices {
  private constructor(
    readonly clock: MovedClock,
    readonly justclick: Awaited<ReturnType<typeof SERVICES.justclick.open>>,
    readonly rkeeper: Awaited<ReturnType<typeof SERVICES.rkeeper.open>>,
    readonly measoft: Awaited<ReturnType<typeof SERVICES.measoft.open>>,
    readonly cdek: Awaited<ReturnType<typeof SERVICES.cdek.open>>,
    readonly pimpay: Awaited<ReturnType<typeof SERVICES.pimpay.open>>,
  ) {}

  static async open(): Promise<LocalServices> {
    const clock = new MovedClock();
    const options = { clock: new Clock(clock.now) };
    return new LocalServices(
      clock,
      ...(await Promise.all([
        SERVICES.justclick.open(options),
        SERVICES.rkeeper.open(options),
        SERVICES.measoft.open(options),
        SERVICES.cdek.open(options),
        SERVICES.pimpay.open(options),
      ])),
    );
  }

  of(platform: Platform): OpenService {
    return this[platform];
  }

  /** The environment of an app that finds them, and lives by their clock. */
  get environment(): Readonly<Record<string, string>> {
    const origins = PLATFORMS.flatMap((platform) => Object.entries(this.of(platform).origins));
    return { ...environmentFor(Object.fromEntries(origins)), ...this.clock.environment };
  }

  get journals(): readonly NamedJournal[] {
    return [
      ['Shop', this.justclick.double.journal],
      ['Till', this.rkeeper.till.journal],
      ['Licence server', this.rkeeper.licences.journal],
      ['Courier', this.measoft.courier.journal],
      ['CDEK', this.cdek.double.journal],
      ['PimPay', this.pimpay.double.journal],
    ];
  }

  async stop(): Promise<void> {
    await Promise.all(PLATFORMS.map((platform) => this.of(platform).stop()));
    this.clock.remove();
  }
}
