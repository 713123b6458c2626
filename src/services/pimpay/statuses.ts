/** PimPay's statuses of an order (uniformPimpayDeliveryStatus). */
export const STATUS_CHOICES = {
  pending: 'New, not handed over yet (pending)',
  prepared: 'With the courier company, being prepared (prepared)',
  intransit: 'On its way (intransit)',
  stored: 'Ready at the pickup point (stored)',
  delivered: 'Delivered (delivered)',
  partialReturn: 'Delivered in part (partialReturn)',
  return: 'Not delivered, comes back (return)',
  lost: 'Lost (lost)',
  error: 'Error (error)',
  unknown: 'Unknown (unknown)',
} as const;

export type DeliveryStatus = keyof typeof STATUS_CHOICES;

/** A status as PimPay calls it, and as the courier company does. */
export interface ReportedStatus {
  readonly uniform: DeliveryStatus;
  readonly custom: string;
}

const OF_MEASOFT: readonly (readonly [DeliveryStatus, RegExp])[] = [
  ['pending', /^(?:AWAITING_SYNC|NEW|NEWPICKUP|CONFIRM|UNCONFIRM)$/],
  ['prepared', /^(?:PICKUP|ACCEPTED|WMSASSEMBLED|INVENTORY)$/],
  // What a courier says is preliminary until the warehouse has it.
  [
    'intransit',
    /^(?:DEPARTURING|DEPARTURE|DELIVERY|DATECHANGE|CUSTOMS\w*|TRANSACCEPTED|PICKUPTRANS|COURIER\w*)$/,
  ],
  ['stored', /^PICKUPREADY$/],
  ['delivered', /^COMPLETE$/],
  ['partialReturn', /^(?:PARTIALLY|PARTLYRETURNING|PARTLYRETURNED)$/],
  ['return', /^(?:CANCELED|RETURNING|RETURNED)$/],
  ['lost', /^LOST$/],
];

/** What a status of MeaSoft is to PimPay; one that is not known here is `unknown`. */
export function statusOfMeaSoft(code: string): DeliveryStatus {
  return OF_MEASOFT.find(([, codes]) => codes.test(code))?.[0] ?? 'unknown';
}
