import { describe, expect, test } from 'vitest'
import type { Deployment } from '../../kubernetes/workloads.ts'
import {
  aDeployment,
  anEventOf,
  aPod,
  aReplicaSet,
  aSnapshot,
  aStatefulSet,
  findingsOfRule,
  type RawObject,
  sentencesOf,
  type WorkloadOptions,
} from '../../testing/index.ts'
import { FindingsBook } from '../findings-book.ts'

const withCondition = (type: string, status: string, members: RawObject = {}) =>
  aDeployment('web', { status: { conditions: [{ type, status, ...members }] } })

const revision = (name: string, owner: Deployment, options: WorkloadOptions = {}) =>
  aReplicaSet(name, { podLabels: { app: 'web' }, owner, ...options })

describe('RLO-001', () => {
  const stalled = withCondition('Progressing', 'False', { reason: 'ProgressDeadlineExceeded' })

  test('RLO-001 a rollout that does not get on is told with what its new Pods say', () => {
    const replicaSet = revision('web-2', stalled)
    const state = { waiting: { reason: 'ImagePullBackOff' } }
    const pod = aPod('a', { owner: replicaSet, status: { containerStatuses: [{ name: 'main', state }] } })
    expect(sentencesOf('RLO-001', aSnapshot(stalled))).toEqual([
      'The rollout of Deployment/default/web has not moved for 600 s',
    ])
    expect(findingsOfRule('RLO-001', aSnapshot(stalled, replicaSet, pod))).toMatchObject([
      {
        sentence: 'The rollout of Deployment/default/web has not moved for 600 s; its new Pods: ImagePullBackOff',
        evidence: [
          { path: 'status.conditions[Progressing]' },
          { object: 'Pod/default/a', value: ['ImagePullBackOff'] },
        ],
      },
    ])
  })

  test('RLO-001 a rollout that is under way or paused is not stalled', () => {
    const paused = withCondition('Progressing', 'Unknown', { reason: 'DeploymentPaused' })
    const moving = withCondition('Progressing', 'True', { reason: 'ReplicaSetUpdated' })
    expect([paused, moving].flatMap((one) => sentencesOf('RLO-001', aSnapshot(one)))).toEqual([])
  })
})

describe('RLO-002', () => {
  test('RLO-002 Pods that cannot be created are told in the words of the API server', () => {
    const failed = withCondition('ReplicaFailure', 'True', { reason: 'FailedCreate', message: 'exceeded quota: pods' })
    expect(sentencesOf('RLO-002', aSnapshot(failed))).toEqual([
      'Pods of Deployment/default/web cannot be created: exceeded quota: pods',
    ])
  })

  test('RLO-002 a StatefulSet, which has no such condition, is told by its Event while Pods are missing', () => {
    const missing = aStatefulSet('db', { replicas: 2, status: { replicas: 1 } })
    const event = anEventOf(missing, { reason: 'FailedCreate', message: 'create Pod db-1 failed: denied' })
    expect(findingsOfRule('RLO-002', aSnapshot(missing, event))).toMatchObject([
      {
        sentence: 'Pods of StatefulSet/default/db cannot be created: create Pod db-1 failed: denied',
        confidence: 'inferred',
      },
    ])
    const complete = aStatefulSet('db', { replicas: 2, status: { replicas: 2 } })
    expect(sentencesOf('RLO-002', aSnapshot(complete, event))).toEqual([])
  })

  test('RLO-002 a ReplicaSet of a Deployment is told of by the Deployment alone', () => {
    const deployment = aDeployment('web')
    const conditions = [{ type: 'ReplicaFailure', status: 'True', message: 'denied' }]
    expect(
      sentencesOf('RLO-002', aSnapshot(deployment, revision('web-1', deployment, { status: { conditions } }))),
    ).toEqual([])
  })
})

describe('RLO-003', () => {
  test('RLO-003 a template that was changed while paused is told', () => {
    const paused = aDeployment('web', { image: 'app:2', spec: { paused: true } })
    expect(sentencesOf('RLO-003', aSnapshot(paused, revision('web-1', paused, { image: 'app:1' })))).toEqual([
      'Deployment/default/web is paused, and its template was changed meanwhile',
    ])
  })

  test('RLO-003 nothing waits while the template is the one that runs, or nothing is paused', () => {
    const paused = aDeployment('web', { spec: { paused: true } })
    const running = aDeployment('web', { image: 'app:2' })
    expect(sentencesOf('RLO-003', aSnapshot(paused, revision('web-1', paused)))).toEqual([])
    expect(sentencesOf('RLO-003', aSnapshot(running, revision('web-1', running)))).toEqual([])
  })
})

describe('RLO-007', () => {
  const creationTimestamp = '2026-01-01T01:00:00Z'
  const at = (seconds: number) => Date.parse(creationTimestamp) + seconds * 1_000
  const deployment = aDeployment('web', { status: { replicas: 2, readyReplicas: 1, updatedReplicas: 1 } })
  const told = (readyReplicas: number, durations: readonly number[]) => {
    const replicaSet = revision('web-2', deployment, { creationTimestamp, status: { readyReplicas } })
    const history = { rolloutDurations: () => durations }
    const book = new FindingsBook(aSnapshot(deployment, replicaSet), at(0), { history })
    return (seconds: number) => book.findings(at(seconds)).filter(({ rule }) => rule === 'RLO-007')
  }

  test('RLO-007 a new revision without a ready Pod is told after twice the usual time', () => {
    const slow = told(0, [100_000, 90_000, 400_000])
    expect(slow(199)).toEqual([])
    expect(slow(200)).toMatchObject([
      { sentence: 'No Pod of ReplicaSet/default/web-2, the newest of Deployment/default/web, is ready after 200 s' },
    ])
  })

  test('RLO-007 two minutes are always given, and one ready Pod is enough', () => {
    expect([told(0, [1_000])(119).length, told(0, [])(120).length]).toEqual([0, 1])
    expect(told(1, [1_000])(500)).toEqual([])
  })
})

describe('RLO-008', () => {
  const deployment = aDeployment('web', { revision: 3 })
  const younger = revision('web-2', deployment, {
    ...{ image: 'app:2', revision: 2, replicas: 0 },
    creationTimestamp: '2026-01-02T00:00:00Z',
  })
  const FORMER = 'deployment.kubernetes.io/revision-history'

  test('RLO-008 a revision that was there before is told with its numbers', () => {
    const old = revision('web-1', deployment, { revision: 3, annotations: { [FORMER]: '1' } })
    expect(sentencesOf('RLO-008', aSnapshot(deployment, old, younger))).toEqual([
      'Deployment/default/web was rolled back to ReplicaSet/default/web-1, which was revision 1 and is 3 now',
    ])
  })

  test('RLO-008 a revision that is the youngest is none that was gone back to', () => {
    const next = aDeployment('web', { revision: 3, image: 'app:2' })
    const old = revision('web-1', next, { revision: 1 })
    expect(sentencesOf('RLO-008', aSnapshot(next, old, younger))).toEqual([])
  })
})

describe('RLO-009', () => {
  const seen = (observedGeneration: number) => aStatefulSet('db', { generation: 2, status: { observedGeneration } })

  test('RLO-009 a specification that its controller has not seen is told', () => {
    expect(sentencesOf('RLO-009', aSnapshot(seen(1)))).toEqual([
      'StatefulSet/default/db is at generation 2, and its controller has seen 1',
    ])
  })

  test('RLO-009 one that it has seen is not told', () => {
    expect(sentencesOf('RLO-009', aSnapshot(seen(2)))).toEqual([])
  })
})
