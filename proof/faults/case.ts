import type { JsonObject } from '../../sandbox/zapier/json';
import type { Stage } from './service';

/** One valid use of an operation, which succeeds while nothing goes wrong. */
export interface Case<Of extends Stage> {
  /** A function where it names something that `before` made. */
  readonly inputData?: JsonObject | ((stage: Of) => JsonObject);
  /** Where another connection is needed than that of the stage. */
  readonly authData?: Readonly<Record<string, string>>;
  /** Further parts of the bundle, such as the address of a hook. */
  readonly bundle?: JsonObject;
  /** Brings the service into the state that the operation needs. */
  readonly before?: (stage: Of) => void | Promise<void>;
}
