import { isEqualJson, type Resolution } from '@portolan/domain'
import type { TimedResolution } from './resolutions-over.ts'

/** A stretch in which a request had one outcome; it lasts until the next one begins, by the change that the next one names. */
export type ResolvedStretch = TimedResolution

/** The outcomes of one request in the order of time; what lasts less than a millisecond is left out. */
export class ResolvedStretches {
  readonly #stretches: ResolvedStretch[] = []

  /** Oldest first; no two that follow each other are alike. */
  get all(): readonly ResolvedStretch[] {
    return this.#stretches
  }

  add(stretch: ResolvedStretch): void {
    if (this.#endsLike(stretch)) return
    if (this.#stretches.at(-1)?.time === stretch.time) this.#stretches.pop()
    if (!this.#endsLike(stretch)) this.#stretches.push(stretch)
  }

  #endsLike({ resolution }: ResolvedStretch): boolean {
    const last = this.#stretches.at(-1)
    return last !== undefined && isSame(last.resolution, resolution)
  }
}

/** A client could not tell them apart but by the answer of a backend. */
function isSame(a: Resolution, b: Resolution): boolean {
  const [first, second] = [a, b].map(({ outcome: { kind, status, location }, backends }) => ({
    kind,
    status,
    location,
    backends: backends.map(({ namespace, service, share }) => ({ namespace, service, share })),
  }))
  return isEqualJson(first, second)
}
