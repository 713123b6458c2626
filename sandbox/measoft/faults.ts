import type { FaultOf } from '../faults';
import type { Envelope } from './refusal';

/** How a request goes wrong before the function is performed: nothing is done. */
export const EARLY_FAULTS = {
  'connection dropped': 'The connection breaks before anything is done.',
  'block page': 'The page of a firewall comes, or of a server that has had too many queries.',
  'service error': 'A page that only says «Ошибка сервиса» comes.',
  'empty answer': 'An empty answer comes.',
  'syntax error': 'An `error` without attributes comes.',
  'global error': 'The whole request is refused, in the envelope of the function unless one is given.',
  'order error':
    'One order of the request is refused, the first unless `index` says which; the others are carried out.',
} as const;

/** How it goes wrong after the function was performed: what comes back suffers. */
export const LATE_FAULTS = {
  'answer lost': 'The connection breaks when the function is performed: the answer is lost.',
  'answer late': 'The usual answer comes late.',
  'answer cut': 'Only the first half of the answer comes.',
  'answer broken': 'The answer is no well-formed XML.',
  'answer huge': 'The answer is very large.',
  'entity bomb': 'The answer holds XML entities that grow when they are resolved.',
  'windows-1251': 'The answer comes in Windows-1251.',
  'unknown status': 'The present status of every order told is one that nobody knows.',
  'fields missing': 'Some elements and attributes of the answer are left out.',
  'single elements': 'Of every kind of child only the first one comes.',
} as const;

/** What some kinds need to be told, or may be. */
export interface FaultDetails {
  readonly 'block page': { readonly status: 200 | 403 | 429 };
  readonly 'service error': { readonly status: 200 | 500 | 502 };
  readonly 'global error': { readonly code: number; readonly envelope?: Envelope };
  readonly 'order error': { readonly code: number; readonly index?: number };
  readonly 'answer late': { readonly milliseconds: number };
  readonly 'answer huge': { readonly bytes: number };
  readonly 'unknown status': { readonly code: string };
  readonly 'fields missing': { readonly names: readonly string[] };
}

export type FaultKind = keyof typeof EARLY_FAULTS | keyof typeof LATE_FAULTS;
export type Fault = FaultOf<FaultKind, FaultDetails>;

/** The requests that a fault befalls. */
export interface Occasion {
  /** The function; any unless given. */
  readonly function?: string;
  /** How many requests; 1 unless given. */
  readonly times?: number;
  /** How many fitting requests pass unharmed before; 0 unless given. */
  readonly after?: number;
}

interface Planned {
  readonly fault: Fault;
  readonly function: string | undefined;
  times: number;
  after: number;
}

/** Faults waiting for their requests: each request takes the first one that is for its function, or for any. */
export class Faults {
  private planned: Planned[] = [];

  add(fault: Fault, { function: functionName, times = 1, after = 0 }: Occasion = {}): void {
    this.planned.push({ fault, function: functionName, times, after });
  }

  clear(): void {
    this.planned = [];
  }

  take(functionName: string): Fault | undefined {
    const next = this.planned.find(
      (planned) => planned.function === undefined || planned.function === functionName,
    );
    if (!next) return undefined;
    if (next.after > 0) {
      next.after -= 1;
      return undefined;
    }
    next.times -= 1;
    this.planned = this.planned.filter(({ times }) => times > 0);
    return next.fault;
  }
}
