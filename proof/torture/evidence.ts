import type { RunResult } from '../../sandbox/zapier/outcome';
import type { Traces } from '../lane';
import type { Field } from '../../sandbox/zapier/definition';
import type { Method } from '../methods';
import type { Answer, Received } from '../server';
import type { Mood } from './moods';

/** The place of a request that went to no server: nobody may be led there. */
export const ELSEWHERE = 'elsewhere';

/** One request, what the double behind made of it, and the mood that its answer went through. */
export interface Exchange extends Received {
  /** The name of a server, or {@link ELSEWHERE}. */
  readonly place: string;
  readonly mood: Mood;
  /** What the double said before anything was spoilt; undefined where it was not asked. */
  readonly answer: Answer | undefined;
  /** What came back of it; undefined where nothing did. */
  readonly told: Answer | undefined;
}

/** All that one case left behind. */
export interface Evidence extends Traces {
  readonly kind: Method['kind'];
  readonly result: RunResult;
  /** How the same step ended when it was run again, with all services well, where the first run's message asked for it. */
  readonly rerun: RunResult | undefined;
  readonly exchanges: readonly Exchange[];
  /** Those that the till answered from its memory: nothing was executed then. */
  readonly replayed: ReadonlySet<Exchange>;
  readonly authData: Readonly<Record<string, string>>;
  readonly isConnectionRight: boolean;
  /** The fields of the form of a connection. */
  readonly connectionForm: readonly Field[];
}
