import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import packageJson from '../../package.json';
import { OPERATIONS } from '../support/operations';

const read = (file: string): string => readFileSync(join(__dirname, '../..', file), 'utf8');

const README = read('README.md');

/** The lines of fenced blocks without their comments. */
const COMMANDS = [...README.matchAll(/^```(?:sh|bash)\n(.*?)^```/gms)]
  .flatMap(([, block = '']) => block.split('\n'))
  .map((line) => line.replace(/\s+#.*$/, '').trim());

describe('the README', () => {
  it('gives two commands for an empty folder: one to try the app, one to test it', () => {
    expect(COMMANDS.filter((command) => command.startsWith('npm ci'))).toEqual([
      'npm ci && npm start',
      'npm ci && npm test',
    ]);
  });

  it('gives the test command that the automatic check runs', () => {
    expect(read('.ci/run').split('\n')).toContain('npm ci && npm test');
  });

  it('names every step, and none that does not exist', () => {
    const named = [...README.matchAll(/`((?:justclick|rkeeper|measoft)_\w+)`/g)].map(([, key]) => key);
    expect([...new Set(named)].toSorted()).toEqual(OPERATIONS.map(({ key }) => key).toSorted());
  });

  it('names no npm script that does not exist', () => {
    const named = [...README.matchAll(/npm run ([\w:-]+)/g)].map(([, script]) => script);
    expect(Object.keys(packageJson.scripts)).toEqual(expect.arrayContaining(named));
  });
});
