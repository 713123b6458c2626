import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { licencesPage, productionPackages } from '../../packaging/production_packages';
import { unzip } from '../../sandbox/zapier/unzip';

jest.setTimeout(120_000);

const ROOT = join(__dirname, '../..');
const PACKAGES = productionPackages();

/** The files of a zip, by their names. */
function filesOf(zip: string): ReadonlyMap<string, Buffer> {
  const folder = mkdtempSync(join(folderOfAll, 'unpacked-'));
  unzip(zip, folder);
  const names = globSync('**/*', { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  return new Map(names.toSorted().map((name) => [name, readFileSync(join(folder, name))]));
}

/** `node_modules/a/node_modules/b` of a file in it. */
function packageOf(file: string): string {
  return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? '';
}

let folderOfAll: string;
let shipped: ReadonlyMap<string, Buffer>;

beforeAll(() => {
  folderOfAll = mkdtempSync(join(realpathSync(tmpdir()), 'zakaz-supply-'));
  shipped = filesOf(join(ROOT, 'build/build.zip'));
});
afterAll(() => {
  rmSync(folderOfAll, { recursive: true });
});

describe('the shipped zip', () => {
  it('holds the app in one file, what Zapier adds, and packages', () => {
    const own = [...shipped.keys()].filter((name) => !name.startsWith('node_modules/'));
    expect(own).toEqual(['definition.json', 'index.js', 'package.json', 'zapierwrapper.js']);
  });

  it('holds no package but the platform and what the platform needs', () => {
    const allowed = new Set(PACKAGES.map(({ folder }) => folder));
    const foreign = [...shipped.keys()].filter(
      (name) => name.startsWith('node_modules/') && !allowed.has(packageOf(name)),
    );
    expect(foreign).toEqual([]);
    const { dependencies } = JSON.parse(String(shipped.get('package.json'))) as { dependencies: object };
    expect(Object.keys(dependencies)).toEqual(['zapier-platform-core']);
  });

  it('holds nothing that is not run or read by what runs', () => {
    const kinds = new Set([...shipped.keys()].map((name) => name.slice(name.lastIndexOf('.'))));
    expect([...kinds].toSorted()).toEqual(['.js', '.json', '.mjs']);
  });

  it('needs no script to be run when it is installed', () => {
    expect(PACKAGES.length).toBeGreaterThan(50);
    expect(PACKAGES.filter(({ hasInstallScript }) => hasInstallScript)).toEqual([]);
  });

  it('holds the same files with the same contents when it is built once more', () => {
    const zip = join(folderOfAll, 'again.zip');
    execFileSync(
      process.execPath,
      [require.resolve('tsx/cli'), join(__dirname, '../support/package_to.ts'), zip],
      {
        cwd: dirname(zip),
      },
    );
    const again = filesOf(zip);
    expect([...again.keys()]).toEqual([...shipped.keys()]);
    const differing = [...again].filter(([name, content]) => !shipped.get(name)?.equals(content));
    expect(differing.map(([name]) => name)).toEqual([]);
  });
});

it('every licence is known and on the page', () => {
  expect(
    PACKAGES.filter(
      ({ licence }) => !/MIT|ISC|BSD|Apache|Public Domain|Zapier Platform Agreement/.test(licence),
    ),
  ).toEqual([]);
  const lines = (page: string): string[] => page.replace(/-+/g, '-').replace(/ +/g, ' ').split('\n');
  const page = readFileSync(join(ROOT, 'docs/licences.md'), 'utf8');
  expect(lines(page)).toEqual(lines(licencesPage(PACKAGES)));
});
