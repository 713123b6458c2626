import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A clock ahead of the real one, which a test or a person moves on, also for the processes that run the built app. */
export class MovedClock {
  /** For the processes that shall live by it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly #folder = mkdtempSync(join(tmpdir(), 'zakaz-clock-'));
  readonly #file = join(this.#folder, 'milliseconds');
  #ahead = 0;

  constructor() {
    this.moveOn(0);
    this.environment = {
      NODE_OPTIONS: `--import=${pathToFileURL(join(__dirname, 'moved_clock.mjs')).href}`,
      MOVED_CLOCK: this.#file,
    };
  }

  /** Milliseconds of the epoch. */
  readonly now = (): number => Date.now() + this.#ahead;

  moveOn(milliseconds: number): void {
    this.#ahead += milliseconds;
    // A reader must not find half a number.
    writeFileSync(`${this.#file}.new`, String(this.#ahead));
    renameSync(`${this.#file}.new`, this.#file);
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true });
  }
}
