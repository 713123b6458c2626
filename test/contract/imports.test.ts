import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { preProcessFile } from 'typescript';

const ROOT = join(__dirname, '../..');

/** Source files by their paths from the project's root. */
const SOURCES: readonly (readonly [path: string, text: string])[] = globSync('src/**/*.ts', { cwd: ROOT })
  .toSorted()
  .map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]);

const inside = (folder: string): typeof SOURCES => SOURCES.filter(([path]) => path.startsWith(folder));

/** What a file imports, types included: packages by name, files by their paths from the project's root. */
function importsOf(path: string, text: string): string[] {
  return preProcessFile(text).importedFiles.map(({ fileName }) =>
    fileName.startsWith('.') ? relative(ROOT, join(ROOT, dirname(path), fileName)) : fileName,
  );
}

/** Libraries of one purpose each, which know nothing of the app. */
const LIBRARIES = new Set(['@date-fns/tz', 'content-disposition', 'fast-xml-parser', 'saxes']);

const filesThatMatch = (pattern: RegExp): string[] =>
  SOURCES.filter(([, text]) => pattern.test(text)).map(([path]) => path);

describe('imports run downwards only', () => {
  it.each(inside('src/language/'))('%s knows nothing of the app', (path, text) => {
    expect(importsOf(path, text).filter((name) => !name.startsWith('src/language/'))).toEqual([]);
  });

  it.each(inside('src/core/'))('%s knows nothing above the core', (path, text) => {
    const foreign = importsOf(path, text).filter(
      (name) => !/^(node:|src\/(core|language)\/)/.test(name) && !LIBRARIES.has(name),
    );
    expect(foreign).toEqual([]);
  });

  it.each(inside('src/services/'))(
    '%s knows the core and its own service, and nothing of Zapier',
    (path, text) => {
      const own = `${dirname(path)}/`;
      const foreign = importsOf(path, text).filter(
        (name) =>
          !/^(node:|src\/(core|language)\/|src\/services\/[^/]+$)/.test(name) && !name.startsWith(own),
      );
      expect(foreign).toEqual([]);
    },
  );

  it.each([...inside('src/triggers/'), ...inside('src/creates/'), ...inside('src/searches/')])(
    '%s builds no address, header, hash or XML: a client does',
    (path, text) => {
      const wire = importsOf(path, text).filter((name) =>
        /^(node:|src\/core\/(http|signature|xml))/.test(name),
      );
      expect(wire).toEqual([]);
    },
  );

  it('the shipped code imports nothing of the sandbox, the editor, the benchmarks or the tests', () => {
    const upwards = SOURCES.flatMap(([path, text]) => importsOf(path, text)).filter((name) =>
      /^(sandbox|editor|bench|proof|test|packaging)\b/.test(name),
    );
    expect(upwards).toEqual([]);
  });
});

describe('there is one door', () => {
  it('to the network', () => {
    expect(filesThatMatch(/\bz\.request\(/)).toEqual(['src/zapier/http.ts']);
    expect(filesThatMatch(/\bfetch\(|\bhttps?\.(request|get)\(/)).toEqual([]);
  });

  it('to the platform’s cache', () => {
    expect(filesThatMatch(/\bz\.cache\b|\{ cache \}: ZObject/)).toEqual(['src/zapier/cache.ts']);
  });
});

it('certificates are checked everywhere, or judged by the one agent that can compare fingerprints', () => {
  expect(filesThatMatch(/rejectUnauthorized: false|NODE_TLS_REJECT_UNAUTHORIZED/)).toEqual([
    'src/core/tls.ts',
  ]);
});

it('Zapier’s own hash, which is wrong for Cyrillic, is never used', () => {
  expect(filesThatMatch(/\bz\.hash\b/)).toEqual([]);
});

it('no file imports itself round about, types included', () => {
  const files = globSync('{index.ts,{src,sandbox,editor,proof,bench,packaging,test}/**/*.{ts,tsx,mjs}}', {
    cwd: ROOT,
  });
  const known = new Set(files);
  const imports = new Map(
    files.map((path) => {
      const names = importsOf(path, readFileSync(join(ROOT, path), 'utf8'));
      return [
        path,
        names.flatMap((name) =>
          [name, `${name}.ts`, `${name}.tsx`, `${name}/index.ts`].filter((file) => known.has(file)),
        ),
      ];
    }),
  );
  const isInCircle = (path: string): boolean => {
    const reached = new Set(imports.get(path));
    for (const file of reached) for (const next of imports.get(file) ?? []) reached.add(next);
    return reached.has(path);
  };
  expect(files.filter(isInCircle)).toEqual([]);
});
