import type { Account } from './accounts';
import { type Clock, DAY, localDay } from '../clock';
import type { Company } from './company';
import type { Order } from './order';
import type { OrderBook } from './order_book';
import { priceOfDelivery } from './order_view';

/** One order of an act. Money in kopecks. */
export interface SettlementLine {
  readonly code: string;
  readonly order: Order;
  /** Taken from the receiver. */
  readonly collected: number;
  readonly courierPrice: number;
  readonly agentFee: number;
}

/** An act on the transfer of collected money (акт передачи денег). */
export interface Settlement {
  readonly code: string;
  readonly number: string;
  readonly client: Account;
  /** `YYYY-MM-DD` */
  readonly day: string;
  /** Empty until the money was paid out. */
  readonly payDay: string;
  readonly lines: readonly SettlementLine[];
}

/** What the client pays for a line's order. */
export function serviceCost({ courierPrice, agentFee }: SettlementLine): number {
  return courierPrice + agentFee;
}

const AGENT_FEE_PERCENT = 1;

/** All acts of the courier company. */
export class Settlements {
  readonly all: Settlement[] = [];
  private lastCode = 6_277;
  private lastLine = 42_493;

  constructor(
    private readonly orders: OrderBook,
    private readonly company: Company,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes an act of this client's delivered orders whose money was collected and stands in no act yet; undefined when there
   * are none. `day` is today unless given.
   */
  settle(client: Account, { day = localDay(this.clock.now()), payDay = '' } = {}): Settlement | undefined {
    const settled = new Set(this.all.flatMap(({ lines }) => lines.map(({ order }) => order)));
    const due = this.orders.all.filter(
      (order) => order.client === client && isCollected(order) && !settled.has(order),
    );
    if (due.length === 0) return undefined;
    this.lastCode += 1;
    const act: Settlement = {
      code: String(this.lastCode),
      number: String(this.lastCode - 2_286),
      client,
      day,
      payDay,
      lines: due.map((order) => this.line(order)),
    };
    this.all.push(act);
    return act;
  }

  /** The acts of a client from one day to another, both included; of the last month when neither is given. */
  between(client: Account, from: string, to: string): readonly Settlement[] {
    const monthAgo = localDay(this.clock.now() - 30 * DAY);
    const first = from === '' && to === '' ? monthAgo : from;
    return this.all.filter(
      (act) => act.client === client && act.day >= first && (to === '' || act.day <= to),
    );
  }

  find(client: Account, code: string): Settlement | undefined {
    return this.all.find((act) => act.client === client && act.code === code);
  }

  private line(order: Order): SettlementLine {
    this.lastLine += 1;
    return {
      code: String(this.lastLine),
      order,
      collected: order.collected,
      courierPrice: priceOfDelivery(order, this.company).total,
      agentFee: Math.round((order.collected * AGENT_FEE_PERCENT) / 100),
    };
  }
}

function isCollected({ draft, statuses }: Order): boolean {
  return (
    ['CASH', 'CARD'].includes(draft.payType) &&
    draft.price > 0 &&
    statuses.some(({ code }) => code === 'COMPLETE' || code === 'PARTIALLY')
  );
}
