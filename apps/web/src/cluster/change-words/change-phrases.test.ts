import { describe, expect, test } from 'vitest'
import { aChange } from '../../testing/recorded-change.ts'
import { changePhrases } from './change-phrases.ts'
import { podNames } from './pod-names.ts'

type Difference = { path: string; before?: unknown; after?: unknown }

const words = (kind: string, ...differences: Difference[][]) =>
  changePhrases(differences.map((each, at) => aChange(99 - at, { kind, differences: each }))).map(({ id, values }) => [
    id,
    values,
  ])

describe('what changes of one object did', () => {
  test('a new image is told by its tags, before what became of it, and once', () => {
    const told = words(
      'Deployment',
      [{ path: 'status.readyReplicas', before: 3, after: 2 }],
      [
        { path: 'derived.images.web', before: 'shop/web:v41', after: 'shop/web:v42' },
        { path: 'derived.templateFingerprint', before: 'a', after: 'b' },
        { path: 'metadata.generation', before: 1, after: 2 },
      ],
    )
    expect(told).toEqual([
      ['image', { container: 'web', from: 'v41', to: 'v42' }],
      ['ready', { from: 3, to: 2 }],
    ])
  })

  test('a field counts from before the first change to after the last, and not at all where it is the same again', () => {
    const told = words(
      'Deployment',
      [{ path: 'status.readyReplicas', before: 4, after: 5 }],
      [
        { path: 'status.readyReplicas', before: 3, after: 4 },
        { path: 'spec.paused', before: true, after: false },
      ],
      [{ path: 'spec.paused', before: false, after: true }],
    )
    expect(told).toEqual([['ready', { from: 3, to: 5 }]])
  })

  test('a field that says more than its words stands beside them', () => {
    const [told] = changePhrases([
      aChange(1, { differences: [{ path: 'spec.ports[http].targetPort', before: 8080, after: 'http' }] }),
    ])
    expect(told).toEqual({
      id: 'ports',
      values: {},
      line: { path: 'spec.ports[http].targetPort', before: '8080', after: 'http', more: 0 },
    })
  })

  test('an object as a value is never shown: the field is named', () => {
    expect(words('Gateway', [{ path: 'spec.listeners', before: [{}], after: [{}, {}] }])).toEqual([
      ['spec', { field: 'listeners' }],
    ])
  })

  test('what has no words of its own is counted, and its most telling field shown', () => {
    const differences = [
      { path: 'derived.a', before: 1, after: 2 },
      { path: 'status.b', before: 'x', after: 'y' },
    ]
    expect(changePhrases([aChange(1, { differences })])).toEqual([
      { id: 'fields', values: { count: 2 }, line: { path: 'status.b', before: 'x', after: 'y', more: 0 } },
    ])
  })

  test('an object that went is gone, whatever changed before', () => {
    expect(changePhrases([aChange(9, { change: 'deleted' }), aChange(8)])).toEqual([{ id: 'deleted', values: {} }])
  })

  test('a Pod: on which Node, why a container waits or how it ended, whether it is ready, that it is to go', () => {
    expect(words('Pod', [{ path: 'spec.nodeName', after: 'n1' }])).toEqual([['onNode', { node: 'n1' }]])
    const appeared = { path: 'status.containerStatuses[web]', after: { state: { waiting: { reason: 'Creating' } } } }
    expect(words('Pod', [appeared])).toEqual([['waiting', { container: 'web', reason: 'Creating' }]])
    const ended = {
      path: 'status.containerStatuses[web].state.terminated',
      after: { exitCode: 137, reason: 'OOMKilled' },
    }
    const unready = { path: 'status.conditions[Ready].status', before: 'True', after: 'False' }
    const why = { path: 'status.conditions[Ready].reason', after: 'ContainersNotReady' }
    expect(words('Pod', [why, unready, ended])).toEqual([
      ['podUnready', {}],
      ['stopped', { container: 'web', code: 137, reason: 'OOMKilled' }],
    ])
    const asked = { path: 'metadata.deletionTimestamp', after: '2026-11-21T01:00:38Z' }
    expect(words('Pod', [asked, { path: 'metadata.deletionGracePeriodSeconds', after: 30 }])).toEqual([['asked', {}]])
  })

  test('a reason of a condition is told where its status is not', () => {
    const reason = { path: 'status.conditions[AbleToScale].reason', before: 'a', after: 'ReadyForNewScale' }
    expect(words('HorizontalPodAutoscaler', [reason])).toEqual([
      ['why', { type: 'AbleToScale', reason: 'ReadyForNewScale' }],
    ])
  })
})

describe('an object that came', () => {
  const came = (kind: string, after: object, evidence: 'watched' | 'listed' | 'initial' = 'watched') =>
    changePhrases([aChange(1, { kind, change: 'added', evidence, differences: [{ path: '', after }] })])

  test('was created only where that was watched', () => {
    const told = (evidence: 'watched' | 'listed' | 'initial') => came('Namespace', {}, evidence)[0]?.id
    expect([told('watched'), told('listed'), told('initial')]).toEqual(['created', 'appeared', 'wasThere'])
  })

  test('says what one looks for first', () => {
    const endpoints = [{ conditions: { ready: false } }, { conditions: {} }]
    expect(came('EndpointSlice', { endpoints })[1]?.values).toEqual({ count: 2, ready: 1 })
    expect(came('Service', { spec: { type: 'ClusterIP', clusterIP: '10.96.0.7' } })[1]?.values).toEqual({
      text: 'ClusterIP 10.96.0.7',
    })
    expect(came('Ingress', { spec: { rules: [{ host: 'a.example.com' }, { host: 'a.example.com' }, {}] } })[1]).toEqual(
      {
        id: 'told',
        values: { text: 'a.example.com' },
      },
    )
  })

  test('a KubernetesEvent is its reason and message', () => {
    const event = {
      involvedObject: { kind: 'Pod', name: 'web-0' },
      type: 'Warning',
      reason: 'Unhealthy',
      message: 'HTTP 503',
    }
    expect(came('Event', event)).toEqual([
      { id: 'event', values: { kind: 'Pod', type: 'Warning', reason: 'Unhealthy' }, quote: 'HTTP 503' },
    ])
  })
})

describe('endpoints', () => {
  const endpoint = (name: string, ready?: boolean) => ({
    addresses: ['10.0.0.1'],
    conditions: ready === undefined ? {} : { ready },
    targetRef: { kind: 'Pod', name, uid: `uid-${name}` },
  })
  const told = (kind: string, ...differences: Difference[]) => changePhrases([aChange(1, { kind, differences })])

  test('that come and go have the address and the name that the change itself tells', () => {
    const who = [{ address: '10.0.0.1', name: 'web-1' }]
    expect(told('EndpointSlice', { path: 'endpoints[uid-web-1]', after: endpoint('web-1', false) })).toEqual([
      { id: 'joined', values: { count: 1, state: 'unready' }, who },
    ])
    expect(told('EndpointSlice', { path: 'endpoints[uid-web-1]', before: endpoint('web-1') })).toEqual([
      { id: 'left', values: { count: 1, state: 'ready' }, who },
    ])
  })

  test('that flip are told by uid: named where another change names the Pod, otherwise counted', () => {
    const flip = { path: 'endpoints[uid-web-1].conditions.ready', before: false, after: true }
    const change = aChange(2, { kind: 'EndpointSlice', differences: [flip] })
    const counted = { id: 'becameReady', values: { count: 1, state: 'ready' } }
    expect(changePhrases([change])).toEqual([counted])
    const pod = aChange(1, { kind: 'Pod', name: 'web-1', uid: 'uid-web-1' })
    expect(changePhrases([change], podNames([pod]))).toEqual([{ ...counted, who: [{ name: 'web-1' }] }])
    const slice = { path: '', after: { endpoints: [endpoint('web-1')] } }
    const joined = aChange(1, { kind: 'EndpointSlice', differences: [slice] })
    expect(changePhrases([change], podNames([joined]))).toEqual([{ ...counted, who: [{ name: 'web-1' }] }])
  })

  test('that drain are not also said to be not ready; a condition that appears as what it meant says nothing', () => {
    const of = (condition: string, before: unknown, after: unknown) => ({
      path: `endpoints[IPv4|10.0.0.9].conditions.${condition}`,
      ...(before !== undefined && { before }),
      after,
    })
    expect(told('EndpointSlice', of('ready', true, false), of('terminating', false, true))).toEqual([
      { id: 'draining', values: { count: 1, state: 'unready' }, who: [{ address: '10.0.0.9' }] },
    ])
    expect(told('EndpointSlice', of('ready', undefined, true)).map(({ id }) => id)).toEqual(['fields'])
  })

  test('are counted where they are many, over all changes', () => {
    const joined = ['a', 'b', 'c'].map((name) => ({
      path: `endpoints[uid-${name}]`,
      after: endpoint(name, name === 'a'),
    }))
    expect(told('EndpointSlice', ...joined)).toEqual([{ id: 'joined', values: { count: 3, state: 'mixed' } }])
  })

  test('of an Endpoints object change their readiness where they go from one list to the other', () => {
    const address = { ip: '10.0.0.1', targetRef: { uid: 'uid-web-1' } }
    const went = { path: 'subsets[0].notReadyAddresses[uid-web-1]', before: address }
    const came = { path: 'subsets[0].addresses[uid-web-1]', after: address }
    expect(told('Endpoints', went, came)).toEqual([
      { id: 'becameReady', values: { count: 1, state: 'ready' }, who: [{ address: '10.0.0.1' }] },
    ])
    expect(told('Endpoints', { ...came, path: 'subsets[1].addresses[uid-web-1]' }).map(({ id }) => id)).toEqual([
      'fields',
    ])
  })
})
