/** How many entries there may be before the first look for some that can go. */
const firstSweepAt = 1_024;

/**
 * A map that forgets what no longer matters, so that it grows with the keys in use and not with all that ever were. It looks
 * for them whenever it has doubled.
 */
export class ForgetfulMap<Value> extends Map<string, Value> {
  #sweepAt = firstSweepAt;
  readonly #isOver: (value: Value) => boolean;

  constructor(isOver: (value: Value) => boolean) {
    super();
    this.#isOver = isOver;
  }

  override set(key: string, value: Value): this {
    super.set(key, value);
    if (this.size >= this.#sweepAt) {
      for (const [name, held] of this) if (this.#isOver(held)) this.delete(name);
      this.#sweepAt = Math.max(firstSweepAt, 2 * this.size);
    }
    return this;
  }
}
