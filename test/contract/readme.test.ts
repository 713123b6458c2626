import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import packageJson from '../../package.json';
import { app } from '../support/definition';
import { OPERATIONS } from '../support/operations';

const ROOT = join(__dirname, '../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

const README = read('README.md');

/** The lines of fenced blocks without their comments. */
const COMMANDS = [...README.matchAll(/^```(?:sh|bash)\n(.*?)^```/gms)]
  .flatMap(([, block = '']) => block.split('\n'))
  .map((line) => line.replace(/\s+#.*$/, '').trim());

/** The cells of the first column of the tables under a heading, without the heads of the tables. */
function firstCells(heading: string): string[] {
  const [, section = ''] = README.split(heading);
  const lines = (section.split(/^#/m)[0] ?? '').split('\n').filter((line) => line.startsWith('|'));
  const isHead = (_: string, index: number): boolean => !(lines[index + 1] ?? '').startsWith('| -');
  return lines
    .filter((line, index) => isHead(line, index) && !line.startsWith('| -'))
    .map((line) => line.split('|')[1]?.trim() ?? '');
}

/** The environment variables that the app reads when it runs or is built. */
function variablesRead(): string[] {
  const sources = ['src', 'packaging'].flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: ROOT }));
  const names = sources.flatMap((file) =>
    [
      ...read(file).matchAll(/process\.env\.(\w+)|(?:environment|serviceUrl)\('(\w+)'|variable: '(\w+)'/g),
    ].map(([, direct, named, listed]) => direct ?? named ?? listed ?? ''),
  );
  return [...new Set(names)].toSorted();
}

describe('the README', () => {
  it('gives two commands for an empty folder: one to try the app, one to test it', () => {
    expect(COMMANDS.filter((command) => command.startsWith('npm ci'))).toEqual([
      'npm ci && npm start',
      'npm ci && npm test',
    ]);
  });

  it('gives the test command that the automatic check runs', () => {
    expect(read('.ci/run').split('\n')).toContain('npm ci && npm test');
  });

  it('says what every step does, by its label, and names none that does not exist', () => {
    const named = firstCells('## What it does').flatMap((cell) => cell.split(', '));
    expect(named.toSorted()).toEqual(OPERATIONS.map(({ definition }) => definition.display.label).toSorted());
    expect(README).toContain(`${OPERATIONS.length} steps`);
  });

  it('says what every environment variable does, as .env.example does', () => {
    const named = firstCells('### Environment').flatMap((cell) => cell.split(', '));
    expect(named.map((name) => name.replaceAll('`', '')).toSorted()).toEqual(variablesRead());
    const example = [...read('.env.example').matchAll(/^# ?(\w+)=/gm)].map(([, name = '']) => name);
    expect(example).toEqual(expect.arrayContaining(variablesRead()));
  });

  it('stays short enough to be read', () => {
    const lines = README.split('\n').length - 1;
    expect(lines).toBeGreaterThanOrEqual(110);
    // Three platforms fit in 130 lines; the fourth and the fifth have a table of their own.
    expect(lines).toBeLessThanOrEqual(150);
  });
});

describe('every page for people', () => {
  const pages = globSync('{*.md,docs/**/*.md}', { cwd: ROOT });

  it.each(pages)('%s names no npm script that does not exist', (page) => {
    const named = [...read(page).matchAll(/npm run ([\w:-]+)/g)].map(([, script]) => script);
    expect(Object.keys(packageJson.scripts)).toEqual(expect.arrayContaining(named));
  });

  it.each(pages)('%s names no file that does not exist', (page) => {
    const named = [...read(page).matchAll(/`((?:src|test|packaging|sandbox|docs|bench|proof)\/[\w/.-]+)`/g)];
    expect(
      named.map(([, file = '']) => file).filter((file) => globSync(file, { cwd: ROOT }).length === 0),
    ).toEqual([]);
  });

  it.each(pages)('%s links to no page that does not exist', (page) => {
    const linked = [...read(page).matchAll(/\]\((?!https?:|mailto:)([^)#]*)(?:#([\w-]+))?\)/g)];
    const broken = linked.filter(([, file = '', anchor]) => {
      const target = file === '' ? page : join(page, '..', file);
      if (globSync(target, { cwd: ROOT }).length === 0) return true;
      const anchors = [...read(target).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
        title
          .toLowerCase()
          .replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
          .replaceAll(' ', '-'),
      );
      return anchor !== undefined && !anchors.includes(anchor);
    });
    expect(broken.map(([link]) => link)).toEqual([]);
  });
});

it('CONTRIBUTING.md quotes the table of dishes as it is', () => {
  const withoutIndents = (text: string): string => text.replaceAll(/^ +/gm, '');
  const quotes = [...read('CONTRIBUTING.md').matchAll(/^```ts\n(.*?)^```/gms)].map(([, quote = '']) => quote);
  expect(quotes).toHaveLength(2);
  for (const quote of quotes)
    expect(withoutIndents(read('src/steps/rkeeper/dishes.ts'))).toContain(withoutIndents(quote));
});

it('docs/zaps.md calls the fields of a connection as its form does', () => {
  const rows = [...read('docs/zaps.md').matchAll(/^\| (?:An? [^|]+|) *\| ([A-Z][^|]+?) *\|/gm)];
  const named = rows.flatMap(([, cell = '']) => cell.split(', '));
  expect(named).toContain('API Key');
  const labels = (app.authentication?.fields ?? []).map(({ label }) => label);
  expect(named.filter((name) => !labels.includes(name))).toEqual([]);
});

it('docs/steps.md lists every step by its key, its label and its kind, and none that does not exist', () => {
  const rows = [...read('docs/steps.md').matchAll(/^\| `(\w+)` *\| (.+?) *\| (trigger|action|search)/gm)];
  const kinds = { triggers: 'trigger', creates: 'action', searches: 'search' };
  expect(rows.map(([, key, label, kind]) => `${key}: ${label}, ${kind}`).toSorted()).toEqual(
    OPERATIONS.map(
      ({ key, kind, definition }) => `${key}: ${definition.display.label}, ${kinds[kind]}`,
    ).toSorted(),
  );
});
