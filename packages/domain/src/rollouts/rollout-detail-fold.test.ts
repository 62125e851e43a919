import { describe, expect, test } from 'vitest'
import type { WatchedKind } from '../kubernetes/resources.ts'
import { anEventOf, aPod, aSnapshot, RolloutStage, theDeployment, theReplicaSet, theService } from '../testing/index.ts'
import { describeVerdict } from './describe-verdict.ts'
import type { PodLane } from './lane-types.ts'
import { MAX_LANES, type RolloutDetail } from './rollout-detail.ts'
import { RolloutDetailFold } from './rollout-detail-fold.ts'

const OLD = ['a', 'b', 'c', 'd']
const NEW = ['e', 'f', 'g', 'h']

/** Version 1 runs; version 2 is asked for at 1 s. */
function aStage(): RolloutStage {
  const stage = new RolloutStage().tell(theService(), theDeployment(), theReplicaSet(1))
  for (const name of OLD) stage.podComes(name, theReplicaSet(1)).podReady(name)
  return stage.at(1000).tell(theDeployment({ version: 2, observed: 1 }), theReplicaSet(2))
}

/** Everything about the only rollout of a stage, told from its log. */
function detailOf({ log, rollout }: RolloutStage): RolloutDetail {
  const snapshot = aSnapshot()
  for (const change of log.slice(0, rollout.requested.seq)) snapshot.apply(change)
  const fold = new RolloutDetailFold(rollout, snapshot)
  for (const change of log.slice(rollout.requested.seq)) fold.apply(change, snapshot.apply(change))
  return fold.detail()
}

/** One old Pod goes, a new one follows; a second each. */
function replace(stage: RolloutStage, index: number): RolloutStage {
  const [old = '', fresh = ''] = [OLD[index], NEW[index]]
  const at = 2000 + 1000 * index
  stage.at(at).podLeaves(old).podComes(fresh, theReplicaSet(2))
  return stage
    .at(at + 500)
    .podReady(fresh, { lagMs: 20 })
    .at(at + 900)
    .podGone(old)
}

const laneOf = (detail: RolloutDetail, name: string) => detail.pods.find((lane) => lane.name === name) as PodLane

describe('a rollout in detail', () => {
  test('tells what was there before as inherited, and where it went', () => {
    const stage = aStage()
    for (const index of OLD.keys()) replace(stage, index)
    const detail = detailOf(stage.at(7000).tell(theDeployment({ version: 2 })))
    expect(detail.pods.map(({ name, role }) => `${role} ${name}`)).toEqual([
      ...OLD.map((name) => `old ${name}`),
      ...NEW.map((name) => `new ${name}`),
    ])
    const stretches = laneOf(detail, 'a').endpoints.map(({ from, isInherited, state, to }) => [
      ...[state, from.at, to?.at, isInherited],
    ])
    expect(stretches).toEqual([
      ['ready', 1000, 2000, true],
      ['terminating-serving', 2000, 2900, false],
    ])
    expect([laneOf(detail, 'e').lagMs, laneOf(detail, 'a').drainMs]).toEqual([20, 900])
    expect(detail.requestedToComplete).toEqual({ least: 6000, most: 6000 })
  })

  test('lists Pods of one second in the order in which they were told', () => {
    const stage = aStage()
    for (const name of ['h', 'e', 'g']) stage.podComes(name, theReplicaSet(2))
    const fresh = detailOf(stage).pods.filter(({ role }) => role === 'new')
    expect(fresh.map(({ name }) => name)).toEqual(['h', 'e', 'g'])
  })

  test('tells the same however far past its end the log is read', () => {
    const stage = aStage()
    for (const index of OLD.keys()) replace(stage, index)
    stage.at(7000).tell(theDeployment({ version: 2 }))
    const before = detailOf(stage)
    stage.at(60_000).podUnready('e').podGone('f')
    expect(detailOf(stage)).toEqual(before)
  })

  test('finds the lane of an endpoint that a list tells before its Pod', () => {
    const stage = aStage()
    const snapshot = aSnapshot()
    for (const change of stage.log) snapshot.apply(change)
    const fold = new RolloutDetailFold(stage.rollout, snapshot)
    const next = replace(stage, 0).log.slice(snapshot.seq)
    const [slice, pod] = [next.findIndex(({ kind, change }) => kind === 'EndpointSlice' && change === 'modified'), 1]
    expect([slice, pod].every((index) => index >= 0)).toBe(true)
    for (const change of next) fold.apply(change, snapshot.apply(change))
    expect(laneOf(fold.detail(), 'e').endpoints.length).toBeGreaterThan(0)
  })

  test('has the Events of its Pods on their lanes, and no others', () => {
    const stage = replace(aStage(), 0)
    const probe = { reason: 'Unhealthy', message: 'Readiness probe failed: 500' }
    stage.tell(anEventOf(aPod('e', { uid: 'pod-e' }), probe), anEventOf(aPod('stranger'), probe))
    const told = detailOf(stage).pods.flatMap(({ incidents, name }) => incidents.map(({ message }) => [name, message]))
    expect(told).toEqual([['e', 'Readiness probe failed: 500']])
  })

  test('counts Pods for which there is no lane', () => {
    const stage = aStage()
    const snapshot = aSnapshot()
    for (const change of stage.log) snapshot.apply(change)
    const fold = new RolloutDetailFold(stage.rollout, snapshot)
    const owner = theReplicaSet(2)
    for (let index = 0; index < MAX_LANES; index++) {
      const pod = aPod(`p${index}`, { owner, labels: { app: 'web', 'pod-template-hash': 'v2' } })
      const change = { ...stage.log[0], seq: snapshot.seq + 1, change: 'added' as const, kind: 'Pod' as const }
      const told = { ...change, name: pod.metadata.name, uid: pod.metadata.uid, namespace: 'default', observedAt: 2000 }
      const recorded = { ...told, observedFrom: 2000, evidence: 'watched' as const, resourceVersion: '1' }
      fold.apply(
        { ...recorded, differences: [{ path: '', after: pod }] },
        snapshot.take({ ...recorded, differences: [] }, pod),
      )
    }
    const { pods, podsLeftOut } = fold.detail()
    expect([pods.length, podsLeftOut]).toEqual([MAX_LANES, OLD.length])
  })
})

describe('a recorder that is restarted in the middle of a rollout', () => {
  const KINDS: readonly WatchedKind[] = ['EndpointSlice', 'Pod', 'Deployment', 'ReplicaSet', 'Service']

  /** Nothing is seen from 4 s to 24 s; what happened is told by lists. */
  function restarted(): RolloutStage {
    const stage = replace(replace(aStage(), 0), 1)
    for (const kind of KINDS) stage.gap({ kind, from: 4000, reason: 'restarted' })
    stage.listedAt(24_000, 4000)
    for (const name of ['c', 'd']) stage.podGone(name)
    for (const name of ['g', 'h']) stage.podComes(name, theReplicaSet(2)).podReady(name)
    stage.tell(theDeployment({ version: 2 }))
    for (const kind of KINDS) stage.gap({ kind, from: 4000, to: 24_000, reason: 'restarted' })
    return stage.at(30_000).tell(theDeployment({ version: 2, generation: 9 }))
  }

  test('reports a coverage below 1, ends in intervals, and claims nothing of the time between', () => {
    const { rollout } = restarted()
    expect(rollout.coverage).toBeCloseTo(3 / 23)
    expect(rollout.blind.map(({ from, kind, reason, to }) => [kind, reason, from, to])).toEqual(
      KINDS.toSorted().map((kind) => [kind, 'restarted', 4000, 24_000]),
    )
    expect(rollout.completed).toMatchObject({ notBefore: 4000, at: 24_000, isListed: true })
    expect(rollout.verdict.kind).toBe('unknown')
    expect(describeVerdict(rollout).text).toMatch(/^Unknown: endpoints were not followed for 20\.0 s/)
  })

  test('has no mark, no step and no sample at a point that it did not see', () => {
    const detail = detailOf(restarted())
    const marks = detail.pods.flatMap(({ phases }) => phases).filter(({ clock }) => clock === 'portolan')
    const points = marks.filter(({ earliest, latest }) => earliest === latest)
    expect(points.every(({ at }) => at <= 4000 || at > 24_000)).toBe(true)
    expect(marks.filter(({ at }) => at === 24_000).every(({ earliest }) => earliest === 4000)).toBe(true)
    const steps = detail.series.flatMap((series) => series.steps.filter(({ from }) => from.at === 24_000))
    expect(steps.map(({ from }) => [from.notBefore, from.isListed])).toEqual([[4000, true]])
    expect(detail.endpointLag).toMatchObject({ count: 2, discarded: 2 })
    expect(detail.requestedToComplete).toEqual({ least: 3000, most: 23_000 })
  })
})
