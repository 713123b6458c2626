import { text } from 'node:stream/consumers';
import type { PlainInputField } from 'zapier-platform-core';
import { CourierDouble, type CourierDoubleOptions } from '../../sandbox/measoft/courier_double';
import type { Account } from '../../sandbox/measoft/accounts';
import { ConnectedApp, withChildren, wordsOf, type AuthData, type Kind, type Values } from './app';
import { httpServer, type LocalServer } from './server';

/** The app connected to a courier service. */
abstract class CourierApp extends ConnectedApp {
  protected constructor(
    url: string,
    readonly authData: (login?: string) => AuthData,
  ) {
    super(authData);
    process.env.ALLOW_LOOPBACK = '1';
    process.env.MEASOFT_URL = url;
  }

  protected close(): void {
    delete process.env.ALLOW_LOOPBACK;
    delete process.env.MEASOFT_URL;
  }

  /** What came to the courier service. */
  protected abstract requests(): readonly string[];

  /** Fields of line items come after their own. */
  override async form(kind: Kind, key: string, inputData?: Values): Promise<PlainInputField[]> {
    return withChildren(await super.form(kind, key, inputData));
  }

  /** What a drop-down offers: values and the words beside them. */
  async options(...field: Parameters<ConnectedApp['pageOf']>): Promise<Record<string, string>> {
    return wordsOf(await this.pageOf(...field));
  }

  /** The functions that were called, with what was sent beside the login; which must have been there where it is due. */
  sent(): string[] {
    return this.requests().map((request) =>
      request
        .replace(/^<\?xml version="1.0" encoding="utf-8"\?>/, '')
        .replace(/<auth extra="8" login="(?:test|agent)" pass="(?:testm|secret)"\/>/, '')
        .replace(/<auth extra="8"\/>/, '<!-- company -->'),
    );
  }
}

/** A courier company that the sandbox plays, and the app connected to it. */
export class ConnectedCourier extends CourierApp implements AsyncDisposable {
  private constructor(readonly double: CourierDouble) {
    super(double.url, (login) => {
      const { courierCode, login: name, password }: Account = double.account(login);
      return { service: 'measoft', login: name, password, courier_code: courierCode };
    });
  }

  static async open(options: CourierDoubleOptions = {}): Promise<ConnectedCourier> {
    return new ConnectedCourier(await CourierDouble.start(options));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
    await this.double.stop();
    const { exceeded } = this.double.budget;
    if (this.double.switches.enforceLimits && exceeded.length > 0)
      throw new Error(`The app exceeded the vendor's limits: ${exceeded.join(', ')}.`);
  }

  protected override requests(): readonly string[] {
    return this.double.journal.exchanges.map(({ request }) => request);
  }
}

/** Breaks the connection after a request came. */
export const LOST = Symbol('lost answer');

/** The app connected to a service that gives these answers one after the other, and the last one again and again. */
export class AnsweringCourier extends CourierApp implements AsyncDisposable {
  private constructor(
    private readonly server: LocalServer,
    private readonly bodies: readonly string[],
  ) {
    const authData = { service: 'measoft', login: 'test', password: 'testm', courier_code: '8' };
    super(`http://127.0.0.1:${server.port}/api/`, () => authData);
  }

  static async open(...answers: readonly (string | typeof LOST)[]): Promise<AnsweringCourier> {
    const bodies: string[] = [];
    const server = await httpServer((request, response) => {
      void text(request).then((body) => {
        const answer = answers[Math.min(bodies.length, answers.length - 1)];
        bodies.push(body);
        if (typeof answer === 'string') response.end(answer);
        else request.socket.destroy();
      });
    });
    return new AnsweringCourier(server, bodies);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
    await this.server[Symbol.asyncDispose]();
  }

  protected override requests(): readonly string[] {
    return this.bodies;
  }
}
