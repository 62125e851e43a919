import { describe, expect, test } from 'vitest'
import type { WatchedObject } from '../../kubernetes/watched-object.ts'
import {
  aDaemonSet,
  aDeployment,
  anIngress,
  aPod,
  aReplicaSet,
  aService,
  aSnapshot,
  findingsOfRule,
  type RawObject,
  sentencesOf,
} from '../../testing/index.ts'
import { FindingsBook } from '../findings-book.ts'

describe('RLO-004', () => {
  const strategy = (maxSurge: number, maxUnavailable: number | string): RawObject => ({
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable } },
  })
  const web = aService('web', { selector: { app: 'web' } })
  const ingress = anIngress('shop', { service: 'web' })

  test('RLO-004 a strategy that may end every Pod of an exposed Service is told (SC6)', () => {
    const risky = aDeployment('web', { spec: { replicas: 2, ...strategy(0, '100%') } })
    expect(sentencesOf('RLO-004', aSnapshot(risky, web, ingress))).toEqual([
      'The next rollout of Deployment/default/web may leave none of its 2 Pods available, and Service/default/web is used from outside',
    ])
    const recreated = aDeployment('web', { spec: { replicas: 2, strategy: { type: 'Recreate' } } })
    expect(findingsOfRule('RLO-004', aSnapshot(recreated, web, ingress))).toMatchObject([
      { message: { id: 'RLO-004.recreate' } },
    ])
  })

  test('RLO-004 a DaemonSet on one node behind a node port is told', () => {
    const front = aDaemonSet('front', { status: { desiredNumberScheduled: 1 } })
    const service = aService('front', { type: 'NodePort', selector: { app: 'front' } })
    expect(sentencesOf('RLO-004', aSnapshot(front, service))).toHaveLength(1)
  })

  test('RLO-004 what keeps a Pod, or serves nobody outside, or by another Service, is not told', () => {
    const safe = aDeployment('web', { spec: { replicas: 2, ...strategy(1, 0) } })
    const risky = aDeployment('web', { spec: { replicas: 1, ...strategy(0, 1) } })
    const other = aService('web', { selector: { app: 'web', tier: 'front' } })
    expect(sentencesOf('RLO-004', aSnapshot(safe, web, ingress))).toEqual([])
    expect(sentencesOf('RLO-004', aSnapshot(risky, web))).toEqual([])
    expect(sentencesOf('RLO-004', aSnapshot(risky, other, ingress))).toEqual([])
  })
})

describe('RLO-005', () => {
  const deployment = aDeployment('web')
  const moment = (at: number) => ({ at, notBefore: at, seq: at })
  const outage = (reason: 'budget-allows-zero' | 'inherited') => ({
    rolloutZeroWindows: () => [
      {
        service: 'default/web',
        window: { from: moment(1_000), to: moment(27_000), reason, servingTerminating: 0 },
      },
    ],
  })

  test('RLO-005 a window without a ready endpoint during a rollout is told for an hour', () => {
    const history = outage('budget-allows-zero')
    const book = new FindingsBook(aSnapshot(deployment), 27_000, { history })
    const told = (now: number) => book.findings(now).filter(({ rule }) => rule === 'RLO-005')
    expect(told(27_000)).toMatchObject([
      {
        since: 1_000,
        sentence:
          'A rollout of Deployment/default/web left Service/default/web without a ready endpoint for 26.0 s (its maxUnavailable lets all of them be gone)',
      },
    ])
    expect([told(3_626_999).length, told(3_627_000).length]).toEqual([1, 0])
  })

  test('RLO-005 what was so before the rollout is not its doing', () => {
    expect(sentencesOf('RLO-005', aSnapshot(deployment), outage('inherited'))).toEqual([])
  })
})

describe('RLO-006', () => {
  const readinessProbe = { tcpSocket: { port: 80 } }
  const service = aService('web', { selector: { app: 'web' } })
  const world = (container: RawObject, spec: RawObject = {}, services: readonly WatchedObject[] = [service]) => {
    const deployment = aDeployment('web', { podLabels: { app: 'web' }, spec })
    const replicaSet = aReplicaSet('web-1', { podLabels: { app: 'web' }, owner: deployment })
    const pod = aPod('a', { owner: replicaSet, spec: { containers: [{ name: 'main', ...container }] } })
    return aSnapshot(deployment, replicaSet, pod, ...services)
  }

  test('RLO-006 a rollout that waits for nothing is told', () => {
    expect(sentencesOf('RLO-006', world({}))).toEqual([
      'A rollout of Deployment/default/web ends old Pods as soon as the processes of new ones run: it has no readiness probe',
    ])
  })

  test('RLO-006 what no Service selects answers nobody, as kube-proxy: nothing is told', () => {
    expect(sentencesOf('RLO-006', world({}, {}, []))).toEqual([])
    expect(sentencesOf('RLO-006', world({}, {}, [aService('web', { selector: { app: 'api' } })]))).toEqual([])
  })

  test('RLO-006 a readiness probe, minReadySeconds, or no Pod to tell is enough to say nothing', () => {
    expect(sentencesOf('RLO-006', world({ readinessProbe }))).toEqual([])
    expect(sentencesOf('RLO-006', world({}, { minReadySeconds: 10 }))).toEqual([])
    expect(sentencesOf('RLO-006', aSnapshot(aDeployment('web')))).toEqual([])
  })
})
