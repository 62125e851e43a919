import { compareText } from '../../text-order.ts'

interface Entry {
  readonly at: number
  readonly name: string
}

/** What is due when: at most one time for each name. Ties are taken by name, so that equal queues yield alike. */
export class DueQueue {
  /** A binary heap; an entry whose time is no longer that of its name is passed over. */
  #heap: Entry[] = []
  readonly #times = new Map<string, number>()

  /** Epoch ms of the next that is due. */
  get nextAt(): number | undefined {
    this.#dropStale()
    return this.#heap[0]?.at
  }

  /** @param at epoch ms; `undefined`: not any more */
  set(name: string, at: number | undefined): void {
    if (this.#times.get(name) === at) return
    if (at === undefined) {
      this.#times.delete(name)
      return
    }
    this.#times.set(name, at)
    this.#push({ at, name })
    if (this.#heap.length > 2 * this.#times.size + 64) this.#rebuild()
  }

  /** Takes the next name that is due at this time or before. */
  take(until: number): { readonly at: number; readonly name: string } | undefined {
    this.#dropStale()
    const [first] = this.#heap
    if (first === undefined || first.at > until) return undefined
    this.#pop()
    this.#times.delete(first.name)
    return first
  }

  #dropStale(): void {
    for (let first = this.#heap[0]; first && this.#times.get(first.name) !== first.at; first = this.#heap[0])
      this.#pop()
  }

  #rebuild(): void {
    this.#heap = [...this.#times].map(([name, at]) => ({ at, name })).sort(byTimeAndName)
  }

  #push(entry: Entry): void {
    const heap = this.#heap
    let index = heap.push(entry) - 1
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (byTimeAndName(heap[parent] as Entry, entry) <= 0) break
      heap[index] = heap[parent] as Entry
      index = parent
    }
    heap[index] = entry
  }

  #pop(): void {
    const heap = this.#heap
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return
    let index = 0
    for (;;) {
      const left = 2 * index + 1
      if (left >= heap.length) break
      const right = left + 1
      const child = right < heap.length && byTimeAndName(heap[right] as Entry, heap[left] as Entry) < 0 ? right : left
      if (byTimeAndName(heap[child] as Entry, last) >= 0) break
      heap[index] = heap[child] as Entry
      index = child
    }
    heap[index] = last
  }
}

function byTimeAndName(a: Entry, b: Entry): number {
  return a.at - b.at || compareText(a.name, b.name)
}
