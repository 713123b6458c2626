/**
 * `npm run bench`: the twelve figures that an owner asks for, into bench/results.json and docs/performance.md. The machine may
 * be as noisy as it likes: the sides take turns, and what counts are medians of ratios.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { rushHours, TROUBLE } from '../proof/rush_hour';
import { platforms } from '../src/platforms';
import { type BuiltApp, buildEmpty, buildFor, replaceApp, unpack } from './apps';
import { coldStart } from './cold_start';
import { costOfList, type ListCost } from './lists';
import { page } from './page';
import { picture } from './picture';
import { type List, missed, type Results, type Start } from './results';
import { courierOrders } from './sources/courier_orders';
import { dishSearch } from './sources/dishes';
import { shopOrders } from './sources/shop_orders';
import { tillOrders } from './sources/till_orders';
import { warmStep, type WarmStep } from './warm_step';

const ROOT = join(__dirname, '..');
const ZIP = join(ROOT, 'build/build.zip');
const COLD_PAIRS = 30;
const WARM_PAIRS = 60;
/** The first of each platform. */
const ONE_SERVICE = platforms.flatMap(({ services }) => services.slice(0, 1).map(({ value }) => value));
/** What most Zaps of each service do. */
const STEPS = [
  ['justclick', 'justclick_update_order_status'],
  ['rkeeper', 'rkeeper_save_order'],
  ['measoft', 'measoft_create_order'],
] as const;
const SIZES = [10, 1000, 20_000];
const RUSH_HOUR = { steps: 1000, atOnce: 32 };

async function measure(folder: string): Promise<Results> {
  tell('building an empty app and one for each service');
  const empty = await buildEmpty(join(folder, 'empty'));
  const app = unpack(ZIP, join(folder, 'zakaz'));
  const apps: [string, BuiltApp][] = [['all services', app]];
  for (const name of ONE_SERVICE) apps.push([`${name} alone`, await buildFor(name, join(folder, name))]);
  const bare = await replaceApp(empty, join(__dirname, 'bare_app.ts'), join(folder, 'bare'));

  const starts: Start[] = [];
  for (const [title, built] of apps) {
    tell(`${COLD_PAIRS} cold starts of ${title}`);
    const zipBytes = { ours: built.zipBytes, theirs: empty.zipBytes };
    starts.push({ title, time: await coldStart(built, empty, COLD_PAIRS), zipBytes });
  }
  const steps: WarmStep[] = [];
  for (const step of STEPS) {
    tell(`${WARM_PAIRS} steps ${step[1]}`);
    steps.push(await warmStep(step, { ours: app, bare }, WARM_PAIRS));
  }
  const lists: List[] = [];
  for (const source of [shopOrders, tillOrders, courierOrders, dishSearch]) {
    tell(source.title);
    const costs: ListCost[] = [];
    for (const size of SIZES) costs.push(await costOfList(app, source, size));
    lists.push({ title: source.title, items: source.items, costs });
  }
  tell('a rush hour');
  const [hour] = await rushHours(app.folder, [{ ...RUSH_HOUR, ...TROUBLE }]);
  if (!hour) throw new Error('There was no rush hour.');
  const { versions } = process;
  return {
    node: versions.node,
    processors: availableParallelism(),
    starts,
    steps,
    lists,
    rushHour: { ...RUSH_HOUR, ...hour },
  };
}

/** Measuring takes a while: what is being done goes to the other stream, so that the report stays alone on its own. */
function tell(what: string): void {
  process.stderr.write(`${what} …\n`);
}

function keep(results: Results): void {
  const files = {
    'bench/results.json': `${JSON.stringify(results, null, 2)}\n`,
    'docs/performance.md': page(results),
    'docs/performance.svg': picture(results.lists),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(ROOT, name), text);
  spawnSync('prettier', ['--write', 'bench/results.json', 'docs/performance.md'], { cwd: ROOT });
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'zakaz-bench-'));
  try {
    const results = await measure(folder);
    keep(results);
    process.stdout.write(`${page(results)}\n`);
    const goals = missed(results);
    for (const goal of goals) process.stdout.write(`Missed: ${goal}.\n`);
    if (goals.length === 0) process.stdout.write('Every goal is met.\n');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

void main();
