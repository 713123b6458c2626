import { element, type XmlElement } from '../../../src/core/xml';
import { Vault } from '../../../src/core/vault';
import { readChanges } from '../../../src/services/measoft/change_stream';
import { problemOf } from '../../support/problem';
import { MemoryStore } from '../../support/till';

const idOf = (order: XmlElement): string => order.attribute('ordercode') ?? '';

/** What a courier service does for one stream: a commit covers what the last read told. */
class Stream {
  readonly changes: string[] = [];
  readonly done: string[] = [];
  private committed = 0;
  private lastRead = 0;

  readonly source = {
    read: (): Promise<readonly XmlElement[]> => {
      this.done.push('read');
      this.lastRead = this.changes.length;
      return Promise.resolve(
        this.changes.slice(this.committed).map((ordercode) => element('order', { ordercode })),
      );
    },
    commit: (): Promise<void> => {
      this.done.push('commit');
      this.committed = this.lastRead;
      return Promise.resolve();
    },
  };
}

class Zap {
  readonly stream = new Stream();
  readonly store = new MemoryStore();
  readonly vault = new Vault(this.store, ['secret']);
  source = this.stream.source;

  async poll(mayCommit = true): Promise<string[]> {
    return (await readChanges(this.source, this.vault, 'changes 101', mayCommit)).map(idOf);
  }
}

describe('polls of a stream', () => {
  it('commit at the next poll what the last one told, and nothing before', async () => {
    const zap = new Zap();
    zap.stream.changes.push('1', '2');
    await zap.poll();
    expect(zap.stream.done).toEqual(['read']);
    zap.stream.changes.push('3');
    await zap.poll();
    expect(zap.stream.done).toEqual(['read', 'commit', 'read']);
  });

  it('tell the new first, and again for a while what was told before: nobody says whether it arrived', async () => {
    const zap = new Zap();
    zap.stream.changes.push('1', '2');
    expect(await zap.poll()).toEqual(['1', '2']);
    zap.stream.changes.push('3');
    expect(await zap.poll()).toEqual(['3', '1', '2']);
    expect(await zap.poll()).toEqual(['3', '1', '2']);
  });

  it('remember about a hundred orders, however many there are', async () => {
    const zap = new Zap();
    const order = (index: number): XmlElement =>
      element('order', { ordercode: String(index) }, element('status', {}, `S${Math.sin(index)}`.repeat(20)));
    const orders = Array.from({ length: 3000 }, (_, index) => order(index));
    zap.source = { ...zap.source, read: () => Promise.resolve(orders.splice(0)) };
    expect(await zap.poll()).toHaveLength(3000);
    const again = await zap.poll();
    expect(again.length).toBeGreaterThan(50);
    expect(again.length).toBeLessThan(1500);
    for (const entry of zap.store.entries.values()) expect(entry.length).toBeLessThan(64 * 1024);
  });

  it('tell an order once per status, as it was told last', async () => {
    const zap = new Zap();
    const told = (price: string, status: string): XmlElement =>
      element('order', { ordercode: '1' }, element('price', {}, price), element('status', {}, status));
    const answers = [[told('1', 'NEW')], [told('2', 'NEW')], [told('2', 'DELIVERY')]];
    zap.source = { ...zap.source, read: () => Promise.resolve(answers.shift() ?? []) };
    const seen = async (): Promise<string[]> =>
      (await readChanges(zap.source, zap.vault, 'x', true)).map((order) =>
        order.children.map(({ text }) => text).join(' '),
      );
    expect(await seen()).toEqual(['1 NEW']);
    expect(await seen()).toEqual(['2 NEW']);
    expect(await seen()).toEqual(['2 DELIVERY', '2 NEW']);
  });

  it('commit nothing while a Zap is being turned on, nor because of that poll what it has not told', async () => {
    const zap = new Zap();
    zap.stream.changes.push('1');
    await zap.poll();
    zap.stream.changes.push('2');
    expect(await zap.poll(false)).toEqual(['1', '2']);
    expect(zap.stream.done).toEqual(['read', 'read']);
  });

  it('say again what could not be committed', async () => {
    const zap = new Zap();
    zap.stream.changes.push('1');
    await zap.poll();
    zap.source = { ...zap.source, commit: () => Promise.reject(new Error('no answer')) };
    await expect(zap.poll()).rejects.toThrow('no answer');
    zap.store.entries.clear();
    zap.source = zap.stream.source;
    expect(await zap.poll()).toEqual(['1']);
  });

  it('commit nothing after all was forgotten', async () => {
    const zap = new Zap();
    zap.stream.changes.push('1');
    await zap.poll();
    zap.store.entries.clear();
    expect(await zap.poll()).toEqual(['1']);
    expect(zap.stream.done).toEqual(['read', 'read']);
  });

  it('keep what they remember unreadable', async () => {
    const zap = new Zap();
    zap.stream.changes.push('ORDER-OF-MARIA');
    await zap.poll();
    const kept = JSON.stringify([...zap.store.entries]);
    expect(kept).not.toContain('MARIA');
    expect(kept).not.toContain('101');
  });
});

describe('a poll that is overtaken', () => {
  it('leaves nothing behind to be committed, since another read has followed', async () => {
    const zap = new Zap();
    zap.stream.changes.push('1');
    let second: Promise<string[]> | undefined;
    const { read } = zap.stream.source;
    zap.source = {
      ...zap.source,
      read: async () => {
        const orders = await read();
        if (second) return orders;
        zap.stream.changes.push('2');
        // The other poll reads both and dies before it says so.
        second = zap.poll().then(() => Promise.reject(new Error('died')));
        await second.catch(() => undefined);
        zap.store.entries.clear();
        return orders;
      },
    };
    expect(await zap.poll()).toEqual(['1']);
    expect(await zap.poll()).toEqual(['1', '2']);
    expect(zap.stream.done).not.toContain('commit');
  });

  it('reads nothing where it cannot mark the stream as its own', async () => {
    const zap = new Zap();
    zap.stream.changes.push('1');
    await zap.poll();
    zap.store.set = () => Promise.resolve();
    expect(await problemOf(() => zap.poll())).toMatchObject({ kind: 'later', code: 'stream_taken' });
    expect(zap.stream.done).toEqual(['read']);
  });
});

/** Numbers that are the same in every run. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

describe.each([1, 2, 3, 4, 5])('polls that die anywhere (seed %i)', (seed) => {
  it('lose no change', async () => {
    const random = randomOf(seed);
    const zap = new Zap();
    const seen = new Set<string>();
    const died = new Error('died');
    const { read, commit } = zap.stream.source;
    // Every call of a poll may be its last: before it has an effect, or after.
    let mortal = true;
    const mayDie = async <Value>(work: () => Promise<Value>): Promise<Value> => {
      if (mortal && random() < 0.05) throw died;
      const value = await work();
      if (mortal && random() < 0.05) throw died;
      return value;
    };
    zap.source = { read: () => mayDie(read), commit: () => mayDie(commit) };
    const { store } = zap;
    const [get, set] = [store.get.bind(store), store.set.bind(store)];
    store.get = (key) => mayDie(() => get(key));
    store.set = (key, value) => mayDie(() => set(key, value));

    for (let poll = 0; poll < 200; poll += 1) {
      for (let change = 0; change < 10; change += 1) zap.stream.changes.push(`${poll}-${change}`);
      if (random() < 0.02) store.entries.clear();
      const told = await zap.poll().catch((error: unknown) => {
        if (error !== died) throw error;
        return [];
      });
      for (const change of told) seen.add(change);
    }
    mortal = false;
    for (const change of await zap.poll()) seen.add(change);
    expect(seen.size).toBe(2000);
    expect(zap.stream.done.filter((what) => what === 'commit').length).toBeGreaterThan(20);
  });
});
