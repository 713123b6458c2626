import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import packageJson from '../package.json';
import { bundle } from '../packaging/bundle';
import { packageApp } from '../packaging/package_app';
import AdmZip from 'adm-zip';

const ROOT = join(__dirname, '..');
const CLI = join(ROOT, 'node_modules/zapier-platform-cli/src/bin/run');

/** An app as Zapier would run it. */
export interface BuiltApp {
  /** The folder in which it lies unpacked. */
  readonly folder: string;
  readonly zipBytes: number;
}

export function unpack(zip: string, folder: string): BuiltApp {
  new AdmZip(zip).extractAllTo(folder);
  return { folder, zipBytes: statSync(zip).size };
}

/** Our app with the services that are listed, made as it is for an upload. */
export async function buildFor(services: string, folder: string): Promise<BuiltApp> {
  const outfile = join(folder, 'index.js');
  const zip = join(folder, 'build.zip');
  await bundle({ entry: join(ROOT, 'index.ts'), outfile, services });
  await patiently(() => packageApp(outfile, zip));
  return unpack(zip, join(folder, 'app'));
}

/** What every app costs that offers nothing: Zapier's own build of an app that depends on its platform alone. */
export async function buildEmpty(folder: string): Promise<BuiltApp> {
  const dependencies = { 'zapier-platform-core': packageJson.dependencies['zapier-platform-core'] };
  const files = {
    'package.json': JSON.stringify({ name: 'empty', version: '1.0.0', main: 'index.js', dependencies }),
    'index.js':
      "module.exports = { version: '1.0.0', platformVersion: require('zapier-platform-core').version };\n",
  };
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  // Without it the build leaves out files that the platform needs.
  cpSync(join(ROOT, '.zapierapprc'), join(folder, '.zapierapprc'));
  for (const place of withDependencies('node_modules/zapier-platform-core'))
    cpSync(join(ROOT, place), join(folder, place), { recursive: true });
  await patiently(() => {
    const words = [CLI, 'build', '--skip-dep-install', '--skip-validation'];
    const built = spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8' });
    if (built.status !== 0) throw new Error(`The empty app was not built:\n${built.stdout}${built.stderr}`);
  });
  return unpack(join(folder, 'build/build.zip'), join(folder, 'app'));
}

/** A package and all that npm installs for it, as folders from the project's root. */
function withDependencies(folder: string, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(folder)) return found;
  found.add(folder);
  const { dependencies = {} } = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as {
    readonly dependencies?: Readonly<Record<string, string>>;
  };
  for (const name of Object.keys(dependencies)) withDependencies(placeOf(name, folder), found);
  return found;
}

/** Finds a package as Node does: in the folder of the one that needs it, then in each folder above. */
function placeOf(name: string, folder: string): string {
  const candidate = join(folder, 'node_modules', name);
  return existsSync(join(ROOT, candidate)) ? candidate : placeOf(name, dirname(folder));
}

/** Zapier's build ends with loading the app, for which it gives five seconds: a busy machine may need another try. */
async function patiently(build: () => void | Promise<void>, triesLeft = 3): Promise<void> {
  try {
    await build();
  } catch (error) {
    if (triesLeft === 1) throw error;
    await patiently(build, triesLeft - 1);
  }
}

/** Another app that needs no other packages, put in the place of an empty one. */
export async function replaceApp(empty: BuiltApp, entry: string, folder: string): Promise<BuiltApp> {
  cpSync(empty.folder, folder, { recursive: true });
  await bundle({ entry, outfile: join(folder, 'index.js') });
  return { ...empty, folder };
}
