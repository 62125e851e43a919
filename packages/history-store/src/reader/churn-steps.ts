import type { ChurnStep, EndpointMoves, SteppedRange } from '@portolan/pipeline/ports'
import { stepStarts } from './steps.ts'

type Step = { -readonly [Key in keyof ChurnStep]-?: ChurnStep[Key] }

/** Adds up what happened to Services, step by step. */
export class ChurnSteps {
  readonly #range: SteppedRange
  readonly #steps: Step[]

  constructor(range: SteppedRange) {
    this.#range = range
    this.#steps = stepStarts(range).map((from) => ({
      from,
      added: 0,
      removed: 0,
      becameReady: 0,
      becameUnready: 0,
      flips: 0,
      ready: 0,
      readyMin: Number.POSITIVE_INFINITY,
      zeroReadyMs: 0,
    }))
  }

  /** @param at epoch ms; what lies outside the range is not counted */
  addMoves(at: number, { added, removed, becameReady, becameUnready, flips }: EndpointMoves): void {
    const step = this.#stepAt(at)
    if (step === undefined) return
    step.added += added
    step.removed += removed
    step.becameReady += becameReady
    step.becameUnready += becameUnready
    step.flips += flips
  }

  /** A Service had this many ready endpoints during `[from, to)`; `from` may be `to`, and lies in the range or behind it. */
  addReady(from: number, to: number, ready: number): void {
    if (from >= this.#range.to) return
    const first = Math.floor((from - this.#range.from) / this.#range.stepMs)
    for (const step of this.#steps.slice(first)) {
      if (from < step.from && to <= step.from) return
      step.readyMin = Math.min(step.readyMin, ready)
      if (to >= this.#endOf(step)) step.ready += ready
    }
  }

  /** A Service had no ready endpoint during `[from, to)`. */
  addZeroReady(from: number, to: number): void {
    const { from: start, to: end, stepMs } = this.#range
    for (let at = Math.max(from, start); at < Math.min(to, end); ) {
      const step = this.#stepAt(at)
      if (step === undefined) return
      const next = Math.min(step.from + stepMs, to, end)
      step.zeroReadyMs += next - at
      at = next
    }
  }

  /**
   * @param knownFrom epoch ms: how many were ready at the end of a step is not known unless that is later
   * @param isOfOneService only then does the fewest ready within a step mean anything
   */
  *finish(knownFrom: number, isOfOneService: boolean): Generator<ChurnStep> {
    for (const counted of this.#steps) {
      const { ready, readyMin, ...step } = counted
      const isKnown = this.#endOf(counted) > knownFrom
      const isLeastKnown = isKnown && isOfOneService
      yield { ...step, ...(isKnown && { ready }), ...(isLeastKnown && { readyMin: Math.min(readyMin, ready) }) }
    }
  }

  #endOf({ from }: Step): number {
    return Math.min(from + this.#range.stepMs, this.#range.to)
  }

  #stepAt(at: number): Step | undefined {
    return at < this.#range.to ? this.#steps[Math.floor((at - this.#range.from) / this.#range.stepMs)] : undefined
  }
}
