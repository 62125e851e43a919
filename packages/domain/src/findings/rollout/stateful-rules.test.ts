import { describe, expect, test } from 'vitest'
import { aDaemonSet, aPod, aSnapshot, aStatefulSet, type RawObject, sentencesOf } from '../../testing/index.ts'
import { FindingsBook } from '../findings-book.ts'

const between = { currentRevision: 'db-1', updateRevision: 'db-2' }
const HASH = 'controller-revision-hash'

describe('RLO-010', () => {
  const partitioned = (status: RawObject) =>
    aStatefulSet('db', { spec: { updateStrategy: { rollingUpdate: { partition: 2 } } }, status })

  test('RLO-010 a partition that keeps two revisions is told (SC9)', () => {
    expect(sentencesOf('RLO-010', aSnapshot(partitioned(between)))).toEqual([
      'StatefulSet/default/db updates ordinals from 2 on; those below stay at db-1',
    ])
  })

  test('RLO-010 a partition counts from the first ordinal (F.2)', () => {
    const spec = { ordinals: { start: 5 }, updateStrategy: { rollingUpdate: { partition: 2 } } }
    expect(sentencesOf('RLO-010', aSnapshot(aStatefulSet('db', { spec, status: between })))).toEqual([
      'StatefulSet/default/db updates ordinals from 7 on; those below stay at db-1',
    ])
  })

  test('RLO-010 one revision, or no partition, is not told', () => {
    expect(sentencesOf('RLO-010', aSnapshot(partitioned({ ...between, updateRevision: 'db-1' })))).toEqual([])
    expect(sentencesOf('RLO-010', aSnapshot(aStatefulSet('db', { status: between })))).toEqual([])
  })
})

describe('RLO-011', () => {
  const db = aStatefulSet('db', { status: between })
  const creationTimestamp = '2026-01-01T01:00:00Z'
  const pod = (hash: string, reason: string, isReady = false) =>
    aPod('db-1', {
      ...{ owner: db, labels: { [HASH]: hash }, isReady, creationTimestamp },
      status: { containerStatuses: [{ name: 'main', state: { waiting: { reason } } }] },
    })

  test('RLO-011 a Pod that fails blocks the rollout, also after the template was corrected', () => {
    const sentence =
      'Ordinal 1 blocks the rollout of StatefulSet/default/db: Pod/default/db-1 is not Ready (CrashLoopBackOff)'
    expect(sentencesOf('RLO-011', aSnapshot(db, pod('db-2', 'CrashLoopBackOff')))).toEqual([sentence])
    expect(sentencesOf('RLO-011', aSnapshot(db, pod('db-broken', 'CrashLoopBackOff')))).toEqual([sentence])
  })

  test('RLO-011 a Pod that starts is given two minutes', () => {
    const at = (seconds: number) => Date.parse(creationTimestamp) + seconds * 1_000
    const book = new FindingsBook(aSnapshot(db, pod('db-2', 'ContainerCreating')), at(0))
    const told = (seconds: number) => book.findings(at(seconds)).filter(({ rule }) => rule === 'RLO-011').length
    expect([told(119), told(120)]).toEqual([0, 1])
  })

  test('RLO-011 old Pods, and any Pod where the order does not matter, block nothing', () => {
    const parallel = aStatefulSet('db', { spec: { podManagementPolicy: 'Parallel' }, status: between })
    expect(sentencesOf('RLO-011', aSnapshot(db, pod('db-1', 'CrashLoopBackOff')))).toEqual([])
    expect(sentencesOf('RLO-011', aSnapshot(parallel, pod('db-2', 'CrashLoopBackOff')))).toEqual([])
  })
})

describe('RLO-014', () => {
  const spec = { updateStrategy: { type: 'OnDelete' } }

  test('RLO-014 Pods that wait to be deleted are counted', () => {
    const db = aStatefulSet('db', { spec, status: { ...between, replicas: 3, updatedReplicas: 1 } })
    const agent = aDaemonSet('agent', { spec, status: { currentNumberScheduled: 2, updatedNumberScheduled: 1 } })
    const old = aPod('db-0', { owner: db, labels: { [HASH]: 'db-1' } })
    expect(sentencesOf('RLO-014', aSnapshot(db, agent, old))).toEqual([
      'DaemonSet/default/agent is updated by hand (OnDelete), and 1 of its Pods are of an old revision',
      'StatefulSet/default/db is updated by hand (OnDelete), and 2 of its Pods are of an old revision',
    ])
  })

  test('RLO-014 a rollout that goes on by itself, and one that is done, are not told', () => {
    const rolling = aStatefulSet('db', { status: { ...between, replicas: 3, updatedReplicas: 1 } })
    const done = aDaemonSet('agent', { spec, status: { currentNumberScheduled: 2, updatedNumberScheduled: 2 } })
    expect(sentencesOf('RLO-014', aSnapshot(rolling, done))).toEqual([])
  })
})
