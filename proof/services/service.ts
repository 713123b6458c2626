import type { Clock } from '../../sandbox/clock';
import type { Brand } from '../../sandbox/justclick/service';
import type { Method } from '../methods';
import type { Platform } from '../uses';

/** The servers that the app asks. */
export const SERVERS = ['shop', 'till', 'licences', 'courier', 'cdek', 'files'] as const;
export type Server = (typeof SERVERS)[number];

/** Those whose addresses no connection names, but only the app's environment. */
export const NAMED_BY_ENVIRONMENT = ['shop', 'licences', 'cdek'] as const;
export type Ports = Readonly<Record<(typeof NAMED_BY_ENVIRONMENT)[number], number>>;

/** `http://127.0.0.1:1234` of each server that there is. */
export type Origins = Readonly<Partial<Record<Server, string>>>;

/** A service in a state of its own, made anew for every trial, with what its users' steps refer to. */
export interface OpenService {
  /** The connection of a user who has an account there. */
  readonly authData: Readonly<Record<string, string>>;
  readonly origins: Origins;
  /** What the words of uses that begin with `$` stand for. */
  readonly tokens: Readonly<Record<string, string>>;
  /** All that can go wrong there, always in the same order. */
  readonly faults: readonly Fault[];
  /** The functions that the app has asked for, in order, by every server that it asks. */
  readonly calls: () => readonly (readonly string[])[];
  /** How many requests have suffered from a fault. */
  readonly struck: () => number;
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
  /** Any free ones unless given. */
  readonly ports?: Ports;
  /** Real time unless given. */
  readonly clock?: Clock;
  /** Of a shop; `expertam` unless given. */
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

/** A platform's services. */
export interface Service<Opened extends OpenService = OpenService> {
  readonly platform: Platform;
  /** Which of the app's methods have to be tried under faults; all unless given. */
  readonly covers?: (method: Method) => boolean;
  /** Whether a function changes something. */
  readonly changes: (call: string) => boolean;
  /** No step makes more calls than these, whatever goes wrong. */
  readonly mostCalls: number;
  readonly open: (options?: OpenOptions) => Promise<Opened>;
}

/** The environment of an app that reaches the servers at these addresses. */
export function environmentFor({ shop, licences, courier, cdek }: Origins): Record<string, string> {
  return {
    ...(shop !== undefined && {
      EXPERTAM_URL: `${shop}/{login}`,
      JUSTCLICK_URL: `${shop}/{login}`,
      INFLUENCERSOFT_URL: `${shop}/{login}`,
    }),
    ...(licences !== undefined && { RKEEPER_LICENSE_URL: licences }),
    ...(courier !== undefined && { MEASOFT_URL: `${courier}/api/` }),
    ...(cdek !== undefined && { CDEK_URL: `${cdek}/v2` }),
    ALLOW_LOOPBACK: '1',
  };
}

/** Values, such as a connection, in which every server is reached at another address. */
export function readdressed(
  values: Readonly<Record<string, string>>,
  from: Origins,
  to: Origins,
): Record<string, string> {
  const moves = Object.entries(from).map(
    ([server, origin]) => [origin, to[server as Server] ?? origin] as const,
  );
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      moves.reduce((text, [origin, other]) => text.replace(origin, other), value),
    ]),
  );
}
