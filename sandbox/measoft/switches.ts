import type { Envelope } from './refusal';

/** What a party of an order must have. The courier company decides; `name` is company or person. */
export type Demand = 'company' | 'person' | 'name' | 'phone' | 'address';

/** Open questions of the vendor's documentation and settings of a courier company; may be changed at any time. */
export interface CourierSwitches {
  /** The cabinet's Premium or Maximum plan: prices and history in orders, changing and cancelling. */
  premiumPlan: boolean;
  /** The option "Allow canceling and editing orders". */
  allowsChanges: boolean;
  receiverDemands: readonly Demand[];
  /** Asked of a sender that is given at all; one with nothing but a pickup window passes. */
  senderDemands: readonly Demand[];
  /** Seconds until the courier's desktop program takes a fresh order over: AWAITING_SYNC turns NEW. */
  syncSeconds: number;
  /** What becomes of an order with paytype NO: three sources of the vendor say three things. */
  prepaid: 'zero prices' | 'prepayment line' | 'untouched';
  /** Where a wrong login is told; by default in `request` by the ordering functions, on the root by others. */
  authErrors: Envelope | 'by function';
  /** Older installations tell prices as attributes of `calc`. */
  calculatorAnswer: 'children' | 'attributes';
  /** One carrier sends a raw PDF, or a page for a browser. */
  waybillAnswer: 'base64' | 'pdf' | 'html';
  /** The real server may ignore markup that it does not know, so a misspelt name is lost without a word. */
  refuseUnknownMarkup: boolean;
  /** What the real server makes of dates and flags in other forms is not known; our requests must not need it. */
  refuseMalformedValues: boolean;
  /** An address over budget is blocked for three hours. Requests are counted in any case. */
  enforceLimits: boolean;
  /** How a block looks is not known. */
  blockedAnswer: 403 | 429 | 200;
}

export const DEFAULT_SWITCHES: CourierSwitches = {
  premiumPlan: true,
  allowsChanges: true,
  receiverDemands: ['name', 'phone', 'address'],
  senderDemands: ['company', 'person', 'phone', 'address'],
  syncSeconds: 60,
  prepaid: 'zero prices',
  authErrors: 'by function',
  calculatorAnswer: 'children',
  waybillAnswer: 'base64',
  refuseUnknownMarkup: true,
  refuseMalformedValues: true,
  enforceLimits: true,
  blockedAnswer: 403,
};
