/** The words with which a build says what it made. */
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';

export function sizeOf(file: string): string {
  return `${Math.round(statSync(file).size / 1000)} kB`;
}

/** Counts what a bundled app offers. A process of its own loads it, because `tsx` would load the `index.ts` beside it. */
export function stepsOf(bundledApp: string): string {
  const count = `const { triggers, creates, searches } = require(process.argv[1]);
    [triggers, creates, searches].flatMap(Object.keys).length`;
  return `${execFileSync(process.execPath, ['-p', count, bundledApp], { encoding: 'utf8' }).trim()} steps`;
}
