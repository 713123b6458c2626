import { Problem } from '../errors';
import { NetworkFailure } from '../http';

interface Doubtful {
  /** "… may have been carried out." */
  readonly doubt: string;
  /**
   * What a person does where a look at the till does not tell whether the command was carried out: for one that the till
   * would carry out twice without a word. While that is open, no rerun sends it again.
   */
  readonly byHand?: string;
}

const UNCLEAR = 'unclear_outcome';

const LOOK_FIRST = 'Look at the till before you run this step again.';
const SAFE =
  'It is safe to run this step again within 15 minutes: it then continues where it stopped and does nothing twice.';

/**
 * What a user is told when a run ends without knowing whether its command was carried out.
 *
 * @param error why the run ended.
 * @param handedOver whether the next run of the step will find out what was sent.
 */
export function inDoubt(command: Doubtful, error: unknown, handedOver: boolean): unknown {
  if (!(error instanceof NetworkFailure || error instanceof Problem)) return error;
  const { doubt, byHand } = command;
  if (error.code === UNCLEAR)
    return unclear({ doubt, ...(handedOver && byHand !== undefined && { byHand }) });
  // An account that must be connected again runs its steps later, perhaps with other secrets that open no records.
  const connection = error instanceof Problem && error.kind === 'connection';
  const advice = handedOver && !connection ? SAFE : LOOK_FIRST;
  const message =
    error instanceof NetworkFailure
      ? `The till did not answer. ${doubt} ${advice} (${error.code})`
      : `The answer to this step was lost. ${doubt} ${advice} What stopped it: ${error.message}`;
  const code = error instanceof NetworkFailure ? error.reason : error.code;
  const details = { cause: error, ...(code !== undefined && { code }) };
  if (connection) return new Problem('connection', message, details);
  if (!handedOver) return new Problem('failed', message, details);
  const wanted = error instanceof Problem ? (error.retryAfterSeconds ?? 0) : 0;
  return new Problem('later', message, { ...details, retryAfterSeconds: Math.max(60, wanted) });
}

/** Neither the till's answer nor a look at it tells whether the command was carried out: a person must decide. */
export function unclear({ doubt, byHand = LOOK_FIRST }: Doubtful): Problem {
  return new Problem(
    'failed',
    `The answer to this step was lost, and the till does not show whether it was carried out. ${doubt} ${byHand} (unclear outcome)`,
    { code: UNCLEAR },
  );
}
