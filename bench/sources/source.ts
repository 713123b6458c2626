import type { Received } from '../../proof/server';

/** A step over a list that a service sends at once, at any length. */
export interface Source {
  /** "Poll of a shop". */
  readonly title: string;
  /** What the list is one of: `orders`. */
  readonly items: string;
  /** The path of the method in the definition. */
  readonly method: string;
  readonly inputData?: Readonly<Record<string, string>>;
  /** `{url}` stands for the service's address. */
  readonly authData: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly contentType: string;
  /** What the service says to a request, as cheaply as it can. */
  readonly answers: (size: number) => (received: Received) => Buffer;
  /** How many results there are to be. */
  readonly results: (size: number) => number;
}
