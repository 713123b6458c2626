import type { FaultOf } from '../faults';
import { XML_FAULTS, type XmlFault } from '../xml';
import {
  badLicenseAnchor,
  instanceUnknown,
  noPaper,
  orderLocked,
  type Refusal,
  seqNumberMustGrow,
  shiftClosing,
  shiftTooOld,
  wrongSeqNumber,
} from './refusal';

/** What can go wrong at a till, besides what can at any service. */
export const TILL_FAULTS = {
  refused: 'The till refuses the command.',
  'closed shift': 'The common shift is being closed: the till refuses the command.',
  'no paper': 'The printer has run out of paper, and it alone says so: the till refuses the command.',
  'execution started':
    'The command is carried out, and the answer comes before that is known: it has only begun.',
  'locked order': 'A waiter has the order open: the till refuses the command.',
  'bad license anchor': 'The till refuses the licence: «Bad license anchor».',
  'licence gone': 'The licence has ended, or was taken away, until one is granted again.',
  'old version': 'The answer comes from an old version of the server.',
  'no RestCode': 'The till does not tell its restaurant code.',
  ...XML_FAULTS,
} as const;

/** Codes of refusals that have no name of their own here; they are the vendor's. */
export const REFUSAL_CODES = [2133, 5304, 5305, 5310] as const;

/** What some kinds need to be told. */
export interface TillFaultDetails {
  readonly refused: { readonly code: (typeof REFUSAL_CODES)[number] };
  readonly 'licence gone': { readonly how: 'expired' | 'revoked' };
}

/** The cash server restarts when it has carried the command out: the answer is lost, and those that it kept are forgotten. */
export interface RestartFault {
  readonly kind: 'restart';
}

export type TillFault =
  FaultOf<Exclude<keyof typeof TILL_FAULTS, XmlFault['kind']>, TillFaultDetails> | XmlFault | RestartFault;

/** When a refusal strikes: before anything, when the licence is looked at, or when the command is carried out. */
export type RefusalStage = 'request' | 'licence' | 'execution';

/** A refusal to be thrown at its stage, so that a fault uses up a seqNumber exactly when the real error would. */
export interface PlannedRefusal {
  readonly stage: RefusalStage;
  readonly refusal: Refusal;
}

export function plannedRefusal(fault: TillFault | undefined): PlannedRefusal | undefined {
  if (fault?.kind === 'bad license anchor') return { stage: 'licence', refusal: badLicenseAnchor() };
  if (fault?.kind === 'closed shift') return { stage: 'request', refusal: shiftClosing() };
  if (fault?.kind === 'no paper') return { stage: 'execution', refusal: noPaper() };
  if (fault?.kind === 'locked order') return { stage: 'execution', refusal: orderLocked('RK7CASH001', 7) };
  if (fault?.kind !== 'refused') return undefined;
  switch (fault.code) {
    case 2133:
      return { stage: 'execution', refusal: shiftTooOld(1) };
    case 5304:
      return { stage: 'licence', refusal: instanceUnknown() };
    case 5305:
      return { stage: 'licence', refusal: wrongSeqNumber([1, 2]) };
    case 5310:
      return { stage: 'licence', refusal: seqNumberMustGrow() };
  }
}
