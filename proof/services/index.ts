import type { Use } from '../uses/use';
import { CDEK } from './cdek';
import { COURIER } from './courier';
import { PIMPAY } from './pimpay';
import type { Origins, Server, Service } from './service';
import { SHOP } from './shop';
import { TILL } from './till';

/** The services of each platform. One table for everything that tries steps: contract tests, faults, torture, benchmarks. */
export const SERVICES = {
  justclick: SHOP,
  rkeeper: TILL,
  measoft: COURIER,
  cdek: CDEK,
  pimpay: PIMPAY,
} as const satisfies Record<string, Service>;

/** What the keys of a platform's steps begin with. */
export type Platform = keyof typeof SERVICES;

export const PLATFORMS = Object.keys(SERVICES) as readonly Platform[];

/** The servers that the app asks, by their names. */
export const SERVERS: ReadonlyMap<string, Server> = new Map(
  Object.values<Service>(SERVICES).flatMap(({ servers }) => Object.entries(servers)),
);

/** @throws Error for a step that has no use in the table. */
export function usesOf(platform: Platform, key: string): readonly [Use, ...Use[]] {
  const uses = SERVICES[platform].uses[key];
  if (!uses) throw new Error(`${key} has no use in the table of ${platform} in proof/uses.`);
  return uses;
}

/** The environment of an app that reaches the servers at these addresses. */
export function environmentFor(origins: Origins): Record<string, string> {
  const named = Object.entries(origins).map(([name, origin]) => SERVERS.get(name)?.environment?.(origin));
  return Object.assign({ ALLOW_LOOPBACK: '1' }, ...named) as Record<string, string>;
}

/** Values, such as a connection, in which every server is reached at another address. */
export function readdressed(
  values: Readonly<Record<string, string>>,
  from: Origins,
  to: Origins,
): Record<string, string> {
  const moves = Object.entries(from).map(([server, origin]) => [origin, to[server] ?? origin] as const);
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      moves.reduce((text, [origin, other]) => text.replace(origin, other), value),
    ]),
  );
}
