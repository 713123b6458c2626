import type { Create, Search, SearchOrCreate, Trigger } from 'zapier-platform-core';
import type { ConnectionField } from '../services/connection_field';
import type { Run } from '../zapier/run';

/** What one platform contributes to the app. A build without it holds none of its code. */
export interface Platform {
  /** What the keys of its steps begin with, and what its file here and its constant are called. */
  readonly key: string;
  /** What begins the help of its fields where the connection form is for others, too. */
  readonly name: string;
  /** The values of the `service` choice that belong to it. */
  readonly services: readonly { readonly value: string; readonly label: string }[];
  readonly connectionFields: readonly ConnectionField[];
  /** Proves that a connection works. Its result is what the user sees the account called. */
  readonly test: (run: Run) => Promise<{ readonly label: string }>;
  readonly triggers: readonly Trigger[];
  readonly creates: readonly Create[];
  readonly searches: readonly Search[];
  /** Searches that create what they do not find. */
  readonly searchOrCreates?: readonly SearchOrCreate[];
}
