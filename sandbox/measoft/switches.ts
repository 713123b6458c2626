import type { Envelope } from './refusal';

/** Open questions of the vendor's documentation and settings of a courier company; may be changed at any time. */
export interface CourierSwitches {
  /** The cabinet's Premium or Maximum plan: prices and history in orders, changing and cancelling. */
  premiumPlan: boolean;
  /** Days on which the company delivers nothing. */
  daysOff: readonly string[];
  /** What becomes of an order with paytype NO: three sources of the vendor say three things. */
  prepaid: 'zero prices' | 'prepayment line' | 'untouched';
  /** The place in which a wrong login is told; by default in `request` by the ordering functions, on the root by others. */
  authErrors: Envelope | 'by function';
  /** Older installations tell prices as attributes of `calc`. */
  calculatorAnswer: 'children' | 'attributes';
  /** One carrier sends a raw PDF, or a page for a browser. */
  waybillAnswer: 'base64' | 'pdf' | 'html';
  /** An address over budget is blocked for three hours. Requests are counted in any case. */
  enforceLimits: boolean;
}

export const DEFAULT_SWITCHES: CourierSwitches = {
  premiumPlan: true,
  daysOff: [],
  prepaid: 'zero prices',
  authErrors: 'by function',
  calculatorAnswer: 'children',
  waybillAnswer: 'base64',
  enforceLimits: true,
};
