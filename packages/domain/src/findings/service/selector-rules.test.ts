import { describe, expect, test } from 'vitest'
import {
  aDeployment,
  anEndpointSlice,
  aPod,
  aProjected,
  aRawObject,
  aReplicaSet,
  aService,
  aSnapshot,
  findingsOfRule,
  sentencesOf,
} from '../../testing/index.ts'
import { FindingsBook } from '../findings-book.ts'

const web = aService('web', { selector: { app: 'web' } })
const pod = (name: string, options = {}) => aPod(name, { labels: { app: 'web' }, ip: '10.0.0.1', ...options })

describe('SVC-001', () => {
  test('SVC-001 a selector that matches no Pod is told after a minute, with what it may be meant for', () => {
    const snapshot = aSnapshot(web, aPod('a', { labels: { app: 'wep' } }), pod('b', { namespace: 'other' }))
    const book = new FindingsBook(snapshot, 0)
    const told = (now: number) => book.findings(now).filter(({ rule }) => rule === 'SVC-001')
    expect(told(59_999)).toEqual([])
    expect(told(60_000)).toMatchObject([
      {
        severity: 'error',
        sentence:
          'No Pod of namespace default has app=web, which Service/default/web selects; perhaps Pod/default/a is meant: change app: web to app: wep',
        evidence: [
          { path: 'spec.selector', value: { app: 'web' } },
          { object: 'Pod/default/a', path: 'suggestion', value: { readyPods: 1, selector: { app: 'wep' } } },
          { object: 'Namespace/-/other', path: 'pods' },
        ],
        command: 'kubectl get pods -n default --show-labels',
      },
    ])
  })

  test('SVC-001 what is scaled to zero is only told', () => {
    expect(findingsOfRule('SVC-001', aSnapshot(web, aDeployment('web', { replicas: 0 })))).toMatchObject([
      {
        severity: 'info',
        sentence: 'No Pod has app=web, which Service/default/web selects: Deployment/default/web is scaled to zero',
      },
    ])
    expect(findingsOfRule('SVC-001', aSnapshot(web, aDeployment('web')))).toMatchObject([{ severity: 'error' }])
  })

  test('SVC-001 a Pod that matches is enough; no selector and ExternalName are not judged', () => {
    const external = aService('external', { type: 'ExternalName', selector: { app: 'gone' } })
    expect(sentencesOf('SVC-001', aSnapshot(web, pod('a', { isReady: false }), aService('bare'), external))).toEqual([])
  })
})

describe('SVC-002', () => {
  const waiting = (reason: string) => ({
    isReady: false,
    status: { containerStatuses: [{ name: 'main', ready: false, state: { waiting: { reason } } }], conditions: [] },
  })

  test('SVC-002 the reasons of all Pods are told where none is Ready', () => {
    const pods = [pod('a', waiting('CrashLoopBackOff')), pod('b', waiting('ImagePullBackOff'))]
    expect(sentencesOf('SVC-002', aSnapshot(web, ...pods))).toEqual([
      'No Pod that Service/default/web selects is Ready: CrashLoopBackOff, ImagePullBackOff',
    ])
  })

  test('SVC-002 one Ready Pod is enough; without any Pod it is SVC-001', () => {
    expect(sentencesOf('SVC-002', aSnapshot(web, pod('a'), pod('b', waiting('CrashLoopBackOff'))))).toEqual([])
    expect(sentencesOf('SVC-002', aSnapshot(web))).toEqual([])
  })
})

describe('SVC-003', () => {
  const [a, b] = [pod('a'), pod('b', { node: 'n9' })]
  const slice = anEndpointSlice('web-1', { service: 'web', endpoints: [{ pod: a, ready: true }] })

  test('SVC-003 a Ready Pod in no slice is told, with what the controller says', () => {
    const event = aProjected(
      'Event',
      aRawObject('Event', 'web.1', {
        involvedObject: { kind: 'Service', name: 'web', namespace: 'default' },
        ...{ type: 'Warning', reason: 'FailedToUpdateEndpointSlices', message: 'node "n9" not found' },
      }),
    )
    expect(findingsOfRule('SVC-003', aSnapshot(web, a, b, slice, event))).toMatchObject([
      {
        sentence: 'Ready Pods that Service/default/web selects are in none of its EndpointSlices: b',
        evidence: [
          { object: 'Pod/default/b', path: 'status.podIPs' },
          { object: 'EndpointSlice/default/web-1', value: ['a'] },
          { object: 'Node/-/n9', path: '', value: null },
          { object: 'Event/default/web.1', value: 'node "n9" not found' },
        ],
      },
    ])
  })

  test('SVC-003 Pods without an IP of the family, finished or not Ready are not expected there', () => {
    const others = [
      aPod('c', { labels: { app: 'web' } }),
      pod('d', { phase: 'Succeeded' }),
      pod('e', { isReady: false }),
    ]
    expect(sentencesOf('SVC-003', aSnapshot(web, a, slice, ...others))).toEqual([])
    const six = aService('six', { selector: { app: 'web' }, spec: { ipFamilies: ['IPv6'] } })
    expect(sentencesOf('SVC-003', aSnapshot(six, a))).toEqual([])
  })
})

describe('SVC-008', () => {
  test('SVC-008 Pods of several workloads are told', () => {
    const blue = aReplicaSet('blue-1', { owner: aDeployment('blue') })
    const pods = [pod('a', { owner: blue }), pod('b')]
    expect(sentencesOf('SVC-008', aSnapshot(web, aDeployment('blue'), blue, ...pods))).toEqual([
      'Service/default/web selects Pods of 2 workloads: Deployment/blue, Pod/b',
    ])
  })

  test('SVC-008 two ReplicaSets of one Deployment are one workload', () => {
    const deployment = aDeployment('web')
    const [old, next] = [aReplicaSet('web-1', { owner: deployment }), aReplicaSet('web-2', { owner: deployment })]
    const pods = [pod('a', { owner: old }), pod('b', { owner: next })]
    expect(sentencesOf('SVC-008', aSnapshot(web, deployment, old, next, ...pods))).toEqual([])
  })
})
