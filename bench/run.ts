/**
 * `npm run bench`: what the app costs beside an empty one that is made in the same way, measured in one run. The machine
 * may be as noisy as it likes: the sides take turns, and what counts are medians of ratios.
 */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BuiltApp, build, rebuild, unpack } from './built_app';
import { coldStart } from './cold_start';
import { largeAnswers } from './large_answers';
import { publish } from './report';
import { rushHours } from './rush_hours';
import { compare } from './statistics';
import { compared, type Row, table } from './table';
import { creates, FIRST_STEP } from './creates';

const ROOT = join(__dirname, '..');
const ZIP = join(ROOT, 'build/build.zip');
const COLD_PAIRS = 21;
const PAIRS = { cold: COLD_PAIRS, warm: 60 };
const RUSH = { steps: 1000, atOnce: 32 };
const ONE_SERVICE = ['expertam', 'rkeeper', 'measoft'] as const;

async function measure(folder: string): Promise<readonly Row[]> {
  tell('An empty app and builds for one service are made in the same way');
  const app = unpack(ZIP, join(folder, 'zakaz'));
  const empty = await build(join(__dirname, 'empty_app.ts'), join(folder, 'empty'));
  const builds: (readonly [title: string, app: BuiltApp])[] = [['all services', app]];
  for (const service of ONE_SERVICE)
    builds.push([`${service} alone`, await build(join(ROOT, 'index.ts'), join(folder, service), service)]);
  const rows: Row[] = [];
  for (const [title, built] of builds) {
    tell(`${COLD_PAIRS} cold starts of ${title}, in turn with an empty app`);
    rows.push(...(await costOfStart(title, built, empty)));
  }
  tell(`${PAIRS.warm} warm steps of every create, in turn with bare requests of the same bytes`);
  const bare = await rebuild(empty, join(__dirname, 'bare_app.ts'), join(folder, 'bare'));
  rows.push(...(await creates({ ours: app, bare }, PAIRS)));
  rows.sort((one, other) => placeOf(one) - placeOf(other));
  tell('Lists of growing length');
  rows.push(...(await largeAnswers(app, bare)));
  tell(`Rush hours of ${RUSH.steps} licensed steps in ${RUSH.atOnce} processes`);
  rows.push(...(await rushHours(app, RUSH)));
  return rows;
}

const [START, MEMORY, DEFINITION, SIZE] = [
  'Cold start, with the definition',
  'Memory of a cold start',
  'The definition alone, the first time',
  'Zip',
] as const;
/** What belongs together was not measured in one go. */
const FIRST_GROUPS: readonly string[] = [START, FIRST_STEP, MEMORY, DEFINITION, SIZE];

function placeOf({ group }: Row): number {
  const place = FIRST_GROUPS.indexOf(group);
  return place === -1 ? FIRST_GROUPS.length : place;
}

async function costOfStart(title: string, app: BuiltApp, empty: BuiltApp): Promise<readonly Row[]> {
  const { time, memory, definition } = await coldStart(app, empty, COLD_PAIRS);
  const zip = compare([{ ours: app.zipBytes, theirs: empty.zipBytes }]);
  const beside = 'empty app';
  return [
    compared({ group: START, title, unit: 'ms' }, time, beside, 1.05),
    compared({ group: MEMORY, title, unit: 'MB' }, memory, beside),
    compared({ group: DEFINITION, title, unit: 'ms' }, definition, beside),
    compared({ group: SIZE, title, unit: 'kB' }, zip, beside, 1.15),
  ];
}

/** Measuring takes a while: what is being done goes to the other stream, so that the report stays alone on its own. */
function tell(what: string): void {
  process.stderr.write(`${what} …\n`);
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'zakaz-bench-'));
  try {
    const rows = await measure(folder);
    process.stdout.write(
      `${table(rows)}\n\nMedians; each ratio is the median of the ratios of pairs taken in turn.\n`,
    );
    publish({ node: process.versions.node, processors: availableParallelism(), rows });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

void main();
