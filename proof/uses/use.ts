import type { JsonObject } from '../../sandbox/zapier/json';

/** One valid use of a step: it succeeds while nothing goes wrong. */
export interface Use {
  /** What a user fills in. Words such as `$receipt` stand for what a service made up: `tokens` of an open service. */
  readonly input?: JsonObject;
  /** Laid over the connection of the open service. */
  readonly connection?: Readonly<Record<string, string>>;
  /** What the service sends to a hook: the body of its request. */
  readonly told?: string;
  /** Under these settings the step does something else than in its first use: "in a stream". */
  readonly variant?: string;
}

/** The valid uses of every step by its key, the plainest first. Those of `connection` are for its test. */
export type Uses = Readonly<Record<string, readonly [Use, ...Use[]]>>;
