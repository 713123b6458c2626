import type { TillDouble } from '../../sandbox/rkeeper/till';

const DISH_KOPECKS = 11_900;

/** Works at a till with a lifetime licence, as nobody's Zap does. */
export class Waiter {
  constructor(private readonly till: TillDouble) {}

  /** Opens an order. @returns its GUID. */
  async open(): Promise<string> {
    const answer = await this.#send(
      '<RK7CMD CMD="CreateOrder"><Order><Table id="1000101"/><Station id="15015"/><Guests><Guest guestLabel="1"/></Guests></Order></RK7CMD>',
    );
    return /guid="(\{[^"]+\})"/.exec(answer)?.[1] ?? '';
  }

  /** Adds one portion of a dish. */
  async fill(order: string): Promise<void> {
    await this.#send(
      `<RK7CMD CMD="SaveOrder"><Order guid="${order}"/><Session><Station id="15015"/><Dish id="1000017" quantity="1000"/></Session></RK7CMD>`,
    );
  }

  async pay(order: string): Promise<void> {
    await this.#send(
      `<RK7CMD CMD="PayOrder"><Order guid="${order}"/><Station id="15015"/><Cashier id="1000018"/><Payment id="1" amount="${DISH_KOPECKS}"/></RK7CMD>`,
    );
  }

  /** Opens, fills and pays an order. @returns its GUID. */
  async sell(): Promise<string> {
    const order = await this.open();
    await this.fill(order);
    await this.pay(order);
    return order;
  }

  /** Takes dishes of a paid receipt back. */
  async giveBack(receipt: string, line: string, thousandths: number): Promise<void> {
    await this.#send(
      `<RK7CMD CMD="MakeReturnGoods"><Station id="15015"/><Cashier id="1000018"/><Reason id="1000300"/><PrintCheck line_guid="${receipt}"/>` +
        `<Dishes><Dish line_guid="${line}" quantity="${thousandths}"/></Dishes></RK7CMD>`,
    );
  }

  /** Calls the manager, who deletes a receipt of this shift. */
  async deleteReceipt(number: number): Promise<void> {
    await this.#send(
      `<RK7CMD CMD="DeleteReceipt" ReceiptNum="${number}" ManagerPassword="manager-secret"><Manager id="1"/><DeleteReason id="1000301"/></RK7CMD>`,
    );
  }

  async #send(command: string): Promise<string> {
    const answer = await fetch(this.till.url, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from('zapier:till-secret').toString('base64')}`,
        'content-type': 'application/xml',
      },
      body: `<RK7Query>${command}</RK7Query>`,
    });
    const text = await answer.text();
    if (!text.includes('Status="Ok"')) throw new Error(text);
    return text;
  }
}
