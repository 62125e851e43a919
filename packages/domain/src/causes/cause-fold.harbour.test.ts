import { expect, test } from 'vitest'
import { nothingYet, RECORDING_START, replayRecording } from '../../test/recorded-changes.ts'
import { keyOf } from '../kubernetes/object-key.ts'
import { WATCHED_RESOURCES } from '../kubernetes/resources.ts'
import { CauseFold } from './cause-fold.ts'
import type { AttributedTransition } from './cause-types.ts'

/** Everything that is told of the recording, and the keys of every object that was ever in it. */
function attributed() {
  const snapshot = nothingYet()
  for (const { kind } of WATCHED_RESOURCES) snapshot.setVisibility(kind, undefined, 'observed')
  const fold = new CauseFold(snapshot)
  const transitions: AttributedTransition[] = []
  const keys = new Set<string>()
  for (const { applied, change } of replayRecording(snapshot)) {
    transitions.push(...fold.apply(change, applied))
    for (const object of [applied.before, applied.after]) if (object) keys.add(keyOf(object))
  }
  return { transitions: [...transitions, ...fold.flush()], keys }
}

const { keys, transitions } = attributed()

/** How often endpoints of a Service were lost, left or gained for which cause, within seconds of the recording. */
function causesOf(service: string, from: number, to: number): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { cause, transition } of transitions) {
    const second = (transition.at - RECORDING_START) / 1000
    if (transition.service !== service || second < from || second > to) continue
    const step = `${transition.from ?? 'nothing'} to ${transition.to ?? 'nothing'}`
    const name = `${step}: ${cause.kind}${cause.detail ? ` (${cause.detail})` : ''}, ${cause.confidence}`
    counts[name] = (counts[name] ?? 0) + 1
  }
  return counts
}

test('a healthy rollout loses endpoints for the rollout and gains them by new Pods', () => {
  expect(causesOf('shop/web', 23, 30)).toEqual({
    'ready to terminating-serving: rollout, proven': 4,
    'terminating to nothing: rollout, proven': 4,
    'nothing to unready: new-pod (rollout), proven': 4,
    'unready to ready: new-pod (rollout), proven': 4,
  })
})

test('Pods of a revision that is rolled back leave for the rollout, though they were never ready', () => {
  expect(causesOf('shop/web', 84, 90)).toMatchObject({ 'terminating to nothing: rollout, proven': 2 })
})

test('a selector that is repaired gains its endpoints', () => {
  expect(causesOf('default/in-ng-svc', 98, 101)).toEqual({ 'nothing to ready: selector-edited, proven': 2 })
})

test('a workload that is scaled up and down is no rollout', () => {
  expect(causesOf('shop/api', 106, 130)).toEqual({
    'nothing to unready: new-pod (scale-up), proven': 3,
    'unready to ready: new-pod (scale-up), proven': 3,
    'ready to terminating-serving: scale-down (kubectl), proven': 4,
    'terminating to nothing: scale-down (kubectl), proven': 4,
  })
})

test('endpoints that flap without a rollout are lost to their readiness, and recover from it', () => {
  expect(causesOf('shop/api', 146, 174)).toEqual({
    'ready to unready: readiness-probe (api), inferred': 19,
    'unready to ready: recovered (readiness-probe), inferred': 19,
  })
})

test('the Pods of a node that is drained without the eviction API were deleted, from a node that is cordoned', () => {
  expect(causesOf('default/envoy-service', 187, 200)).toMatchObject({
    'ready to terminating-serving: pod-deleted (cordoned), proven': 1,
    'unready to ready: new-pod (replacement), proven': 1,
  })
})

test('the front door is away because its DaemonSet rolls out, the database restarts one by one', () => {
  expect(causesOf('ingress-nginx/ingress-nginx', 225, 230)).toMatchObject({
    'ready to terminating-serving: rollout, proven': 1,
    'unready to ready: new-pod (rollout), proven': 1,
  })
  expect(causesOf('shop/db', 205, 213)).toEqual({
    'ready to nothing: rollout, proven': 3,
    'nothing to ready: new-pod (rollout), proven': 3,
  })
})

test('the outage of 26 s was within a rollout: its Pods went for it, and those that came crashed', () => {
  expect(causesOf('shop/api', 243, 268)).toEqual({
    'ready to terminating-serving: rollout, proven': 2,
    'terminating to nothing: rollout, proven': 2,
    'nothing to unready: new-pod (rollout), proven': 2,
  })
})

test('what is written by hand is not explained, and says why; what goes with its Service is', () => {
  const [cart] = transitions.filter(({ transition }) => transition.service === 'shop/cart')
  expect(cart?.cause).toMatchObject({ kind: 'unknown', row: 23, missing: ['hand-made-slice'] })
  expect(causesOf('shop/legacy', 280, 282)).toEqual({ 'ready to nothing: service-deleted, proven': 4 })
})

test('every other cause has proof that names objects of the log and changes of it', () => {
  const told = transitions.filter(({ transition }) => transition.evidence === 'watched')
  const explained = told.filter(({ cause }) => cause.kind !== 'unknown')
  expect([told.length - explained.length, explained.length > 250]).toEqual([1, true])
  for (const { cause } of explained) {
    expect(cause.proof.length).toBeGreaterThan(0)
    expect(cause.proof.every(({ object }) => keys.has(object))).toBe(true)
    expect(cause.proof.every(({ seq = 1 }) => seq > 0)).toBe(true)
  }
})
