import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ThirdParty } from './third_party';

interface Notice {
  /** `name version (licence)`. */
  readonly heading: string;
  readonly licence: string;
  /** The lines that name the holders of the copyright. */
  readonly holders: readonly string[];
  /** The licence itself; empty where the package names it without its text. */
  readonly terms: string;
}

/**
 * The copyright notices that must travel with the code, since neither the bundle nor Zapier's CLI keeps them. Packages
 * whose licences have the same words are listed together, above those words.
 *
 * @param root the folder from which the packages' folders count.
 */
export function noticesOf(packages: readonly ThirdParty[], root: string): string {
  const groups = Map.groupBy(
    packages.map((one) => noticeOf(one, root)),
    ({ terms }) => terms.toLowerCase().replaceAll(/[^a-z]/g, ''),
  );
  const textless = groups.get('') ?? [];
  groups.delete('');
  // The longest group of a licence comes first, so that packages without a text join the most usual one.
  const sorted = [...groups.values()].toSorted((one, other) => other.length - one.length);
  for (const notice of textless) {
    const usual = sorted.find(([first]) => first?.licence === notice.licence);
    if (usual) usual.push(notice);
    else sorted.push([notice]);
  }
  return ['Zakaz contains code of the packages below.\n', ...sorted.map(section)].join(
    `\n${'-'.repeat(72)}\n\n`,
  );
}

function section(notices: readonly Notice[]): string {
  const entries = notices.map(({ heading, holders }) =>
    [heading, ...holders.map((line) => `  ${line}`)].join('\n'),
  );
  return `${[...new Set(entries)].join('\n')}\n\n${notices[0]?.terms ?? ''}\n`;
}

function noticeOf({ folder, name, version, licence }: ThirdParty, root: string): Notice {
  const lines = licenceText(join(root, folder)).trim().split('\n');
  const isHead = (line: string): boolean => line.trim() === '' || TITLE.test(line) || HOLDER.test(line);
  const start = lines.findIndex((line) => !isHead(line));
  const head = start < 0 ? lines : lines.slice(0, start);
  const holders = head.filter((line) => HOLDER.test(line)).map((line) => line.trim());
  return {
    heading: `${name} ${version} (${licence})`,
    licence,
    holders: holders.length > 0 ? holders : authorOf(join(root, folder)),
    terms: lines.slice(head.length).join('\n'),
  };
}

/** The lines at the head of a licence, which differ where the rest is the same. */
const HOLDER = /^\W*(portions )?copyright (?!notice|licen[cs]e|holder|owner|statement)/i;
const TITLE = /^\W*(the )?(mit|isc) licen[cs]e\W*(\(?mit\)?)?\W*$/i;

/** The file of the licence, or the end of the readme where the licence stands there. */
function licenceText(folder: string): string {
  const files = readdirSync(folder);
  const textOf = (pattern: RegExp): string | undefined => {
    const file = files.find((name) => pattern.test(name));
    return file === undefined ? undefined : readFileSync(join(folder, file), 'utf8');
  };
  const [inReadme = ''] = /^.*\bcopyright \(c\).*$[^]*/im.exec(textOf(/^readme/i) ?? '') ?? [];
  return textOf(/^(licen[cs]e|copying)/i) ?? inReadme;
}

function authorOf(folder: string): readonly string[] {
  const { author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly author?: string | { readonly name: string };
  };
  return author === undefined ? [] : [`By ${typeof author === 'string' ? author : author.name}`];
}
