import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { byFingerprint } from '../src/language/fingerprint';
import { noticesOf } from './notices';
import { platformInOneFile } from './platform';
import { packagesOf, type ShippedPackages } from './third_party';

const ROOT = join(import.meta.dirname, '..');

/** Written beside the bundle, and shipped with it. */
export const NOTICES = 'THIRD_PARTY_NOTICES.txt';

export interface BundleOptions {
  readonly entry: string;
  readonly outfile: string;
  /** Comma list of the services to keep; all of them when empty. */
  readonly services?: string | undefined;
  /** `ru` for the Russian edition. */
  readonly language?: string | undefined;
}

/**
 * One CommonJS file holding everything but `zapier-platform-core`, which Zapier's wrapper must share with the app.
 * The app is the module itself, not its `default`, because the wrapper requires it that way.
 *
 * @returns the packages of other people that the app now consists of; their notices are written beside the file.
 */
export async function bundle({
  entry,
  outfile,
  services,
  language,
}: BundleOptions): Promise<ShippedPackages> {
  const wanted = servicesIn(services ?? '');
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    external: ['zapier-platform-core'],
    minify: true,
    // Russian terms as they are, not as six characters for each letter.
    charset: 'utf8',
    // Not part of the zip: it tells debuggers what the short names stand for.
    sourcemap: 'linked',
    // The notices are in a file of their own, whole.
    legalComments: 'none',
    metafile: true,
    // What the owner settles when building, and not later.
    define: {
      'process.env.ZAKAZ_SUPPORT': literal(process.env.ZAKAZ_SUPPORT),
      'process.env.ZAKAZ_LANGUAGE': JSON.stringify(languageOf(language)),
      'process.env.ZAKAZ_SERVICES': literal(wanted.join(',')),
    },
    footer: { js: 'module.exports=module.exports.default;' },
    plugins: [
      readyTexts(),
      ...(wanted.length === 0 ? [] : [onlyServices(wanted, await keysOfPlatforms(wanted))]),
    ],
    logLevel: 'warning',
  });
  // A file that was read and of which nothing was kept is not listed among the outputs.
  const kept = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs));
  const { packages: beside } = await platformInOneFile();
  const packages = { beside, bundled: packagesOf(kept) };
  writeFileSync(join(dirname(outfile), NOTICES), noticesOf([...packages.bundled, ...packages.beside], ROOT));
  return packages;
}

/** @throws Error for a language that the app does not speak. */
function languageOf(asked = ''): 'en' | 'ru' {
  const language = asked.trim().toLowerCase() || 'en';
  if (language === 'en' || language === 'ru') return language;
  throw new Error(`ZAKAZ_LANGUAGE is "${asked}"; it takes "ru", or "en", which counts when it is empty.`);
}

function servicesIn(list: string): readonly string[] {
  return list.split(',').flatMap((service) => service.trim() || []);
}

/** How JavaScript writes a setting that may be absent. */
function literal(setting: string | undefined): string {
  return setting === undefined || setting.trim() === '' ? 'undefined' : JSON.stringify(setting.trim());
}

export interface BundledApp {
  readonly file: string;
  readonly packages: ShippedPackages;
}

/** Bundles the app itself into the root's `index.js`; `ZAKAZ_SERVICES` (comma list) narrows what it offers, `ZAKAZ_LANGUAGE` is its language. */
export async function bundleApp(): Promise<BundledApp> {
  const file = join(ROOT, 'index.js');
  const entry = join(ROOT, 'index.ts');
  const { ZAKAZ_SERVICES: services, ZAKAZ_LANGUAGE: language } = process.env;
  return { file, packages: await bundle({ entry, outfile: file, services, language }) };
}

/** Puts the worked out table of Russian texts in the place of `src/language/table.ts`. */
function readyTexts(): Plugin {
  return {
    name: 'ready-texts',
    setup(build) {
      build.onLoad({ filter: /src[\\/]language[\\/]table\.ts$/ }, ({ path }) => {
        // Read each time: the editor's page bundles again what has been changed.
        const texts = JSON.parse(readFileSync(join(dirname(path), 'ru.json'), 'utf8')) as Record<
          string,
          string
        >;
        const table = byFingerprint(texts);
        if (Object.keys(table).length !== Object.keys(texts).length)
          throw new Error('Two texts of the app have one fingerprint. Let `fingerprint` tell them apart.');
        return { loader: 'ts', contents: `export const RUSSIAN = ${JSON.stringify(table)};` };
      });
    },
  };
}

/** Puts a shorter list in the place of `src/platforms/index.ts`, so that the code of every other platform is not even read. */
function onlyServices(wanted: readonly string[], chosen: readonly string[]): Plugin {
  return {
    name: 'only-services',
    setup(build) {
      build.onLoad({ filter: /src[\\/]platforms[\\/]index\.ts$/ }, ({ path }) => ({
        resolveDir: dirname(path),
        loader: 'ts',
        contents: `
          ${chosen.map((name) => `import { ${name} } from './${name}';`).join('\n')}
          const wanted = new Set(${JSON.stringify(wanted)});
          export const platforms = [${chosen.join(', ')}].map((platform) => ({
            ...platform,
            services: platform.services.filter(({ value }) => wanted.has(value)),
          }));`,
      }));
    },
  };
}

/** @throws Error for a service that no platform offers. */
async function keysOfPlatforms(wanted: readonly string[]): Promise<readonly string[]> {
  // Only here: a build of everything does not have to load the sources.
  const { platforms } = await import('../src/platforms');
  const offered = platforms.flatMap(({ key, services }) => services.map(({ value }) => ({ value, key })));
  const keys = wanted.map((service) => {
    const found = offered.find(({ value }) => value === service);
    if (found) return found.key;
    const names = offered.map(({ value }) => value).join(', ');
    throw new Error(`ZAKAZ_SERVICES names "${service}"; it takes a comma list of ${names}.`);
  });
  return [...new Set(keys)];
}
