import { describe, expect, test } from 'vitest'
import type { Gap } from '../history/gap.ts'
import {
  aDeployment,
  aReplicaSet,
  aService,
  aSnapshot,
  RolloutStage,
  theDeployment,
  theReplicaSet,
  theService,
  type WebOptions,
} from '../testing/index.ts'
import { describeVerdict } from './describe-verdict.ts'
import { RolloutFold } from './rollout-fold.ts'
import type { Rollout } from './rollout-types.ts'

const OLD = ['a', 'b', 'c', 'd']
const NEW = ['e', 'f', 'g', 'h']

/** Version 1 runs, Ready and in the slice, before anything is asked for. */
function aStage({ names = OLD, ...options }: WebOptions & { readonly names?: readonly string[] } = {}): RolloutStage {
  const replicas = names.length
  const stage = new RolloutStage().tell(theService(), theDeployment({ replicas, ...options }))
  stage.tell(theReplicaSet(1, { replicas }))
  for (const name of names) stage.podComes(name, theReplicaSet(1, { replicas })).podReady(name)
  return stage
}

/** Version 2 is asked for at 1 s, and the controller has made its ReplicaSet at 1.01 s. */
function request(stage: RolloutStage, options: WebOptions = {}): RolloutStage {
  const { replicas = 4 } = options
  stage.at(1000).tell(theDeployment({ version: 2, observed: 1, ...options }))
  stage.at(1010).tell(theReplicaSet(2, { replicas }))
  return stage.tell(theDeployment({ version: 2, updated: 0, ...options }))
}

interface RollOver {
  readonly drainMs?: number
  /** How many Pods are replaced. */
  readonly until?: number
  /** What happens from then on is told at the end of it. */
  readonly away?: { readonly from: number; readonly to: number }
}

/** Old Pods go first and new ones follow, one a second from 2 s on; each old one takes its time to go. */
function rollOver(stage: RolloutStage, { drainMs = 2000, until = NEW.length, away }: RollOver = {}): RolloutStage {
  const scenes: { at: number; play: () => void }[] = []
  for (const [index, name] of NEW.slice(0, until).entries()) {
    const at = 2000 + 1000 * index
    const old = OLD[index] as string
    scenes.push({ at, play: () => stage.podLeaves(old).podComes(name, theReplicaSet(2)) })
    scenes.push({ at: at + 500, play: () => stage.podReady(name) })
    scenes.push({ at: at + drainMs, play: () => stage.podGone(old) })
  }
  if (until === NEW.length) scenes.push({ at: 5600, play: () => stage.tell(theDeployment({ version: 2 })) })
  for (const { at, play } of scenes.sort((a, b) => a.at - b.at)) {
    if (away && at >= away.from && at <= away.to) stage.resumedAt(away.to, away.from)
    else stage.at(at)
    play()
  }
  return stage
}

const told = ({ completed, drained, ended, state, trigger, verdict }: Rollout) => ({
  ...{ trigger, state, kind: verdict.kind, reasons: verdict.reasons, minReady: verdict.minReady },
  ...{ zeroReadyMs: verdict.zeroReadyMs, completed: completed?.at, drained: drained?.at, ended: ended?.at },
})

const progressing = (status: string, reason: string) => [{ type: 'Progressing', status, reason }]

const LATE = progressing('False', 'ProgressDeadlineExceeded')

/** The endpoints of the cluster are not followed. */
const unseen = (from: number, to?: number): Gap => ({
  ...{ kind: 'EndpointSlice', from, reason: 'expired' },
  ...(to !== undefined && { to }),
})

describe('[F.8] a Deployment that rolls', () => {
  test('[SC1] with four Pods and a quarter away at most is hitless, and complete before it is drained', () => {
    const { rollout } = rollOverOf(aStage())
    expect(told(rollout)).toEqual({
      ...{ trigger: 'update', state: 'drained', kind: 'hitless', reasons: [], minReady: 3, zeroReadyMs: 0 },
      ...{ completed: 5600, drained: 7000, ended: 7000 },
    })
    expect(rollout.services[0]).toMatchObject({ mixedMs: 2500, reducedMs: 2000, missingPodMs: 2000 })
    expect([rollout.shortestDrainMs, rollout.verdict.longestLagMs, rollout.coverage]).toEqual([2000, 0, 1])
    expect(describeVerdict(rollout).text).toBe(
      'Hitless: never fewer than 3 of 4 endpoints ready; old Pods drained 1.4 s after the new ones took over',
    )
  })

  test('[SC2] is complete while Pods that do not stop are terminating, and drained when they are gone', () => {
    const { rollout } = rollOverOf(aStage(), 30_600)
    expect(told(rollout)).toMatchObject({ kind: 'hitless', completed: 5600, drained: 35_600 })
  })

  test('[SC3] to an image that cannot be pulled stalls after the deadline, and loses no more than its budget', () => {
    const stage = request(aStage()).at(2000).podLeaves('a').podComes('e', theReplicaSet(2)).at(4000).podGone('a')
    stage.at(600_000).tell(theDeployment({ version: 2, updated: 1, available: 3, conditions: LATE }))
    expect(told(stage.rollout)).toMatchObject({ state: 'stalled', kind: 'stalled', minReady: 3, zeroReadyMs: 0 })
    expect(stage.rollout.stalled?.at).toBe(600_000)
    expect(stage.rollout.verdict.reasons).toEqual(['progress-deadline-exceeded'])
  })

  test('[SC4] back while it is stalled is rolled back, by a rollout to the older ReplicaSet', () => {
    const stage = request(aStage()).at(2000).podLeaves('a').podComes('e', theReplicaSet(2)).at(4000).podGone('a')
    stage.at(600_000).tell(theDeployment({ version: 2, updated: 1, available: 3, conditions: LATE }))
    stage.at(610_000).tell(theDeployment({ generation: 3, observed: 2, updated: 1, available: 3, conditions: LATE }))
    stage.at(610_010).tell(theReplicaSet(1, { revision: 3, formerRevisions: '1' }))
    stage.tell(theDeployment({ generation: 3, updated: 3, available: 3 }))
    stage.at(611_000).podLeaves('e').podComes('i', theReplicaSet(1)).at(612_000).podReady('i').podGone('e')
    stage.tell(theDeployment({ generation: 3 }))
    const [first, second] = stage.rollouts as [Rollout, Rollout]
    expect(told(first)).toMatchObject({ trigger: 'update', state: 'rolled-back', kind: 'stalled', ended: 610_000 })
    expect(first.supersededBy).toBe(second.id)
    expect(told(second)).toMatchObject({ trigger: 'rollback', state: 'drained', kind: 'hitless', minReady: 3 })
    expect(second.revisions.to).toMatchObject({ hash: 'v1' })
    expect(second.revisions.from).toMatchObject({ hash: 'v2', number: 2 })
  })

  test('[SC5] does not roll where only the number of replicas changes', () => {
    const stage = aStage()
      .at(1000)
      .tell(theDeployment({ generation: 2, replicas: 8, available: 4 }))
    stage
      .at(2000)
      .tell(theReplicaSet(1, { replicas: 8 }))
      .podComes('e', theReplicaSet(1))
      .podReady('e')
    stage
      .at(3000)
      .tell(theDeployment({ generation: 3, replicas: 4 }))
      .podLeaves('e')
      .podGone('e')
    expect([stage.rollouts, stage.newsCount]).toEqual([[], 0])
  })

  test('[SC6] its only Pod, which may go before its successor is there, has an outage by its budget', () => {
    const spec = { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } }
    const stage = request(aStage({ names: ['a'], spec }), { replicas: 1, spec })
    stage.at(2000).podLeaves('a').podComes('e', theReplicaSet(2)).at(3000).podGone('a').at(6190).podReady('e')
    stage.at(6200).tell(theDeployment({ version: 2, replicas: 1, spec }))
    expect(told(stage.rollout)).toMatchObject({
      ...{ state: 'drained', kind: 'outage', reasons: ['budget-allows-zero'], minReady: 0, zeroReadyMs: 4190 },
    })
    expect(stage.rollout.services[0]?.zeroReady).toMatchObject([{ from: { at: 2000 }, servingTerminating: 1 }])
    expect(describeVerdict(stage.rollout).text).toBe(
      '4.2 s with no endpoint, 00:00:02.000–00:00:06.190 UTC, because maxUnavailable let the only Pod go before its successor was ready',
    )
  })

  test('[SC7] with strategy Recreate has an outage by its strategy', () => {
    const spec = { strategy: { type: 'Recreate' } }
    const stage = request(aStage({ names: ['a', 'b'], spec }), { replicas: 2, spec })
    stage.at(2000).podLeaves('a').podLeaves('b').at(4000).podGone('a').podGone('b')
    stage.at(4100).podComes('e', theReplicaSet(2)).podComes('f', theReplicaSet(2))
    stage
      .at(5000)
      .podReady('e')
      .podReady('f')
      .tell(theDeployment({ version: 2, replicas: 2, spec }))
    expect(told(stage.rollout)).toMatchObject({ kind: 'outage', reasons: ['recreate-strategy'], zeroReadyMs: 3000 })
    expect([stage.rollout.strategy, stage.rollout.state]).toEqual(['Recreate', 'drained'])
  })

  test('[SC8] paused, edited twice and resumed rolls once, from the moment it is resumed, to the last template', () => {
    const stage = aStage()
      .at(1000)
      .tell(theDeployment({ generation: 2, spec: { paused: true } }))
    stage.at(2000).tell(theDeployment({ version: 2, generation: 3, observed: 3, updated: 0, spec: { paused: true } }))
    stage.at(3000).tell(theDeployment({ version: 3, generation: 4, observed: 4, updated: 0, spec: { paused: true } }))
    expect(stage.rollouts).toEqual([])
    stage.at(4000).tell(theDeployment({ version: 3, generation: 5, observed: 4, updated: 0 }))
    stage.at(4010).tell(theReplicaSet(3))
    expect(stage.rollout.requested.at).toBe(4000)
    expect(stage.rollout.revisions).toMatchObject({
      from: { hash: 'v1' },
      to: { hash: 'v3', images: { main: 'app:3' } },
    })
  })

  test('[SC11] tells the same where the watch was away and resumed: nothing is missed and nothing is told twice', () => {
    const seen = rollOverOf(aStage())
    const late = rollOver(request(aStage()), { away: { from: 3000, to: 23_000 } })
    expect(told(late.rollout)).toEqual({ ...told(seen.rollout), completed: 23_000, drained: 23_000, ended: 23_000 })
    expect([late.rollout.coverage, late.rollout.blind]).toEqual([1, []])
    expect(late.newsCount).toBe(seen.newsCount)
  })

  test('[SC11] keeps a loss that is told late, though nothing lay between its beginning and its end then', () => {
    const stage = request(aStage()).resumedAt(9000, 3000)
    for (const name of OLD) stage.podUnready(name)
    for (const name of OLD) stage.podReady(name)
    expect(told(stage.rollout)).toMatchObject({ kind: 'outage', minReady: 0, zeroReadyMs: 0 })
    expect(describeVerdict(stage.rollout).text).toMatch(/^0 ms–6\.0 s with no endpoint/)
  })

  test('[SC12] while endpoints are not followed is covered in part, and what became of it is unknown', () => {
    const stage = rollOver(request(aStage()), { until: 1 })
    stage.gap(unseen(4000)).listedAt(24_000, 4000)
    for (const name of ['b', 'c', 'd']) stage.podGone(name)
    for (const name of ['f', 'g', 'h']) stage.podComes(name, theReplicaSet(2)).podReady(name)
    stage.gap(unseen(4000, 24_000)).tell(theDeployment({ version: 2 }))
    const { rollout } = stage
    expect(rollout.coverage).toBeCloseTo(1 - 20_000 / 23_000)
    expect(rollout.blind).toEqual([{ kind: 'EndpointSlice', reason: 'expired', from: 4000, to: 24_000 }])
    expect(told(rollout)).toMatchObject({ state: 'drained', kind: 'unknown' })
    expect(rollout.completed).toMatchObject({ at: 24_000, notBefore: 4000 })
  })

  test('[F.2] is not drained before its ReplicaSet is told, where a list tells the Deployment first', () => {
    const stage = request(aStage()).gap({ kind: 'Deployment', from: 2000, reason: 'expired' }).listedAt(9000, 2000)
    stage.tell(theDeployment({ version: 3, generation: 4, observed: 4 }))
    const newest = () => stage.rollouts.at(-1)
    expect(newest()).toMatchObject({ state: 'complete', completed: { at: 9000, notBefore: 2000 } })
    stage.tell(theReplicaSet(3))
    for (const name of NEW) stage.podComes(name, theReplicaSet(3)).podReady(name)
    for (const name of OLD) stage.at(12_000).podGone(name)
    expect(newest()).toMatchObject({ state: 'drained', drained: { at: 12_000 }, revisions: { to: { hash: 'v3' } } })
  })

  test('is not laid an outage by the order in which a list tells its slices', () => {
    const stage = request(aStage()).at(2000).endpointMoves('a', 'web-2').gap(unseen(3000)).listedAt(9000, 3000)
    for (const name of OLD) stage.podUnready(name)
    expect(stage.rollout.verdict).toMatchObject({ kind: 'outage', minReady: 0 })
    for (const name of OLD) stage.podReady(name)
    stage.gap(unseen(3000, 9000))
    expect(stage.rollout.services).toMatchObject([{ minReady: 4, wasBelowBudget: false, zeroReady: [], reducedMs: 0 }])
    expect(stage.rollout.verdict.kind).toBe('unknown')
  })

  test('[SC13] loses nothing where endpoints move between slices', () => {
    const stage = request(aStage())
    const before = stage.newsCount
    for (const name of OLD) stage.at(2000).endpointMoves(name, 'web-2').at(3000).endpointMoves(name, 'web-1')
    expect(stage.newsCount).toBe(before)
    expect(stage.rollout.services).toMatchObject([{ minReady: 4, reducedMs: 0, zeroReadyCount: 0 }])
  })

  test('[SC14] measures the way of a Pod to its endpoint by what was received, whatever triggers a slice claims', () => {
    const stage = request(aStage()).triggerTime('2025-01-01T00:00:00Z')
    stage.at(2000).podLeaves('a').podComes('e', theReplicaSet(2)).at(3000).podReady('e', { lagMs: 40 })
    expect(stage.rollout.verdict.longestLagMs).toBe(40)
  })
})

describe('[F.6] the shortest time that a Pod went on serving', () => {
  test('is none where one served no more at once when it was told to go', () => {
    const stage = request(aStage()).at(2000).podLeaves('a').at(4000).podGone('a')
    stage.at(5000).podLeaves('b', { isServing: false }).at(7000).podGone('b')
    expect(stage.rollout.shortestDrainMs).toBe(0)
  })

  test('is that of endpoints that were ready, and is not known of one that just went', () => {
    const stage = request(aStage()).at(1500).podUnready('a').at(2000).podLeaves('a').at(2100).podGone('a')
    stage.at(5000).podGone('b')
    expect(stage.rollout.shortestDrainMs).toBeUndefined()
    stage.at(6000).podLeaves('c').at(6500).podGone('c')
    expect(stage.rollout.shortestDrainMs).toBe(500)
  })

  test('is not told by a list, whatever it says of the time', () => {
    const stage = request(aStage()).at(2000).podLeaves('a').listedAt(2000, 2000).podGone('a')
    expect(stage.rollout.shortestDrainMs).toBeUndefined()
  })
})

describe('[F.2] a rollout on its way', () => {
  test('that can create nothing says so, and goes on when it can', () => {
    const refused = [{ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate' }]
    const stage = request(aStage()).at(2000)
    stage.tell(theDeployment({ version: 2, updated: 0, conditions: refused }))
    expect(told(stage.rollout)).toMatchObject({ state: 'failed-create', kind: 'stalled', reasons: ['failed-create'] })
    stage.at(3000).tell(theDeployment({ version: 2, updated: 0 }))
    expect(told(stage.rollout)).toMatchObject({ state: 'progressing', kind: 'hitless' })
    expect(stage.rollout.stalled?.at).toBe(2000)
  })

  test('that is paused stands paused, and goes on when it is resumed, as the same rollout', () => {
    const stage = rollOver(request(aStage()), { until: 2 }).at(5100)
    stage.tell(theDeployment({ version: 2, generation: 3, observed: 2, updated: 2, spec: { paused: true } }))
    expect(stage.rollout.state).toBe('paused')
    stage.at(9000).tell(theDeployment({ version: 2, generation: 4, observed: 3, updated: 2 }))
    stage.tell(theDeployment({ version: 2, generation: 4, observed: 4, updated: 2 }))
    expect(told(stage.rollout)).toMatchObject({ state: 'progressing', kind: 'hitless' })
  })

  test('that a fold finds paused was requested before: resuming it requests nothing', () => {
    const stage = rollOver(request(aStage()), { until: 2 }).at(5100)
    stage.tell(theDeployment({ version: 2, generation: 3, updated: 2, spec: { paused: true } }))
    const from = stage.log.length
    stage.at(9000).tell(theDeployment({ version: 2, generation: 4, observed: 3, updated: 2 }))
    stage.tell(theDeployment({ version: 2, generation: 4, updated: 2 }))
    expect(toldFrom(stage, from)).toEqual([])
    expect(toldFrom(stage, from - 1)).toEqual([])
    expect(toldFrom(stage, 0)).toEqual([stage.rollout.id])
  })

  test('whose template is another when it is resumed is requested then, wherever the fold begins', () => {
    const stage = rollOver(request(aStage()), { until: 2 }).at(5100)
    stage.tell(theDeployment({ version: 2, generation: 3, updated: 2, spec: { paused: true } }))
    const from = stage.log.length
    stage.at(6000).tell(theDeployment({ version: 3, generation: 4, updated: 0, spec: { paused: true } }))
    stage.at(9000).tell(theDeployment({ version: 3, generation: 5, updated: 0 }))
    const [first, second] = stage.rollouts
    expect(second?.requested.at).toBe(9000)
    expect(toldFrom(stage, from)).toEqual([second?.id])
    expect(toldFrom(stage, 0)).toEqual([first?.id, second?.id])
  })

  test('[F.6] is not below its budget by what another workload of the Service replaces at the same time', () => {
    const side = (version: number, updated = 4) =>
      aDeployment('side', {
        ...{ podLabels: { app: 'web' }, replicas: 4, image: `side:${version}`, generation: version },
        status: { observedGeneration: version, replicas: 4, updatedReplicas: updated, availableReplicas: 4 },
      })
    const sidePods = ['p', 'q', 'r', 's']
    const replicaSet = aReplicaSet('side-v1', { replicas: 4, owner: side(1), labels: { 'pod-template-hash': 's1' } })
    const wasBelow = (isRolling: boolean) => {
      const stage = aStage().tell(side(1), replicaSet)
      for (const name of sidePods) stage.podComes(name, replicaSet).podReady(name)
      request(stage)
      if (isRolling) stage.at(1500).tell(side(2, 0))
      return stage.at(2000).podLeaves('a').podLeaves('p').rollouts[0]?.services[0]?.wasBelowBudget
    }
    expect([wasBelow(true), wasBelow(false)]).toEqual([false, true])
  })

  test('of a workload that is deleted has no outage by that', () => {
    const stage = rollOver(request(aStage()), { until: 1 })
      .at(5000)
      .remove(theDeployment({ version: 2, updated: 1 }))
    for (const name of ['b', 'c', 'd', 'e']) stage.at(6000).podLeaves(name).at(7000).podGone(name)
    expect(told(stage.rollout)).toMatchObject({ state: 'deleted', kind: 'hitless', minReady: 3, ended: 5000 })
    expect(stage.rollout.isOver).toBe(true)
  })

  test('of a workload that is deleted while no endpoint is ready has an outage up to then', () => {
    const stage = request(aStage()).at(2000)
    for (const name of OLD) stage.podUnready(name)
    stage.at(5000).remove(theDeployment({ version: 2, updated: 0 }))
    expect(told(stage.rollout)).toMatchObject({ state: 'deleted', kind: 'outage', zeroReadyMs: 3000 })
    expect(stage.rollout.isOver).toBe(true)
  })

  test('loses no endpoint by the deletion of its Service', () => {
    const stage = request(aStage()).at(2000).remove(theService()).at(2010).slicesGo()
    stage.at(3000).tell(theDeployment({ version: 2, updated: 1 }))
    expect(stage.rollout.services).toMatchObject([{ minReady: 4, zeroReadyCount: 0, zeroReadyMs: 0 }])
  })

  test('loses no endpoint by the deletion of its Service where that of the slices is told before', () => {
    const stage = request(aStage()).at(1500).endpointMoves('a', 'web-2').at(2000).slicesGo()
    expect(stage.rollout.verdict).toMatchObject({ kind: 'outage', minReady: 0 })
    stage
      .at(2010)
      .remove(theService())
      .at(9000)
      .tell(theDeployment({ version: 2, updated: 1 }))
    expect(stage.rollout.services).toMatchObject([{ minReady: 4, zeroReadyCount: 0, zeroReadyMs: 0, zeroReady: [] }])
  })

  test('measures a Service that comes again under its name', () => {
    const stage = request(aStage()).at(2000).remove(theService())
    stage.at(3000).tell(aService('web', { uid: 'again', selector: { app: 'web' } }))
    stage.at(4000)
    for (const name of OLD) stage.podUnready(name)
    stage.at(5000).podReady('a')
    expect(stage.rollout.services).toMatchObject([{ zeroReadyCount: 1, zeroReadyMs: 1000 }])
  })
})

function rollOverOf(stage: RolloutStage, drainMs?: number): RolloutStage {
  return rollOver(request(stage), drainMs === undefined ? {} : { drainMs })
}

/** Ids of the rollouts that a fold tells of which begins with so much of the log of a stage behind it. */
function toldFrom({ log }: RolloutStage, begin: number): string[] {
  const snapshot = aSnapshot()
  for (const change of log.slice(0, begin)) snapshot.apply(change)
  const fold = new RolloutFold(snapshot)
  const told = log.slice(begin).flatMap((change) => fold.apply(change, snapshot.apply(change)))
  return [...new Set([...told, ...fold.rollouts()].map(({ id }) => id))]
}
