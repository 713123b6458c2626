import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { productionPackages } from './production_packages';

const root = join(import.meta.dirname, '..');

/**
 * Makes the zip that `zapier-platform push` would upload, from the installed packages and without a network:
 * the bundled app beside the production packages alone, zipped, load-tested and validated by Zapier's own CLI.
 */
export function packageApp(bundledApp: string, zip: string): void {
  const stage = mkdtempSync(join(realpathSync(tmpdir()), 'zakaz-package-'));
  try {
    cpSync(bundledApp, join(stage, 'index.js'));
    copyManifest(stage);
    for (const { folder } of productionPackages()) copyPackage(folder, stage);
    // Without the second flag the CLI would ask Zapier's servers.
    zapierPlatform(stage, 'build', '--skip-dep-install', '--skip-validation');
    zapierPlatform(stage, 'validate', '--without-style');
    mkdirSync(dirname(zip), { recursive: true });
    cpSync(join(stage, 'build/build.zip'), zip);
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

/** The manifest without its scripts: the bundle is already there, and the CLI would make it again. */
function copyManifest(stage: string): void {
  const manifest = readJson(join(root, 'package.json'));
  delete manifest.scripts;
  delete manifest.devDependencies;
  writeFileSync(join(stage, 'package.json'), JSON.stringify(manifest, null, 2));
  cpSync(join(root, '.zapierapprc'), join(stage, '.zapierapprc'));
}

function copyPackage(folder: string, stage: string): void {
  const source = join(root, folder);
  // A package's own node_modules folder is listed apart, where it belongs to production at all.
  cpSync(source, join(stage, folder), {
    recursive: true,
    filter: (file) => file === source || basename(file) !== 'node_modules',
  });
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

function readJson(file: string): Record<string, unknown> {
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
}
