import type { Cause, EndpointTransition } from '../../causes/cause-types.ts'
import type { EndpointIdentity } from '../../endpoints/ledger-types.ts'
import type { SettledChange } from './settled-view.ts'

/** Longest window that any detector looks back, ms. */
const HISTORY_MS = 15 * 60_000
/** More of one Service are not remembered; the oldest go first. */
const MAX_RECORDS = 2000

/** What happened to an identity in one settled difference (rule H.2). */
export type ChurnKind = 'added' | 'removed' | 'ready' | 'unready'

export interface ChurnRecord {
  /** Epoch ms at which the view settled. */
  readonly at: number
  readonly kind: ChurnKind
  readonly identity: EndpointIdentity
  readonly transition: EndpointTransition
  /** It was ready before, and is not any more. */
  readonly isLoss: boolean
  readonly isGain: boolean
  /** It was lost, or left without being remembered as lost: it has a cause of its own. */
  readonly hasOwnCause: boolean
  /** It was found by comparing lists: that it happened is known, not when (rule H.1). */
  readonly isInferred: boolean
  /** Of what has one of its own, as far as it is known. */
  cause?: Cause
}

/** How many endpoints there were from a moment on. */
interface Step {
  readonly at: number
  readonly ready: number
  readonly size: number
}

/** What happened to the endpoints of one Service in the last 15 minutes. */
export class ChurnHistory {
  #records: ChurnRecord[] = []
  #steps: Step[] = []

  /** Oldest first. */
  get records(): readonly ChurnRecord[] {
    return this.#records
  }

  /** Those since a moment, oldest first. */
  since(at: number): readonly ChurnRecord[] {
    const [oldest] = this.#records
    return oldest === undefined || oldest.at > at ? this.#records : this.#records.filter((record) => record.at > at)
  }

  /** Epoch ms at which the newest record is of no use any more; `undefined` where there is none. */
  get outdatedAt(): number | undefined {
    const newest = this.#records.at(-1)
    return newest && newest.at + HISTORY_MS
  }

  /** Nothing that is older is needed. */
  forget(now: number): void {
    const [oldest] = this.#records
    if (oldest && oldest.at <= now - HISTORY_MS) this.#records = this.#records.filter(({ at }) => at > now - HISTORY_MS)
  }

  /**
   * @param counts after the changes
   * @returns the records of these changes
   */
  note(changes: readonly SettledChange[], counts: Step): readonly ChurnRecord[] {
    const lost = new Set(this.#records.filter(({ isLoss }) => isLoss).map(({ identity }) => identity))
    const records = changes.flatMap((change) => recordOf(change, counts.at, lost) ?? [])
    this.#records.push(...records)
    if (this.#records.length > MAX_RECORDS) this.#records = this.#records.slice(-MAX_RECORDS)
    this.step(counts)
    return records
  }

  step({ at, ready, size }: Step): void {
    const last = this.#steps.at(-1)
    if (last?.ready === ready && last.size === size) return
    this.#steps.push({ at, ready, size })
    // The step that was in force at the beginning of the window belongs to it.
    const first = this.#steps.findLastIndex((step) => step.at <= at - HISTORY_MS)
    if (first > 0) this.#steps = this.#steps.slice(first)
    if (this.#steps.length > MAX_RECORDS) this.#steps = this.#steps.slice(-MAX_RECORDS)
  }

  /** The most that were ready at any time since a moment; 0 where nothing is known. */
  peakSince(at: number): number {
    const inForce = this.#steps.findLastIndex((step) => step.at <= at)
    return Math.max(0, ...this.#steps.slice(Math.max(inForce, 0)).map(({ ready }) => ready))
  }

  /** How many endpoints there were on average, by time, from a moment up to now. */
  meanSize(from: number, now: number): number {
    let sum = 0
    for (const [index, step] of this.#steps.entries()) {
      const begin = Math.max(step.at, from)
      const end = Math.max(begin, this.#steps[index + 1]?.at ?? now)
      sum += step.size * (end - begin)
    }
    const known = now - Math.max(from, this.#steps[0]?.at ?? now)
    return known <= 0 ? (this.#steps.at(-1)?.size ?? 0) : sum / known
  }
}

/**
 * An identity that appears ready counts as a join only; one that goes while ready as a leave only (rule H.2).
 *
 * @param lost of which that is remembered
 */
function recordOf(
  { identity, before, after, transition }: SettledChange,
  at: number,
  lost: ReadonlySet<EndpointIdentity>,
): ChurnRecord | undefined {
  const isLoss = before?.state === 'ready' && after?.state !== 'ready'
  const isGain = before?.state !== 'ready' && after?.state === 'ready'
  const isInferred = transition.evidence !== 'watched'
  const record = (kind: ChurnKind, hasOwnCause = isLoss): ChurnRecord => {
    return { at, kind, identity, transition, isLoss, isGain, hasOwnCause, isInferred }
  }
  if (before === undefined) return record('added')
  if (after === undefined) return record('removed', isLoss || (before.since > at - HISTORY_MS && !lost.has(identity)))
  if (isLoss) return record('unready')
  return isGain ? record('ready') : undefined
}
