import { GOALS, type Results } from './results';
import { SLOW_CACHE_MILLISECONDS } from './warm_step';

const milliseconds = (figure: number): string => `${figure.toFixed(figure < 100 ? 1 : 0)} ms`;
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
const kilobytes = (bytes: number): string => `${(bytes / 1e3).toFixed(0)} kB`;
const ratio = (figure: number): string => figure.toFixed(2);
const count = (figure: number): string => figure.toLocaleString('en');

/** docs/performance.md */
export function page(results: Results): string {
  const { node, processors, starts, steps, lists, rushHour } = results;
  return `<!-- Written by \`npm run bench\`. Do not edit. -->

# Performance

What the app costs, measured in one run with Node ${node} on ${processors} processors. Machines are noisy and differ, so what counts are
ratios: each is the median of the ratios of pairs that were measured in turn.

## Cold start

How long a new process takes to load the app and to answer for its definition, beside an empty app that Zapier's own build
makes of the platform alone. The goals for all services are ${ratio(GOALS.start)} for the start and ${ratio(GOALS.zip)} for the zip.

${table(
  ['', 'start', 'empty app', 'ratio', 'zip', 'empty app', 'ratio'],
  starts.map(({ title, time, zipBytes: { ours, theirs } }) => [
    title,
    ...[milliseconds(time.ours), milliseconds(time.theirs), ratio(time.ratio)],
    ...[kilobytes(ours), kilobytes(theirs), ratio(ours / theirs)],
  ]),
)}

## A step

One action of each service in a process that has run many, beside an app that sends the same bytes and does nothing else. Each
call of Zapier's cache is a round trip, which the other app does not make: a numbered licence needs them so that no dish
is served twice. The goals are ${GOALS.cacheCalls} calls, ${GOALS.cacheWaits} of them one after another, which shows where each is slow.

${table(
  [
    '',
    'step',
    'bare requests',
    'ratio',
    'requests',
    'cache calls',
    `at ${SLOW_CACHE_MILLISECONDS} ms a call`,
  ],
  steps.map(({ key, time, requests, cacheCalls, withSlowCache }) => [
    `\`${key}\``,
    ...[milliseconds(time.ours), milliseconds(time.theirs), ratio(time.ratio)],
    ...[count(requests), count(cacheCalls), milliseconds(withSlowCache)],
  ]),
)}

## Long lists

Time, and the most memory that the process has held with Lambda's settings for 512 MB. The goals for the longest are
${count(GOALS.milliseconds)} ms and ${megabytes(GOALS.bytes)}, where Zapier replaces a process.

![Time and memory against the length of the list](performance.svg)

${table(
  ['', ...(lists[0]?.costs ?? []).map(({ size }) => count(size))],
  lists.map(({ title, costs }) => [
    title,
    ...costs.map((cost) => `${milliseconds(cost.milliseconds)}, ${megabytes(cost.bytes)}`),
  ]),
)}

## Rush hour

${count(rushHour.steps)} licensed steps at one till, ${rushHour.atOnce} at a time, while every tenth answer is lost and Zapier's cache forgets: they took
${rushHour.seconds.toFixed(0)} s.

${table(
  ['', 'steps'],
  [
    ['dishes missing or twice, steps that failed', count(rushHour.complaints.length)],
    ['answers that were lost', count(rushHour.answersLost)],
    ['runs that Zapier repeated', count(rushHour.reruns)],
    ['requests to add a dish', count(rushHour.requests)],
    ['questions for the number', count(rushHour.numberQueries)],
  ],
)}
`;
}

/** A table whose figures stand to the right. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, column) => (column === 0 ? '---' : '--:'))), ...rows.map(line)].join(
    '\n',
  );
}
