import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import packageJson from '../../package.json';
import packageLock from '../../package-lock.json';
import { packagesOf } from '../../packaging/third_party';
import AdmZip from 'adm-zip';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const ROOT = join(__dirname, '../..');
const ZIP = join(ROOT, 'build/build.zip');
const PLATFORM = 'node_modules/zapier-platform-core/index.js';
/** What `zapier-platform build` makes of an app that depends on zapier-platform-core 19.1.0 and offers nothing. */
const EMPTY_APP_BYTES = 657_746;

/** The files of a zip, by their names. */
function filesOf(zip: string): ReadonlyMap<string, Buffer> {
  const folder = mkdtempSync(join(folderOfAll, 'unpacked-'));
  new AdmZip(zip).extractAllTo(folder);
  const names = globSync('**/*', { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  return new Map(names.toSorted().map((name) => [name, readFileSync(join(folder, name))]));
}

/** The packages that the notices in the zip name: each as `name version (licence)`. */
function noticed(): string[] {
  const notices = String(shipped.get('THIRD_PARTY_NOTICES.txt'));
  return [...notices.matchAll(/^\S+ \d\S* \(.+\)$/gm)].map(([heading]) => heading).toSorted();
}

let folderOfAll: string;
let shipped: ReadonlyMap<string, Buffer>;

beforeAll(() => {
  folderOfAll = mkdtempSync(join(realpathSync(tmpdir()), 'zakaz-supply-'));
  shipped = filesOf(ZIP);
});
afterAll(() => {
  rmSync(folderOfAll, { recursive: true });
});

describe('the shipped zip', () => {
  it('holds the app in one file, what Zapier adds, notices, and the platform in another', () => {
    expect([...shipped.keys()]).toEqual([
      'THIRD_PARTY_NOTICES.txt',
      'definition.json',
      'index.js',
      PLATFORM,
      'node_modules/zapier-platform-core/package.json',
      'package.json',
      'zapierwrapper.js',
    ]);
  });

  it('needs no package but the platform', () => {
    const { dependencies } = JSON.parse(String(shipped.get('package.json'))) as { dependencies: object };
    expect(Object.keys(dependencies)).toEqual(['zapier-platform-core']);
  });

  it('is smaller than what Zapier itself builds of an app that offers nothing', () => {
    expect(statSync(ZIP).size).toBeLessThan(EMPTY_APP_BYTES);
  });

  it('holds no code of a package that runs a script when it is installed', () => {
    const scripted = Object.entries(packageLock.packages).flatMap(([folder, locked]) =>
      'hasInstallScript' in locked ? [`${folder.replace(/^.*node_modules\//, '')} ${locked.version}`] : [],
    );
    expect(scripted).not.toEqual([]);
    expect(noticed().filter((notice) => scripted.some((one) => notice.startsWith(`${one} `)))).toEqual([]);
  });

  it('carries the notice of every package of which it holds code', () => {
    // The bundler names the file from which each part of the platform comes.
    const files = [...String(shipped.get(PLATFORM)).matchAll(/"(node_modules\/[^"]+)"\(/g)];
    const there = packagesOf(files.map(([, file = '']) => file)).map(
      ({ name, version, licence }) => `${name} ${version} (${licence})`,
    );
    expect(there.length).toBeGreaterThan(40);
    expect(noticed()).toEqual(expect.arrayContaining(there));
    expect(String(shipped.get('THIRD_PARTY_NOTICES.txt'))).toContain('Permission is hereby granted');
  });

  it('validates a definition by Zapier’s rules, though it makes the validators only then', () => {
    const folder = join(folderOfAll, 'app');
    new AdmZip(ZIP).extractAllTo(folder);
    const validated = (app: object): string =>
      execFileSync(
        process.execPath,
        [
          '-e',
          `require('./${PLATFORM}').createAppHandler(${JSON.stringify(app)})({ command: 'validate' })
          .then(({ results }) => console.log(results.map(({ property }) => property).join()));`,
        ],
        { cwd: folder, encoding: 'utf8' },
      ).trim();
    const right = { version: '1.0.0', platformVersion: packageJson.dependencies['zapier-platform-core'] };
    expect(validated(right)).toBe('');
    expect(validated({ ...right, version: 'first' })).toBe('instance.version');
  });

  it('is the same, byte for byte, when it is built once more', () => {
    const zip = join(folderOfAll, 'again.zip');
    execFileSync(
      process.execPath,
      [require.resolve('tsx/cli'), join(__dirname, '../support/package_to.ts'), zip],
      { cwd: dirname(zip) },
    );
    const again = filesOf(zip);
    expect([...again.keys()]).toEqual([...shipped.keys()]);
    const differing = [...again].filter(([name, content]) => !shipped.get(name)?.equals(content));
    expect(differing.map(([name]) => name)).toEqual([]);
    expect(readFileSync(zip).equals(readFileSync(ZIP))).toBe(true);
  });
});

it('the page of licences lists what the zip has notices of, and every licence is a known one', () => {
  const page = readFileSync(join(ROOT, 'docs/licences.md'), 'utf8');
  const rows = [...page.matchAll(/^\| (\S+) +\| (\d\S*) +\| (.+?) +\| (?:inside|beside)/gm)];
  const listed = rows.map(([, name = '', version = '', licence = '']) => `${name} ${version} (${licence})`);
  expect(listed.toSorted()).toEqual(noticed());
  const known =
    /\((MIT|ISC|BSD-\d-Clause|Apache-2\.0|Public Domain|\(MIT AND BSD-3-Clause\)|Zapier Platform Agreement)\)$/;
  expect(listed.filter((one) => !known.test(one))).toEqual([]);
});
