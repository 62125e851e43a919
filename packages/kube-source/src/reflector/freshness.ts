import type { Clock } from '@portolan/pipeline/ports'

/** When lines arrived, and how old they may be. Epoch ms. */
export interface ObservedTime {
  readonly observedAt: number
  /** The change cannot be older than this; absent where it is as old as its arrival. */
  readonly observedFrom?: number
}

/**
 * What may be said about the age of arriving lines.
 *
 * After an interruption the server first sends what was missed meanwhile, so for a while a line may be as old as the last
 * instant at which the stream was surely up to date.
 */
export class Freshness {
  readonly #clock: Clock
  /** Epoch ms; lines of the interruption are not older. */
  #sureAt: number
  /** Monotonic ms; absent: up to date. */
  #catchingUpUntil: number | undefined

  constructor(clock: Clock, sureAt: number) {
    this.#clock = clock
    this.#sureAt = sureAt
  }

  /** Epoch ms: the last instant at which the stream was surely complete. */
  get sureAt(): number {
    return this.#sureAt
  }

  /** @param at epoch ms: everything up to then was told */
  assure(at: number): void {
    this.#sureAt = at
    this.#catchingUpUntil = undefined
  }

  /** An interruption is over: what was missed arrives within `ms`. */
  catchUp(ms: number): void {
    this.#catchingUpUntil = this.#clock.monotonic() + ms
  }

  /** @param observedAt epoch ms, when lines arrived */
  arrived(observedAt: number): ObservedTime {
    if (this.#catchingUpUntil !== undefined && this.#clock.monotonic() < this.#catchingUpUntil) {
      return { observedAt, observedFrom: Math.min(this.#sureAt, observedAt) }
    }
    this.assure(observedAt)
    return { observedAt }
  }
}
