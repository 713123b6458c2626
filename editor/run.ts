import type { OperationType } from '../sandbox/zapier/definition';
import type { JsonObject } from '../sandbox/zapier/json';
import type { LabelledValue } from '../sandbox/zapier/labelled';
import type { RunStatus } from '../sandbox/zapier/zap';

export type { LabelledValue };

export interface StepName {
  readonly type: OperationType;
  readonly key: string;
}

/** In the words of Zapier's history: `Success`, `Errored`, `Halted`, `Held: reconnect`, `Delayed 60 s`. */
export interface Verdict {
  readonly kind: RunStatus | 'delayed';
  readonly words: string;
}

export interface Run {
  readonly id: string;
  /** ISO 8601, by the clock of the sandbox. */
  readonly started: string;
  /** Absent for a connection test. */
  readonly step?: StepName;
  readonly label: string;
  readonly account: string;
  readonly verdict: Verdict;
  /** What the app said, where it did not succeed. */
  readonly message?: string;
  readonly milliseconds: number;
  readonly coldStart: boolean;
  readonly dataIn: Data;
  /** One for each result: an action has one, a search or trigger any number. */
  readonly dataOut: readonly Data[];
  readonly calls: readonly Call[];
  readonly cache: readonly CacheCall[];
  readonly log: readonly string[];
  /** Zapier's own command line for the same; absent where it has none. */
  readonly command?: string;
}

/** What went into the app or came out of it: as it is, and under the labels of the form, without what is empty. */
export interface Data {
  readonly json: JsonObject;
  readonly labelled: readonly LabelledValue[];
  /** For the map button; only of what came out. */
  readonly values?: readonly MappableValue[];
}

export interface MappableValue extends LabelledValue {
  /** Behind the name of the step: `items.title` in `{{trigger.items.title}}`. */
  readonly path: string;
}

/** One request to a service. */
export interface Call {
  /** A function or command of the service, or an address. */
  readonly name: string;
  readonly service: string;
  readonly method: string;
  readonly url: string;
  /** Absent where no answer came. */
  readonly status?: number;
  readonly milliseconds: number;
  /** Raw, secrets taken out. Of real services only the beginning is known, or nothing. */
  readonly request: string;
  readonly answer: string;
  readonly fault?: string;
}

export interface CacheCall {
  readonly method: string;
  readonly key: string;
  readonly answer: string;
}
