import type { RecordedChange } from '@portolan/contract'
import type { RowsDelta } from './keyed-store.ts'

/** The newest changes a page keeps; older ones are read by REST. */
export const TAIL_LIMIT = 2_000

/** The newest stretch of the log, newest first. */
export interface Tail {
  readonly changes: readonly RecordedChange[]
  /** The `seq` of the oldest change here; older ones are read by REST. `undefined` while there is none. */
  readonly floor: number | undefined
  /** Grows by one whenever the list began anew: whatever was read below the floor no longer joins on. */
  readonly generation: number
}

const EMPTY: Tail = { changes: [], floor: undefined, generation: 0 }

/** A bounded tail of the log; subscribers hear once per hand-over. */
export class ChangeTail {
  readonly #limit: number
  readonly #listeners = new Set<() => void>()
  #tail = EMPTY

  constructor(limit: number) {
    this.#limit = limit
  }

  tail = (): Tail => this.#tail

  /** `rows` come oldest first. */
  apply({ rows, isReplacement }: RowsDelta<RecordedChange>): void {
    const kept = isReplacement ? [] : this.#tail.changes
    const all = [...rows.toReversed(), ...kept]
    const changes = all.slice(0, this.#limit)
    const beginsAnew = isReplacement || changes.length < all.length
    this.#tail = {
      changes,
      floor: changes.at(-1)?.seq,
      generation: this.#tail.generation + (beginsAnew ? 1 : 0),
    }
    for (const listener of this.#listeners) listener()
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
