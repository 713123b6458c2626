import { dirname, join } from 'node:path';
import { build, type Plugin } from 'esbuild';

export interface BundleOptions {
  readonly entry: string;
  readonly outfile: string;
  /** Comma list of the services to keep; all of them when empty. */
  readonly services?: string | undefined;
}

/**
 * One CommonJS file holding everything but `zapier-platform-core`, which Zapier's wrapper must share with the app.
 * The app is the module itself, not its `default`, because the wrapper requires it that way.
 */
export async function bundle({ entry, outfile, services }: BundleOptions): Promise<void> {
  await build({
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
    // Not part of the zip: it tells what the short names in a stack trace stand for.
    sourcemap: 'external',
    legalComments: 'none',
    footer: { js: 'module.exports=module.exports.default;' },
    plugins: services === undefined || services.trim() === '' ? [] : [onlyServices(services)],
    logLevel: 'warning',
  });
}

/** Bundles the app itself into the root's `index.js`; `ZAKAZ_SERVICES` (comma list) narrows what it offers. */
export async function bundleApp(): Promise<string> {
  const root = join(import.meta.dirname, '..');
  const outfile = join(root, 'index.js');
  await bundle({ entry: join(root, 'index.ts'), outfile, services: process.env.ZAKAZ_SERVICES });
  return outfile;
}

/** The module under `src/platforms` that each value of the `service` choice belongs to. */
export const PLATFORM_OF_SERVICE = {
  expertam: 'justclick',
  justclick: 'justclick',
  influencersoft: 'justclick',
  rkeeper: 'rkeeper',
  measoft: 'measoft',
} as const;

/**
 * Puts a shorter list in the place of `src/platforms/index.ts`, so that the code of every other platform is not even read.
 *
 * @throws Error for a service that does not exist.
 */
function onlyServices(list: string): Plugin {
  const wanted = list.split(',').map((service) => service.trim());
  const chosen = [...new Set(wanted.map(platformOf))];
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

function platformOf(service: string): string {
  const platform = Object.entries(PLATFORM_OF_SERVICE).find(([name]) => name === service)?.[1];
  if (platform) return platform;
  throw new Error(
    `ZAKAZ_SERVICES names "${service}"; it takes a comma list of ${Object.keys(PLATFORM_OF_SERVICE).join(', ')}.`,
  );
}
