import type { Case } from './case';
import type { Operation } from './operations';

/** A service in a state of its own, made anew for every trial. */
export interface Stage {
  /** The connection of a user of this service. */
  readonly authData: Readonly<Record<string, string>>;
  /** The functions that the app has asked for, in order, by every server that it asks. */
  readonly calls: () => readonly (readonly string[])[];
  /** How many requests have suffered from a fault. */
  readonly struck: () => number;
  /** Everything that the service holds. */
  readonly state: () => unknown;
  /** From now on all goes well. */
  readonly recover: () => void;
  readonly stop: () => Promise<void>;
}

/** What the page calls a fault. */
export interface FaultName {
  /** The double's word for it. */
  readonly kind: string;
  /** Tells the faults of one kind apart: "code 8". Empty where there is only one. */
  readonly detail: string;
  /** What the double says that it does. */
  readonly words: string;
}

/** One way for a service to go wrong. */
export interface Fault<Of extends Stage> extends FaultName {
  /** The answer does not come before a deadline of the app. */
  readonly hangs: boolean;
  /** Takes long to try: a few operations stand for all. */
  readonly costly: boolean;
  /** Whether it can befall this function. */
  readonly befalls: (call: string) => boolean;
  /** Lets so many requests for a function go wrong. */
  readonly strike: (stage: Of, call: string, times: number) => void;
}

/** Ports that stay the same from trial to trial, for what only the app's environment names. */
export interface Ports {
  readonly shop: number;
  readonly licences: number;
}

/** A service with all that can go wrong there, and one valid input for each operation. */
export interface Service<Of extends Stage = Stage> {
  /** What the keys of its operations begin with. */
  readonly prefix: string;
  readonly name: string;
  /** Which of its operations; all unless given. */
  readonly covers?: (operation: Operation) => boolean;
  readonly faults: readonly Fault<Of>[];
  readonly cases: Readonly<Record<string, Case<Of>>>;
  /** Operations that do something else under other settings: what the settings are called, and a use of them. */
  readonly variants?: Readonly<Record<string, readonly [settings: string, use: Case<Of>]>>;
  /** Whether a function changes something. */
  readonly changes: (call: string) => boolean;
  /** More calls than this no step makes, whatever goes wrong. */
  readonly mostCalls: number;
  /** What a message says of one operation or one order alone, and what stands for it on the page. */
  readonly placeholders: readonly (readonly [words: RegExp, placeholder: string])[];
  readonly open: (ports: Ports) => Promise<Of>;
}
