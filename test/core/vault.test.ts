import { Vault } from '../../src/core/vault';
import { MemoryStore } from '../support/memory';

const SECRETS = ['https://till.example:4545', 'zapier', 'till-secret'];
const VALUE = { seqNumber: 4711, body: '<LicenseInfo licenseToken="fe4e4c5a"/> Привет 🍲' };

let store: MemoryStore;
let vault: Vault;
beforeEach(() => {
  store = new MemoryStore();
  vault = new Vault(store, SECRETS);
});

const keys = (): string[] => [...store.entries.keys()];
const sealed = (key = keys()[0] ?? ''): string => store.entries.get(key)?.value ?? '';

/** Puts another text in the place of what was sealed. */
async function replace(value: string): Promise<void> {
  await store.set(keys()[0] ?? '', value, 60);
}

describe('a vault', () => {
  it.each([VALUE, 'text', 42, true, null, ['a', 'b'], ''])(
    'gives back what it was given: %j',
    async (value) => {
      await vault.write('name', value, 60);
      expect(await vault.read('name')).toEqual(value);
      expect(await new Vault(store, [...SECRETS]).read('name')).toEqual(value);
    },
  );

  it('has nothing under a name that was never used, was forgotten or has ended', async () => {
    expect(await vault.read('name')).toBeUndefined();
    await vault.write('name', VALUE, 60);
    await vault.forget('name');
    expect(await vault.read('name')).toBeUndefined();
    await vault.write('name', VALUE, 0);
    expect(await vault.read('name')).toBeUndefined();
  });

  it('lets one caller alone claim a name', async () => {
    expect(await vault.claim('lease', 60, 'holder')).toBe(true);
    expect(await vault.claim('lease', 60, 'another')).toBe(false);
    expect(await vault.read('lease')).toBe('holder');
    expect(await vault.claim('other', 60, 'holder')).toBe(true);
    await vault.forget('lease');
    expect(await vault.claim('lease', 60, 'holder')).toBe(true);
  });
});

describe('what a store gets to see', () => {
  it('is neither a name nor a value nor a secret, in whatever coding', async () => {
    await vault.write('sequence number', VALUE, 60);
    await vault.claim('lease', 60, 'holder');
    const seen = [...store.entries].flatMap(([key, { value }]) => [
      key,
      value,
      Buffer.from(value, 'base64').toString('latin1'),
      Buffer.from(key, 'base64url').toString('latin1'),
    ]);
    for (const word of ['sequence', 'lease', 'LicenseInfo', 'fe4e4c5a', '4711', 'Привет', 'till', 'zapier'])
      for (const text of seen) expect(text).not.toContain(word);
  });

  it('is another text every time, under the same key', async () => {
    const texts = new Set<string>();
    for (let time = 0; time < 100; time += 1) {
      await vault.write('name', VALUE, 60);
      texts.add(sealed());
    }
    expect(texts.size).toBe(100);
    expect(keys()).toHaveLength(1);
    const ivs = new Set([...texts].map((text) => text.slice(0, 16)));
    expect(ivs.size).toBe(100);
  });

  it('is under keys that other connections do not have', async () => {
    await vault.write('name', VALUE, 60);
    const other = new Vault(store, ['https://till.example:4545', 'zapier', 'other-secret']);
    await other.write('name', VALUE, 60);
    expect(keys()).toHaveLength(2);
  });
});

describe('what cannot be trusted reads as absent:', () => {
  beforeEach(async () => {
    await vault.write('name', VALUE, 60);
  });

  it.each([
    ['another password', ['https://till.example:4545', 'zapier', 'other']],
    ['one secret less', ['https://till.example:4545', 'zapier']],
    ['the same letters cut elsewhere', ['https://till.example:4545', 'zapiert', 'ill-secret']],
    ['another order', ['zapier', 'https://till.example:4545', 'till-secret']],
    ['none', []],
  ])('under the secrets of %s', async (_, secrets) => {
    const other = new Vault(store, secrets);
    expect(await other.read('name')).toBeUndefined();
    const text = sealed();
    await other.write('name', 'its own', 60);
    await store.set(keys()[1] ?? '', text, 60);
    expect(await other.read('name')).toBeUndefined();
  });

  it('an entry with any bit turned', async () => {
    const bytes = Buffer.from(sealed(), 'base64');
    for (let index = 0; index < bytes.length; index += 1) {
      const turned = Buffer.from(bytes);
      turned.writeUInt8(turned.readUInt8(index) ^ (1 << (index % 8)), index);
      await replace(turned.toString('base64'));
      expect(await vault.read('name')).toBeUndefined();
    }
  });

  it('an entry cut off anywhere, or longer than it was', async () => {
    const bytes = Buffer.from(sealed(), 'base64');
    for (let length = 0; length < bytes.length; length += 1) {
      await replace(bytes.subarray(0, length).toString('base64'));
      expect(await vault.read('name')).toBeUndefined();
    }
    await replace(Buffer.concat([bytes, Buffer.alloc(1)]).toString('base64'));
    expect(await vault.read('name')).toBeUndefined();
  });

  it.each(['', '{}', 'null', 'not Base64 at all: ключ', 'A'.repeat(1000)])(
    'the foreign text "%s"',
    async (text) => {
      await replace(text);
      expect(await vault.read('name')).toBeUndefined();
    },
  );

  it('an entry in the place of another', async () => {
    await vault.write('other', 'value of the other', 60);
    const [first = '', second = ''] = keys();
    const [one, two] = [sealed(first), sealed(second)];
    await store.set(first, two, 60);
    await store.set(second, one, 60);
    expect([await vault.read('name'), await vault.read('other')]).toEqual([undefined, undefined]);
  });
});
