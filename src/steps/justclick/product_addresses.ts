import { Problem } from '../../core/errors';
import { isObject } from '../../core/json';
import { CLOCK } from '../../core/time';
import { Vault } from '../../core/vault';
import type { GoodChanges } from '../../services/justclick/products';
import type { Run } from '../../zapier/run';
import { shopConnection, shopOf } from './shop';

/** The parameters of UpdateGood that say where notifications of a product go. */
const ADDRESS_PARAMETERS = ['good_api_url_new_order', 'good_api_url_notif'] as const;

export type AddressParameter = (typeof ADDRESS_PARAMETERS)[number];

/** Zapier subscribes anew after this time, and an address that was overwritten meanwhile is written again. */
export const RENEWAL_SECONDS = 24 * 60 * 60;
/** A Zap that was not renewed for so long is gone, though nobody said so. */
const GONE_SECONDS = 3 * RENEWAL_SECONDS;
const REMEMBERED_SECONDS = 30 * 24 * 60 * 60;

/** What was written to a product, as far as this app did it. */
interface Remembered {
  /** The address that was written last; empty where it was cleared. */
  readonly last: string;
  /** Whether a step of a Zap wrote it as a setting of the product, and no trigger did. */
  readonly byStep: boolean;
  /** The Zaps that are on, in the order in which they were turned on, and when they were heard of last (UNIX seconds). */
  readonly zaps: readonly { readonly url: string; readonly heardOf: number }[];
}

/**
 * One address of one product that is told of orders. No function of the shop tells what stands there, so what was written
 * last is remembered for all connections of the account; where that is not known any more, the address is left alone.
 *
 * The Zap that was turned on last has the address, where there are several. When it is turned off, the one before it gets it back.
 */
export class ProductAddress {
  readonly #vault: Vault;
  readonly #name: string;

  constructor(
    private readonly run: Run,
    private readonly goodName: string,
    private readonly parameter: AddressParameter,
  ) {
    const { brand, login, apiKey } = shopConnection(run.authData);
    this.#vault = new Vault(run.appStore, [login, apiKey]);
    this.#name = `address ${brand} ${parameter} ${goodName}`;
  }

  /**
   * Has the shop tell a Zap, unless this is a renewal and the address belongs to another by now.
   *
   * @throws Problem
   */
  async take(url: string): Promise<void> {
    const before = await this.#remembered();
    const known = before?.zaps ?? [];
    const zap = { url, heardOf: now() };
    const isRenewal = known.some((one) => one.url === url);
    const zaps = isRenewal ? known.map((one) => (one.url === url ? zap : one)) : [...known, zap];
    if (before && isRenewal && isTakenFrom(url, before)) {
      await this.#remember({ ...before, zaps });
      return;
    }
    await this.#write(url);
    await this.#remember({ last: url, byStep: false, zaps });
  }

  /**
   * Gives the address of a Zap that was turned off back: to the Zap that had it before, or to nobody.
   *
   * @throws Problem
   */
  async release(url: string): Promise<void> {
    const before = await this.#remembered();
    if (!before) return;
    const zaps = before.zaps.filter((zap) => zap.url !== url);
    if (before.last !== url) {
      await this.#remember({ ...before, zaps });
      return;
    }
    const last = zaps.at(-1)?.url ?? '';
    try {
      await this.#write(last);
    } catch (error) {
      // A product that was deleted tells nobody any more.
      if (error instanceof Problem && error.code === 'unknown_product') return this.forget();
      throw error;
    }
    await this.#remember({ last, byStep: false, zaps });
  }

  /** Notes that a step wrote the address as a setting of the product. */
  async overwritten(url: string): Promise<void> {
    const before = await this.#remembered();
    await this.#remember({ last: url, byStep: url !== '', zaps: before?.zaps ?? [] });
  }

  async forget(): Promise<void> {
    await this.#vault.forget(this.#name);
  }

  async #write(url: string): Promise<void> {
    await shopOf(this.run).updateGood(this.goodName, { [this.parameter]: url });
  }

  async #remembered(): Promise<Remembered | undefined> {
    const found = await this.#vault.read(this.#name);
    if (!isRemembered(found)) return undefined;
    return { ...found, zaps: found.zaps.filter(({ heardOf }) => heardOf > now() - GONE_SECONDS) };
  }

  /** What cannot be kept must not stay as it was: it would say that another address was written last. */
  async #remember(what: Remembered): Promise<void> {
    if ((await this.#vault.write(this.#name, what, REMEMBERED_SECONDS)) !== true) await this.forget();
  }
}

/** Whether the address belongs to a Zap that was turned on later, or was written by a step. */
function isTakenFrom(url: string, { last, byStep, zaps }: Remembered): boolean {
  return last !== url && (byStep || zaps.some((zap) => zap.url === last));
}

/** The vault gives back only what was sealed here. */
function isRemembered(value: unknown): value is Remembered {
  return isObject(value) && typeof value.last === 'string' && Array.isArray(value.zaps);
}

function now(): number {
  return Math.floor(CLOCK.now() / 1000);
}

/** Notes what a step wrote to the addresses of a product; what it left out stays as it is. */
export async function noteAddresses(run: Run, goodName: string, changes: GoodChanges): Promise<void> {
  for (const parameter of ADDRESS_PARAMETERS) {
    const url = changes[parameter];
    if (typeof url === 'string') await new ProductAddress(run, goodName, parameter).overwritten(url);
  }
}

/** Forgets what was written to a product that is gone, or new. */
export async function forgetAddresses(run: Run, goodName: string): Promise<void> {
  for (const parameter of ADDRESS_PARAMETERS) await new ProductAddress(run, goodName, parameter).forget();
}
