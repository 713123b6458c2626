import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import AdmZip from 'adm-zip';
import packageJson from '../package.json';
import { NOTICES } from './bundle';
import { platformInOneFile } from './platform';

const root = join(import.meta.dirname, '..');

/**
 * Makes the zip that `zapier-platform upload` sends, from the installed packages and without a network: the bundled app
 * beside Zapier's platform in one file, zipped, load-tested and validated by Zapier's own CLI.
 */
export async function packageApp(bundledApp: string, zip: string): Promise<void> {
  const stage = mkdtempSync(join(realpathSync(tmpdir()), 'zakaz-package-'));
  try {
    cpSync(bundledApp, join(stage, 'index.js'));
    cpSync(join(dirname(bundledApp), NOTICES), join(stage, NOTICES));
    copyManifest(stage);
    await putPlatform(stage);
    // Without the second flag the CLI would ask Zapier's servers.
    zapierPlatform(stage, 'build', '--skip-dep-install', '--skip-validation');
    zapierPlatform(stage, 'validate', '--without-style');
    mkdirSync(dirname(zip), { recursive: true });
    writeFileSync(zip, reproducible(compact(readFileSync(join(stage, 'build/build.zip')))));
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

/**
 * Makes the other zip that an upload consists of: the files of the project that git does not ignore, from which
 * `zapier-platform pull` restores it.
 */
export async function packageSource(zip: string): Promise<void> {
  const { makeSourceZip } = createRequire(import.meta.url)('zapier-platform-cli/src/utils/build') as {
    readonly makeSourceZip: (folder: string, zip: string) => Promise<void>;
  };
  await makeSourceZip(root, zip);
  writeFileSync(zip, reproducible(readFileSync(zip)));
}

const DEFINITION = 'definition.json';

/** The first date that a zip can tell. */
const FIRST_DATE = new Date(1980, 0, 1);
/** The flag of a file whose sizes stand behind it (PKWARE APPNOTE 4.4.4, bit 3). */
const SIZES_BEHIND = 0x0008;

/** The CLI indents what `upload` reads: of the definition, half the bytes would be spaces. */
function compact(content: Buffer): Buffer {
  const zip = new AdmZip(content);
  zip.updateFile(DEFINITION, Buffer.from(JSON.stringify(JSON.parse(zip.readAsText(DEFINITION)))));
  return zip.toBuffer();
}

/** Sorts the files of a zip by their names and dates them alike, so that two builds of one commit have the same checksum. */
function reproducible(content: Buffer): Buffer {
  const zip = new AdmZip(content);
  for (const { header } of zip.getEntries()) {
    header.time = FIRST_DATE;
    // The library writes the sizes before each file.
    header.flags &= ~SIZES_BEHIND;
  }
  return zip.toBuffer();
}

/**
 * The manifest without scripts, as the bundle is already there and the CLI would make it again, and without the
 * libraries that are inside the bundle.
 */
function copyManifest(stage: string): void {
  const dependencies = { 'zapier-platform-core': packageJson.dependencies['zapier-platform-core'] };
  const manifest = { ...packageJson, dependencies, scripts: undefined, devDependencies: undefined };
  writeFileSync(join(stage, 'package.json'), JSON.stringify(manifest, null, 2));
  cpSync(join(root, '.zapierapprc'), join(stage, '.zapierapprc'));
}

/** The platform's manifest tells the CLI its version, and its wrapper is what Zapier calls. */
async function putPlatform(stage: string): Promise<void> {
  const folder = 'node_modules/zapier-platform-core';
  for (const part of ['package.json', 'include'])
    cpSync(join(root, folder, part), join(stage, folder, part), { recursive: true });
  const { code } = await platformInOneFile();
  writeFileSync(join(stage, folder, 'index.js'), code);
}

function zapierPlatform(folder: string, ...words: string[]): void {
  run(process.execPath, [join(root, 'node_modules/zapier-platform-cli/src/bin/run'), ...words], folder);
}

function run(command: string, words: string[], cwd: string): string {
  const done = spawnSync(command, words, { cwd, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });
  if (done.status === 0) return done.stdout;
  throw new Error(`${command} ${words.join(' ')} failed:\n${done.stdout}${done.stderr}`, {
    cause: done.error,
  });
}
