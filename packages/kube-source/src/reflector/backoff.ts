import type { Tuning } from '../tuning.ts'

type BackoffTuning = Pick<Tuning, 'backoffBaseMs' | 'backoffCapMs' | 'backoffResetMs' | 'maxRetryAfterMs' | 'random'>

/**
 * How long to wait after a failure (rule B.6): 0.8 s · 2^n plus as much again at random, at most 30 s in all.
 * A server that names a time is given it, plus up to as much again, so that not everybody comes back at once.
 */
export class Backoff {
  readonly #tuning: BackoffTuning
  #failures = 0

  constructor(tuning: BackoffTuning) {
    this.#tuning = tuning
  }

  /** @param retryAfterMs what the server asked for; absent when it named no time */
  next(retryAfterMs?: number): number {
    const { backoffBaseMs, backoffCapMs, maxRetryAfterMs, random } = this.#tuning
    // The jitter keeps its full width at the cap, so that many streams do not end up in step.
    const step = Math.min(backoffBaseMs * 2 ** this.#failures, backoffCapMs / 2)
    this.#failures++
    const base = retryAfterMs === undefined ? step : Math.min(retryAfterMs, maxRetryAfterMs)
    return Math.round(base * (1 + random()))
  }

  /** A stream was healthy for so long. */
  wasHealthy(ms: number): void {
    if (ms >= this.#tuning.backoffResetMs) this.#failures = 0
  }
}
