import type { Memory } from '../../core/exactly_once/exactly_once';
import type { Http } from '../../core/http';
import { CLOCK, type Clock } from '../../core/time';
import { Vault, type Store } from '../../core/vault';
import { PimPayApi } from './api';
import type { PimPayConnection } from './connection';
import {
  balances,
  findClient,
  registerClient,
  type Balance,
  type Client,
  type NewClient,
  type RegisteredClient,
} from './clients';
import { deliveryServices, reportState, sendOrder, type NewOrder, type OrderState } from './orders';
import {
  cancelPayment,
  listPayments,
  requestPayment,
  type NewPayment,
  type Payment,
  type PaymentRef,
  type RequestedPayment,
} from './payments';
import {
  registerStatus,
  sendRegister,
  type Register,
  type RegisterStatus,
  type SentRegister,
} from './registers';

/** PimPay's SOAP service v2_7. Every method throws a `Problem`. */
export class PimPayClient {
  readonly #api: PimPayApi;
  readonly #memory: Memory;

  constructor(connection: PimPayConnection, http: Http, store: Store, clock: Clock = CLOCK) {
    this.#api = new PimPayApi(connection, http);
    // A key that is replaced must not hide an unknown outcome, so that it has no part in this.
    this.#memory = { vault: new Vault(store, ['pimpay', connection.token]), clock };
  }

  /** Proves that token, key and digest are right, without changing anything. */
  async checkKeys(): Promise<void> {
    await this.#api.checkKeys();
  }

  /** See {@link reportState}. */
  async reportState(state: OrderState): Promise<void> {
    await reportState(this.#api, state);
  }

  /** See {@link sendRegister}. */
  async sendRegister(register: Register, onTaken: 'error' | 'existing'): Promise<SentRegister> {
    return sendRegister(this.#api, this.#memory, register, onTaken);
  }

  /** See {@link registerStatus}. */
  async registerStatus(id: string): Promise<RegisterStatus | undefined> {
    return registerStatus(this.#api, id);
  }

  /** See {@link sendOrder}. */
  async sendOrder(order: NewOrder): Promise<void> {
    await sendOrder(this.#api, order);
  }

  /** See {@link deliveryServices}. */
  async deliveryServices(): ReturnType<typeof deliveryServices> {
    return deliveryServices(this.#api);
  }

  /** See {@link findClient}. */
  async client(tin: string): Promise<Client | undefined> {
    return findClient(this.#api, tin);
  }

  /** See {@link registerClient}. */
  async registerClient(client: NewClient): Promise<RegisteredClient> {
    return registerClient(this.#api, client);
  }

  /** See {@link balances}. */
  async balances(tins: readonly string[]): Promise<readonly Balance[]> {
    return balances(this.#api, tins);
  }

  /** See {@link listPayments}. */
  async payments(): Promise<readonly Payment[]> {
    return listPayments(this.#api);
  }

  /** See {@link requestPayment}. */
  async requestPayment(payment: NewPayment): Promise<RequestedPayment> {
    return requestPayment(this.#api, this.#memory, payment);
  }

  /** See {@link cancelPayment}. */
  async cancelPayment(ref: PaymentRef): Promise<Payment> {
    return cancelPayment(this.#api, ref);
  }
}
