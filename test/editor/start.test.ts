import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AdmZip from 'adm-zip';
import type { App } from '../../editor/protocol';
import russian from '../../src/language/ru.json';

jest.setTimeout(120_000);

const ROOT = join(__dirname, '../..');

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(realpathSync(tmpdir()), 'zakaz-test-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The processes that run an app which lies in the folder. */
function running(): readonly string[] {
  const processes = existsSync('/proc') ? readdirSync('/proc') : [];
  return processes.filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`LAMBDA_TASK_ROOT=${folder}`);
    } catch {
      return false;
    }
  });
}

it('prints one address, where the app is, and leaves nothing behind when it is told to end', async () => {
  const editor = spawn(join(ROOT, 'node_modules/.bin/tsx'), ['editor/start.ts'], {
    cwd: ROOT,
    env: { ...process.env, TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  editor.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
  const ended = once(editor, 'exit');
  try {
    await Promise.race([once(editor.stdout, 'data'), ended]);
    const addresses = printed.match(/\w+:\/\/\S+/g) ?? [];
    expect(addresses).toEqual([expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}\/$/)]);
    for (const [language, label] of [
      ['en', 'Place Till Order'],
      ['ru', russian['Place Till Order']],
    ] as const) {
      const headers = { 'content-type': 'application/json', 'accept-language': language };
      const asked = { method: 'POST', body: '{}', headers };
      const { steps } = (await (await fetch(`${String(addresses[0])}api/app`, asked)).json()) as App;
      expect(steps.length).toBeGreaterThan(60);
      expect(steps.map((step) => step.label)).toContain(label);
    }
    expect(readdirSync(folder)).not.toEqual([]);
    editor.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    expect(printed.match(/:\/\//g)).toHaveLength(1);
    expect(readdirSync(folder).filter((name) => name.startsWith('zakaz-'))).toEqual([]);
    expect(running()).toEqual([]);
  } finally {
    editor.kill('SIGKILL');
  }
});

it('is no part of what is shipped: the zip is the same without it', () => {
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
  const foreign = /^(?:editor|sandbox|proof|test)\/|preact|playwright|axe-core/;
  expect(Object.keys(inputs)).toContain('index.ts');
  expect(Object.keys(inputs).filter((path) => foreign.test(path))).toEqual([]);
  const zip = new AdmZip(join(ROOT, 'build/build.zip'));
  expect(zip.getEntries().filter(({ entryName }) => foreign.test(entryName))).toEqual([]);
  expect(zip.readAsText('package.json')).not.toMatch(/preact|playwright|axe-core|"editor"/);
});
