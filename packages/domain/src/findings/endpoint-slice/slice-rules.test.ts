import { describe, expect, test } from 'vitest'
import {
  aDeployment,
  anEndpointSlice,
  aPod,
  aProjected,
  aRawObject,
  aService,
  aSnapshot,
  type EndpointOptions,
  findingsOfRule,
  type RawObject,
  sentencesOf,
} from '../../testing/index.ts'
import { FindingsBook } from '../findings-book.ts'

const pod = aPod('a', { ip: '10.0.0.1' })
const unreadyPod = aPod('a', { ip: '10.0.0.1', isReady: false })
const slice = (conditions: EndpointOptions = {}) =>
  anEndpointSlice('web-1', { service: 'web', endpoints: [{ pod, ...conditions }] })

describe('EPS-003', () => {
  test('EPS-003 an endpoint of a Pod that is gone is told', () => {
    expect(findingsOfRule('EPS-003', aSnapshot(slice()))).toMatchObject([
      {
        severity: 'error',
        sentence: 'Endpoint 10.0.0.1 of EndpointSlice/default/web-1 leads to Pod a, which does not exist',
        evidence: [
          { path: 'endpoints[10.0.0.1].targetRef.uid', value: 'uid-pod-default-a' },
          { object: 'Pod/default/a', value: null },
        ],
      },
    ])
  })

  test('[D.4.5] EPS-003 another Pod of the same name is another Pod', () => {
    expect(sentencesOf('EPS-003', aSnapshot(slice(), aPod('a', { uid: 'other' })))).toEqual([
      'Endpoint 10.0.0.1 of EndpointSlice/default/web-1 leads to a former Pod a; the one of that name now is another',
    ])
  })

  test('EPS-003 a Pod that is there, a bare address, and Pods that are hidden are none', () => {
    const bare = anEndpointSlice('bare', { service: 'web', endpoints: [{ address: '192.0.2.1' }] })
    expect(sentencesOf('EPS-003', aSnapshot(slice(), pod, bare))).toEqual([])
    const snapshot = aSnapshot(slice())
    snapshot.setVisibility('Pod', undefined, 'listing')
    expect(sentencesOf('EPS-003', snapshot)).toEqual([])
  })
})

describe('EPS-004', () => {
  test('EPS-004 a slice of a Service that does not exist is told', () => {
    const orphan = anEndpointSlice('web-1', { service: 'web', owner: aDeployment('maker') })
    expect(findingsOfRule('EPS-004', aSnapshot(orphan))).toMatchObject([
      {
        sentence: 'EndpointSlice/default/web-1 is of Service web, which does not exist',
        evidence: [{ value: 'web' }, { path: 'metadata.ownerReferences', value: [{ name: 'maker' }] }, { value: null }],
      },
    ])
  })

  test('EPS-004 one whose Service is there is none', () => {
    expect(sentencesOf('EPS-004', aSnapshot(slice(), aService('web')))).toEqual([])
  })
})

describe('EPS-006', () => {
  const endpoints = (annotations: Readonly<Record<string, string>>, subsets: readonly RawObject[] = []) =>
    aProjected('Endpoints', aRawObject('Endpoints', 'web', { annotations, subsets }))

  test('EPS-006 a truncated Endpoints object is told', () => {
    const subsets = [{ addresses: [{ ip: '10.0.0.1' }], notReadyAddresses: [{ ip: '10.0.0.2' }] }]
    expect(
      sentencesOf('EPS-006', aSnapshot(endpoints({ 'endpoints.kubernetes.io/over-capacity': 'truncated' }, subsets))),
    ).toEqual(['Endpoints/default/web holds only 2 addresses of more'])
  })

  test('EPS-006 a whole one is none, nor the older warning that nothing was cut', () => {
    const warned = endpoints({ 'endpoints.kubernetes.io/over-capacity': 'warning' })
    expect(sentencesOf('EPS-006', aSnapshot(warned))).toEqual([])
  })
})

describe('EPS-009', () => {
  test('EPS-009 a slice of DNS names is told', () => {
    expect(
      sentencesOf('EPS-009', aSnapshot(anEndpointSlice('names', { service: 'web', addressType: 'FQDN' }))),
    ).toEqual(['EndpointSlice/default/names holds DNS names, which kube-proxy ignores'])
  })

  test('EPS-009 a slice of addresses is none', () => {
    expect(sentencesOf('EPS-009', aSnapshot(slice()))).toEqual([])
  })
})

describe('EPS-010', () => {
  test('EPS-010 a slice that names no Service is told', () => {
    expect(sentencesOf('EPS-010', aSnapshot(anEndpointSlice('web-1', {})))).toEqual([
      'EndpointSlice/default/web-1 names no Service: nobody reads it',
    ])
  })

  test('EPS-010 one that does, and one imported from another cluster, are none', () => {
    const imported = anEndpointSlice('far', { labels: { 'multicluster.kubernetes.io/service-name': 'web' } })
    expect(sentencesOf('EPS-010', aSnapshot(slice(), imported))).toEqual([])
  })
})

describe('EPS-011', () => {
  test('EPS-011 an endpoint that is ready without its Pod is told after ten seconds', () => {
    const book = new FindingsBook(aSnapshot(aService('web'), slice({ ready: true }), unreadyPod), 0)
    const told = (now: number) =>
      book.findings(now).flatMap(({ rule, sentence }) => (rule === 'EPS-011' ? sentence : []))
    expect(told(9_999)).toEqual([])
    expect(told(10_000)).toEqual(['Endpoint 10.0.0.1 of EndpointSlice/default/web-1 is ready, and its Pod a is not'])
  })

  test('EPS-011 a Ready Pod, or a Service that publishes what is not ready, is none', () => {
    expect(sentencesOf('EPS-011', aSnapshot(aService('web'), slice({ ready: true }), pod))).toEqual([])
    const publishing = aService('web', { spec: { publishNotReadyAddresses: true } })
    expect(sentencesOf('EPS-011', aSnapshot(publishing, slice({ ready: true }), unreadyPod))).toEqual([])
  })
})

describe('EPS-012', () => {
  test('EPS-012 an endpoint that is not ready although its Pod is, is told', () => {
    expect(sentencesOf('EPS-012', aSnapshot(aService('web'), slice({ ready: false }), pod))).toEqual([
      'Pod a is Ready, and its endpoint 10.0.0.1 of EndpointSlice/default/web-1 is not',
    ])
  })

  test('EPS-012 a terminating endpoint, or one that agrees with its Pod, is none', () => {
    const leaving = slice({ ready: false, serving: true, terminating: true })
    expect(sentencesOf('EPS-012', aSnapshot(aService('web'), leaving, pod))).toEqual([])
    expect(sentencesOf('EPS-012', aSnapshot(aService('web'), slice({ ready: false }), unreadyPod))).toEqual([])
  })
})
