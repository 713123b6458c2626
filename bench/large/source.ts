import type { Answer, Received } from '../upstream';

/** An operation over a list that a service sends at once, at any length. */
export interface Source {
  readonly group: string;
  /** What the list is one of: `orders`. */
  readonly items: string;
  /** Of the definition. */
  readonly method: string;
  readonly inputData?: Readonly<Record<string, string>>;
  /** `{url}` stands for the service's address. */
  readonly authData: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  /** How many items the list has, from few to many. */
  readonly sizes: readonly number[];
  /** What the service says to a request, as cheaply as it can. */
  readonly answers: (size: number) => (received: Received) => Answer;
  /** How many results there are to be. */
  readonly results: (size: number) => number;
  /** How many requests it may take. */
  readonly requests: number;
}
