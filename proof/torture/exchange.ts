import type { Mood } from './mood';

/** The services behind the hostile upstream, a place for files, and any other address: nobody may be led there. */
export type Place = 'shop' | 'till' | 'licences' | 'courier' | 'files' | 'elsewhere';

/** A request as it came over the wire. */
export interface Received {
  readonly place: Place;
  readonly method: string;
  /** Path and query as the service knows them. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** One request, what the double behind made of it, and the mood that its answer went through. */
export interface Exchange extends Received {
  readonly mood: Mood;
  /** What the double said before anything was spoilt; undefined where it was not asked. */
  readonly answer: Answer | undefined;
  /** What came back of it; undefined where nothing did. */
  readonly told: Answer | undefined;
}
