import { EventEmitter } from 'node:events';
import { type Amount, amount, hundredthsOf } from '../money';
import { groupNames, type ProductSettings } from './product_settings';

/** A group of contacts (группа подписчиков). Contacts cannot be added to an automatic one (автогруппа). */
export interface Group {
  readonly rass_name: string;
  readonly rass_title: string;
  readonly automatic: boolean;
}

/** 1 physical, 0 digital, empty = floating price. */
export type ProductType = '0' | '1' | '';

/** A product: `good_id` is its number in the system, `good_name` the identifier that callers use. */
export interface Product extends ProductSettings {
  readonly good_id: number;
  readonly good_name: string;
  readonly good_type: ProductType;
  good_title: string;
  good_sum: Amount;
  /** Notification addresses that only the product editor knows; no function of the API reads or writes them. */
  editorAddresses?: Partial<Record<'prepayment' | 'cancel' | 'moneyback', string>>;
}

/** What the buyer still owes the shop. */
export type PayStatus = 'waiting' | 'paid' | 'cancel';

/** How far the parcel has come; it is kept apart from the payment. */
export type DeliveryStatus = 'none' | 'sent' | 'return';

/** One line of an order; `sum` is the actual price, `price` the one in the product's settings. */
export interface OrderItem {
  readonly id: string;
  readonly good_id: number;
  readonly title: string;
  readonly sum: Amount;
  readonly price: Amount;
  readonly pincode: string;
  readonly partners: readonly OrderPartner[];
}

/** A partner's commission on one line of an order. */
export interface OrderPartner {
  readonly partner_lvl: number;
  readonly partner_id: number;
  readonly partner_name: string;
  readonly partner_fee: Amount;
}

/** The UTM marks of the link by which a buyer came. */
export interface Marks {
  readonly medium: string;
  readonly source: string;
  readonly campaign: string;
  readonly content: string;
  readonly term: string;
}

/** Who buys and where the goods go, in the order in which answers and notifications tell it. */
export const BUYER_TEXTS = [
  ...(['first_name', 'last_name', 'middle_name', 'email', 'phone'] as const),
  ...(['city', 'country', 'address', 'region', 'postalcode'] as const),
] as const;
/** Further texts. `timer_kill`: `true` cancelled by the product's setting, `false` never, else a time in UNIX seconds. */
const MORE_TEXTS = ['comment', 'domain', 'tag', 'ip', 'kupon', 'timer_kill'] as const;
export type OrderText = (typeof BUYER_TEXTS)[number] | (typeof MORE_TEXTS)[number];
export type OrderTexts = Readonly<Record<OrderText, string>>;

/** All texts of an order. */
export function orderTexts(textOf: (name: OrderText) => string): OrderTexts {
  return Object.fromEntries(
    [...BUYER_TEXTS, ...MORE_TEXTS].map((name) => [name, textOf(name)]),
  ) as OrderTexts;
}

/** What a new order consists of. Times are UNIX seconds. */
export interface OrderDraft extends OrderTexts {
  readonly created: number;
  readonly utm: Marks;
  readonly aff: Marks;
  readonly items: readonly OrderItem[];
}

/** One line with one product, at its own price unless another one was agreed on. */
export function orderItem({ good_id, good_name, good_title, good_sum }: Product, sum = good_sum): OrderItem {
  return { id: good_name, good_id, title: good_title, sum, price: good_sum, pincode: '', partners: [] };
}

/** An order (заказ, счёт). `paid` and `delivery_date` are UNIX seconds. */
export interface Order extends OrderDraft {
  readonly id: number;
  readonly price: Amount;
  readonly is_recurrent: boolean;
  type: string;
  payway: string;
  pay_status: PayStatus;
  paid: number | undefined;
  /** What was paid of the price so far, in hundredths, while the rest is not. */
  prepaid: number;
  delivery_status: DeliveryStatus;
  delivery_date: number | undefined;
  rpo: string;
}

/** A contact's standing in a group. */
export type SubscriptionStatus =
  | 'STATUS_WAIT'
  | 'STATUS_SUBSCRIBE'
  | 'STATUS_UNSUBSCRIBE'
  | 'STATUS_UNSUBSCRIBE_BY_SERVICE'
  | 'STATUS_INVALID_EMAIL';

/** A contact; its subscriptions by group, their times in UNIX seconds. */
export interface Contact {
  readonly email: string;
  name: string;
  phone: string;
  city: string;
  tags: string;
  readonly subscriptions: Map<string, { status: SubscriptionStatus; time: number }>;
}

/** What a shop tells the world: the events that the notification addresses are for. */
export type News =
  | { readonly event: 'new_order' | 'paid' | 'cancel'; readonly order: Order }
  | { readonly event: 'moneyback'; readonly order: Order }
  | { readonly event: 'prepayment'; readonly order: Order; readonly sum: Amount }
  | {
      readonly event: 'contact';
      readonly contact: Contact;
      readonly group: string;
      /** 2 subscribed, 1 activated, 0 unsubscribed. */
      readonly status: 0 | 1 | 2;
    };

export type OrderEvent = Exclude<News['event'], 'contact'>;

const FIRST_PRODUCT_ID = 12549;
const FIRST_ORDER_ID = 100_000;

/** The state of one account's shop, and the few moves that other parts of the service would notice. */
export class Shop extends EventEmitter<{ news: [News] }> {
  readonly groups = new Map<string, Group>();
  /** The ids of the product categories. */
  readonly categories = new Set<string>();
  readonly products = new Map<string, Product>();
  readonly orders = new Map<number, Order>();
  readonly contacts = new Map<string, Contact>();
  private nextProductId = FIRST_PRODUCT_ID;
  private nextOrderId = FIRST_ORDER_ID;

  /** The product with this identifier. @throws Error when there is none: for looking at the state from outside. */
  product(goodName: string): Product {
    return known(this.products.get(goodName), `product ${goodName}`);
  }

  /** The order with this number. @throws Error when there is none: for looking at the state from outside. */
  order(id: number): Order {
    return known(this.orders.get(id), `order ${id}`);
  }

  /** The contact with this e-mail address, in any letter case. */
  contact(email: string): Contact | undefined {
    return this.contacts.get(email.toLowerCase());
  }

  addGroup(rass_name: string, rass_title: string, automatic = false): void {
    this.groups.set(rass_name, { rass_name, rass_title, automatic });
  }

  addProduct(product: Omit<Product, 'good_id'>): Product {
    const added = { ...product, good_id: this.nextProductId++ };
    this.products.set(added.good_name, added);
    this.createMissingGroups(added);
    return added;
  }

  updateProduct(product: Product, settings: ProductSettings): void {
    Object.assign(product, settings);
    this.createMissingGroups(product);
  }

  addContact(contact: Omit<Contact, 'subscriptions'>): Contact {
    const added = { ...contact, subscriptions: new Map() };
    this.contacts.set(contact.email.toLowerCase(), added);
    return added;
  }

  placeOrder(draft: OrderDraft): Order {
    const order: Order = {
      ...draft,
      id: this.nextOrderId++,
      price: amount(draft.items.reduce((sum, item) => sum + (hundredthsOf(item.sum, 10) ?? 0), 0)),
      is_recurrent: false,
      type: 'order',
      payway: '',
      pay_status: 'waiting',
      paid: undefined,
      prepaid: 0,
      delivery_status: 'none',
      delivery_date: undefined,
      rpo: '',
    };
    this.orders.set(order.id, order);
    this.emit('news', { event: 'new_order', order });
    return order;
  }

  /** Notes a payment made at `time` (UNIX seconds). */
  pay(order: Order, time: number): void {
    order.pay_status = 'paid';
    order.paid = time;
    order.payway = 'manual';
    this.emit('news', { event: 'paid', order });
  }

  cancel(order: Order): void {
    order.pay_status = 'cancel';
    this.emit('news', { event: 'cancel', order });
  }

  /**
   * Tells of what no function of the API does: a prepayment, a moneyback, a contact. A prepayment lessens what is left to
   * pay; what else these change in the shop is not documented: nothing here.
   */
  tell(news: Extract<News, { event: 'prepayment' | 'moneyback' | 'contact' }>): void {
    if (news.event === 'prepayment') news.order.prepaid += hundredthsOf(news.sum, 10) ?? 0;
    this.emit('news', news);
  }

  /** Notes that the parcel was posted at `time` (UNIX seconds) under the postal tracking number `rpo`. */
  send(order: Order, time: number, rpo: string): void {
    order.delivery_status = 'sent';
    order.delivery_date = time;
    order.rpo = rpo;
  }

  private createMissingGroups(product: Product): void {
    for (const name of groupNames(product.good_client_rassilki ?? '')) {
      if (!this.groups.has(name)) {
        this.addGroup(name, name);
      }
    }
  }
}

/** The payment page: absolute if the order has a domain, else a path. */
export function paymentLink({ domain, id }: Order): string {
  return domain === '' ? `/bill/${id}/` : `http://${domain}/bill/${id}/`;
}

function known<Thing>(thing: Thing | undefined, name: string): Thing {
  if (thing === undefined) {
    throw new Error(`The shop has no ${name}.`);
  }
  return thing;
}
