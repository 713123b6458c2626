import { md5Hex } from './signature';

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

/** Who may ask the licence server: its user, and the developer's token. */
export interface LicenseCredentials {
  readonly user: string;
  readonly password: string;
  readonly token: string;
}

/** A licence as the licence server knows it. */
export interface License {
  /** The `licenseToken` of LicenseInfo. */
  readonly id: string;
  /** `2026-03-26T00:00:00`; the vendor names no zone. */
  readonly expirationDate: string | undefined;
  /** Number of connections. */
  readonly quantity: number | undefined;
}

/** The `usr` header of the licence server: Base64 of user; md5(user + password); md5(token), hex in lower case. */
export function usrHeader(credentials: LicenseCredentials): string {
  return Buffer.from([credentials.user, ...usrDigests(credentials)].join(';'), 'utf8').toString('base64');
}

/** What the header proves the password and the token with: whoever has it can make the header. */
export function usrDigests({ user, password, token }: LicenseCredentials): readonly string[] {
  return [md5Hex(user + password), md5Hex(token)];
}

/** What a licence is bound to: the product and the restaurant. Unescaped, as LicenseInfo wants it. */
export function licenseAnchor(product: string, restCode: string): string {
  return `6:${product}#${restCode}/17`;
}

/** Address of GetLicenseIdByAnchor, with the anchor escaped. */
export function licenseIdUrl(server: string, anchor: string): string {
  return `${server}/ls5api/api/License/GetLicenseIdByAnchor?anchor=${encodeURIComponent(anchor)}`;
}

/** The moment a licence ends, in milliseconds since 1970. The licence server is in Moscow (UTC+3), and so are its dates. */
export function licenseEnd({ expirationDate }: License): number | undefined {
  const end = Date.parse(`${expirationDate ?? ''}+03:00`);
  return Number.isNaN(end) ? undefined : end;
}

/** Whether a licence may be used at that moment; without a date the till decides. */
export function isExpired(license: License, now: number): boolean {
  const end = licenseEnd(license);
  return end !== undefined && end <= now;
}

/** Days until a licence ends, a part of one counting whole; 0 when it has ended. Undefined for one without an end. */
export function daysLeft(license: License, now: number): number | undefined {
  const end = licenseEnd(license);
  return end === undefined ? undefined : Math.max(0, Math.ceil((end - now) / DAY_MILLISECONDS));
}
