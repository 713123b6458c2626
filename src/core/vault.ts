import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Keeps JSON values in a store that anybody may read: AES-256-GCM under a key that only the connection's own secrets
 * give, and keyed hashes for names. UCS demands that token, licence id and seqNumber be stored encrypted.
 *
 * What cannot be decrypted (another key, another name, another byte) reads as absent.
 */
export class Vault {
  readonly #cipherKey: Buffer;
  readonly #nameKey: Buffer;

  /** @param secrets the connection's credentials; whoever knows them all may read what is kept. */
  constructor(
    private readonly store: Store,
    secrets: readonly string[],
  ) {
    const material = JSON.stringify(secrets);
    this.#cipherKey = derive(material, 'zakaz vault cipher');
    this.#nameKey = derive(material, 'zakaz vault names');
  }

  async read(name: string): Promise<unknown> {
    const key = this.#keyOf(name);
    const sealed = await this.store.get(key);
    return sealed === undefined ? undefined : this.#open(key, sealed);
  }

  /** @returns as {@link Store.set} does. */
  async write(name: string, value: unknown, ttlSeconds: number): Promise<boolean | undefined> {
    const key = this.#keyOf(name);
    return this.store.set(key, this.#seal(key, value), ttlSeconds);
  }

  /** Writes only where nothing is. @returns true where it surely did; anything else must be read back. */
  async claim(name: string, ttlSeconds: number, value: unknown = null): Promise<boolean> {
    const key = this.#keyOf(name);
    return this.store.add(key, this.#seal(key, value), ttlSeconds);
  }

  async forget(name: string): Promise<void> {
    await this.store.delete(this.#keyOf(name));
  }

  #keyOf(name: string): string {
    return createHmac('sha256', this.#nameKey).update(name).digest('base64url');
  }

  /** The name is authenticated too, so that one entry cannot be put in another's place. */
  #seal(key: string, value: unknown): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#cipherKey, iv).setAAD(Buffer.from(key));
    const sealed = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64');
  }

  #open(key: string, sealed: string): unknown {
    const bytes = Buffer.from(sealed, 'base64');
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.#cipherKey, bytes.subarray(0, IV_BYTES), {
        authTagLength: TAG_BYTES,
      })
        .setAAD(Buffer.from(key))
        .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      const text = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
      return JSON.parse(text.toString('utf8'));
    } catch {
      return undefined;
    }
  }
}

function derive(material: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', material, 'zakaz', purpose, 32));
}
/**
 * A place that remembers texts for a while, apart for every connection. It is a cache: entries may vanish at any time,
 * and it may be out of order, in which case reading finds nothing and writing does nothing.
 */
export interface Store {
  get(key: string): Promise<string | undefined>;
  /** @returns true where it says that the value is kept, false where it says anything else, undefined where it was silent. */
  set(key: string, value: string, ttlSeconds: number): Promise<boolean | undefined>;
  /** @returns true where it says that the entry was made; false where one lives already, and where it says anything else. */
  add(key: string, value: string, ttlSeconds: number): Promise<boolean>;
  delete(key: string): Promise<void>;
}
