import { Lane } from './lane';

/** Lanes side by side: work waits until one is free. */
export class Lanes {
  private readonly waiting: ((lane: Lane) => void)[] = [];
  private readonly free: Lane[];

  private constructor(private readonly all: readonly Lane[]) {
    this.free = [...all];
  }

  static async start(app: string, count: number): Promise<Lanes> {
    return new Lanes(await Promise.all(Array.from({ length: count }, () => Lane.start(app))));
  }

  async use<Result>(work: (lane: Lane) => Promise<Result>): Promise<Result> {
    const lane = this.free.pop() ?? (await new Promise<Lane>((resolve) => this.waiting.push(resolve)));
    try {
      return await work(lane);
    } finally {
      const next = this.waiting.shift();
      if (next) next(lane);
      else this.free.push(lane);
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.all.map((lane) => lane.stop()));
  }
}
