import type { Bundle, ZObject } from 'zapier-platform-core';
import { Problem } from '../core/errors';
import { Form } from '../core/form';
import type { Http } from '../core/http';
import { isObject } from '../core/json';
import { isTimeZone } from '../core/time';
import type { Store } from '../core/vault';
import { say } from '../language/language';
import { storeOf, WHOLE_APP } from './cache';
import { secretsOf, zapierError } from './errors';
import { httpOf } from './http';

/** What an operation gets to work with: Zapier's `z` and `bundle` as the ports that the API half knows. */
export interface Run {
  readonly authData: Readonly<Record<string, unknown>>;
  readonly input: Readonly<Record<string, unknown>>;
  /** The Zap's IANA zone; UTC where Zapier tells none that is known. */
  readonly timeZone: string;
  readonly http: Http;
  /** Remembered for this connection alone. */
  readonly store: Store;
  /** Remembered for all connections of the app: only for a vault, whose secrets say who finds it again. */
  readonly appStore: Store;
  /** Only where a trigger's hook is concerned. */
  readonly hook: Hook;
  /** The editor only wants something to show; nothing starts. */
  readonly isLoadingSample: boolean;
  /** The Zap is being turned on: this poll says what was there before, and starts nothing. */
  readonly isPopulating: boolean;
  /**
   * Hands a file to later steps. Only an action can.
   *
   * @returns its address.
   * @throws Problem
   */
  readonly stashFile: (content: Buffer, fileName: string, contentType: string) => Promise<string>;
  /** A line for the developer's log, which users do not see. */
  readonly log: (line: string) => void;
}

export interface Hook {
  /** The address at which this Zap listens. Zapier tells it while subscribing and unsubscribing. */
  readonly targetUrl: string | undefined;
  /** The notification as it came, in its own encoding. */
  readonly content: string;
  /** What `performSubscribe` returned. */
  readonly subscription: Readonly<Record<string, unknown>>;
  readonly zapId: string | undefined;
}

/**
 * Turns an operation's work into a `perform` of Zapier's: ports in, `Problem`s out as the errors Zapier knows.
 *
 * @param place `editor` for what is only asked for while a person fills in a form: no run fails there that could be repeated.
 */
export function perform<Result>(
  work: (run: Run) => Promise<Result>,
  place: 'run' | 'editor' = 'run',
): (z: ZObject, bundle: Bundle) => Promise<Result> {
  return async (z, bundle) => {
    try {
      return await work(runOf(z, bundle));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const isRun = place === 'run' && !bundle.meta.isLoadingSample;
      throw zapierError(z, error, secretsOf(bundle), isRun);
    }
  };
}

/** For all that a step waits for together: Zapier ends it after 30 seconds without a word to the user. */
const STEP_MILLISECONDS = 27_000;

/** The end of a step belongs to the cache, which has to keep what became of it. */
const LAST_WORDS_MILLISECONDS = 2000;

function runOf(z: ZObject, bundle: Bundle): Run {
  const deadline = Date.now() + STEP_MILLISECONDS;
  return {
    authData: bundle.authData,
    input: bundle.inputData,
    timeZone: zoneOf(bundle.meta.timezone),
    http: httpOf(z, bundle, deadline - LAST_WORDS_MILLISECONDS),
    store: storeOf(z, deadline),
    appStore: storeOf(z, deadline, WHOLE_APP),
    hook: {
      targetUrl: bundle.targetUrl,
      content: bundle.rawRequest?.content ?? '',
      subscription: bundle.subscribeData ?? {},
      zapId: zapIdOf({ ...bundle.meta }),
    },
    isLoadingSample: bundle.meta.isLoadingSample,
    isPopulating: bundle.meta.isPopulatingDedupe,
    stashFile: (content, fileName, contentType) => stash(z, content, fileName, contentType),
    log: (line) => {
      z.console.log(line);
    },
  };
}

async function stash(z: ZObject, content: Buffer, fileName: string, contentType: string): Promise<string> {
  try {
    // The runtime returns a promise, whatever its types say.
    return await Promise.resolve(z.stashFile(content, content.length, fileName, contentType));
  } catch (error) {
    throw new Problem(
      'failed',
      say`Zapier could not take the file over for later steps. Run this step again. (stashFile failed)`,
      {
        code: 'stash_failed',
        cause: error,
      },
    );
  }
}

/** Not in the documentation any more, but still sent, and all that tells the Zaps of one account apart in a static hook. */
function zapIdOf(meta: Readonly<Record<string, unknown>>): string | undefined {
  const id = isObject(meta.zap) ? meta.zap.id : undefined;
  return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
}

/** Zapier may tell an empty zone, or one that this version of Node does not know. */
function zoneOf(zone: string | null | undefined): string {
  return typeof zone === 'string' && isTimeZone(zone) ? zone : 'UTC';
}

/** The filled-in form of a step, read in the Zap's time zone. */
export function formOf({ input, timeZone }: Run): Form {
  return new Form(input, timeZone);
}
