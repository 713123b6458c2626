import { DAY, localDay } from '../sandbox/clock';
import type { Shop } from '../sandbox/justclick/shop';
import type { TillDouble } from '../sandbox/rkeeper/till';
import { Waiter } from '../sandbox/rkeeper/waiter';
import { OrderNotify } from '../sandbox/rkeeper_notify/order_notify';
import type { LocalServices } from './local_services';

const CUSTOMER = 'user4@email.com';
const HOUR = 3_600_000;
/** From here on the till has no dishes yet. */
const NEW_DISH = 1_900_000;
/** A salad of the till's menu. */
const CAESAR = 1000018;
/** One that is there from the beginning. */
const PARCEL = 'SHOP-0995';

/** What can happen at the local services for Zaps to hear of, as people there would bring it about. */
export class Events {
  private readonly waiter: Waiter;
  private notify: OrderNotify | undefined;

  constructor(private readonly services: LocalServices) {
    this.waiter = new Waiter(services.rkeeper.till);
  }

  /** Pastes the address of a hook into the service by hand, as the directions of its trigger say. */
  async paste(trigger: string, address: string): Promise<void> {
    const { justclick, rkeeper, measoft } = this.services;
    switch (trigger) {
      case 'justclick_order_event':
        for (const product of justclick.shop.products.values())
          Object.assign(product, { good_api_url_new_order: address, good_api_url_notif: address });
        break;
      case 'justclick_contact_event':
        justclick.double.account().notificationAddress = address;
        break;
      case 'rkeeper_order_event':
        await this.stop();
        this.notify = OrderNotify.start(rkeeper.till, { addresses: [address] });
        break;
      case 'measoft_status_event':
        measoft.courier.webhooks.subscribe(measoft.courier.account(), address);
        break;
    }
  }

  /** Lets happen what this trigger waits for, and resolves when the service has told of it. @throws Error for one that waits for nothing known. */
  async happen(trigger: string): Promise<void> {
    const happening = this.happenings[trigger];
    if (!happening) throw new Error(`Nothing is known that ${trigger} could hear of.`);
    happening();
    const { justclick, measoft, cdek } = this.services;
    await Promise.all([
      justclick.double.notifications.settled(),
      measoft.courier.webhooks.run(),
      cdek.double.contract().webhooks.run(),
      this.notify?.settled(),
    ]);
  }

  /** Ends what would go on sending. */
  async stop(): Promise<void> {
    await this.notify?.stop();
  }

  private readonly happenings: Readonly<Record<string, () => unknown>> = {
    justclick_new_order: () => this.order(),
    justclick_new_order_instant: () => this.order(),
    justclick_order_event: () => this.order(),
    justclick_order_paid: () => this.pay(),
    justclick_order_paid_instant: () => this.pay(),
    justclick_contact_event: () => {
      const contact = this.shop.contact(CUSTOMER);
      if (contact) this.shop.tell({ event: 'contact', contact, group: 'super', status: 1 });
    },
    rkeeper_new_order: () => this.waiter.open(),
    rkeeper_order_changed: () => this.serve(),
    rkeeper_order_closed: () => this.waiter.sell(),
    rkeeper_receipt_paid: () => this.waiter.sell(),
    rkeeper_receipt_returned: () => {
      const { guid, dishes } = this.sold();
      this.waiter.giveBack(guid, dishes[0]?.guid ?? '', 1000);
    },
    rkeeper_receipt_deleted: () => {
      this.waiter.deleteReceipt(this.sold().number);
    },
    rkeeper_order_event: () => {
      const order = this.till.orders.byGuid(this.serve());
      if (order) this.notify?.orderChanged('Save Order', order);
    },
    rkeeper_dish_stopped: () => this.till.restaurant.stopped.set(CAESAR, undefined),
    rkeeper_menu_changed: () => {
      const { restaurant } = this.till;
      const ident = NEW_DISH + restaurant.prices.size;
      restaurant.addDish({ ident, name: `Суп дня № ${ident - NEW_DISH}`, price: 29_000 });
    },
    rkeeper_license_expiring: () => {
      const { clock } = this.services;
      const expirationDate = `${localDay(clock.now() + 6 * DAY)}T00:00:00`;
      this.till.registry.grant(this.till.anchor, { expirationDate });
      // The app asks the licence server once an hour.
      clock.moveOn(HOUR);
    },
    measoft_status_changed: () => this.move('DELIVERY'),
    measoft_status_event: () => this.move('DELIVERY'),
    measoft_order_delivered: () => this.move('COMPLETE'),
    measoft_order_returned: () => this.move('CANCELED', 'RETURNING', 'RETURNED'),
    measoft_new_settlement: () => {
      const { courier } = this.services.measoft;
      const { orders, settlements } = courier;
      const account = courier.account();
      const isSettled = new Set(settlements.all.flatMap(({ lines }) => lines.map(({ order }) => order)));
      const parcel = orders.all.findLast(
        (one) => one.client === account && one.draft.payType === 'CASH' && !isSettled.has(one),
      );
      if (parcel) orders.move(parcel, 'COMPLETE');
      return settlements.settle(account);
    },
    pimpay_payment_status: () => {
      const { office } = this.services.pimpay.double;
      return office.pay({ ...office.payments[0]?.asked });
    },
    cdek_order_status: () => this.carry('TAKEN_BY_COURIER'),
    cdek_order_delivered: () => this.carry('DELIVERED'),
    cdek_order_returned: () => this.carry('NOT_DELIVERED'),
  };

  private get shop(): Shop {
    return this.services.justclick.shop;
  }

  private get till(): TillDouble {
    return this.services.rkeeper.till;
  }

  private get seconds(): number {
    return Math.floor(this.services.clock.now() / 1000);
  }

  /** The buyer who is there from the beginning orders the same again. */
  private order() {
    return this.shop.placeOrder({ ...this.shop.order(100_000), created: this.seconds });
  }

  private pay() {
    const order = this.order();
    this.shop.pay(order, this.seconds);
    return order;
  }

  /** The waiter opens an order, and adds dishes. @returns its GUID. */
  private serve(): string {
    const guid = this.waiter.open();
    this.waiter.fill(guid);
    return guid;
  }

  /** The receipt of an order that the waiter has just sold. */
  private sold() {
    this.waiter.sell();
    const receipt = this.till.orders.receipts.at(-1);
    if (!receipt) throw new Error('The till has no receipt.');
    return receipt;
  }

  /** A parcel of the courier goes on: the newest one that is still under way. */
  private move(...statuses: readonly string[]) {
    const { orders } = this.services.measoft.courier;
    const parcel = orders.all.findLast((one) => !one.done) ?? orders.get(PARCEL);
    return statuses.map((status) => orders.move(parcel, status));
  }

  /** A parcel at CDEK goes on: the newest one that is still under way. */
  private carry(status: string) {
    const contract = this.services.cdek.double.contract();
    const isOver = ['DELIVERED', 'NOT_DELIVERED', 'REMOVED', 'INVALID'];
    const parcel = contract.orders.findLast(({ statuses }) => !isOver.includes(statuses.at(-1)?.code ?? ''));
    if (!parcel) throw new Error('CDEK has no parcel that is under way: create one first.');
    contract.move(parcel, status);
    return parcel;
  }
}
