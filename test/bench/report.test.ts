import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Results, withTable } from '../../bench/report';

const ROOT = join(__dirname, '../..');
const page = readFileSync(join(ROOT, 'docs/performance.md'), 'utf8');

/** Without what only makes columns line up. */
const bare = (page: string): string => page.replace(/-+/g, '-').replace(/ +/g, ' ').replace(/\n+/g, '\n');

describe('what was measured', () => {
  it('is on the page as it is in results.json', () => {
    const results = JSON.parse(readFileSync(join(ROOT, 'bench/results.json'), 'utf8')) as Results;
    expect(results.rows.length).toBeGreaterThan(20);
    expect(bare(withTable(page, results))).toBe(bare(page));
  });

  it('replaces what was there, and nothing else', () => {
    const results: Results = { node: '22.0.0', processors: 2, rows: [] };
    const page = 'before\n<!-- measured -->\nold\n<!-- /measured -->\nafter';
    expect(withTable(page, results)).toMatch(
      /^before\n<!-- measured -->\n\nNode 22\.0\.0, 2 processors\.\n[^]*\n\n<!-- \/measured -->\nafter$/,
    );
    expect(withTable(withTable(page, results), results)).toBe(withTable(page, results));
  });

  it('needs a place on the page', () => {
    expect(() => withTable('no place', { node: '', processors: 1, rows: [] })).toThrow('no place');
  });
});
