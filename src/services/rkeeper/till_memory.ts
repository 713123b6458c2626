import { isObject } from '../../core/json';
import type { License } from '../../core/license';
import type { Vault } from '../../core/vault';

/** What is remembered of a till between steps: hints, any of which may be missing or old. */
export interface Hints {
  readonly restCode?: string | undefined;
  readonly license?: License | undefined;
  /** When the licence server named the licence: milliseconds since 1970. */
  readonly licenseAskedAt?: number | undefined;
  /** The number that the licence instance used last. */
  readonly lastNumber?: number | undefined;
}

const NAME = 'till';
const REMEMBERED_SECONDS = 30 * 24 * 60 * 60;

/** All hints in one entry, because each call of the cache takes its time: read once in a step, and written once at its end. */
export class TillMemory {
  #read: Promise<Hints> | undefined;
  #learned: Hints = {};

  constructor(private readonly vault: Vault) {}

  async hints(): Promise<Hints> {
    this.#read ??= this.vault.read(NAME).then(hintsOf);
    return { ...(await this.#read), ...this.#learned };
  }

  learn(hints: Hints): void {
    this.#learned = { ...this.#learned, ...hints };
  }

  /** Writes down what was learned. */
  async keep(): Promise<void> {
    if (Object.keys(this.#learned).length > 0)
      await this.vault.write(NAME, await this.hints(), REMEMBERED_SECONDS);
  }
}

function hintsOf(value: unknown): Hints {
  if (!isObject(value)) return {};
  const { restCode, license, licenseAskedAt, lastNumber } = value;
  return {
    ...(typeof restCode === 'string' && { restCode }),
    ...(isLicense(license) && typeof licenseAskedAt === 'number' && { license, licenseAskedAt }),
    ...(typeof lastNumber === 'number' && { lastNumber }),
  };
}

function isLicense(value: unknown): value is License {
  return isObject(value) && typeof value.id === 'string';
}
