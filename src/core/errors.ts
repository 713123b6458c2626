import { say } from '../language/language';

/**
 * What can go wrong for a user, by what they can do about it:
 * - `input`: a field of this step must be corrected; nothing was sent.
 * - `connection`: the account's login, password, key or token is wrong, and nothing but connecting it again helps. Zapier
 *   then stops every Zap of the account, so that nothing less may be of this kind.
 * - `refused`: the service understood and said no, for this run's data.
 * - `nothing_to_do`: what this run wants is so already.
 * - `later`: the same step will work after a while.
 * - `failed`: the service or the way to it is broken.
 */
export type ProblemKind = 'input' | 'connection' | 'refused' | 'nothing_to_do' | 'later' | 'failed';

export interface ProblemDetails {
  /** The service's own code, or a word of ours, for filters and logs. */
  readonly code?: string;
  /** For `later`: after how many seconds another try makes sense. */
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

/** The one error that the API half throws. Its message is shown to the user as it is: what happened, what to do, the code. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    readonly kind: ProblemKind,
    message: string,
    { code, retryAfterSeconds, cause }: ProblemDetails = {},
  ) {
    super(message, { cause });
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Stands in the message of a problem of kind `later`; where nothing is run again, Zapier's half says otherwise in its place. */
export const RUNS_AGAIN = say`This step runs again by itself.`;

/** Stands in the message of a problem that somebody has to solve first. It is left out where no run failed. */
export const THEN_REPLAY = say`Then replay this run from the Zap's history.`;

/** More faults at once are not read by anybody. */
const MOST_FAULTS = 30;

/** All faults of a form in one problem, a line each, so that the user corrects them in one go. */
export function formProblem(kind: 'input' | 'connection', faults: readonly string[]): Problem {
  const [first = '', ...others] = faults;
  const rest = faults.length - MOST_FAULTS;
  const lines = [...faults.slice(0, MOST_FAULTS), ...(rest > 0 ? [say`… and ${{ rest }} more.`] : [])];
  const message =
    others.length === 0
      ? first
      : [say`Please correct ${{ count: faults.length }} fields:`, ...lines.map((line) => `- ${line}`)].join(
          '\n',
        );
  return new Problem(kind, message, { code: 'invalid_input' });
}

/** What some work finds; nothing where it ends in a problem, because that is not the step's any more. */
export async function unlessProblem<Value>(work: Promise<Value>): Promise<Value | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}
