import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { packagesBeside, packagesOf } from '../../packaging/third_party';
import { platforms } from '../../src/platforms';
import AdmZip from 'adm-zip';

jest.setTimeout(120_000);

const ROOT = join(__dirname, '../..');
const ZIP = join(ROOT, 'build/build.zip');
const BESIDE = packagesBeside();
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
  it('holds the app in one file, what Zapier adds, notices, and packages', () => {
    const own = [...shipped.keys()].filter((name) => !name.startsWith('node_modules/'));
    expect(own).toEqual([
      'THIRD_PARTY_NOTICES.txt',
      'definition.json',
      'index.js',
      'package.json',
      'zapierwrapper.js',
    ]);
  });

  it('holds no package but the platform and what the platform cannot run without', () => {
    const allowed = new Set(BESIDE.map(({ folder }) => folder));
    const foreign = packagesOf(shipped.keys()).filter(({ folder }) => !allowed.has(folder));
    expect(foreign).toEqual([]);
    const { dependencies } = JSON.parse(String(shipped.get('package.json'))) as { dependencies: object };
    expect(Object.keys(dependencies)).toEqual(['zapier-platform-core']);
  });

  it('has at most 60 kB more for each platform than an app that offers nothing', () => {
    expect(statSync(ZIP).size - EMPTY_APP_BYTES).toBeLessThan(60_000 * platforms.length);
  });

  it('holds nothing that is not run or read by what runs', () => {
    const kinds = new Set([...shipped.keys()].map((name) => name.slice(name.lastIndexOf('.'))));
    expect([...kinds].toSorted()).toEqual(['.js', '.json', '.mjs', '.txt']);
  });

  it('needs no script to be run when it is installed', () => {
    expect(BESIDE.length).toBeGreaterThan(50);
    expect(BESIDE.filter(({ hasInstallScript }) => hasInstallScript)).toEqual([]);
  });

  it('carries the notice of every package of which it holds code', () => {
    const there = packagesOf(shipped.keys()).map(
      ({ name, version, licence }) => `${name} ${version} (${licence})`,
    );
    expect(noticed()).toEqual(expect.arrayContaining(there));
    expect(String(shipped.get('THIRD_PARTY_NOTICES.txt'))).toContain('Permission is hereby granted');
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
