import type { Clock } from '../../sandbox/clock';
import type { Faults } from '../../sandbox/faults';
import type { Brand } from '../../sandbox/justclick/service';
import type { AnyFault, Exchange, Journal } from '../../sandbox/server';
import type { Answer, Received } from '../server';
import type { Uses } from '../uses/use';

/** What a double made of a request that was asked of it. */
export type Reception =
  /** Done, or told. */
  | {
      readonly kind: 'accepted';
      readonly command: string;
      readonly isWrite: boolean;
      /** It may be sent as often as one likes, by the vendor's own words or because it says the same each time. */
      readonly isHarmless?: boolean;
    }
  /** Refused for a reason that lies in the world: unknown, closed, not enough. */
  | { readonly kind: 'refused'; readonly command: string; readonly code: string }
  /** The login, the key or the password is not right. */
  | { readonly kind: 'unauthorized'; readonly why: string }
  /** No request that the service understands: a bug of the app. */
  | { readonly kind: 'wrong'; readonly why: string };

export const wrong = (why: string): Reception => ({ kind: 'wrong', why });
export const unauthorized = (why: string): Reception => ({ kind: 'unauthorized', why });

/** A server that the app asks, and how one talks there. */
export interface Server {
  /** How the app's environment names its address, so that no request reaches the real one. */
  readonly environment?: (origin: string) => Readonly<Record<string, string>>;
  /** What the paths of its requests begin with, where its address can have no path of its own. */
  readonly root?: string;
  /** Its requests may be led to any address. */
  readonly mayBeAnywhere?: boolean;
  /** Reads what the double said to a request. */
  readonly receptionOf: (request: Received, answer: Answer) => Reception;
  /** A refusal in its own form, which says this. A server without one knows no account. */
  readonly refusal?: (words: string) => readonly [contentType: string, body: string];
  /** Credentials and what is made of them, as a request carries them: the places that the protocol has for them. */
  readonly secretsIn: (request: Received) => readonly (string | null | undefined)[];
  /** Whether a request only repeats what the service has told, be it right or wrong. */
  readonly repeatsWhatWasTold?: (request: Received) => boolean;
}

/** `http://127.0.0.1:1234` of each server that there is, by its name. */
export type Origins = Readonly<Record<string, string>>;

/** What reaches a server, and what can go wrong there. */
export interface OpenDouble {
  readonly journal: Journal<Exchange<AnyFault>>;
  readonly faults: Faults<AnyFault>;
}

/** A service in a state of its own, made anew for every trial, with what its users' steps refer to. */
export interface OpenService {
  /** The connection of a user who has an account there. */
  readonly authData: Readonly<Record<string, string>>;
  readonly origins: Origins;
  /** What the words of uses that begin with `$` stand for. */
  readonly tokens: Readonly<Record<string, string>>;
  /** All that can go wrong there, always in the same order. */
  readonly faults: readonly Fault[];
  /** The servers by their names, in the order in which the app asks them; the last is the service itself. */
  readonly doubles: Readonly<Record<string, OpenDouble>>;
  /** Everything that the service holds. */
  readonly state: () => unknown;
  /** Whether the till answered this request, by its place among all, from its memory: nothing was executed then. */
  readonly isReplay: (request: number) => boolean;
  /** What may happen there before a step is run again. */
  readonly events?: Readonly<Partial<Record<'restart' | 'next shift', () => void>>>;
  /** From now on all goes well. */
  readonly recover: () => void;
  readonly stop: () => Promise<void>;
}

export interface OpenOptions {
  /** The ports of servers by their names; any free ones unless given. */
  readonly ports?: Readonly<Record<string, number>>;
  /** Real time unless given. */
  readonly clock?: Clock;
  /** The brand of a shop; `expertam` unless given. */
  readonly brand?: Brand;
}

/** A fault as a verdict tells of it. */
export interface FaultTraits {
  /** The double's word for it. */
  readonly kind: string;
  /** What tells it from others of its kind, such as "code 8"; empty where nothing has to. */
  readonly detail: string;
  /** The answer does not come before a deadline of the app. */
  readonly hangs: boolean;
  /** Takes long to try: a few steps stand for all. */
  readonly costly: boolean;
}

/** One way for a service to go wrong. */
export interface Fault extends FaultTraits {
  /** Whether it can befall this function. */
  readonly befalls: (call: string) => boolean;
  /** Lets so many requests for a function go wrong. */
  readonly strike: (call: string, times: number) => void;
}

/** A hook, and how its service tells of two events, the first of them wrongly where a fault is named. */
export interface Hook {
  readonly key: string;
  readonly inputData?: Readonly<Record<string, string>>;
  readonly faults: readonly string[];
  /** The field of an event by which it is known. */
  readonly id: string;
  readonly open: (options: OpenOptions) => Promise<OpenHook>;
}

export interface OpenHook extends OpenService {
  /** @returns by what the two events are known. */
  readonly tell: (
    url: string,
    fault: string | undefined,
  ) => Promise<readonly [first: string, second: string]>;
}

/** @param faults by the names that a verdict has for them. */
export function hookOf<Opened extends OpenService, Fault>(
  open: (options: OpenOptions) => Promise<Opened>,
  {
    faults,
    tell,
    ...hook
  }: Pick<Hook, 'key' | 'inputData' | 'id'> & {
    readonly faults: Readonly<Record<string, Fault>>;
    readonly tell: (
      opened: Opened,
      url: string,
      fault: Fault | undefined,
    ) => Promise<readonly [first: string, second: string]>;
  },
): Hook {
  return {
    ...hook,
    faults: Object.keys(faults),
    open: async (options) => {
      const opened = await open(options);
      return {
        ...opened,
        tell: (url, fault) => tell(opened, url, fault === undefined ? undefined : faults[fault]),
      };
    },
  };
}

/** A platform's services, and all that the proof has to know of them. */
export interface Service<Opened extends OpenService = OpenService> {
  /** The valid uses of its steps. */
  readonly uses: Uses;
  readonly servers: Readonly<Record<string, Server>>;
  readonly hooks: readonly Hook[];
  /** The secrets that its servers know. */
  readonly secrets: readonly string[];
  /** Which kinds of the app's methods have to be tried under faults; all unless given. */
  readonly covers?: readonly string[];
  /** Whether a function changes something. */
  readonly changes: (call: string) => boolean;
  /** No step makes more calls than these, whatever goes wrong. */
  readonly mostCalls: number;
  readonly open: (options?: OpenOptions) => Promise<Opened>;
}
