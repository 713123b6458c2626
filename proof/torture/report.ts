import type { Survival } from './torture';

/** A line for each operation with its cases and how they ended, and the sum of all. */
export function report(survivals: readonly Survival[], seed: number): string {
  const played = survivals.filter(({ cases }) => cases > 0);
  const operations = [...Map.groupBy(played, nameOf)];
  const width = Math.max(0, ...operations.map(([name]) => name.length));
  const lines = operations.map(([name, methods]) => {
    const isFailed = methods.some(({ failure }) => failure);
    const cases = String(sum(methods.map((method) => method.cases))).padStart(7);
    return `${isFailed ? '✗' : '✓'} ${name.padEnd(width)} ${cases}  ${endings(methods)}`;
  });
  const failures = played.filter(({ failure }) => failure).length;
  const slowest = Math.max(0, ...played.map((survival) => survival.slowest));
  return [
    ...lines,
    '',
    `${sum(played.map(({ cases }) => cases))} cases of ${operations.length} operations (${played.length} methods), seed ${seed}: ` +
      `${failures === 0 ? 'all survived' : `${failures} methods failed`}. The slowest took ${(slowest / 1000).toFixed(1)} s.`,
  ].join('\n');
}

/** What was wrong, the smallest case that shows it, and how to see it again. */
export function reportOfFailure({ method, failure }: Survival, seed: number): string {
  if (!failure) return '';
  return [
    `✗ ${method.platform} ${method.path}`,
    ...failure.complaints
      .split('\n')
      .slice(0, MOST_LINES)
      .map((line) => `    ${line}`),
    `    Case: ${abbreviated(failure.counterexample)}`,
    `    Again: npm run torture -- --seed ${seed} --only ${method.path} --path ${failure.path}`,
  ].join('\n');
}

function nameOf({ method: { key, platform } }: Survival): string {
  return key === 'authentication' ? `${platform} connection` : key;
}

function endings(methods: readonly Survival[]): string {
  const all = methods.flatMap(({ outcomes }) => Object.entries(outcomes));
  return [...Map.groupBy(all, ([ending]) => ending)]
    .map(([ending, counts]) => [ending, sum(counts.map(([, times]) => times))] as const)
    .toSorted(([, one], [, other]) => other - one)
    .map(([ending, times]) => `${ending} ${times}`)
    .join(', ');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

const MOST_LINES = 12;
const LONGEST_TEXT = 200;

function abbreviated(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'string' && member.length > LONGEST_TEXT
      ? `${member.slice(0, 20)}… (${member.length} characters)`
      : member,
  );
}
