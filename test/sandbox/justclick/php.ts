import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Tells whether real PHP is here; when it is not, says so, because a judgement that did not happen must be seen. */
export function phpIsHere(): boolean {
  const found = spawnSync('php', ['-v']).status === 0;
  if (!found) {
    console.warn('PHP is not installed: the comparison with real PHP was NOT made.');
  }
  return found;
}

/** Runs a PHP script without blocking, so that a server in this process can answer it; returns what it printed. */
export async function runPhp(script: string, ...parameters: readonly string[]): Promise<string> {
  const { stdout } = await run('php', ['-d', 'display_errors=stderr', script, ...parameters]);
  return stdout;
}

/** Runs PHP code on the standard input given; returns what it printed. */
export function evaluatePhp(code: string, input: string): string {
  const { status, stdout, stderr } = spawnSync('php', ['-d', 'display_errors=stderr', '-r', code], {
    input,
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
  });
  if (status !== 0) {
    throw new Error(`PHP failed: ${stderr}`);
  }
  return stdout;
}
