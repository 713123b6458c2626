import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OPERATIONS } from '../support/operations';
import packageJson from '../../package.json';

interface Changelog {
  readonly changelog: string;
  readonly appMetadata?: readonly { readonly action_key: string; readonly action_type: string }[];
}

/** The reader that `zapier-platform promote` uses. */
const { getVersionChangelog } = await vi.importActual<{
  getVersionChangelog: (version: string, folder: string) => Promise<Changelog>;
}>('zapier-platform-cli/src/utils/changelog');

const KINDS: Readonly<Record<string, string>> = { read: 'triggers', write: 'creates', search: 'searches' };

describe('the changelog', () => {
  const ROOT = join(__dirname, '../..');

  it('says something of the present version', async () => {
    const { changelog } = await getVersionChangelog(packageJson.version, ROOT);
    expect(changelog).toMatch(/^\S[^]{50}/);
  });

  it('links only steps that there are, by their own kind', async () => {
    const { appMetadata = [] } = await getVersionChangelog(packageJson.version, ROOT);
    const known = OPERATIONS.map(({ kind, key }) => `${kind}.${key}`);
    const linked = appMetadata.map(
      ({ action_key, action_type }) => `${KINDS[action_type] ?? ''}.${action_key}`,
    );
    expect(linked.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('links every step in the version that brought it', async () => {
    const versions = [...readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8').matchAll(/^## (\S+)$/gm)];
    const parts = await Promise.all(versions.map(([, version = '']) => getVersionChangelog(version, ROOT)));
    const linked = parts.flatMap(({ appMetadata = [] }) => appMetadata.map(({ action_key }) => action_key));
    expect(OPERATIONS.filter(({ key }) => !linked.includes(key))).toEqual([]);
  });
});
