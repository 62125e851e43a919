import { describe, expect, test } from 'vitest'
import { readRecording } from '../../test/recording.ts'
import type { KubernetesObject } from '../kubernetes/metadata.ts'
import { keyOf, type ObjectKey } from '../kubernetes/object-key.ts'
import { projectObject } from '../kubernetes/project/project-object.ts'
import { aDeletion, aModification, anAddition, testFingerprint } from '../testing/index.ts'
import { revertDifferences } from './apply-differences.ts'
import type { RecordedChange } from './change.ts'
import { isSignificant } from './significance.ts'
import { Snapshot } from './snapshot.ts'

/** What a recorder would write of the recording: each object compared with the last that got a row. */
function record(): {
  readonly changes: readonly RecordedChange[]
  readonly told: number
  readonly objects: Map<ObjectKey, KubernetesObject>
} {
  const objects = new Map<ObjectKey, KubernetesObject>()
  const changes: RecordedChange[] = []
  let told = 0
  for (const { raw, resource, type } of readRecording()) {
    const object = projectObject(resource, raw, { fingerprint: testFingerprint })?.object
    if (object === undefined) continue
    told++
    const before = objects.get(keyOf(object))
    const change = changeOf(changes.length + 1, before, type === 'DELETED' ? undefined : object)
    if (change === undefined) continue
    changes.push(change)
    if (change.change === 'deleted') objects.delete(keyOf(object))
    else objects.set(keyOf(object), object)
  }
  return { changes, told, objects }
}

function changeOf(
  seq: number,
  before: KubernetesObject | undefined,
  after: KubernetesObject | undefined,
): RecordedChange | undefined {
  if (after === undefined) return before && aDeletion(seq, before)
  if (before === undefined) return anAddition(seq, after)
  const change = aModification(seq, [before, after])
  return isSignificant(after.kind, change.differences) ? change : undefined
}

describe('the recording, as it would be recorded', () => {
  const { changes, told, objects } = record()

  test('needs a row for everything but Events that repeat', () => {
    expect({ told, rows: changes.length }).toEqual({ told: 1614, rows: 1585 })
  })

  test('folds into exactly the objects that were told, at every step', () => {
    const snapshot = Snapshot.of(0, [])
    const states = new Map<ObjectKey, string>()
    for (const change of changes) {
      const { after, before, key } = snapshot.apply(change)
      expect(before && JSON.stringify(before)).toBe(states.get(key))
      if (after) states.set(key, JSON.stringify(after))
      else states.delete(key)
      if (change.change === 'modified') {
        expect(JSON.stringify(revertDifferences(after, change.differences))).toBe(JSON.stringify(before))
      }
    }
    expect(states).toEqual(new Map([...objects].map(([key, object]) => [key, JSON.stringify(object)])))
  })

  test('survives being written as JSON and read again', () => {
    const snapshot = Snapshot.of(0, [])
    for (const change of changes) snapshot.apply(JSON.parse(JSON.stringify(change)) as RecordedChange)
    const folded = new Map([...objects.keys()].map((key) => [key, JSON.stringify(snapshot.get(key))]))
    expect(folded).toEqual(new Map([...objects].map(([key, object]) => [key, JSON.stringify(object)])))
    expect(snapshot.size).toBe(objects.size)
  })

  test('takes few bytes per change', () => {
    const modified = changes.filter(({ change }) => change === 'modified')
    const bytes = modified.reduce((sum, { differences }) => sum + JSON.stringify(differences).length, 0)
    expect(bytes / modified.length).toBeLessThan(400)
  })
})
