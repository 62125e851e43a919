import type { ReadyShare, Sparkline } from './series-types.ts'

/** How many stretches a sparkline has at most: as many as a list can show. */
const SPARKLINE_BUCKETS = 60

const FINEST_MS = 100

/** All that a `SparklineRecorder` knows. */
export interface SparklineMemory {
  readonly from: number
  readonly bucketMs: number
  readonly buckets: readonly ReadyShare[]
  readonly current: ReadyShare
}

/**
 * Records a step function in bounded memory: when there is no room for another bucket, two become one and each is twice as
 * long. A bucket keeps the share with the fewest ready endpoints in it, so that a short dip stays visible.
 */
export class SparklineRecorder {
  readonly #from: number
  #bucketMs: number
  #buckets: ReadyShare[]
  #current: ReadyShare

  constructor({ from, bucketMs, buckets, current }: SparklineMemory) {
    this.#from = from
    this.#bucketMs = bucketMs
    this.#buckets = [...buckets]
    this.#current = current
  }

  static begin(from: number, share: ReadyShare): SparklineRecorder {
    return new SparklineRecorder({ from, bucketMs: FINEST_MS, buckets: [share], current: share })
  }

  /** From this moment on it is so. @param at epoch ms, never before an earlier one */
  step(at: number, share: ReadyShare): void {
    this.#extend(at)
    this.#current = share
    const last = this.#buckets.length - 1
    this.#buckets[last] = fewest(this.#buckets[last] ?? share, share)
  }

  /** The course up to a moment. */
  upTo(at: number): Sparkline {
    const copy = new SparklineRecorder(this.memory())
    copy.#extend(at)
    return copy.drawn
  }

  /** The course up to the last step. */
  get drawn(): Sparkline {
    return { from: this.#from, bucketMs: this.#bucketMs, buckets: [...this.#buckets] }
  }

  memory(): SparklineMemory {
    return { from: this.#from, bucketMs: this.#bucketMs, buckets: [...this.#buckets], current: this.#current }
  }

  #extend(at: number): void {
    const elapsed = Math.max(0, at - this.#from)
    while (elapsed >= this.#bucketMs * SPARKLINE_BUCKETS) this.#halve()
    const index = Math.floor(elapsed / this.#bucketMs)
    while (this.#buckets.length <= index) this.#buckets.push(this.#current)
  }

  #halve(): void {
    const halved: ReadyShare[] = []
    for (let index = 0; index < this.#buckets.length; index += 2) {
      const first = this.#buckets[index] as ReadyShare
      halved.push(fewest(first, this.#buckets[index + 1] ?? first))
    }
    this.#buckets = halved
    this.#bucketMs *= 2
  }
}

const total = ({ from, to, other }: ReadyShare): number => from + to + other

/** The later where both have as many: what it turned into. */
function fewest(earlier: ReadyShare, later: ReadyShare): ReadyShare {
  return total(earlier) < total(later) ? earlier : later
}
