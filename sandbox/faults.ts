/** A fault of one of these kinds, with what `Details` says of some of them. */
export type FaultOf<Kind, Details> =
  | { readonly kind: Exclude<Kind, keyof Details> }
  | { readonly [K in keyof Details]: { readonly kind: K } & Details[K] }[keyof Details];

/**
 * What can happen to a request at any service, in words, so that whoever wants to try every fault can go through them. What
 * only one service can do wrong is declared by its double in the same way.
 */
export const COMMON_FAULTS = {
  'lost request': 'The connection breaks before anything is done: the service never got the request.',
  'html page': 'A page for browsers comes, of a firewall or a gateway, and nothing is done.',
  'lost answer': 'The connection breaks when all is done: the answer is lost.',
  delay: 'The usual answer comes late.',
  'cut answer': 'The length of the whole answer is announced, half of it comes, and the connection breaks.',
  'half answer': 'Only the first half of the answer comes, as if that were all.',
  'empty answer': 'All is done, and an empty answer comes.',
  'huge answer': 'The usual answer comes, and behind it very much that means nothing.',
  'byte order mark': 'A byte order mark stands before the answer.',
  trickle: 'The beginning of the answer comes, then now and then a byte, without end.',
} as const;

/** What some kinds need to be told. */
export interface CommonDetails {
  readonly 'html page': { readonly status: number };
  readonly delay: { readonly milliseconds: number };
  readonly 'huge answer': { readonly bytes: number };
}

export type CommonFault = FaultOf<keyof typeof COMMON_FAULTS, CommonDetails>;

export function isCommon(fault: { readonly kind: string }): fault is CommonFault {
  return Object.hasOwn(COMMON_FAULTS, fault.kind);
}

/** When a fault befalls. */
export interface Occasion {
  /** The only function, command or event that it befalls, or which ones; any unless given. */
  readonly on?: string | ((name: string) => boolean);
  /** How often; once unless given. */
  readonly times?: number;
  /** How many such occasions pass unharmed before the first one; none unless given. */
  readonly after?: number;
}

interface Planned<Fault> {
  readonly fault: Fault;
  readonly on: (name: string) => boolean;
  times: number;
  after: number;
}

/** Faults still to come: each occasion takes the first one that is for it, and leaves the others to later occasions. */
export class Faults<Fault> {
  private planned: Planned<Fault>[] = [];

  add(fault: Fault, { on, times = 1, after = 0 }: Occasion = {}): void {
    const befalls = typeof on === 'function' ? on : (name: string) => on === undefined || name === on;
    this.planned.push({ fault, on: befalls, times, after });
  }

  clear(): void {
    this.planned = [];
  }

  /** Whether this very fault is still to come. */
  isPlanned(fault: Fault): boolean {
    return this.planned.some((one) => one.fault === fault && one.times > 0);
  }

  withdraw(fault: Fault): void {
    this.planned = this.planned.filter((one) => one.fault !== fault);
  }

  /** The fault that befalls a request for these functions, or an event of this name, if there is any. */
  take(...names: readonly string[]): Fault | undefined {
    // A request that could not be read has no name.
    const asked = names.length === 0 ? [''] : names;
    const next = this.planned.find(({ on, times }) => times > 0 && asked.some(on));
    if (!next) return undefined;
    if (next.after > 0) {
      next.after -= 1;
      return undefined;
    }
    next.times -= 1;
    return next.fault;
  }
}
