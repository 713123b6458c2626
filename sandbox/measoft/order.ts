import type { Account } from './accounts';
import type { Town } from './gazetteer';
import { type Stage, stageOf } from './statuses';

/** The texts of a sender or receiver by their elements. */
export const PARTY_TEXTS = [
  ...(['company', 'person', 'phone', 'inn', 'zipcode', 'address'] as const),
  ...(['pvz', 'date', 'time_min', 'time_max', 'deliveryPIN'] as const),
] as const;
type PartyText = (typeof PARTY_TEXTS)[number];

/** A sender or receiver. Absent texts are empty; `pvz` is the courier's code of a pickup point. */
export interface Party extends Readonly<Record<PartyText, string>> {
  readonly town: Town;
  readonly coordinates: { readonly lat: string; readonly lon: string };
}

/** One line of goods. */
export interface Line {
  /** The courier's internal code; empty until the order is kept. */
  readonly code: string;
  readonly name: string;
  /** As sent, with the defaults that the courier adds. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Pieces refused by the receiver. */
  readonly returns: number;
}

export type PayType = 'CASH' | 'CARD' | 'NO' | 'OTHER' | 'OPTION';

export interface ExtraServiceUsed {
  readonly code: string;
  readonly name: string;
  /** Kopecks. */
  readonly price: number;
}

/** What a client tells about an order: `neworder` and `editorder` carry the whole of it. */
export interface Draft {
  readonly sender: Party;
  readonly receiver: Party;
  readonly payType: PayType;
  /** Kopecks to collect from the receiver, the delivery included. */
  readonly price: number;
  readonly deliveryPrice: number;
  readonly declaredValue: number;
  readonly weight: string;
  readonly lines: readonly Line[];
  /** Attributes of the packages as sent. */
  readonly packages: readonly Readonly<Record<string, string>>[];
  readonly extraServices: readonly ExtraServiceUsed[];
  /** Other texts by their element's name, with defaults filled in. */
  readonly texts: Readonly<Record<string, string>>;
}

export interface StatusEvent {
  /** Grows over all orders. */
  readonly number: number;
  readonly code: string;
  readonly title: string;
  readonly store: string;
  readonly country: string;
  /** `YYYY-MM-DD HH:MM:SS`, local time of the place. */
  readonly eventTime: string;
  /** The same form, GMT. */
  readonly createdGmt: string;
  readonly message: string;
}

export interface Attachment {
  readonly name: string;
  readonly content: Buffer;
}

/** How a delivery ended. */
export interface Delivery {
  /** Who received it, or why nobody did. */
  readonly to: string;
  readonly date: string;
  /** `HH:MM` */
  readonly time: string;
}

/** One order at the courier company. */
export class Order {
  agent: Account | undefined;
  courier = '';
  awb = '';
  delivery: Delivery | undefined;
  /** An operator has it open in the desktop program: changes by the API lose. */
  openOnDesktop = false;
  readonly attachments: Attachment[] = [];
  readonly statuses: StatusEvent[] = [];
  /** Grows with every change of anything but the status. */
  revision = 1;

  constructor(
    readonly client: Account,
    /** `ordercode`: the courier's internal code. */
    readonly code: string,
    /** `orderno`: the client's number. */
    readonly number: string,
    readonly barcode: string,
    /** Milliseconds of the epoch. */
    readonly created: number,
    public draft: Draft,
  ) {}

  /** The present status; with `quick` false the last one that an operator entered. */
  status(quick = true): StatusEvent {
    const found = this.history(quick).at(-1);
    if (!found) throw new Error(`The order ${this.number} has no status.`);
    return found;
  }

  history(quick = true): readonly StatusEvent[] {
    return quick ? this.statuses : this.statuses.filter(({ code }) => stageOf(code) !== 'preliminary');
  }

  stage(quick = true): Stage {
    return stageOf(this.status(quick).code);
  }

  /**
   * What a reader of changes compares: any change of the order, and the status as far as this reader sees it. Thus reading
   * now with and now without quick statuses looks like changes, as the vendor warns.
   */
  mark(quick: boolean): string {
    return `${this.revision}:${this.status(quick).number}`;
  }

  /** Whether all attempts to deliver it are over. */
  get done(): boolean {
    return ['settled', 'final'].includes(this.stage());
  }

  attach(name: string, content: Buffer): void {
    this.attachments.push({ name, content });
  }

  /** The receiver pays otherwise than was planned. */
  payBy(payType: PayType): void {
    this.draft = { ...this.draft, payType };
    this.revision += 1;
  }

  /** Kopecks that stay with the client after refused pieces were given back. */
  get collected(): number {
    const refused = this.draft.lines.reduce(
      (sum, { attributes, returns }) => sum + returns * Math.round(Number(attributes.retprice ?? 0) * 100),
      0,
    );
    return Math.max(0, this.draft.price - refused);
  }
}

/** Names an order in a request: `ordercode` wins over `orderno`. */
export interface OrderReference {
  readonly code?: string;
  readonly number?: string;
}
