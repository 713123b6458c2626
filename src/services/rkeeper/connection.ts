/** A subscription: a LicenseInfo in every write, with an id from the licence server. */
export interface SubscriptionLicense {
  readonly kind: 'subscription';
  /** E-mail of the licence user. */
  readonly user: string;
  readonly password: string;
  /** The developer's token from UCS. */
  readonly token: string;
  /** Whether the token stands in the connection, or is the one that the app's owner has for all restaurants. */
  readonly tokenOf: 'connection' | 'app';
  /** GUID of the licensed product, part of the anchor. */
  readonly product: string;
  /** Typed by hand where the licence server cannot be reached. */
  readonly licenseId: string | undefined;
  readonly serverUrl: string;
}

/** How the till is licensed: by subscription, or once and for all, without any LicenseInfo. */
export type TillLicense = SubscriptionLicense | { readonly kind: 'lifetime' };

/** A restaurant: its cash server's XML interface, and its licence. */
export interface TillConnection {
  readonly platform: 'rkeeper';
  /** Origin of the cash server, without a path. */
  readonly serverUrl: string;
  readonly serverLogin: string;
  readonly serverPassword: string;
  /** SHA-256 of the one certificate to trust, 64 hex digits in upper case. */
  readonly fingerprint: string | undefined;
  /** The restaurant's 9-digit code; read from the till when unknown. */
  readonly restCode: string | undefined;
  /** The licence instance; derived from the connection when unknown. */
  readonly instanceGuid: string | undefined;
  readonly license: TillLicense;
  /** IANA zone of the restaurant: its till tells local times without one. */
  readonly timeZone: string;
}
