import type { TillDouble } from './till';

const DISH_KOPECKS = 11_900;

/** Works at the till itself, whatever licence it has. */
export class Waiter {
  constructor(private readonly till: TillDouble) {}

  /** Opens an order. @returns its GUID. */
  open(): string {
    const { attributes } = this.till.enter(
      '<RK7CMD CMD="CreateOrder"><Order><Table id="1000101"/><Station id="15015"/><Guests><Guest guestLabel="1"/></Guests></Order></RK7CMD>',
    );
    return String(attributes?.guid);
  }

  /** Adds one portion of a dish. */
  fill(order: string): void {
    this.till.enter(
      `<RK7CMD CMD="SaveOrder"><Order guid="${order}"/><Session><Station id="15015"/><Dish id="1000017" quantity="1000"/></Session></RK7CMD>`,
    );
  }

  pay(order: string): void {
    this.till.enter(
      `<RK7CMD CMD="PayOrder"><Order guid="${order}"/><Station id="15015"/><Cashier id="1000018"/><Payment id="1" amount="${DISH_KOPECKS}"/></RK7CMD>`,
    );
  }

  /** Opens, fills and pays an order. @returns its GUID. */
  sell(): string {
    const order = this.open();
    this.fill(order);
    this.pay(order);
    return order;
  }

  /** Takes dishes of a paid receipt back. */
  giveBack(receipt: string, line: string, thousandths: number): void {
    this.till.enter(
      `<RK7CMD CMD="MakeReturnGoods"><Station id="15015"/><Cashier id="1000018"/><Reason id="1000300"/><PrintCheck line_guid="${receipt}"/>` +
        `<Dishes><Dish line_guid="${line}" quantity="${thousandths}"/></Dishes></RK7CMD>`,
    );
  }

  /** Calls the manager, who deletes a receipt of this shift. */
  deleteReceipt(number: number): void {
    this.till.enter(
      `<RK7CMD CMD="DeleteReceipt" ReceiptNum="${number}" ManagerPassword="manager-secret"><Manager id="1"/><DeleteReason id="1000301"/></RK7CMD>`,
    );
  }
}
