const FIRST_SIZE = 128 * 1024;

/** The bytes of a long document that have come and are not used up yet, in one place that is used again and again. */
export class ByteWindow {
  #place: Buffer;
  #length = 0;

  constructor(size = FIRST_SIZE) {
    this.#place = Buffer.allocUnsafeSlow(size);
  }

  get bytes(): Buffer {
    return this.#place.subarray(0, this.#length);
  }

  /** Takes of a piece what finds room, from a place on. @returns how many bytes it took. */
  fill(piece: Buffer, start: number): number {
    const count = piece.copy(this.#place, this.#length, start);
    this.#length += count;
    return count;
  }

  get isFull(): boolean {
    return this.#length === this.#place.length;
  }

  /** Makes room: lets so many of the first bytes go, and finds a larger place where that is not enough. */
  drop(count: number): void {
    this.#place.copyWithin(0, count, this.#length);
    this.#length -= count;
    // Else what is left would be looked at anew for every few bytes that come.
    if (this.#length > this.#place.length / 2) {
      const larger = Buffer.allocUnsafeSlow(2 * this.#place.length);
      this.bytes.copy(larger);
      this.#place = larger;
    }
  }
}
