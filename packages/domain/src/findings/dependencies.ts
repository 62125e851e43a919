const NONE: ReadonlySet<string> = new Set()

/** Who read what: readers and the topics they depend on, both ways. */
export class Dependencies {
  /** Most topics have one reader: it is kept without a set. */
  readonly #readers = new Map<string, string | Set<string>>()
  readonly #topics = new Map<string, readonly string[]>()
  readonly #forgotten: (topic: string) => void

  /** @param forgotten told of each topic that nobody depends on any more */
  constructor(forgotten: (topic: string) => void) {
    this.#forgotten = forgotten
  }

  readersOf(topic: string): ReadonlySet<string> {
    const readers = this.#readers.get(topic)
    return typeof readers === 'string' ? new Set([readers]) : (readers ?? NONE)
  }

  /** From now on a reader depends on these topics and no other. */
  set(reader: string, topics: ReadonlySet<string>): void {
    const before = this.#topics.get(reader) ?? []
    for (const topic of topics) this.#subscribe(reader, topic)
    if (topics.size === 0) this.#topics.delete(reader)
    else this.#topics.set(reader, [...topics])
    for (const topic of before) if (!topics.has(topic)) this.#unsubscribe(reader, topic)
  }

  #subscribe(reader: string, topic: string): void {
    const readers = this.#readers.get(topic)
    if (readers === undefined) this.#readers.set(topic, reader)
    else if (typeof readers !== 'string') readers.add(reader)
    else if (readers !== reader) this.#readers.set(topic, new Set([readers, reader]))
  }

  #unsubscribe(reader: string, topic: string): void {
    const readers = this.#readers.get(topic)
    if (readers === undefined) return
    if (typeof readers !== 'string') {
      readers.delete(reader)
      if (readers.size > 0) return
    }
    this.#readers.delete(topic)
    this.#forgotten(topic)
  }
}
