import type { MockInstance } from 'vitest';
import { Clock } from '../../sandbox/clock';
import { CdekDouble, type CdekDoubleOptions, type Keys, TEST_KEYS } from '../../sandbox/cdek/cdek_double';
import { CLOCK } from '../../src/core/time';
import { ConnectedApp, wordsOf, type AuthData, type Kind, type Values } from './app';

/** CDEK as the sandbox plays it, and the app connected to it. Both live by one clock, on which the app's pauses pass at once. */
export class ConnectedCdek extends ConnectedApp implements AsyncDisposable {
  private readonly spies: readonly MockInstance[];

  private constructor(
    readonly double: CdekDouble,
    clock: Clock,
  ) {
    super(() => this.authData());
    this.spies = [
      vi.spyOn(CLOCK, 'now').mockImplementation(clock.now),
      vi.spyOn(CLOCK, 'sleep').mockImplementation((milliseconds) => {
        clock.pass(milliseconds);
        return Promise.resolve();
      }),
    ];
    process.env.ALLOW_LOOPBACK = '1';
    process.env.CDEK_URL = double.url;
  }

  static async open(options: CdekDoubleOptions = {}): Promise<ConnectedCdek> {
    const { clock = new Clock() } = options;
    return new ConnectedCdek(await CdekDouble.start({ ...options, clock }), clock);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const spy of this.spies) spy.mockRestore();
    delete process.env.ALLOW_LOOPBACK;
    delete process.env.CDEK_URL;
    await this.double.stop();
  }

  authData({ account, password }: Keys = TEST_KEYS): AuthData {
    return { service: 'cdek', cdek_account: account, cdek_password: password };
  }

  /** What a drop-down offers: values and the words beside them. */
  async options(kind: Kind, key: string, field: string, inputData?: Values): Promise<Record<string, string>> {
    return wordsOf(await this.pageOf(kind, key, field, inputData));
  }

  /** What was asked for beside tokens: method and path, and the body behind them. */
  sent(): string[] {
    return this.double.journal.exchanges
      .filter(({ path }) => !path.endsWith('/oauth/token'))
      .map(({ method, path, request }) => `${method} ${path.replace('/v2', '')} ${request}`.trim());
  }
}
