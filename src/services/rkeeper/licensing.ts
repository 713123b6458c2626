import type { Licensing } from '../../core/exactly_once/sequence';
import { NetworkFailure, type Http } from '../../core/http';
import { isObject } from '../../core/json';
import { isExpired, licenseAnchor, type License } from '../../core/license';
import type { Clock } from '../../core/time';
import type { Vault } from '../../core/vault';
import { succeeded, type TillAnswer } from './answer';
import { buildQuery, seqNumberCommand, type LicenseInfo } from './commands';
import type { SubscriptionLicense } from './connection';
import { askLicense, fetchLicense, isOutage, type LicenseAnswer } from './license_server';
import { isLicenseRefusal, refusal } from './problems';
import type { TillTransport } from './transport';

const REMEMBERED = 'license';
/** The vendor: ask every 30 to 90 minutes. */
const FRESH_MILLISECONDS = 60 * 60 * 1000;
/** Past its freshness a licence still serves while the licence server is out, until its own end. */
const REMEMBERED_SECONDS = 30 * 24 * 60 * 60;

interface Remembered {
  readonly license: License;
  readonly askedAt: number;
}

export interface LicensingParts {
  readonly subscription: SubscriptionLicense;
  readonly instanceGuid: string;
  readonly restCode: () => Promise<string>;
  readonly transport: TillTransport;
  readonly http: Http;
  readonly vault: Vault;
  readonly clock: Clock;
}

/** What is known of a subscription; nothing is of one whose id was typed by hand. */
export type LicenseStatus = LicenseAnswer | { readonly kind: 'typed' };

/** The licence of one restaurant: its id, renewed in time, and the last number of its instance. */
export class TillLicensing implements Licensing {
  #current: Promise<License> | undefined;

  constructor(private readonly parts: LicensingParts) {}

  /** The licence as it is remembered for an hour, or asked for now. @throws Problem as {@link fetchLicense} does. */
  async license(): Promise<License> {
    this.#current ??= this.#rememberedOrAsked();
    return this.#current;
  }

  /** @throws Problem as {@link askLicense} does. */
  async status(): Promise<LicenseStatus> {
    const { subscription, http, restCode } = this.parts;
    if (subscription.licenseId !== undefined) return { kind: 'typed' };
    const answer = await askLicense(subscription, await restCode(), http);
    if (answer.kind === 'active') await this.#remember(answer.license);
    return answer;
  }

  async licenseId(): Promise<string> {
    return (await this.license()).id;
  }

  async renewLicenseId(): Promise<string> {
    this.#current = this.#ask();
    return this.licenseId();
  }

  /** The LicenseInfo of one command. */
  async info(licenseId: string, seqNumber?: number): Promise<LicenseInfo> {
    const { subscription, instanceGuid, restCode } = this.parts;
    return {
      anchor: licenseAnchor(subscription.product, await restCode()),
      licenseToken: licenseId,
      instanceGuid,
      seqNumber,
    };
  }

  /** GetXMLLicenseInstanceSeqNumber; a refused licence id is renewed once. */
  async lastNumber(licenseId: string): Promise<number | undefined> {
    const answer = await this.#askNumber(licenseId);
    return isLicenseRefusal(answer)
      ? numberOf(await this.#askNumber(await this.renewLicenseId()))
      : numberOf(answer);
  }

  async #askNumber(licenseId: string): Promise<TillAnswer> {
    const query = buildQuery(seqNumberCommand(await this.info(licenseId)));
    const ask = (): Promise<TillAnswer> => this.parts.transport.send(query);
    // It changes nothing, so a lost answer is simply asked for again.
    return ask().catch((error: unknown) => {
      if (error instanceof NetworkFailure && error.maybeReceived) return ask();
      throw error;
    });
  }

  async #rememberedOrAsked(): Promise<License> {
    const { subscription, vault, clock } = this.parts;
    if (subscription.licenseId !== undefined)
      return { id: subscription.licenseId, expirationDate: undefined, quantity: undefined };
    const remembered = await vault.read(REMEMBERED);
    const usable =
      isRemembered(remembered) && !isExpired(remembered.license, clock.now()) ? remembered : undefined;
    if (usable && clock.now() - usable.askedAt < FRESH_MILLISECONDS) return usable.license;
    return this.#ask().catch((error: unknown) => {
      if (usable && isOutage(error)) return usable.license;
      throw error;
    });
  }

  async #ask(): Promise<License> {
    const { subscription, http, restCode } = this.parts;
    if (subscription.licenseId !== undefined)
      return { id: subscription.licenseId, expirationDate: undefined, quantity: undefined };
    const license = await fetchLicense(subscription, await restCode(), http);
    await this.#remember(license);
    return license;
  }

  async #remember(license: License): Promise<void> {
    const { vault, clock } = this.parts;
    const remembered: Remembered = { license, askedAt: clock.now() };
    await vault.write(REMEMBERED, remembered, REMEMBERED_SECONDS);
  }
}

function numberOf(answer: TillAnswer): number | undefined {
  if (answer.errorNumber === '5304') return undefined;
  if (!succeeded(answer)) throw refusal(answer);
  const text = answer.data.child('LicenseInfo')?.child('LicenseInstance')?.attribute('seqNumber') ?? '';
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new NetworkFailure('no_answer', false, 'no sequence number in the answer');
}

function isRemembered(value: unknown): value is Remembered {
  return (
    isObject(value) &&
    typeof value.askedAt === 'number' &&
    isObject(value.license) &&
    typeof value.license.id === 'string'
  );
}
