/**
 * `npm run torture [-- --cases N --seed N --lanes N]`: hostile input and hostile answers for everything that the built app
 * offers, and a short report of how it came through. `--only WORD` takes the methods or the platform of that name, and
 * `--path` plays a single case again that a report named.
 */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { unzip } from '../../sandbox/zapier/unzip';
import type { Method } from './method';
import { report, reportOfFailure } from './report';
import { shareOf } from './share';
import { torture } from './torture';

const ZIP = join(__dirname, '../../build/build.zip');

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      cases: { type: 'string', default: '100000' },
      seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
      lanes: { type: 'string', default: '2' },
      only: { type: 'string', default: '' },
      path: { type: 'string' },
    },
  });
  const seed = Number(values.seed);
  const isWanted = ({ path, platform }: Method): boolean =>
    path.includes(values.only) || platform === values.only;
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'zakaz-torture-'));
  try {
    unzip(ZIP, folder);
    const survivals = await torture({
      app: folder,
      seed,
      lanes: Number(values.lanes),
      ...(values.path !== undefined && { path: values.path }),
      casesOf: (method, all) => (isWanted(method) ? shareOf(method, all, Number(values.cases)) : 0),
      told: (survival) => {
        process.stderr.write(survival.failure ? `\n${reportOfFailure(survival, seed)}\n` : '.');
      },
    });
    process.stdout.write(`\n${report(survivals, seed)}\n`);
    process.exitCode = survivals.some(({ failure }) => failure) ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

void main();
