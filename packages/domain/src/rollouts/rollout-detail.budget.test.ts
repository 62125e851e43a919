import { expect, test } from 'vitest'
import { assert } from '../assert.ts'
import type { RecordedChange } from '../history/change.ts'
import type { AppliedChange, Snapshot } from '../history/snapshot.ts'
import type { WatchedObject } from '../kubernetes/watched-object.ts'
import { anEndpointSlice, aPod, aSnapshot, theDeployment, theReplicaSet, theService } from '../testing/index.ts'
import type { RolloutDetail } from './rollout-detail.ts'
import { RolloutDetailFold } from './rollout-detail-fold.ts'
import { RolloutFold } from './rollout-fold.ts'
import type { Rollout } from './rollout-types.ts'

const PODS = 2000
const PER_SLICE = 100
const BATCH = 50
const STAGES = ['unready', 'ready', 'leaving'] as const

type Stage = (typeof STAGES)[number]

interface Step {
  readonly after: WatchedObject | undefined
  readonly before: WatchedObject | undefined
}

/** A Pod by its number: below `PODS` of the old revision, else of the new one. */
function podOf(number: number, stage: Stage): WatchedObject {
  const template = TEMPLATES[number < PODS ? 0 : 1]?.[STAGES.indexOf(stage)]
  assert(template, 'every stage has a template')
  const name = `web-${number}`
  return { ...template, metadata: { ...template.metadata, name, uid: name } }
}

const TEMPLATES = [1, 2].map((version) => {
  const common = {
    ...{ owner: theReplicaSet(version), ip: '10.0.0.1', node: 'n1' },
    labels: { app: 'web', 'pod-template-hash': `v${version}` },
  }
  return STAGES.map((stage) =>
    aPod('template', {
      ...common,
      isReady: stage !== 'unready',
      ...(stage === 'leaving' && { deletionTimestamp: '2026-01-01T00:01:00Z', deletionGracePeriodSeconds: 30 }),
    }),
  )
})

const SLICE = anEndpointSlice('template', { service: 'web' })

function sliceOf(index: number, stages: ReadonlyMap<number, Stage>): WatchedObject {
  const numbers = [...stages.keys()].filter((number) => Math.floor((number % PODS) / PER_SLICE) === index)
  const endpoints = numbers.map((number) => {
    const stage = stages.get(number)
    const conditions = { ready: stage === 'ready', serving: stage !== 'unready', terminating: stage === 'leaving' }
    const uid = `web-${number}`
    return { addresses: ['10.0.0.1'], conditions, targetRef: { kind: 'Pod', namespace: 'default', name: uid, uid } }
  })
  const name = `web-${index}`
  return { ...SLICE, metadata: { ...SLICE.metadata, name, uid: `slice-${name}` }, endpoints } as WatchedObject
}

/** Two thousand Pods are replaced, fifty at a time; what is there before comes first. */
function* story(): IterableIterator<Step> {
  const stages = new Map<number, Stage>()
  const slices = new Map<number, WatchedObject>()
  const put = (after: WatchedObject, before?: WatchedObject): Step => ({ after, before })
  function* tellSlice(index: number): IterableIterator<Step> {
    const after = sliceOf(index, stages)
    yield put(after, slices.get(index))
    slices.set(index, after)
  }
  const [first, asked, done] = [
    theDeployment({ replicas: PODS }),
    theDeployment({ version: 2, replicas: PODS, updated: 0 }),
    theDeployment({ version: 2, replicas: PODS }),
  ]
  for (const object of [theService(), first, theReplicaSet(1)]) yield put(object)
  for (let number = 0; number < PODS; number++) {
    yield put(podOf(number, 'ready'))
    stages.set(number, 'ready')
  }
  for (let index = 0; index < PODS / PER_SLICE; index++) yield* tellSlice(index)
  yield put(asked, first)
  yield put(theReplicaSet(2))
  for (let start = 0; start < PODS; start += BATCH) {
    const numbers = Array.from({ length: BATCH }, (_, index) => start + index)
    const slice = Math.floor(start / PER_SLICE)
    for (const number of numbers) {
      yield put(podOf(PODS + number, 'unready'))
      stages.set(PODS + number, 'unready')
    }
    yield* tellSlice(slice)
    for (const number of numbers) {
      yield put(podOf(PODS + number, 'ready'), podOf(PODS + number, 'unready'))
      stages.set(PODS + number, 'ready')
      if (number % 10 === 9) yield* tellSlice(slice)
    }
    for (const number of numbers) {
      yield put(podOf(number, 'leaving'), podOf(number, 'ready'))
      stages.set(number, 'leaving')
      if (number % 10 === 9) yield* tellSlice(slice)
    }
    for (const number of numbers) {
      yield { after: undefined, before: podOf(number, 'leaving') }
      stages.delete(number)
    }
    yield* tellSlice(slice)
  }
  yield put(done, asked)
}

function* replay(
  snapshot: Snapshot,
): IterableIterator<{ readonly change: RecordedChange; readonly applied: AppliedChange }> {
  for (const { after, before } of story()) {
    const object = after ?? before
    if (object === undefined) continue
    const { kind, metadata } = object
    const seq = snapshot.seq + 1
    const type = after === undefined ? 'deleted' : before === undefined ? 'added' : 'modified'
    const change: RecordedChange = {
      ...{ seq, change: type, evidence: 'watched', observedAt: seq * 10, observedFrom: seq * 10 },
      ...{ kind, name: metadata.name, uid: metadata.uid, resourceVersion: String(seq), differences: [] },
      ...(metadata.namespace !== undefined && { namespace: metadata.namespace }),
    }
    yield { change, applied: snapshot.take(change, after) }
  }
}

/** CPU time, ms: the wall clock of a machine that others use says nothing. */
function cpuOf<Result>(work: () => Result): { readonly ms: number; readonly result: Result } {
  const start = process.cpuUsage()
  const result = work()
  const { system, user } = process.cpuUsage(start)
  return { ms: (system + user) / 1000, result }
}

test('a rollout of 2,000 Pods is told in detail within 200 ms of CPU time', () => {
  const snapshot = aSnapshot()
  const fold = new RolloutFold(snapshot)
  let rollout: Rollout | undefined
  for (const { applied, change } of replay(snapshot)) [rollout] = [...fold.apply(change, applied), rollout]
  expect(rollout).toMatchObject({ state: 'drained', verdict: { kind: 'hitless' } })
  const again = aSnapshot()
  let detail: RolloutDetailFold | undefined
  for (const { applied, change } of replay(again)) {
    detail?.apply(change, applied)
    if (rollout && change.seq === rollout.requested.seq) detail = new RolloutDetailFold(rollout, again)
  }
  const tellings = Array.from({ length: 8 }).map(() => cpuOf(() => detail?.detail() as RolloutDetail))
  const told = tellings[0]?.result
  expect(told?.pods).toHaveLength(2 * PODS)
  expect(told?.endpointLag?.count).toBe(PODS)
  expect(told?.series[0]?.steps.length).toBeGreaterThan(100)
  expect(Math.min(...tellings.map(({ ms }) => ms))).toBeLessThan(200)
})
