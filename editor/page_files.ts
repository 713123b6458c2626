import { join } from 'node:path';
import { build } from 'esbuild';
import type { PageFiles } from './server';

const PAGE = join(__dirname, 'page');

const HTML = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Zakaz in the Zap editor</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="page.css" />
    <script type="module" src="page.js"></script>
  </head>
  <body></body>
</html>
`;

/** Bundles the page; nothing is written anywhere. @throws Error where it does not build. */
export async function pageFiles(): Promise<PageFiles> {
  const { outputFiles } = await build({
    entryPoints: { page: join(PAGE, 'index.tsx') },
    outdir: PAGE,
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    sourcemap: 'inline',
    charset: 'utf8',
    logLevel: 'silent',
  });
  const [js, css] = ['page.js', 'page.css'].map(
    (name) => outputFiles.find(({ path }) => path.endsWith(name))?.contents ?? '',
  );
  return new Map([
    ['', { type: 'text/html; charset=utf-8', content: HTML }],
    ['page.js', { type: 'text/javascript; charset=utf-8', content: js ?? '' }],
    ['page.css', { type: 'text/css; charset=utf-8', content: css ?? '' }],
  ]);
}
