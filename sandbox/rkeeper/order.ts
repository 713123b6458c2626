import { crc32 } from 'node:zlib';
import type { XmlElement } from '../xml';
import { newGuid } from './attributes';
import type { ReferenceItem } from './references';

/** State of a line. */
export const LINE_STATE = { open: 1, fixed: 3, printed: 4, partlyClosed: 5, closed: 6, deleted: 7 } as const;
export type LineState = (typeof LINE_STATE)[keyof typeof LINE_STATE];

export interface Modifier {
  readonly item: ReferenceItem;
  readonly count: number;
  /** Kopecks for one. */
  readonly price: number;
  /** Free text in place of its name. */
  readonly openName?: string | undefined;
  /** The till added it by itself. */
  readonly isDefault?: true;
}

/** A dish that was chosen in a combo. */
export interface Component {
  readonly item: ReferenceItem;
  readonly count: number;
  /** Kopecks for one, on top of the price of the combo. */
  readonly price: number;
  readonly modifiers: readonly Modifier[];
}

export interface Discount {
  readonly uni: number;
  readonly guid: string;
  readonly item: ReferenceItem;
  /** Kopecks off, or percent off. */
  readonly off:
    | { readonly kind: 'amount'; readonly amount: number }
    | { readonly kind: 'percent'; readonly percent: number };
}

export interface DishLine {
  readonly kind: 'Dish' | 'Combo';
  readonly uni: number;
  readonly guid: string;
  readonly dish: ReferenceItem;
  /** Kopecks for one piece. */
  readonly price: number;
  /** Thousandths; less than ordered once a part was voided. */
  quantity: number;
  ordered: number;
  readonly seat: number;
  readonly modifiers: readonly Modifier[];
  /** The dishes of a combo; none for any other dish. */
  readonly components: readonly Component[];
  readonly discounts: readonly Discount[];
  state: LineState;
  /** Thousandths given back after payment. */
  returned: number;
  /** For a return, the guid of the line that is given back. */
  readonly source?: string;
}

export interface Prepayment {
  readonly uni: number;
  readonly guid: string;
  readonly currency: ReferenceItem;
  /** Kopecks. */
  readonly amount: number;
  /** Money expected, not yet taken. */
  readonly promised: boolean;
}

/** What the API calls Session: one packet of lines added together. */
export interface Packet {
  readonly uni: number;
  readonly guid: string;
  readonly id: number;
  readonly station: ReferenceItem | undefined;
  readonly author: ReferenceItem | undefined;
  readonly draft: boolean;
  readonly readyTime?: string | undefined;
  printed: boolean;
  readonly dishes: readonly DishLine[];
  readonly discounts: readonly Discount[];
  readonly prepayments: readonly Prepayment[];
}

export interface Payment {
  readonly uni: number;
  readonly guid: string;
  readonly currency: ReferenceItem;
  readonly amount: number;
}

/** Who took a receipt back, when and why. */
export interface Deletion {
  readonly time: string;
  readonly manager: ReferenceItem;
  readonly reason: ReferenceItem | undefined;
}

/** What the API calls PrintCheck in orders and Receipt in lists. */
export interface Receipt {
  readonly uni: number;
  readonly guid: string;
  readonly number: number;
  readonly amount: number;
  readonly printed: string;
  readonly cashier: ReferenceItem;
  readonly station: ReferenceItem;
  readonly reason: ReferenceItem | undefined;
  readonly payments: readonly Payment[];
  readonly dishes: readonly DishLine[];
  readonly order: Order;
  deletion: Deletion | undefined;
}

/** A waiter has the order open on a till. */
export interface Lock {
  readonly station: string;
  readonly operator: number;
}

export interface Guest {
  readonly label: number;
  readonly attributes: Readonly<Record<string, string>>;
}

/** All that a client may set on an order besides its lines. */
export interface OrderDetails {
  table: ReferenceItem;
  station?: ReferenceItem | undefined;
  creator?: ReferenceItem | undefined;
  waiter?: ReferenceItem | undefined;
  category?: ReferenceItem | undefined;
  type?: ReferenceItem | undefined;
  guestType?: ReferenceItem | undefined;
  guests: readonly Guest[];
  /** Names and values of ExternalProps. */
  externalProps: ReadonlyMap<string, string>;
  /** DeliveryBlock as sent. */
  delivery?: XmlElement | undefined;
  external?: { readonly id: string; readonly source: string } | undefined;
  /** persistentComment, nonPersistentComment, holder, promoCode, duration, openTime as sent. */
  texts: Readonly<Record<string, string>>;
}

export interface Sums {
  /** Kopecks before discounts. */
  readonly list: number;
  /** Zero or negative. */
  readonly discount: number;
  readonly order: number;
  readonly prepaid: number;
  readonly promised: number;
  readonly pieces: number;
}

/** One order of a visit. Money in kopecks, quantities in thousandths. */
export class Order {
  readonly packets: Packet[] = [];
  readonly receipts: Receipt[] = [];
  version = 1;
  finishTime: string | undefined;
  billTime: string | undefined;
  voided = false;
  /** Saved with dontcheckLicense: carried out, but the till does not show it. */
  invisible = false;
  lock: Lock | undefined;
  private lastUni = 0;

  constructor(
    readonly visit: number,
    readonly ident: number,
    public guid: string,
    /** The order's running number. It has nothing to do with the licence. */
    readonly seqNumber: number,
    readonly shift: number,
    readonly openTime: string,
    public details: OrderDetails,
    /** The order whose dishes this one gives back. */
    readonly source?: Order,
  ) {}

  get url(): string {
    return `https://qr.restaurant.example/${this.guid.slice(1, -1).toLowerCase()}`;
  }

  get name(): string {
    return `${this.details.table.name}.${this.ident - 255}`;
  }

  get lines(): readonly DishLine[] {
    return this.packets
      .flatMap((packet) => packet.dishes)
      .filter((line) => line.state !== LINE_STATE.deleted);
  }

  get finished(): boolean {
    return this.finishTime !== undefined;
  }

  get printed(): boolean {
    return this.packets.some((packet) => packet.printed);
  }

  /** Thousandths of a dish on this order: what a test counts to see that nothing was added twice. */
  quantityOf(dishIdent: number): number {
    return this.lines
      .filter((line) => line.dish.ident === dishIdent)
      .reduce((sum, line) => sum + line.quantity, 0);
  }

  /** A line's number and guid inside this order. */
  nextLine(): { uni: number; guid: string } {
    this.lastUni += 1;
    return { uni: this.lastUni, guid: newGuid() };
  }

  /** Changes with every write; a signed number as the server's are. */
  get crc(): number {
    return crc32(`${this.guid} ${this.version}`) | 0;
  }

  sums(): Sums {
    let list = 0;
    let off = 0;
    for (const line of this.lines) {
      const amount = lineAmount(line) + extraAmount(line);
      list += amount;
      off += discountOn(amount, line.discounts);
    }
    off += discountOn(
      list - off,
      this.packets.flatMap((packet) => packet.discounts),
    );
    const prepayments = this.packets.flatMap((packet) => packet.prepayments);
    const total = (promised: boolean): number =>
      prepayments.filter((line) => line.promised === promised).reduce((sum, line) => sum + line.amount, 0);
    return {
      list,
      discount: off === 0 ? 0 : -off,
      order: list - off,
      prepaid: total(false),
      promised: total(true),
      pieces: this.lines.reduce((sum, line) => sum + line.quantity, 0),
    };
  }

  /** Kopecks still to pay as GetOrder tells it: promised prepayments are not taken off. */
  get unpaid(): number {
    const { order, prepaid } = this.sums();
    return this.finished ? 0 : Math.max(0, order - prepaid);
  }

  /** Kopecks still to pay as CalcOrder2 tells it and PayOrder demands it. */
  get toPay(): number {
    const { order, prepaid, promised } = this.sums();
    return this.finished ? 0 : Math.max(0, order - prepaid - promised);
  }
}

/** Kopecks of a quantity in thousandths at a price, half a kopeck up. */
export function amountOf(price: number, quantity: number): number {
  return Math.round((price * quantity) / 1000);
}

export function lineAmount(line: DishLine): number {
  return amountOf(line.price, line.quantity);
}

/** What is put on top of a line: modifiers, and components of a combo with theirs. */
function extraAmount({ modifiers, components, quantity }: DishLine): number {
  const extras = [
    ...modifiers,
    ...components,
    ...components.flatMap((component) =>
      component.modifiers.map(({ price, count }) => ({ price, count: count * component.count })),
    ),
  ];
  return extras.reduce((sum, { price, count }) => sum + amountOf(price * count, quantity), 0);
}

function discountOn(amount: number, discounts: readonly Discount[]): number {
  const off = discounts.reduce(
    (sum, { off }) => sum + (off.kind === 'amount' ? off.amount : Math.round((amount * off.percent) / 100)),
    0,
  );
  return Math.min(off, amount);
}
