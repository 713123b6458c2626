import packageLock from '../package-lock.json';

export interface ProductionPackage {
  /** From the project's root, as `package-lock.json` names it. */
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  /** SPDX, or the words of the package. */
  readonly licence: string;
  readonly hasInstallScript: boolean;
}

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
}

/** What the shipped app is installed with, and nothing that only builds or tests it needs. */
export function productionPackages(): readonly ProductionPackage[] {
  const locked: Readonly<Record<string, Locked>> = packageLock.packages;
  return Object.entries(locked)
    .filter(([folder, { dev = false }]) => folder !== '' && !dev)
    .map(([folder, { version = '', license, hasInstallScript = false }]) => ({
      folder,
      name: nameOf(folder),
      version,
      licence: FOUND_ELSEWHERE[nameOf(folder)] ?? license ?? 'unknown',
      hasInstallScript,
    }));
}

function nameOf(folder: string): string {
  return folder.replace(/^.*node_modules\//, '');
}

/** What a package's manifest does not say. */
const FOUND_ELSEWHERE: Readonly<Record<string, string>> = {
  // Its readme names it.
  'urlsafe-base64': 'MIT',
  // Its LICENSE file points there.
  'zapier-platform-core': 'Zapier Platform Agreement',
  'zapier-platform-schema': 'Zapier Platform Agreement',
};

/** The page that lists them. */
export function licencesPage(packages: readonly ProductionPackage[]): string {
  const rows = [
    ...new Set(packages.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`)),
  ];
  return `# Licences

What the shipped app consists of beside its own code: Zapier's platform and what that needs. Written by \`npm run licences\`.

| package | version | licence |
| --- | --- | --- |
${rows.toSorted().join('\n')}
`;
}
