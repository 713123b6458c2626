import { build } from 'esbuild';

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
export async function bundle({ entry, outfile }: BundleOptions): Promise<void> {
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    external: ['zapier-platform-core'],
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    footer: { js: 'module.exports=module.exports.default;' },
    logLevel: 'warning',
  });
}
