interface Dated<Item> {
  readonly moment: number;
  readonly rank: number;
  readonly item: Item;
}

/** How many more are kept than are wanted, before the oldest are let go of. */
const SLACK = 1.25;

/** The newest of many items, which are taken one by one in any order: no more of them is there at once than is wanted, and some. */
export class Newest<Item> {
  readonly #kept: Dated<Item>[] = [];

  constructor(private readonly most: number) {}

  /**
   * @param moment in any unit.
   * @param rank tells which is the newer of two of one moment: the one of the higher.
   */
  take(item: Item, moment: number, rank: number): void {
    this.#kept.push({ moment, rank, item });
    if (this.#kept.length > this.most * SLACK) this.#letGo();
  }

  /** As many as are wanted, the newest first. */
  newestFirst(): Item[] {
    this.#letGo();
    return this.#kept.map(({ item }) => item).reverse();
  }

  #letGo(): void {
    this.#kept.sort((one, other) => one.moment - other.moment || one.rank - other.rank);
    this.#kept.splice(0, this.#kept.length - this.most);
  }
}
