import { join } from 'node:path';
import packageLock from '../package-lock.json';

/** A package of somebody else that is part of the shipped app. */
export interface ThirdParty {
  /** From the project's root, as `package-lock.json` names it. */
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  /** SPDX, or the words of the package. */
  readonly licence: string;
  readonly hasInstallScript: boolean;
}

export interface ShippedPackages {
  /** Zapier's platform and what it needs: whole packages in the zip. */
  readonly beside: readonly ThirdParty[];
  /** Libraries of which code is inside `index.js`. */
  readonly bundled: readonly ThirdParty[];
}

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const LOCKED: Readonly<Record<string, Locked>> = packageLock.packages;

/**
 * Zapier's platform and all that it cannot run without. Optional packages and optional peers stay out: `encoding`, for
 * one, would bring 180 kB of character tables that `node-fetch` tries to load and does without.
 */
export function packagesBeside(): readonly ThirdParty[] {
  const found = new Set<string>();
  const visit = (folder: string): void => {
    if (found.has(folder)) return;
    found.add(folder);
    for (const name of Object.keys(LOCKED[folder]?.dependencies ?? {})) visit(resolveFrom(folder, name));
  };
  visit('node_modules/zapier-platform-core');
  return [...found].map(thirdParty);
}

/** The packages to which files belong, each once. */
export function packagesOf(files: Iterable<string>): readonly ThirdParty[] {
  const folders = [...files].flatMap(
    (file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? [],
  );
  return [...new Set(folders)].map(thirdParty);
}

/** Finds a package as Node does: in the folder of the one that needs it, then in each folder above. */
function resolveFrom(folder: string, name: string): string {
  for (let place = folder; ; place = place.slice(0, Math.max(0, place.lastIndexOf('node_modules/') - 1))) {
    const candidate = join(place, 'node_modules', name);
    if (candidate in LOCKED) return candidate;
    if (place === '') throw new Error(`package-lock.json lacks ${name}, which ${folder} needs.`);
  }
}

function thirdParty(folder: string): ThirdParty {
  const { version = '', license, hasInstallScript = false } = LOCKED[folder] ?? {};
  const name = folder.replace(/^.*node_modules\//, '');
  return { folder, name, version, licence: UNDECLARED[name] ?? license ?? 'unknown', hasInstallScript };
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

The packages of other people that are part of the shipped app: libraries of which code is inside \`index.js\`, and Zapier's
platform with what it needs, which lies beside it. The zip carries their notices in \`THIRD_PARTY_NOTICES.txt\`. Written by
\`npm run licences\`.

| package | version | licence | where |
| --- | --- | --- | --- |
${[...new Set(rows)].toSorted().join('\n')}
`;
}

function row({ name, version, licence }: ThirdParty, place: string): string {
  return `| ${name} | ${version} | ${licence} | ${place} |`;
}
