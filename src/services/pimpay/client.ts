import type { Memory } from '../../core/exactly_once/exactly_once';
import type { Http } from '../../core/http';
import { CLOCK, type Clock } from '../../core/time';
import { Vault, type Store } from '../../core/vault';
import { PimPayApi } from './api';
import type { PimPayConnection } from './connection';
import { reportState, type OrderState } from './orders';
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
}
