import type { FaultOf } from '../faults';

/** What can go wrong at CDEK, besides what can at any service. */
export const CDEK_FAULTS = {
  'token revoked': 'The token of the request is taken back before it is looked at.',
  'too many requests': 'HTTP 429 comes, and nothing is done.',
  'internal error': 'HTTP 500 comes with v2_internal_error, and nothing is done.',
  refused: 'The request is refused with this code by HTTP 400, and nothing is done.',
  invalid: 'The request is taken with a 2xx answer in which it is INVALID, and nothing is done.',
  'empty errors': 'The request is refused by HTTP 400 without a word why.',
  'no uuid': 'A request is carried out, and the answer does not say what was made.',
  'odd uuid': 'The same, and in its place stands something that is no uuid.',
  'unknown status': 'The present status of every order told is one that nobody knows.',
} as const;

/** What some kinds need to be told. */
export interface CdekFaultDetails {
  readonly refused: { readonly code: string };
  readonly invalid: { readonly code: string };
}

export type CdekFault = FaultOf<keyof typeof CDEK_FAULTS, CdekFaultDetails>;
