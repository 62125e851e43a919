import { expect, test } from 'vitest'
import { readRecording } from '../../../test/recording.ts'
import type { RecordedChange } from '../../history/change.ts'
import { keyOf } from '../../kubernetes/object-key.ts'
import { projectObject } from '../../kubernetes/project/project-object.ts'
import type { WatchedObject } from '../../kubernetes/watched-object.ts'
import { aDeletion, aModification, anAddition, aSnapshot, testFingerprint } from '../../testing/index.ts'
import { RolloutMemory } from './rollout-memory.ts'

function recorded(seq: number, [before, after]: readonly (WatchedObject | undefined)[], ms: number) {
  const options = { observedAt: ms }
  if (before && after) return aModification(seq, [before, after], options)
  if (after) return anAddition(seq, after, options)
  return before && aDeletion(seq, before, options)
}

/** What is remembered of the whole recording, and the workloads that were told to be other now. */
function remembered() {
  const snapshot = aSnapshot()
  const memory = new RolloutMemory(snapshot)
  const told = new Set<string>()
  for (const { ms, raw, resource, type } of readRecording()) {
    const object = projectObject(resource, raw, { fingerprint: testFingerprint })?.object
    if (!object) continue
    const versions = [snapshot.get(keyOf(object)), type === 'DELETED' ? undefined : object]
    const change: RecordedChange | undefined = recorded(snapshot.seq + 1, versions, ms)
    if (!change) continue
    for (const key of memory.note(snapshot.apply(change), change)) told.add(key)
    memory.moveTo(snapshot)
  }
  return { memory, told }
}

test('[RLO-005] [RLO-007] what the rollouts of the recording did, and how long they took to show a ready Pod', () => {
  const { memory, told } = remembered()
  expect([...told].sort()).toEqual(['DaemonSet/ingress-nginx/nginx-ingress-controller', 'Deployment/shop/api'])
  const durations = ['Deployment/shop/web', 'Deployment/shop/api', 'Deployment/default/nginx-app'].map((key) =>
    memory.durationsOf(key).map((ms) => Math.round(ms / 1_000)),
  )
  expect(durations).toEqual([[1], [1, 1, 1], [1]])
  const outages = memory.outagesOf('DaemonSet/ingress-nginx/nginx-ingress-controller')
  expect(outages.map(({ service, window }) => [service, window.reason, (window.to?.at ?? 0) - window.from.at])).toEqual(
    [['ingress-nginx/ingress-nginx', 'budget-allows-zero', 2_881]],
  )
})
