import type { KeyObject } from 'node:crypto';
import { serverUrlFault } from '../../core/address';
import { environment, serviceUrl } from '../../core/env';

/** An account at PimPay, and the key that signs for it. */
export interface PimPayConnection {
  readonly platform: 'pimpay';
  readonly token: string;
  /** RSA. Its other half is in the cabinet. */
  readonly key: KeyObject;
  readonly digest: Digest;
  /** «Код компании»: what PimPay calls the courier company in orders. */
  readonly companyCode: string | undefined;
  /** The address that requests go to: `https://platform.api.pimpay.ru/v2_7/soap/invoke`. */
  readonly url: string;
}

/** Vendor: the digest is agreed on, and not sent. The guides say SHA256, PimPay's own Java client takes SHA512. */
export const DIGESTS = { SHA256: 'SHA256', SHA512: 'SHA512', SHA1: 'SHA1' } as const;

export type Digest = keyof typeof DIGESTS;

const PRODUCTION = 'https://platform.api.pimpay.ru/v2_7/soap/invoke';

/** The WSDL names its address by http, so that the app's owner, never a user, may choose that. @throws Problem */
export function pimpayUrl(): string {
  const named = environment('PIMPAY_URL') ?? '';
  const isPlain = named.startsWith('http://');
  if (isPlain && serverUrlFault(named.replace('http://', 'https://')) === undefined) return named;
  return serviceUrl('PIMPAY_URL', PRODUCTION);
}
