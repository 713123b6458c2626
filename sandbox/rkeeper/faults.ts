import type { FaultOf } from '../faults';
import type { Refusal } from './refusal';
import {
  badLicenseAnchor,
  instanceUnknown,
  orderLocked,
  seqNumberMustGrow,
  shiftClosing,
  shiftTooOld,
  wrongSeqNumber,
} from './refusal';

/** Answered by the till instead of carrying the command out. The codes are the vendor's. */
export const FAULT_CODES = [2133, 2172, 2219, 5304, 5305, 5310] as const;
export type FaultCode = (typeof FAULT_CODES)[number];

/** How one request goes wrong before its commands are carried out. */
export const EARLY_FAULTS = {
  'connection dropped': 'The connection breaks before anything is done.',
  refused: 'The till refuses the command.',
  'bad license anchor': 'The till refuses the licence: «Bad license anchor».',
  'html page': 'Status 200 with an HTML page.',
  'http status': 'Another HTTP status, with an HTML page.',
  'licence expired': 'The licence has ended, until one is granted again.',
  'licence revoked': 'The licence was taken away, until one is granted again.',
} as const;

/** How it goes wrong after its commands were carried out: what comes back suffers. */
export const LATE_FAULTS = {
  'answer lost': 'The connection breaks when the command is carried out: the answer is lost.',
  'answer late': 'The usual answer comes late.',
  'answer cut': 'Only the first half of the answer comes.',
  'answer broken': 'The answer is no well-formed XML.',
  'answer huge': 'The answer is very large.',
  'entity bomb': 'The answer holds XML entities that grow when they are resolved.',
  'old version': 'The answer comes from an old version of the server.',
  'no RestCode': 'The till does not tell its restaurant code.',
} as const;

/** What some kinds need to be told. */
export interface FaultDetails {
  readonly refused: { readonly code: FaultCode };
  readonly 'http status': { readonly status: 401 | 500 };
  readonly 'answer late': { readonly milliseconds: number };
  readonly 'answer huge': { readonly bytes: number };
}

export type FaultKind = keyof typeof EARLY_FAULTS | keyof typeof LATE_FAULTS;
export type Fault = FaultOf<FaultKind, FaultDetails>;

interface Planned {
  readonly fault: Fault;
  readonly command: string | undefined;
  left: number;
}

/** Faults waiting for their requests: each request takes the first one that is for its command, or for any. */
export class Faults {
  private planned: Planned[] = [];

  add(fault: Fault, { command, times = 1 }: { command?: string; times?: number } = {}): void {
    this.planned.push({ fault, command, left: times });
  }

  clear(): void {
    this.planned = [];
  }

  take(commands: readonly string[]): Fault | undefined {
    const found = this.planned.find(({ command }) => command === undefined || commands.includes(command));
    if (!found) return undefined;
    found.left -= 1;
    this.planned = this.planned.filter(({ left }) => left > 0);
    return found.fault;
  }
}

/** When a refusal strikes: before anything, when the licence is looked at, or when the command is carried out. */
export type RefusalStage = 'request' | 'licence' | 'execution';

/** A refusal to be thrown at its stage, so that a fault uses up a seqNumber exactly when the real error would. */
export interface PlannedRefusal {
  readonly stage: RefusalStage;
  readonly refusal: Refusal;
}

export function plannedRefusal(fault: Fault | undefined): PlannedRefusal | undefined {
  if (fault?.kind === 'bad license anchor') return { stage: 'licence', refusal: badLicenseAnchor() };
  if (fault?.kind !== 'refused') return undefined;
  switch (fault.code) {
    case 2133:
      return { stage: 'execution', refusal: shiftTooOld(1) };
    case 2219:
      return { stage: 'execution', refusal: orderLocked('RK7CASH001', 7) };
    case 2172:
      return { stage: 'request', refusal: shiftClosing() };
    case 5304:
      return { stage: 'licence', refusal: instanceUnknown() };
    case 5305:
      return { stage: 'licence', refusal: wrongSeqNumber([1, 2]) };
    case 5310:
      return { stage: 'licence', refusal: seqNumberMustGrow() };
  }
}

export const HTML_PAGE =
  '<!DOCTYPE html><html><head><title>Service</title></head><body><h1>Service unavailable</h1></body></html>';

const ENTITY_BOMB =
  '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">' +
  '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d SYSTEM "file:///etc/hostname">]>' +
  '<RK7QueryResult Status="Ok" ErrorText="">&c;&d;</RK7QueryResult>';

/** The answer as it goes out under a fault. */
export function spoil(answer: string, fault: Fault | undefined): string {
  if (fault?.kind === 'answer cut') return answer.slice(0, Math.floor(answer.length / 2));
  if (fault?.kind === 'answer broken') return answer.replace('<RK7QueryResult ', '<RK7QueryResult "');
  if (fault?.kind === 'answer huge') return answer + `<!--${'x'.repeat(fault.bytes)}-->`;
  if (fault?.kind === 'entity bomb') return ENTITY_BOMB;
  return answer;
}
