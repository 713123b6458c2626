import { createHash } from 'node:crypto';
import { Problem } from '../../../src/core/errors';
import { Vault } from '../../../src/core/vault';
import { element, type XmlElement } from '../../../src/core/xml';
import { pollChanges } from '../../../src/services/measoft/change_stream';
import { CacheModel, Process, Simulation } from '../../../proof/exactly_once/simulation';

/**
 * Random hours of a Zap that reads a stream of changes, each told by its seed alone. What is promised: as
 * long as of two polls that come to their end one arrives at the platform, every change does.
 */
// So many random hours of each kind; the environment may ask for more.
const SEEDS = Number(process.env.SEEDS ?? 4);

vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

/** How often things go wrong, from 0 to 1. */
interface Dangers {
  /** The connection breaks before the courier service gets a request, or after it did as it was asked. */
  readonly lost: number;
  /** The process of a poll is killed at any moment, or what it returns is lost. */
  readonly death: number;
  /** Another poll of the same Zap begins before this one has ended. */
  readonly overlap: number;
  /** The cache forgets, at any moment of a poll or after it. */
  readonly amnesia: number;
  /** The cache is out of order for some polls. */
  readonly outage: number;
  /** More changes at once than are remembered. */
  readonly burst: number;
}

const POLLS = 20;
const CALM_POLLS = 20;
const MINUTE = 60_000;
/** An order is a text that cannot be compressed; a dozen of them is remembered. */
const ORDER_BYTES = 2000;
const BURST = 30;
/** So many orders a result has room for. */
const ROOM = 60;

/** What a courier service does for one stream: a commit covers what the last read told. */
class StreamModel {
  readonly changes: XmlElement[] = [];
  committed = 0;
  #lastRead = 0;

  change(): void {
    const ordercode = String(this.changes.length + 1);
    const text = createHash('shake256', { outputLength: ORDER_BYTES }).update(ordercode).digest('base64');
    this.changes.push(element('order', { ordercode }, element('instruction', {}, text)));
  }

  readonly read = (): readonly XmlElement[] => {
    this.#lastRead = this.changes.length;
    return this.changes.slice(this.committed);
  };

  readonly commit = (): void => {
    this.committed = Math.max(this.committed, this.#lastRead);
  };
}

class Lost extends Error {}

class ZapModel {
  readonly stream = new StreamModel();
  readonly cache: CacheModel;
  readonly seen = new Set<string>();
  /** Whether the last poll that came to its end, as far as anybody knows, has arrived. */
  #arrived = true;

  constructor(
    readonly world: Simulation,
    private readonly dangers: Dangers,
  ) {
    this.cache = new CacheModel(world);
  }

  async live(): Promise<void> {
    const { world, stream, dangers, cache } = this;
    for (let poll = 0; poll < POLLS + CALM_POLLS; poll += 1) {
      const begin = poll * MINUTE;
      const calm = poll >= POLLS;
      const happens = (danger: keyof Dangers): boolean => !calm && world.chance(dangers[danger]);
      world.at(begin, () => {
        for (let change = world.between(0, 4); change > 0; change -= 1)
          world.at(begin + world.between(0, MINUTE), () => {
            if (!calm) stream.change();
          });
        if (happens('burst')) for (let change = 0; change < BURST; change += 1) stream.change();
        if (happens('outage')) cache.breakDown('fails', world.between(0, 2 * MINUTE));
        if (happens('amnesia') && this.#arrived)
          world.after(world.between(0, MINUTE), () => {
            cache.drop(world.between(0.3, 1));
          });
        void this.#poll(happens);
        if (happens('overlap')) world.after(world.between(0, 300), () => void this.#poll(happens));
      });
    }
    await world.run();
  }

  async #poll(happens: (danger: keyof Dangers) => boolean): Promise<void> {
    const { world, stream } = this;
    const process = new Process(world);
    const request = async <Result>(work: () => Result): Promise<Result> => {
      await process.pause(1);
      if (happens('lost')) throw new Lost();
      // On its way it arrives, whatever becomes of its sender.
      await world.sleep(world.between(10, 500));
      const result = work();
      await process.pause(world.between(10, 500));
      if (happens('lost')) throw new Lost();
      return result;
    };
    const arrivedBefore = this.#arrived;
    const dies = arrivedBefore && happens('death');
    if (dies) {
      this.#arrived = false;
      world.after(world.between(0, 1500), () => process.kill());
    }
    const source = { read: () => request(stream.read), commit: () => request(stream.commit) };
    const vault = new Vault(this.cache.storeOf(process), ['secret']);
    try {
      const told = await pollChanges(source, vault, 'changes 101', (all) => all.slice(0, ROOM), true);
      // One that its death comes too late for is lost on the way to the platform.
      if (dies) return;
      this.#arrived = true;
      for (const order of told) this.seen.add(order.attribute('ordercode') ?? '');
    } catch (error) {
      if (!(error instanceof Lost || error instanceof Problem)) throw error;
      // It did not come to its end.
      if (dies) this.#arrived = arrivedBefore;
    }
  }

  get losses(): string[] {
    const { stream, seen } = this;
    const lost = stream.changes.flatMap(({ attributes: { ordercode = '' } }) =>
      seen.has(ordercode) ? [] : ordercode,
    );
    return [
      ...(lost.length > 0
        ? [`${lost.length} of ${stream.changes.length} changes are lost: ${lost.join(', ')}`]
        : []),
      ...(stream.committed < stream.changes.length
        ? [`${stream.changes.length - stream.committed} are never committed`]
        : []),
    ];
  }
}

async function faultyHours(...dangers: readonly (keyof Dangers)[]): Promise<string[]> {
  const faults: string[] = [];
  for (let seed = 1; seed <= SEEDS && faults.length < 3; seed += 1) {
    const world = new Simulation(seed);
    const some = (danger: keyof Dangers): number => (dangers.includes(danger) ? world.between(0, 0.5) : 0);
    const zap = new ZapModel(world, {
      lost: some('lost'),
      death: some('death'),
      overlap: some('overlap'),
      amnesia: some('amnesia'),
      outage: some('outage'),
      burst: some('burst'),
    });
    await zap.live();
    if (zap.losses.length > 0) faults.push(`seed ${seed}: ${zap.losses.join('; ')}`);
  }
  return faults;
}

describe('no change is lost, and all are committed in the end', () => {
  it('when polls die, and requests and answers are lost', async () => {
    expect(await faultyHours('death', 'lost')).toEqual([]);
  });

  it('when polls that die are told of more changes than are remembered', async () => {
    expect(await faultyHours('death', 'lost', 'burst')).toEqual([]);
  });

  it('when polls overlap that may die', async () => {
    expect(await faultyHours('death', 'lost', 'burst', 'overlap')).toEqual([]);
  });

  it('when the cache forgets or is out of order', async () => {
    expect(await faultyHours('death', 'lost', 'burst', 'amnesia')).toEqual([]);
    expect(await faultyHours('death', 'lost', 'burst', 'outage')).toEqual([]);
  });
});
