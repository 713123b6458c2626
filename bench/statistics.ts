/** Two things measured one right after the other, so that whatever slows the machine slows both. */
export interface Pair {
  readonly ours: number;
  readonly theirs: number;
}

/** The medians of either side, and the median of the pairs' own ratios, ours to theirs. */
export interface Comparison extends Pair {
  readonly ratio: number;
}

/** @throws RangeError where nothing was measured. */
export function compare(pairs: readonly Pair[]): Comparison {
  return {
    ours: median(pairs.map(({ ours }) => ours)),
    theirs: median(pairs.map(({ theirs }) => theirs)),
    ratio: median(pairs.map(({ ours, theirs }) => ours / theirs)),
  };
}

/** The middle of the values in order; the mean of the two in the middle where their number is even. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new RangeError('There is no median of nothing.');
  return (lower + upper) / 2;
}

/** Measures in turn, either side first in every other pair, since what comes second may find something warm. */
export async function inTurn(
  pairs: number,
  ours: () => Promise<number>,
  theirs: () => Promise<number>,
): Promise<Pair[]> {
  const measured: Pair[] = [];
  for (let index = 0; index < pairs; index += 1) {
    if (index % 2 === 0) measured.push({ ours: await ours(), theirs: await theirs() });
    else measured.push({ theirs: await theirs(), ours: await ours() });
  }
  return measured;
}
