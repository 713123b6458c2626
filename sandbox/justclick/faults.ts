import type { FaultOf } from '../faults';

/** What can go wrong at a shop, besides what can at any service. The function is performed unless the words say otherwise. */
export const SHOP_FAULTS = {
  'wrong hash': 'The hash of the answer does not match.',
  'no hash': 'The answer has no hash.',
  'upper case hash': 'The hash of the answer is right, in upper case.',
  'no result': 'The answer has no `result`.',
  'numbers as text': 'Every number in the result comes as text.',
  'code as text': '`error_code` comes as text.',
  'in a list': 'The answer comes as the only member of a list.',
  'another shape': "A JSON object without the envelope's fields comes.",
  null: '`null` comes.',
  'redirect with answer': "Status 302 to the account's front page, with the usual JSON as its body.",
  refusal:
    'A signed refusal with any code, known or not, and nothing is done; the text of the error table unless another is given.',
  redirect: 'Status 307 to another path of this host, which serves the function; nothing is done.',
  'redirect elsewhere': 'A redirect to another host, without JSON; nothing is done.',
} as const;

/** What some kinds need to be told, or may be. */
export interface ShopFaultDetails {
  readonly refusal: { readonly code: number; readonly text?: string };
  /** To this server under the name localhost unless a location is given. */
  readonly 'redirect elsewhere': { readonly status: 302 | 307; readonly location?: string };
}

export type ShopFault = FaultOf<keyof typeof SHOP_FAULTS, ShopFaultDetails>;
