import { isObject } from '../../core/json';
import { uniqueById } from '../../core/output';
import { withLines, type Settlement } from '../../services/measoft/settlements';
import type { Run } from '../../zapier/run';
import { courierOf, courierVault, dayFromNow } from './courier';

/** Acts are drawn up by the week or month, and paid some time afterwards. */
const DAYS = 60;

/** How often an act is returned with its lines: a poll never learns whether the platform took what it returned. */
const TIMES = 3;

const SHOWN_SECONDS = 7 * 24 * 60 * 60;

/**
 * One act with its lines: the one that was returned least often so far, the newest of those. So every poll makes two
 * requests at most, however many acts there are; the platform drops what it had before. The poll that turns a Zap on
 * tells all acts that are there already, without lines.
 */
export async function polledSettlements(run: Run, paidOnly: boolean): Promise<readonly Settlement[]> {
  const client = courierOf(run);
  const vault = courierVault(run);
  const shown = `settlements shown ${String(paidOnly)}`;
  const remember = (counts: readonly (readonly [code: string, count: number])[]): Promise<unknown> =>
    vault.write(shown, Object.fromEntries(counts), SHOWN_SECONDS);

  const listed = await client.settlements(dayFromNow(-DAYS, run), dayFromNow(1, run));
  const acts = uniqueById(listed.filter(({ datepay }) => !paidOnly || datepay !== null).sort(byNewest));
  if (run.isPopulating) {
    await remember(acts.map(({ code }) => [code, TIMES] as const));
    return acts;
  }
  const known = await vault.read(shown);
  const countOf = ({ code }: Settlement): number => {
    const count = isObject(known) ? known[code] : undefined;
    return typeof count === 'number' ? count : 0;
  };
  const [next] = run.isLoadingSample ? acts : acts.toSorted((one, other) => countOf(one) - countOf(other));
  if (!next || (!run.isLoadingSample && countOf(next) >= TIMES)) return [];
  const lines = await client.settlementLines(next.code);
  if (!run.isLoadingSample)
    await remember(acts.map((act) => [act.code, countOf(act) + (act === next ? 1 : 0)] as const));
  return [withLines(next, lines)];
}

function byNewest(one: Settlement, other: Settlement): number {
  return (other.actdate ?? '').localeCompare(one.actdate ?? '') || Number(other.code) - Number(one.code);
}
