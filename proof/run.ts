/**
 * `npm run proof [-- evenings] [faults] [rush] [torture]`: what takes longer than a test. All of them unless some are named, within `--minutes` (25), of which the torture takes what the others leave, but no more than `--cases` (100000).
 * `--seed` repeats a torture, `--only WORD` takes the methods or the platform of that name, `--path` a single case.
 */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import AdmZip from 'adm-zip';
import { play } from './exactly_once/evening';
import { faultsOf, sceneOf } from './exactly_once/judge';
import { complaintsAbout, complaintsAboutDelivery, EXCEPTIONS, exceptionsUsed } from './faults/contract';
import { faultMatrix } from './faults/matrix';
import { CALM, rushHours, TROUBLE } from './rush_hour';
import { endingsOf, reportOfFailure } from './torture/report';
import { torture } from './torture/torture';

const ZIP = join(__dirname, '../build/build.zip');
const EVENINGS = 2000;
const RUSH_HOUR = { steps: 1000, atOnce: 32 };

interface Verdict {
  /** What was tried, and what holds where there are no complaints. */
  readonly tried: string;
  readonly holds: string;
  readonly complaints: readonly string[];
}

/** The seed of the first is told, so that a fault can be played again. */
async function evenings(seed: number, until: number): Promise<Verdict> {
  const complaints: string[] = [];
  let played = 0;
  for (; played < EVENINGS && performance.now() < until; played += 1) {
    const evening = seed + played;
    complaints.push(...faultsOf(await play(sceneOf(evening))));
    complaints.push(...faultsOf(await play(sceneOf(evening, 'nothing lost')), 'nothing lost'));
  }
  return {
    tried: `${2 * played} random evenings at tills that rewrite, restart and forget, from seed ${seed} on`,
    holds:
      'as many steps end well as there are effects, no outcome stays unknown that a look could tell, and nothing is lost where the cache forgets',
    complaints,
  };
}

async function faults(app: string, until: number, only: string): Promise<Verdict> {
  const { rows, deliveries, tried, left } = await faultMatrix(app, 1, until, only);
  const used = exceptionsUsed(rows);
  const idle = left > 0 || only !== '' ? [] : EXCEPTIONS.filter((exception) => !used.includes(exception));
  return {
    tried: `${rows.length + deliveries.length} faults of services, of Zapier's cache and of notifications, at ${tried.length} functions`,
    holds: 'nothing is done twice, a step that failed can be run again, and every message names a remedy',
    complaints: [
      ...rows.flatMap(complaintsAbout),
      ...deliveries.flatMap(complaintsAboutDelivery),
      ...(left > 0 ? [`There was no time for ${left} more trials: give it more --minutes.`] : []),
      ...idle.map(({ key }) => `${key}: an exception is made for it that it does not need.`),
    ],
  };
}

async function rush(app: string): Promise<Verdict> {
  const { steps, atOnce } = RUSH_HOUR;
  const hours = [CALM, TROUBLE, { ...TROUBLE, honourLock: false }].map((hour) => ({ ...RUSH_HOUR, ...hour }));
  const reports = await rushHours(app, hours);
  const lost = reports.reduce((sum, { answersLost }) => sum + answersLost, 0);
  return {
    tried: `${steps} licensed steps in ${atOnce} processes, three times: calm, with answers lost, and without Zapier's lock (${lost} answers lost)`,
    holds: 'every dish is on the till once, and no step fails',
    complaints: reports.flatMap(({ complaints }) => complaints),
  };
}

interface TortureOptions {
  readonly cases: number;
  readonly seed: number;
  readonly only: string;
  readonly path: string | undefined;
  readonly until: number;
}

async function tortured(app: string, options: TortureOptions): Promise<Verdict> {
  const { cases, seed, only, path, until } = options;
  const survivals = await torture({
    ...{ app, cases, seed, until, lanes: 2 },
    ...(path !== undefined && { path }),
    only: (method) => method.path.includes(only) || method.platform === only,
  });
  const played = survivals.reduce((sum, survival) => sum + survival.cases, 0);
  return {
    tried: `${played} cases of hostile input and hostile answers at ${survivals.length} functions, seed ${seed} (${endingsOf(survivals)})`,
    holds:
      'no crash, no hang, no wrong request, nothing done twice, no secret told, no message without a remedy',
    complaints: survivals.flatMap((survival) => reportOfFailure(survival, seed) || []),
  };
}

function told(name: string, { tried, holds, complaints }: Verdict, seconds: number): string {
  const verdict = complaints.length === 0 ? `held: ${holds}.` : `${complaints.length} complaints:`;
  return [
    `${complaints.length === 0 ? '✓' : '✗'} ${name}: ${tried}, in ${seconds.toFixed(0)} s.`,
    `  ${verdict}`,
    ...complaints.map((complaint) => `  ✗ ${complaint}`),
    '',
  ].join('\n');
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      minutes: { type: 'string', default: '25' },
      cases: { type: 'string', default: '100000' },
      seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
      only: { type: 'string', default: '' },
      path: { type: 'string' },
    },
  });
  const until = performance.now() + Number(values.minutes) * 60_000;
  const options = { cases: Number(values.cases), seed: Number(values.seed), only: values.only };
  const parts: Readonly<Record<string, (app: string) => Promise<Verdict>>> = {
    evenings: () => evenings(options.seed % 1_000_000, until),
    faults: (app) => faults(app, until, options.only),
    rush,
    torture: (app) => tortured(app, { ...options, path: values.path, until }),
  };
  const unknown = positionals.filter((name) => !(name in parts));
  if (unknown.length > 0)
    throw new Error(`There is no ${unknown.join(', ')}: it takes ${Object.keys(parts).join(', ')}.`);
  const app = mkdtempSync(join(realpathSync(tmpdir()), 'zakaz-proof-'));
  try {
    new AdmZip(ZIP).extractAllTo(app);
    for (const [name, prove] of Object.entries(parts)) {
      if (positionals.length > 0 && !positionals.includes(name)) continue;
      const began = performance.now();
      const verdict = await prove(app);
      process.stdout.write(told(name, verdict, (performance.now() - began) / 1000));
      if (verdict.complaints.length > 0) process.exitCode = 1;
    }
  } finally {
    rmSync(app, { recursive: true, force: true });
  }
}

void main();
