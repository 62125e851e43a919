import type { RecordedChange } from '../src/history/change.ts'
import { type AppliedChange, Snapshot } from '../src/history/snapshot.ts'
import type { KubernetesObject } from '../src/kubernetes/metadata.ts'
import { keyOf } from '../src/kubernetes/object-key.ts'
import { projectObject } from '../src/kubernetes/project/project-object.ts'
import { aDeletion, aModification, anAddition, testFingerprint } from '../src/testing/index.ts'
import { readRecording, recordingStart } from './recording.ts'

/** A change of the recording, and what it did. */
export interface ReplayedChange {
  readonly change: RecordedChange
  readonly applied: AppliedChange
}

/** When the recording began, epoch ms. */
export const RECORDING_START = Date.parse(recordingStart())

/**
 * The recording of a real cluster as a log: what its first lists told is `initial`, everything else was watched.
 *
 * @param snapshot is moved on: at each change it is as the change leaves it
 */
export function* replayRecording(snapshot: Snapshot): IterableIterator<ReplayedChange> {
  for (const { ms, raw, resource, type } of readRecording()) {
    const object = projectObject(resource, raw, { fingerprint: testFingerprint })?.object
    if (object === undefined) continue
    const change = changeOf(snapshot, object, { isGone: type === 'DELETED', ms, isListed: type === 'LISTED' })
    if (change) yield { change, applied: snapshot.apply(change) }
  }
}

/** An empty snapshot, for a recording to be replayed into. */
export const nothingYet = (): Snapshot => Snapshot.of(0, [])

function changeOf(
  snapshot: Snapshot,
  object: KubernetesObject,
  { isGone, isListed, ms }: { isGone: boolean; isListed: boolean; ms: number },
): RecordedChange | undefined {
  const before = snapshot.get(keyOf(object))
  const seq = snapshot.seq + 1
  const options = { observedAt: RECORDING_START + ms, evidence: isListed ? ('initial' as const) : ('watched' as const) }
  if (isGone) return before && aDeletion(seq, before, options)
  if (before === undefined) return anAddition(seq, object, options)
  const change = aModification(seq, [before, object], options)
  return change.differences.length > 0 ? change : undefined
}
