import { setImmediate } from 'node:timers/promises'
import type { HasTime } from '@portolan/domain'

/** Nobody notices that somebody else was served for so long. */
const SLICE_MS = 8

/** Cuts long work on the event loop into slices, between which everybody else is served. */
export class TimeSlices {
  #began = performance.now()

  /** Whether the slice at hand has time left. */
  readonly hasTime: HasTime = () => performance.now() - this.#began < SLICE_MS

  /** Resolves at once while the slice has time left, else when it is our turn again. */
  async breathe(): Promise<void> {
    if (this.hasTime()) return
    await this.nextSlice()
  }

  /** Resolves when everybody else was served. */
  async nextSlice(): Promise<void> {
    await setImmediate()
    this.#began = performance.now()
  }
}
