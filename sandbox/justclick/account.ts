import type { Shop } from './shop';

/** An account as a test describes it. */
export interface AccountOptions {
  /** The login: the account's name in hosts and in signatures. */
  readonly login: string;
  /** The API key (`user_rps_key`). */
  readonly key: string;
  readonly disabled?: boolean;
  /** The only addresses that may call, e.g. `203.0.113.7`; absent means any. */
  readonly allowedAddresses?: readonly string[];
  /** The account's own domains, which may replace the whole host. */
  readonly domains?: readonly string[];
  /** The shop's state; absent means the seeded one. */
  readonly shop?: Shop;
}

/** An account of the double; tests may change everything but its login and shop while it runs. */
export interface Account {
  readonly login: string;
  key: string;
  disabled: boolean;
  allowedAddresses: readonly string[] | undefined;
  domains: readonly string[];
  readonly shop: Shop;
  /** The account-wide «URL для оповещений», for events of contacts. */
  notificationAddress: string | undefined;
}
