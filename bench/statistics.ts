/** Two things measured one right after the other, so that whatever slows the machine slows both. */
export interface Pair<Measure = number> {
  readonly ours: Measure;
  readonly theirs: Measure;
}

export interface Comparison {
  /** The medians of either side, in the unit of the pairs. */
  readonly ours: number;
  readonly theirs: number;
  /** The median of the pairs' own ratios, ours to theirs. */
  readonly ratio: number;
  /** The smallest and the largest of these ratios; absent where there was but one pair. */
  readonly range?: readonly [smallest: number, largest: number];
}

/** @throws RangeError where nothing was measured. */
export function compare(pairs: readonly Pair[]): Comparison {
  const ratios = pairs.map(({ ours, theirs }) => ours / theirs);
  return {
    ours: median(pairs.map(({ ours }) => ours)),
    theirs: median(pairs.map(({ theirs }) => theirs)),
    ratio: median(ratios),
    ...(pairs.length > 1 && { range: [Math.min(...ratios), Math.max(...ratios)] as const }),
  };
}

/** Several measurements of one thing by itself. */
export interface Summary {
  readonly middle: number;
  readonly range: readonly [smallest: number, largest: number];
}

/** @throws RangeError where nothing was measured. */
export function summary(values: readonly number[]): Summary {
  return { middle: median(values), range: [Math.min(...values), Math.max(...values)] };
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
export async function inTurn<Measure>(
  pairs: number,
  ours: () => Promise<Measure>,
  theirs: () => Promise<Measure>,
): Promise<Pair<Measure>[]> {
  const measured: Pair<Measure>[] = [];
  for (let index = 0; index < pairs; index += 1) {
    if (index % 2 === 0) measured.push({ ours: await ours(), theirs: await theirs() });
    else measured.push({ theirs: await theirs(), ours: await ours() });
  }
  return measured;
}
