import { CHURN_WINDOW_MS } from './churn-instants.ts'

/** Instants that are remembered over all Services; beyond it the oldest count no more. */
const CAPACITY = 200_000

/** One joining, leaving or flip. */
export interface NotedChurn {
  /** `namespace/name`. */
  readonly service: string
  /** Epoch ms. */
  readonly time: number
}

/** Churn of the last five minutes by Service (`namespace/name`), kept up as it happens. Costs as much as there is churn. */
export class ChurnBook {
  readonly #counts = new Map<string, number>()
  /** Oldest first, from `#first` on. */
  #instants: NotedChurn[] = []
  #first = 0

  note(service: string, time: number): void {
    this.#instants.push({ service, time })
    this.#counts.set(service, (this.#counts.get(service) ?? 0) + 1)
    if (this.#instants.length - this.#first > CAPACITY) this.#forgetOldest()
  }

  /** What was before everything that is noted here. */
  recall(earlier: readonly NotedChurn[]): void {
    const sorted = earlier.toSorted((a, b) => a.time - b.time).slice(-CAPACITY)
    for (const { service } of sorted) this.#counts.set(service, this.of(service) + 1)
    this.#instants = [...sorted, ...this.#instants.slice(this.#first)]
    this.#first = 0
  }

  of(service: string): number {
    return this.#counts.get(service) ?? 0
  }

  /** Changes whenever any count does. */
  get signature(): string {
    return this.#counts.size === 0 ? '' : JSON.stringify([...this.#counts])
  }

  /** Forget what is older than the window. @returns the Services whose count fell */
  expire(now: number): ReadonlySet<string> {
    const expired = new Set<string>()
    for (;;) {
      const oldest = this.#instants[this.#first]
      if (oldest === undefined || oldest.time > now - CHURN_WINDOW_MS) return expired
      expired.add(oldest.service)
      this.#forgetOldest()
    }
  }

  #forgetOldest(): void {
    const oldest = this.#instants[this.#first]
    if (oldest === undefined) return
    this.#first += 1
    const count = this.of(oldest.service) - 1
    if (count > 0) this.#counts.set(oldest.service, count)
    else this.#counts.delete(oldest.service)
    if (this.#first > 1_000 && this.#first > this.#instants.length / 2) {
      this.#instants = this.#instants.slice(this.#first)
      this.#first = 0
    }
  }
}
