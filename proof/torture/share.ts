import type { Method } from './method';

/** Writes can do more harm than drop-downs. */
const WEIGHTS: Readonly<Record<Method['kind'], number>> = {
  create: 8,
  search: 4,
  trigger: 4,
  hook: 4,
  subscription: 4,
  connection: 6,
  form: 1,
  'drop-down': 1,
};

/** How many of all cases a method gets; at least one. */
export function shareOf(method: Method, all: readonly Method[], cases: number): number {
  const total = all.reduce((sum, { kind }) => sum + WEIGHTS[kind], 0);
  return Math.max(1, Math.round((cases * WEIGHTS[method.kind]) / total));
}
