import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { packagesOf, type ThirdParty } from './third_party';

const ROOT = join(import.meta.dirname, '..');

/** Zapier's platform as it is shipped. */
export interface Platform {
  readonly code: Uint8Array;
  /** The packages of which code is in it: the platform's own, and those that it needs. */
  readonly packages: readonly ThirdParty[];
}

/**
 * Zapier's platform and all that it needs in one file, which takes the place of 430. Lambda reads every file of an app from
 * its disk when a Zap wakes it, so that one is found and read sooner; and what no code asks for stays out of the zip.
 * Names are not shortened, so that the platform's errors read as they always do.
 */
export async function platformInOneFile(): Promise<Platform> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: ['node_modules/zapier-platform-core/index.js'],
    outfile: 'index.js',
    write: false,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    // Files are chosen as Node chooses them, which does not know esbuild's own condition `module`.
    conditions: [],
    // The platform's own test app, which it does not ship, and 280 kB of old alphabets that it tries to load and does without.
    external: ['../test/userapp', 'encoding'],
    logOverride: { 'require-resolve-not-external': 'silent' },
    minifyWhitespace: true,
    minifySyntax: true,
    charset: 'utf8',
    // The notices are in a file of their own, whole.
    legalComments: 'none',
    metafile: true,
    plugins: [schemaWhenAsked()],
    logLevel: 'warning',
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error('The platform was not bundled.');
  return { code: file.contents, packages: packagesOf(Object.keys(metafile.inputs)) };
}

/**
 * The platform makes eighty validators when it is loaded, which takes half of its start, and uses them only where the CLI
 * asks it to validate the app. They are made then.
 */
function schemaWhenAsked(): Plugin {
  return {
    name: 'schema-when-asked',
    setup(build) {
      build.onResolve({ filter: /^zapier-platform-schema$/ }, ({ kind, resolveDir, namespace }) =>
        kind === 'require-call' && namespace === 'file'
          ? { path: 'zapier-platform-schema', namespace: 'when-asked', pluginData: resolveDir }
          : undefined,
      );
      build.onLoad({ filter: /.*/, namespace: 'when-asked' }, ({ pluginData }: { pluginData: string }) => ({
        resolveDir: pluginData,
        contents: `
          exports.validateAppDefinition = (definition) =>
            require('zapier-platform-schema').validateAppDefinition(definition);`,
      }));
    },
  };
}
