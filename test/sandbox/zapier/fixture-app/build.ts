import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { transformSync } from 'esbuild';
import { Zapier } from '../../../../sandbox/zapier/zapier';
import { Service } from '../service';

const core = require.resolve('zapier-platform-core');

/** The files that a build of the fixture app consists of; its one package leads to the installed one. */
export function fixtureFiles(): Record<string, string> {
  const source = readFileSync(join(__dirname, 'app.ts'), 'utf8');
  return {
    'zapierwrapper.js': readFileSync(join(dirname(core), 'include/zapierwrapper.js'), 'utf8'),
    'index.js': "module.exports = require('./app.js').app;\n",
    'app.js': transformSync(source, { loader: 'ts', format: 'cjs', target: 'node22' }).code,
    'node_modules/zapier-platform-core/index.js': `module.exports = require(${JSON.stringify(core)});\n`,
  };
}

/** A folder of its own under the system's temporary one, with these files in it. */
export function layOut(files: Readonly<Record<string, string | Buffer>>): {
  folder: string;
  remove: () => void;
} {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'zakaz-fixture-'));
  for (const [name, data] of Object.entries(files)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, data);
  }
  return {
    folder,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What the tests of a file share: the fixture app, running, and a service for its steps to call, as new for each test. */
export interface Stage {
  zapier: Zapier;
  service: Service;
  readonly folder: string;
}

export function stageForAllTests(workers: number): Stage {
  const app = layOut(fixtureFiles());
  const stage = { folder: app.folder } as Stage;
  // A cold start takes a good part of a second, several at once on a busy machine much longer.
  vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });
  beforeAll(async () => {
    stage.service = await Service.start();
    stage.zapier = await Zapier.start({ app: app.folder, workers });
  });
  afterEach(() => {
    stage.service.paths.length = 0;
    stage.service.answers.clear();
    stage.zapier.cache.clear();
  });
  afterAll(async () => {
    await stage.zapier.stop();
    stage.service.stop();
    app.remove();
  });
  return stage;
}
