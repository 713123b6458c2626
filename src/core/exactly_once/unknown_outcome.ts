import { say } from '../../language/language';
import { Problem } from '../errors';
import { NetworkFailure } from '../http';

/** What a user is told of a command whose outcome is not known; whole sentences. */
export interface Words {
  /** As messages call the service: "The till". */
  readonly service: string;
  /** "The dishes may be on the order already." */
  readonly ifUnknown: string;
  /** What to look for, and where: "Look at the order on the till." */
  readonly look: string;
  /** How to go on where no look tells it, and what running the step again does then. */
  readonly byHand: string;
}

export const UNCLEAR = 'unclear_outcome';

const SAFE = say`It is safe to run this step again within 30 days: it looks first what was done, and does nothing
    twice.`;
const UNSAFE = say`Run this step again only if nothing was done: what it sent could not be remembered, so it would
    send it anew.`;

/**
 * What a user is told when a run ends without knowing whether its command was carried out.
 *
 * @param error why the run ended.
 * @param isRemembered whether the next run of the step will know what was sent.
 */
export function outcomeUnknown(words: Words, error: unknown, isRemembered: boolean): unknown {
  if (!(error instanceof NetworkFailure || error instanceof Problem) || error.code === UNCLEAR) return error;
  const { service, ifUnknown, look } = words;
  // An account that must be connected again runs its steps later, perhaps with other secrets that open no records.
  const isConnection = error instanceof Problem && error.kind === 'connection';
  const isSafe = isRemembered && !isConnection;
  const advice = isSafe ? SAFE : `${look} ${UNSAFE}`;
  const message =
    error instanceof NetworkFailure
      ? say`${{ service }} did not answer. ${{ ifUnknown }} ${{ advice }} (${{ code: error.code }})`
      : say`The answer to this step was lost. ${{ ifUnknown }} ${{ advice }} What stopped it:
        ${{ message: error.message }}`;
  const code = error instanceof NetworkFailure ? error.reason : error.code;
  const details = { cause: error, ...(code !== undefined && { code }) };
  if (isConnection) return new Problem('connection', message, details);
  if (!isSafe) return new Problem('failed', message, details);
  const wanted = error instanceof Problem ? (error.retryAfterSeconds ?? 0) : 0;
  return new Problem('later', message, { ...details, retryAfterSeconds: Math.max(60, wanted) });
}

/** Neither an answer nor a look tells whether the command was carried out: nothing is sent, and a person must decide. */
export function unclear({ ifUnknown, look, byHand }: Words): Problem {
  return new Problem(
    'failed',
    say`The answer to this step was lost, and nothing shows whether it was carried out. ${{ ifUnknown }}
      This step does not send it again by itself. ${{ look }} ${{ byHand }} (unclear outcome)`,
    { code: UNCLEAR },
  );
}
