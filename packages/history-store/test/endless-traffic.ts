import type { Pod, RecordedChange, WatchedObject } from '@portolan/domain'
import { aDeletion, aModification, anAddition, anEndpointSlice, aPod } from '@portolan/domain/testing'
import { noiseOf } from './noise.ts'

/** Objects that take turns: slices and Pods in equal shares. */
const SLOTS = 12
/** An object is added, changed some times and deleted; then the next one of its name is. */
const LIFE = 9
const EVERY_MS = 1_500

/** One change of a log that never ends: the same for the same `seq`, whoever asks. */
export interface Turn {
  readonly change: RecordedChange
  readonly before: WatchedObject | undefined
  readonly after: WatchedObject | undefined
}

/** @param everyMs so far apart are changes */
export function turnAt(seq: number, everyMs = EVERY_MS): Turn {
  const before = objectAfter(seq - SLOTS)
  const after = objectAfter(seq)
  const options = { observedAt: Date.UTC(2026, 10, 21) + seq * everyMs }
  if (after === undefined) return { change: aDeletion(seq, before as WatchedObject, options), before, after }
  if (before === undefined) return { change: anAddition(seq, after, options), before, after }
  return { change: aModification(seq, [before, after], options), before, after }
}

/** Everything that exists just after a change. */
export function objectsAfter(seq: number): WatchedObject[] {
  const latest = Array.from({ length: SLOTS }, (_, index) => objectAfter(seq - index))
  return latest.filter((object) => object !== undefined)
}

/** The object whose turn a change was; `undefined` where the change deleted it, or there was none. */
function objectAfter(seq: number): WatchedObject | undefined {
  const turn = Math.floor(seq / SLOTS)
  if (seq < 1 || turn % LIFE === LIFE - 1) return undefined
  const object = (seq % SLOTS) % 2 === 0 ? sliceOf(seq) : podOf(seq % SLOTS, turn)
  return {
    ...object,
    metadata: { ...object.metadata, labels: { ...object.metadata.labels, noise: noiseOf(seq, 400) } },
  }
}

const podOf = (slot: number, turn: number): Pod =>
  aPod(`pod-${slot}`, { namespace: 'shop', uid: `pod-${slot}-${Math.floor(turn / LIFE)}` })

function sliceOf(seq: number): WatchedObject {
  const [slot, turn] = [seq % SLOTS, Math.floor(seq / SLOTS)]
  const endpoints = [0, 1, 2].flatMap((index) =>
    (turn + index) % 4 === 0
      ? []
      : [{ pod: podOf(1 + 2 * index, turn), ready: (turn + index) % 3 > 0, terminating: false }],
  )
  return anEndpointSlice(`slice-${slot}-${Math.floor(turn / LIFE)}`, {
    namespace: 'shop',
    service: `web-${slot}`,
    endpoints,
  })
}
