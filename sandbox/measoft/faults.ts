import type { Envelope } from './refusal';

/** Something goes wrong before the function is performed: nothing is done. */
type EarlyFault =
  | { readonly kind: 'connection dropped' }
  /** The page of a firewall, or of a server that has had too many queries. */
  | { readonly kind: 'block page'; readonly status: 200 | 403 | 429 }
  | { readonly kind: 'service error'; readonly status: 200 | 500 | 502 }
  | { readonly kind: 'empty answer' }
  /** An `error` without attributes. */
  | { readonly kind: 'syntax error' }
  /** Any code for the whole request; in the envelope of the function unless one is given. */
  | { readonly kind: 'global error'; readonly code: number; readonly envelope?: Envelope }
  /** Any code for one order of the request, the first unless `index` says which; the others are carried out. */
  | { readonly kind: 'order error'; readonly code: number; readonly index?: number };

/** The function is performed; what comes back suffers. */
type LateFault =
  | { readonly kind: 'answer lost' }
  | { readonly kind: 'answer late'; readonly milliseconds: number }
  | { readonly kind: 'answer cut' }
  | { readonly kind: 'answer broken' }
  | { readonly kind: 'answer huge'; readonly bytes: number }
  | { readonly kind: 'entity bomb' }
  | { readonly kind: 'windows-1251' }
  /** The present status of every order told is one that nobody knows. */
  | { readonly kind: 'unknown status'; readonly code: string }
  /** Elements and attributes of these names are left out. */
  | { readonly kind: 'fields missing'; readonly names: readonly string[] }
  /** Of every kind of child only the first one comes. */
  | { readonly kind: 'single elements' };

export type Fault = EarlyFault | LateFault;

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
