import { createHash } from 'node:crypto';
import { type JsonObject } from './json';

/** One run of a method of the app: what the Zap's step was given, and how the sandbox should treat it. */
export interface Step {
  /** Any method of the definition, such as `creates.KEY.operation.perform` or `authentication.test`. */
  readonly method: string;
  readonly authData?: Readonly<Record<string, string>>;
  readonly inputData?: JsonObject;
  /** What was typed, where it differs from what Zapier made of it. */
  readonly inputDataRaw?: JsonObject;
  /** Laid over the values that Zapier sends with every bundle. */
  readonly meta?: JsonObject;
  /** Further parts of the bundle: `subscribeData`, `targetUrl`, `cleanedRequest`… */
  readonly bundle?: JsonObject;
  /** Further parts of the Lambda event, such as `verifySSL`. */
  readonly event?: JsonObject;
  /** Whose cache scope `auth` and whose lock it is; the same authData are the same connection when absent. */
  readonly connectionId?: string;
  readonly userId?: string;
  /** The Zap's zone, an IANA name. UTC when absent. */
  readonly timeZone?: string;
  /** Runs in a process of its own: a cold start. */
  readonly fresh?: boolean;
  /** `false` runs it at once, whatever the operation's `lock` says. */
  readonly honourLock?: boolean;
  /** When the step is stopped; 30, as on Zapier, when absent. */
  readonly limitSeconds?: number;
  /** Kills the process, in the midst of the step, as soon as this is fulfilled. */
  readonly killWhen?: Promise<unknown>;
}

export interface LambdaEvent extends JsonObject {
  readonly token: string;
}

/** Results beyond this many bytes are refused by the platform, after the step has done its work. */
const RESULT_BYTES = 20 * 1024 * 1024;

/** The event that Zapier's backend would hand to the Lambda function for this step. */
export function lambdaEvent(step: Step, token: string, rpcBase: string): LambdaEvent {
  const inputData = step.inputData ?? {};
  const timezone = step.timeZone ?? 'UTC';
  return {
    command: 'execute',
    method: step.method,
    bundle: {
      authData: step.authData ?? {},
      inputData,
      inputDataRaw: step.inputDataRaw ?? inputData,
      meta: {
        isBulkRead: false,
        isFillingDynamicDropdown: false,
        isLoadingSample: false,
        isPopulatingDedupe: false,
        isTestingAuth: false,
        limit: -1,
        page: 0,
        timezone,
        inputFields: {},
        ...step.meta,
      },
      ...step.bundle,
    },
    rpc_base: rpcBase,
    autostashPayloadOutputLimit: RESULT_BYTES,
    token,
    storeKey: connectionOf(step),
    ...step.event,
  };
}

export function connectionOf({ connectionId, authData = {} }: Step): string {
  if (connectionId !== undefined) return connectionId;
  const entries = Object.entries(authData).sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(entries)).digest('hex').slice(0, 16);
}

export function userOf({ userId = 'user' }: Step): string {
  return userId;
}
