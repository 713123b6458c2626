import type { Clock } from '../clock';

const MINUTE = 60_000;

/** The vendor's limits of 11 Dec 2020. `text` is the only one in bytes. */
const LIMITS = {
  'queries per minute': { most: 150, window: MINUTE },
  'queries per 20 minutes': { most: 1500, window: 20 * MINUTE },
  'ONLY_LAST per hour': { most: 3000, window: 60 * MINUTE },
  'text per 3 hours': { most: 200 * 1024 * 1024, window: 180 * MINUTE },
} as const;

export type LimitName = keyof typeof LIMITS;

const BLOCK = 180 * MINUTE;

interface Spending {
  readonly moment: number;
  readonly amount: number;
}

/** What one request or answer costs. */
export interface Cost {
  /** The IP address of the caller. */
  readonly address: string;
  /** Who asks for changes, when that is what it does. */
  readonly changesOf?: string | undefined;
}

/** What one spender spent within the window of one limit. */
interface Tally {
  readonly spendings: Spending[];
  sum: number;
}

/** Counts queries as the vendor does: the most that was ever spent within each window is kept for tests to look at. */
export class Budget {
  /** Every request, blocked ones included. */
  requests = 0;
  private readonly tallies = new Map<string, Tally>();
  private readonly peaks = new Map<LimitName, number>();
  private readonly blocked = new Map<string, number>();

  constructor(private readonly clock: Clock) {}

  /** The most queries (bytes of `text`) ever spent within the window of a limit by one address or account. */
  peak(limit: LimitName): number {
    return this.peaks.get(limit) ?? 0;
  }

  /** The limits that were exceeded at any time. Empty for a client that behaves. */
  get exceeded(): readonly LimitName[] {
    return [...this.peaks].filter(([name, peak]) => peak > LIMITS[name].most).map(([name]) => name);
  }

  /** Counts a query. */
  spend({ address, changesOf }: Cost): void {
    this.requests += 1;
    this.add('queries per minute', address, 1);
    this.add('queries per 20 minutes', address, 1);
    if (changesOf !== undefined) this.add('ONLY_LAST per hour', changesOf, 1, address);
  }

  /** Counts bytes of a request or of its answer. */
  spendText(address: string, bytes: number): void {
    this.add('text per 3 hours', address, bytes);
  }

  isBlocked(address: string): boolean {
    return (this.blocked.get(address) ?? 0) > this.clock.now();
  }

  /** Forgets everything, blocks included. */
  reset(): void {
    this.requests = 0;
    this.tallies.clear();
    this.peaks.clear();
    this.blocked.clear();
  }

  private add(limit: LimitName, spender: string, amount: number, address = spender): void {
    const { most, window } = LIMITS[limit];
    const key = `${limit} ${spender}`;
    const tally = this.tallies.get(key) ?? { spendings: [], sum: 0 };
    this.tallies.set(key, tally);
    const now = this.clock.now();
    const fresh = tally.spendings.findIndex(({ moment }) => moment > now - window);
    for (const old of tally.spendings.splice(0, fresh === -1 ? tally.spendings.length : fresh)) {
      tally.sum -= old.amount;
    }
    tally.spendings.push({ moment: now, amount });
    tally.sum += amount;
    this.peaks.set(limit, Math.max(this.peak(limit), tally.sum));
    if (tally.sum > most) this.blocked.set(address, now + BLOCK);
  }
}
