/**
 * `npm run torture [-- --cases N --seed N --only WORD]`: hostile input and hostile answers for everything that the built app
 * offers, and a short report of how it came through.
 */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { unzip } from '../../sandbox/zapier/unzip';
import { report, reportOfFailure } from './report';
import { shareOf } from './share';
import { torture } from './torture';

const ZIP = join(__dirname, '../../build/build.zip');

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      cases: { type: 'string', default: '100000' },
      seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
      only: { type: 'string', default: '' },
    },
  });
  const seed = Number(values.seed);
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'zakaz-torture-'));
  try {
    unzip(ZIP, folder);
    const survivals = await torture({
      app: folder,
      seed,
      casesOf: (method, all) =>
        method.path.includes(values.only) || method.platform === values.only
          ? shareOf(method, all, Number(values.cases))
          : 0,
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
