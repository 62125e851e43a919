/** The newest entries of each key, newest first, a bounded number of each. */
export class Newest<Entry> {
  readonly #most: number
  readonly #entries = new Map<string, readonly Entry[]>()

  /** @param most of each key */
  constructor(most: number) {
    this.#most = most
  }

  of(key: string): readonly Entry[] {
    return this.#entries.get(key) ?? []
  }

  /** It is newer than all before. */
  add(key: string, entry: Entry): void {
    this.#entries.set(key, [entry, ...this.of(key)].slice(0, this.#most))
  }

  forget(key: string): void {
    this.#entries.delete(key)
  }
}
