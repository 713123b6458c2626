import type { Bundle, ZObject } from 'zapier-platform-core';
import { RUNS_AGAIN, THEN_REPLAY, type Problem } from '../core/errors';
import { redact } from '../core/redact';
import { say } from '../language/language';

/** What no message may hold, though a service may quote it: passwords, and what was made of them for requests. */
export function secretsOf({ authData }: Pick<Bundle, 'authData'>): readonly string[] {
  return Object.entries(authData).flatMap(([key, value]) =>
    SECRET_KEY.test(key) && typeof value === 'string' ? value.trim() : [],
  );
}

const SECRET_KEY = /^derived_secret_|(?:password|passphrase|token|key)$|^license_id$/;

/**
 * The error of Zapier that a problem becomes.
 *
 * @param isRun whether a run of a Zap failed, which can be repeated; in the editor nothing is.
 */
export function zapierError(
  z: ZObject,
  { kind, message: told, code, retryAfterSeconds }: Problem,
  secrets: readonly string[],
  isRun: boolean,
): Error {
  const message = redact(isRun ? told : withoutRuns(told), secrets);
  switch (kind) {
    case 'connection':
      return plain(new z.errors.ExpiredAuthError(message));
    // Stops the run without counting as a failure of the Zap.
    case 'nothing_to_do':
      return plain(new z.errors.HaltedError(message));
    case 'later':
      // In the editor Zapier would show the JSON that this error is made of.
      return isRun
        ? new z.errors.ThrottledError(message, retryAfterSeconds)
        : new z.errors.Error(message, code);
    case 'input':
    case 'refused':
    case 'failed':
      return new z.errors.Error(message, code);
  }
}

function withoutRuns(message: string): string {
  return message.replace(RUNS_AGAIN, say`Try again in a few minutes.`).replace(` ${THEN_REPLAY}`, '');
}

/** Zapier's runtime adds a technical story to errors that do not ask it not to. */
function plain(error: Error): Error {
  return Object.assign(error, { doNotContextify: true });
}
