import type { FaultOf } from '../faults';
import { XML_FAULTS, type XmlFault } from '../xml';

/** What can go wrong at PimPay, besides what can at any service. */
export const PIMPAY_FAULTS = {
  fault: 'The request is refused by a SOAP fault with these words, and nothing is done.',
  'too many requests': 'HTTP 429 comes, and nothing is done.',
  'wrong token': 'The token is not taken.',
  'wrong signature': 'The signature is not taken.',
  'item error': 'Each order or payment of the request is refused, and nothing is done.',
  'no items': 'All is done, and the answer has no results of single orders or payments.',
  'other prefixes': 'The answer has other prefixes, and its values bear no types.',
  'multiref answer': 'What the answer tells stands behind it, and is referred to.',
  ...XML_FAULTS,
} as const;

/** What some kinds need to be told. */
export interface PimPayFaultDetails {
  readonly fault: { readonly words: string };
}

export type PimPayFault =
  FaultOf<Exclude<keyof typeof PIMPAY_FAULTS, XmlFault['kind']>, PimPayFaultDetails> | XmlFault;
