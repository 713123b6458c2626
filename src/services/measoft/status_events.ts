import { identityOf, type Order, type OrderStatus } from './orders';

/** That an order got a status. */
export interface StatusEvent {
  /** The same whenever and however the event is read. */
  readonly id: string;
  readonly order: Order;
  readonly status: OrderStatus;
}

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

interface Kept<Item> {
  readonly moment: number;
  /** When it was told: what happened within one second stays in its order. */
  readonly turn: number;
  readonly item: Item;
}

/**
 * What has lately happened to orders, taken order by order. Between two looks an order may pass through several statuses,
 * so that those of the day before its newest one count, too, as far as the courier company's plan tells them. Older ones
 * would be no news, and would start a Zap that was turned on after them.
 */
export class StatusEvents<Item> {
  #kept = new Map<string, Kept<Item>>();
  #turn = 0;

  /**
   * @param pick what to keep of an event; undefined for nothing.
   * @param most how many of the newest are wanted: others are let go of on the way.
   */
  constructor(
    private readonly pick: (event: StatusEvent) => Item | undefined,
    private readonly most = Infinity,
  ) {}

  take(order: Order): void {
    for (const event of eventsOf(order)) {
      const item = this.pick(event);
      if (item === undefined) continue;
      this.#turn += 1;
      // An order that is told twice has its events where it was told first, as it was told last.
      const turn = this.#kept.get(event.id)?.turn ?? this.#turn;
      this.#kept.set(event.id, { moment: momentOf(event.status), turn, item });
    }
    if (this.#kept.size > 2 * this.most) this.#kept = new Map(this.#newest());
  }

  newestFirst(): Item[] {
    return this.#newest().map(([, { item }]) => item);
  }

  #newest(): (readonly [id: string, kept: Kept<Item>])[] {
    return [...this.#kept]
      .sort(([, one], [, other]) => other.moment - one.moment || other.turn - one.turn)
      .slice(0, this.most);
  }
}

function eventsOf(order: Order): readonly StatusEvent[] {
  const { status, history } = order;
  const told = history.some((past) => keyOf(past) === keyOf(status)) ? history : [...history, status];
  const since = Math.max(...told.map(momentOf)) - DAY_MILLISECONDS;
  const seen = new Map<string, number>();
  return told.flatMap((past) => {
    const key = keyOf(past);
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    const isRecent = momentOf(past) >= since || past === status;
    if (past.code === '' || !isRecent) return [];
    // Times are told in seconds, in which an order may get the same status twice.
    const id = [identityOf(order), key, ...(times > 1 ? [String(times)] : [])].join(':');
    return [{ id, order, status: past }];
  });
}

function keyOf({ code, recorded, eventTime }: OrderStatus): string {
  return `${code}:${recorded ?? eventTime ?? ''}`;
}

/** Milliseconds since 1970; 0 where the time of recording is not told. */
function momentOf({ recorded }: OrderStatus): number {
  return recorded === undefined ? 0 : Date.parse(recorded);
}
