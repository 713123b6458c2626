import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AdmZip from 'adm-zip';

const ROOT = join(__dirname, '../..');

it('the editor is no part of what is shipped: the zip is the same without it', () => {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'zakaz-test-'));
  const metafile = join(folder, 'meta.json');
  const options = [
    '--bundle',
    '--platform=node',
    '--external:zapier-platform-core',
    `--metafile=${metafile}`,
  ];
  execFileSync(
    join(ROOT, 'node_modules/.bin/esbuild'),
    ['index.ts', ...options, `--outfile=${join(folder, 'index.js')}`, '--log-level=error'],
    { cwd: ROOT },
  );
  const { inputs } = JSON.parse(readFileSync(metafile, 'utf8')) as { readonly inputs: object };
  rmSync(folder, { recursive: true });
  const foreign = /^(?:editor|sandbox|proof|test)\/|preact|playwright|axe-core/;
  expect(Object.keys(inputs)).toContain('index.ts');
  expect(Object.keys(inputs).filter((path) => foreign.test(path))).toEqual([]);
  const zip = new AdmZip(join(ROOT, 'build/build.zip'));
  expect(zip.getEntries().filter(({ entryName }) => foreign.test(entryName))).toEqual([]);
  expect(zip.readAsText('package.json')).not.toMatch(/preact|playwright|axe-core|"editor"/);
});
