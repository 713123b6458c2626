import type { Survival } from './torture';

/** Cases by method, with how they ended, and the sum of all. */
export function report(survivals: readonly Survival[], seed: number): string {
  const played = survivals.filter(({ cases }) => cases > 0);
  const width = Math.max(...played.map(({ method }) => method.path.length));
  const lines = played.map(
    ({ method, cases, outcomes, failure }) =>
      `${failure ? '✗' : '✓'} ${method.path.padEnd(width)} ${String(cases).padStart(7)}  ${counts(outcomes)}`,
  );
  const cases = played.reduce((sum, survival) => sum + survival.cases, 0);
  const failures = played.filter(({ failure }) => failure).length;
  return [
    ...lines,
    '',
    `${cases} cases of ${played.length} methods, seed ${seed}: ${failures === 0 ? 'all survived' : `${failures} methods failed`}.`,
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
    `    Again: npm run torture -- --seed ${seed} --only ${method.path} (path ${failure.path})`,
  ].join('\n');
}

function counts(outcomes: Survival['outcomes']): string {
  return Object.entries(outcomes)
    .toSorted(([, one], [, other]) => other - one)
    .map(([outcome, times]) => `${outcome} ${times}`)
    .join(', ');
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
