import packageLock from '../package-lock.json';

/** A package of somebody else that is part of the shipped app. */
export interface ThirdParty {
  /** From the project's root, as `package-lock.json` names it. */
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  /** SPDX, or the words of the package. */
  readonly licence: string;
}

export interface ShippedPackages {
  /** Zapier's platform and what it needs: one file in the zip. */
  readonly beside: readonly ThirdParty[];
  /** Libraries of which code is inside `index.js`. */
  readonly bundled: readonly ThirdParty[];
}

interface Locked {
  readonly version?: string;
  readonly license?: string;
}

const LOCKED: Readonly<Record<string, Locked>> = packageLock.packages;

/** The packages to which files belong, each once. */
export function packagesOf(files: Iterable<string>): readonly ThirdParty[] {
  const folders = [...files].flatMap(
    (file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? [],
  );
  return [...new Set(folders)].map(thirdParty);
}

function thirdParty(folder: string): ThirdParty {
  const { version = '', license } = LOCKED[folder] ?? {};
  const name = folder.replace(/^.*node_modules\//, '');
  return { folder, name, version, licence: UNDECLARED[name] ?? license ?? 'unknown' };
}

/** Licences that a package's manifest does not name. */
const UNDECLARED: Readonly<Record<string, string>> = {
  // Its readme names it.
  'urlsafe-base64': 'MIT',
  // Its LICENSE file points there.
  'zapier-platform-core': 'Zapier Platform Agreement',
  'zapier-platform-schema': 'Zapier Platform Agreement',
};

/** The page `docs/licences.md`. */
export function licencesPage({ beside, bundled }: ShippedPackages): string {
  const rows = [
    ...bundled.map((one) => row(one, 'inside `index.js`')),
    ...beside.map((one) => row(one, 'beside it')),
  ];
  return `# Licences

The packages of other people of which code is part of the shipped app: libraries inside \`index.js\`, and Zapier's platform
with what it needs, which lies beside it in one file. The zip carries their notices in \`THIRD_PARTY_NOTICES.txt\`. Written by
\`npm run licences\`.

| package | version | licence | where |
| --- | --- | --- | --- |
${[...new Set(rows)].toSorted().join('\n')}
`;
}

function row({ name, version, licence }: ThirdParty, place: string): string {
  return `| ${name} | ${version} | ${licence} | ${place} |`;
}
