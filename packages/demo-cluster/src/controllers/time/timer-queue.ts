import type { CancelTimer } from './timers.ts'

interface PlannedCall {
  dueAt: number
  order: number
  run: (() => void) | undefined
}

const isBefore = (a: PlannedCall, b: PlannedCall): boolean =>
  a.dueAt < b.dueAt || (a.dueAt === b.dueAt && a.order < b.order)

/** Planned calls by the time they are due; adding and taking cost the logarithm of their number. */
export class TimerQueue {
  readonly #heap: PlannedCall[] = []
  #asked = 0

  add(dueAt: number, run: () => void): CancelTimer {
    const call: PlannedCall = { dueAt, order: this.#asked++, run }
    this.#heap.push(call)
    this.#rise(this.#heap.length - 1)
    return () => {
      call.run = undefined
    }
  }

  /** Epoch ms of the next call that nobody took back; `undefined` when there is none. */
  nextDueAt(): number | undefined {
    while (this.#heap[0] !== undefined && this.#heap[0].run === undefined) this.#takeFirst()
    return this.#heap[0]?.dueAt
  }

  /** Take the first call due at or before `now`, in the order of (due, asked). */
  takeDue(now: number): (() => void) | undefined {
    const dueAt = this.nextDueAt()
    if (dueAt === undefined || dueAt > now) return undefined
    return this.#takeFirst()?.run
  }

  clear(): void {
    this.#heap.length = 0
  }

  #takeFirst(): PlannedCall | undefined {
    const first = this.#heap[0]
    const last = this.#heap.pop()
    if (first === undefined || last === undefined || first === last) return first
    this.#heap[0] = last
    this.#sink(0)
    return first
  }

  #rise(index: number): void {
    const parent = (index - 1) >> 1
    if (index === 0 || !this.#swapIfBefore(index, parent)) return
    this.#rise(parent)
  }

  #sink(index: number): void {
    const [left, right] = [2 * index + 1, 2 * index + 2]
    const a = this.#heap[left]
    const b = this.#heap[right]
    if (a === undefined) return
    const child = b !== undefined && isBefore(b, a) ? right : left
    if (this.#swapIfBefore(child, index)) this.#sink(child)
  }

  #swapIfBefore(lower: number, upper: number): boolean {
    const a = this.#heap[lower]
    const b = this.#heap[upper]
    if (a === undefined || b === undefined || !isBefore(a, b)) return false
    this.#heap[lower] = b
    this.#heap[upper] = a
    return true
  }
}
