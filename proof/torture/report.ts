import type { Survival } from './torture';

const MOST_LINES = 12;
const LONGEST_TEXT = 200;

/** What was wrong, the smallest case that shows it, and how to see it again. */
export function reportOfFailure({ method, failure }: Survival, seed: number): string {
  if (!failure) return '';
  return [
    `${method.platform} ${method.path}`,
    ...failure.complaints.split('\n').slice(0, MOST_LINES),
    `Case: ${abbreviated(failure.counterexample)}`,
    `Again: npm run proof -- torture --seed ${seed} --only ${method.path} --path ${failure.path}`,
  ].join('\n    ');
}

function abbreviated(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'string' && member.length > LONGEST_TEXT
      ? `${member.slice(0, 20)}… (${member.length} characters)`
      : member,
  );
}

/** How all cases ended: "success 1200, Error 310". */
export function endingsOf(survivals: readonly Survival[]): string {
  const all = survivals.flatMap(({ outcomes }) => Object.entries(outcomes));
  return [...Map.groupBy(all, ([ending]) => ending)]
    .map(([ending, counts]) => [ending, counts.reduce((sum, [, times]) => sum + times, 0)] as const)
    .toSorted(([, one], [, other]) => other - one)
    .map(([ending, times]) => `${ending} ${times}`)
    .join(', ');
}
