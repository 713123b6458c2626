import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { markdown, type Row } from './table';

const ROOT = join(__dirname, '..');
const RESULTS = join(ROOT, 'bench/results.json');
const PAGE = join(ROOT, 'docs/performance.md');
const PLACE = /(<!-- measured -->\n)[^]*?(<!-- \/measured -->)/;

/** The circumstances of one run; figures of different runs are not compared. */
export interface Results {
  readonly node: string;
  readonly processors: number;
  readonly rows: readonly Row[];
}

/** Keeps the figures of a run, and puts their table on the page. */
export function publish(results: Results): void {
  writeFileSync(RESULTS, `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(PAGE, withTable(readFileSync(PAGE, 'utf8'), results));
  spawnSync('prettier', ['--write', RESULTS, PAGE]);
}

/** The page with the table of these results between its two marks. @throws Error where the marks are missing. */
export function withTable(page: string, { node, processors, rows }: Results): string {
  if (!PLACE.test(page)) throw new Error('The page has no place for the table of what was measured.');
  const table = [`Node ${node}, ${processors} processors.`, '', markdown(rows)].join('\n');
  return page.replace(PLACE, (_, before: string, after: string) => `${before}\n${table}\n\n${after}`);
}
