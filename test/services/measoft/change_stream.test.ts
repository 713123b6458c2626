import { randomBytes } from 'node:crypto';
import { element, type XmlElement } from '../../../src/core/xml';
import { Vault } from '../../../src/core/vault';
import { pollChanges } from '../../../src/services/measoft/change_stream';
import { MemoryStore, StillClock } from '../../support/memory';
import { problemOf } from '../../support/problem';

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
  readonly clock = new StillClock();
  readonly store = new MemoryStore(this.clock);
  readonly vault = new Vault(this.store, ['secret']);
  source = this.stream.source;
  /** For so many orders a result has room. */
  room = Infinity;

  async poll(mayCommit = true): Promise<string[]> {
    return (
      await pollChanges(this.source, this.vault, 'changes 101', (all) => all.slice(0, this.room), mayCommit)
    ).map(idOf);
  }
}

describe('polls of a stream', () => {
  it.each([
    ['a hundred orders', 0, 100, 100],
    ['fewer that are large', 1000, 10, 40],
  ])('remember %s', async (_, bytes, least, most) => {
    const zap = new Zap();
    for (let poll = 0; poll < 20; poll += 1) {
      for (let index = 0; index < 10; index += 1) zap.stream.changes.push(`${poll}-${index}${noise(bytes)}`);
      await zap.poll();
    }
    const again = await zap.poll();
    expect(again.length).toBeGreaterThanOrEqual(least);
    expect(again.length).toBeLessThanOrEqual(most);
    expect(again[0]).toMatch(/^19-0/);
  });

  it('commit more than they can remember only after they told it twice', async () => {
    const zap = new Zap();
    for (let index = 0; index < 3000; index += 1) zap.stream.changes.push(`${index}${noise(100)}`);
    expect(await zap.poll()).toHaveLength(3000);
    zap.stream.changes.push('news');
    const again = await zap.poll();
    expect(again).toHaveLength(3001);
    expect(again).toContain('news');
    expect(zap.stream.done).toEqual(['read', 'read']);
    // What was told once only is remembered.
    expect(await zap.poll()).toContain('news');
    expect(zap.stream.done).toEqual(['read', 'read', 'commit', 'read']);
    for (const entry of zap.store.entries.values()) expect(entry.value.length).toBeLessThan(64 * 1024);
  });

  it('tell the oldest as far as a result has room, twice in a row, and commit nothing before all were told', async () => {
    const zap = new Zap();
    zap.room = 1000;
    for (let index = 0; index < 2500; index += 1) zap.stream.changes.push(`${index}${noise(100)}`);
    const all = [...zap.stream.changes];
    const polls: string[][] = [];
    for (let poll = 0; poll < 6; poll += 1) polls.push(await zap.poll());
    const parts = [all.slice(0, 1000), all.slice(1000, 2000), all.slice(2000)];
    expect(polls.map((orders) => orders.slice(0, 500))).toEqual(
      parts.flatMap((part) => [part.slice(0, 500), part.slice(0, 500)]),
    );
    expect(zap.stream.done).not.toContain('commit');
    zap.stream.changes.push('news');
    expect(await zap.poll()).toContain('news');
    expect(zap.stream.done.filter((what) => what === 'commit')).toHaveLength(1);
    expect(await zap.poll()).toContain('news');
  });

  it('forget nothing of what waits for room when a poll dies', async () => {
    const zap = new Zap();
    zap.room = 1000;
    for (let index = 0; index < 2500; index += 1) zap.stream.changes.push(`${index}${noise(100)}`);
    const told = new Set(await zap.poll());
    zap.source = { ...zap.source, read: () => Promise.reject(new Error('died')) };
    await expect(zap.poll()).rejects.toThrow('died');
    zap.source = zap.stream.source;
    for (let poll = 0; poll < 4; poll += 1) for (const order of await zap.poll()) told.add(order);
    expect(told.size).toBe(2500);
  });

  it('tell an order once per status, as it was told last', async () => {
    const zap = new Zap();
    const told = (price: string, status: string): XmlElement =>
      element('order', { ordercode: '1' }, element('price', {}, price), element('status', {}, status));
    const answers = [[told('1', 'NEW')], [told('2', 'NEW')], [told('2', 'DELIVERY')]];
    zap.source = { ...zap.source, read: () => Promise.resolve(answers.shift() ?? []) };
    const seen = async (): Promise<string[]> =>
      (await pollChanges(zap.source, zap.vault, 'x', (all) => all, true)).map((order) =>
        order.children.map(({ text }) => text).join(' '),
      );
    expect(await seen()).toEqual(['1 NEW']);
    expect(await seen()).toEqual(['2 NEW']);
    expect(await seen()).toEqual(['2 DELIVERY', '2 NEW']);
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

  it('keep what they remember unreadable', async () => {
    const zap = new Zap();
    zap.stream.changes.push('ORDER-OF-MARIA');
    await zap.poll();
    const kept = JSON.stringify([...zap.store.entries]);
    expect(kept).not.toContain('MARIA');
    expect(kept).not.toContain('101');
  });
});

describe('a poll', () => {
  it('is refused while another one is under way, which then goes on', async () => {
    const zap = new Zap();
    zap.stream.changes.push('1');
    const { read } = zap.stream.source;
    let second: unknown;
    zap.source = {
      ...zap.source,
      read: async () => {
        second = await problemOf(() => zap.poll());
        return read();
      },
    };
    expect(await zap.poll()).toEqual(['1']);
    expect(second).toMatchObject({ kind: 'later', code: 'stream_taken' });
    expect(zap.stream.done).toEqual(['read']);
  });

  it('that failed stands in nobody’s way', async () => {
    const zap = new Zap();
    zap.stream.changes.push('1');
    zap.source = { ...zap.source, read: () => Promise.reject(new Error('no answer')) };
    await expect(zap.poll()).rejects.toThrow('no answer');
    zap.source = zap.stream.source;
    expect(await zap.poll()).toEqual(['1']);
  });

  it('that was killed stands in the way no longer than a step may live', async () => {
    const zap = new Zap();
    zap.stream.changes.push('1');
    zap.source = { ...zap.source, read: () => new Promise(() => undefined) };
    void zap.poll();
    await new Promise(setImmediate);
    zap.source = zap.stream.source;
    expect(await problemOf(() => zap.poll())).toMatchObject({ code: 'stream_taken' });
    zap.clock.pass(60);
    expect(await zap.poll()).toEqual(['1']);
  });

  it('that another one overtakes, as all was forgotten, leaves nothing behind to be committed', async () => {
    const zap = new Zap();
    zap.stream.changes.push('1');
    const { read } = zap.stream.source;
    zap.source = {
      ...zap.source,
      read: async () => {
        const orders = await read();
        zap.stream.changes.push('2');
        zap.store.entries.clear();
        // The other one reads both and dies before it says so.
        zap.source = { ...zap.source, read: () => read().then(() => Promise.reject(new Error('died'))) };
        await expect(zap.poll()).rejects.toThrow('died');
        return orders;
      },
    };
    expect(await zap.poll()).toEqual(['1']);
    zap.source = zap.stream.source;
    expect(await zap.poll()).toEqual(['1', '2']);
    expect(zap.stream.done).not.toContain('commit');
  });

  it('reads nothing where it cannot mark the stream as its own', async () => {
    const zap = new Zap();
    zap.stream.changes.push('1');
    await zap.poll();
    zap.store.outOfOrder = true;
    expect(await problemOf(() => zap.poll())).toMatchObject({ kind: 'later', code: 'stream_taken' });
    expect(zap.stream.done).toEqual(['read']);
    zap.store.outOfOrder = false;
    expect(await zap.poll()).toEqual(['1']);
  });
});

/** Text that cannot be compressed much. */
function noise(bytes: number): string {
  return randomBytes(bytes).toString('base64');
}
