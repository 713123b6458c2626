import { PimPayDouble, pimpayConnection, type PimPayDoubleOptions } from '../../sandbox/pimpay/pimpay_double';
import { ConnectedApp, type AuthData } from './app';

/** PimPay as the sandbox plays it, and the app connected to it. */
export class ConnectedPimPay extends ConnectedApp implements AsyncDisposable {
  private constructor(readonly double: PimPayDouble) {
    super(() => this.authData());
    process.env.ALLOW_LOOPBACK = '1';
    process.env.PIMPAY_URL = double.url;
  }

  static async open(options: PimPayDoubleOptions = {}): Promise<ConnectedPimPay> {
    return new ConnectedPimPay(await PimPayDouble.start(options));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    delete process.env.ALLOW_LOOPBACK;
    delete process.env.PIMPAY_URL;
    await this.double.stop();
  }

  authData(more: AuthData = {}): AuthData {
    return { ...pimpayConnection(), ...more };
  }

  /** The operations that were asked for, in order. */
  get calls(): readonly string[] {
    return this.double.journal.calls;
  }

  /** What was sent for an operation: all of it behind the token. */
  sent(operation: string): string[] {
    return this.double.journal
      .of(operation)
      .map(({ request }) => /<\/token>([^]*)<\/ns1:\w+><\/SOAP-ENV:Body>/.exec(request)?.[1] ?? request);
  }
}
