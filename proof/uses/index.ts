import { SHOP_USES } from './justclick';
import { CDEK_USES } from './cdek';
import { COURIER_USES } from './measoft';
import { TILL_USES } from './rkeeper';
import type { Use, Uses } from './use';

export const PLATFORMS = ['justclick', 'rkeeper', 'measoft', 'cdek'] as const;

/** What the keys of a platform's steps begin with. */
export type Platform = (typeof PLATFORMS)[number];

/** One table for everything that tries steps: contract tests, the fault matrix, the torture, the benchmarks. */
export const USES: Readonly<Record<Platform, Uses>> = {
  justclick: SHOP_USES,
  rkeeper: TILL_USES,
  measoft: COURIER_USES,
  cdek: CDEK_USES,
};

/** @throws Error for a step that has no use in the table. */
export function usesOf(platform: Platform, key: string): readonly [Use, ...Use[]] {
  const uses = USES[platform][key];
  if (!uses) throw new Error(`${key} has no use in proof/uses/${platform}.ts.`);
  return uses;
}
