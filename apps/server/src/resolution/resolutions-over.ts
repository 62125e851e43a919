import { setImmediate } from 'node:timers/promises'
import {
  type AppliedChange,
  changesRequestIndex,
  type RecordedChange,
  RequestIndex,
  type Resolution,
  type ResolutionRequest,
  resolveUrl,
} from '@portolan/domain'
import { ClientGoneError } from '../errors.ts'
import { boundedRegexes } from './match-regex.ts'
import type { MovingView } from './moving-view.ts'
import { policyCheck } from './policy-check.ts'

/** A stretch of the past over which a request is resolved again and again. */
export interface ResolvedRange {
  readonly request: ResolutionRequest
  /** Epoch ms, both included. */
  readonly from: number
  readonly to: number
  /** As it is at `from`. */
  readonly view: MovingView
  /** After `from`, of the objects that the view follows, ascending. */
  readonly changes: readonly RecordedChange[]
  /** Whether a change may lead to another answer. */
  readonly decides: (applied: AppliedChange) => boolean
  /** Whether NetworkPolicies are asked: then the view follows them, and the Pods on the way. */
  readonly isPoliced: boolean
  /** Aborts when nobody waits any more. */
  readonly signal: AbortSignal
}

/** What a request led to from a time on. */
export interface TimedResolution {
  /** Epoch ms. */
  readonly time: number
  readonly resolution: Resolution
  /** Absent at the beginning, and where only what may be read became another. */
  readonly change?: RecordedChange
}

/**
 * Resolve a request at the beginning of a range and after everything in it that may lead to another answer. Others can be
 * answered between any two resolutions.
 *
 * @throws {ResolutionRequestError} it is no request. @throws {ClientGoneError} the signal aborted
 */
export async function* resolutionsOver(range: ResolvedRange): AsyncGenerator<TimedResolution> {
  const { view, request, decides, isPoliced, signal } = range
  let index = RequestIndex.of(view.snapshot)
  for (const { time, change } of stepsOf(range)) {
    const applied = change && view.apply(change)
    if (applied && !decides(applied)) continue
    await breath(signal)
    if (applied && changesRequestIndex(applied)) index = RequestIndex.of(view.snapshot)
    view.seeAsOf(time)
    const policies = isPoliced && { checkPolicy: policyCheck(view.snapshot) }
    const resolution = resolveUrl(view.snapshot, request, { index, matchRegex: boundedRegexes(), ...policies })
    yield { time, resolution, ...(change && { change }) }
  }
}

interface Step {
  readonly time: number
  readonly change?: RecordedChange
}

/** The beginning, the changes in their order, and between them the times at which other things can be read. */
function* stepsOf({ from, to, view, changes }: ResolvedRange): IterableIterator<Step> {
  const turns = view.turns.filter((time) => time > from && time <= to).sort((a, b) => a - b)
  let turned = 0
  const turnsBefore = (time: number) => {
    const first = turned
    while ((turns[turned] ?? Number.POSITIVE_INFINITY) < time) turned += 1
    return turns.slice(first, turned).map((each): Step => ({ time: each }))
  }
  yield { time: from }
  for (const change of changes) {
    yield* turnsBefore(change.observedAt)
    yield { time: change.observedAt, change }
  }
  yield* turnsBefore(Number.POSITIVE_INFINITY)
}

async function breath(signal: AbortSignal): Promise<void> {
  await setImmediate()
  if (signal.aborted) throw new ClientGoneError('The client ended the request before it was answered.')
}
