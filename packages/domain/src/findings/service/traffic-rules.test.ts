import { describe, expect, test } from 'vitest'
import {
  aNode,
  anEndpointSlice,
  anIngress,
  anIngressClass,
  aPod,
  aProjected,
  aRawObject,
  aService,
  aSnapshot,
  type EndpointOptions,
  findingsOfRule,
  type ServiceOptions,
  sentencesOf,
} from '../../testing/index.ts'

const web = (options: ServiceOptions) => aService('web', { selector: { app: 'web' }, ...options })
const slice = (...endpoints: EndpointOptions[]) =>
  anEndpointSlice('web-1', {
    service: 'web',
    endpoints: endpoints.map((one, index) => ({ address: `10.0.0.${index}`, ready: true, ...one })),
  })

describe('SVC-014', () => {
  const local = (type: 'NodePort' | 'LoadBalancer', healthCheckNodePort?: number) =>
    web({ type, spec: { externalTrafficPolicy: 'Local', healthCheckNodePort } })

  test('SVC-014 Ready nodes without a ready endpoint of their own are told', () => {
    const snapshot = aSnapshot(
      local('NodePort'),
      slice({ node: 'n1' }, { node: 'n2', ready: false }),
      ...[aNode('n1'), aNode('n2'), aNode('n3', { isReady: false })],
    )
    expect(findingsOfRule('SVC-014', snapshot)).toMatchObject([
      {
        severity: 'warning',
        sentence: 'Service/default/web drops what arrives from outside at nodes without an endpoint: n2',
      },
    ])
  })

  test('SVC-014 a load balancer that checks the nodes makes it a note, and leaves out those excluded', () => {
    const excluded = aNode('n3', { labels: { 'node.kubernetes.io/exclude-from-external-load-balancers': '' } })
    const nodes = [aNode('n1'), aNode('n2'), excluded]
    expect(
      findingsOfRule('SVC-014', aSnapshot(local('LoadBalancer', 30_500), slice({ node: 'n1' }), ...nodes)),
    ).toMatchObject([
      {
        severity: 'info',
        sentence: 'Service/default/web has no endpoint on n2, which its load balancer learns from health checks',
      },
    ])
  })

  test('SVC-014 external addresses of a ClusterIP Service are outside traffic, too (D.6)', () => {
    const sentencesWith = (externalIPs: string[], clusterIP = '10.96.0.10') => {
      const service = web({ clusterIP, spec: { externalTrafficPolicy: 'Local', externalIPs } })
      return sentencesOf('SVC-014', aSnapshot(service, slice({ node: 'n1' }), aNode('n1'), aNode('n2')))
    }
    expect(sentencesWith(['192.0.2.7'])).toEqual([
      'Service/default/web drops what arrives from outside at nodes without an endpoint: n2',
    ])
    expect(sentencesWith([])).toEqual([])
    expect(sentencesWith(['192.0.2.7'], 'None')).toEqual([])
  })

  test('SVC-014 an endpoint on every node, or policy Cluster, is none', () => {
    expect(sentencesOf('SVC-014', aSnapshot(local('NodePort'), slice({ node: 'n1' }), aNode('n1')))).toEqual([])
    expect(sentencesOf('SVC-014', aSnapshot(web({ type: 'NodePort' }), aNode('n1')))).toEqual([])
  })
})

describe('SVC-015', () => {
  const controller = aPod('c', { node: 'n1', image: 'registry.k8s.io/ingress-nginx/controller:v1' })
  const shop = [anIngressClass('nginx'), anIngress('shop', { service: 'web', className: 'nginx' }), controller]
  const internal = web({ spec: { internalTrafficPolicy: 'Local' } })

  test('SVC-015 the node of an Ingress controller without an endpoint is told', () => {
    expect(sentencesOf('SVC-015', aSnapshot(internal, slice({ node: 'n2' }), ...shop))).toEqual([
      'Service/default/web has no endpoint on n1, where an Ingress controller that leads to it runs',
    ])
  })

  test('SVC-015 an endpoint there, policy Cluster, or no Ingress is none', () => {
    expect(sentencesOf('SVC-015', aSnapshot(internal, slice({ node: 'n1' }), ...shop))).toEqual([])
    expect(sentencesOf('SVC-015', aSnapshot(web({}), slice({ node: 'n2' }), ...shop))).toEqual([])
    expect(sentencesOf('SVC-015', aSnapshot(internal, slice({ node: 'n2' }), controller))).toEqual([])
  })
})

describe('SVC-019', () => {
  const sticky = web({ spec: { sessionAffinity: 'ClientIP' } })

  test('SVC-019 affinity by client IP behind an Ingress is told', () => {
    expect(sentencesOf('SVC-019', aSnapshot(sticky, anIngress('shop', { service: 'web' })))).toEqual([
      'Service/default/web keeps clients by IP, which does not work for those that come through Ingress/default/shop',
    ])
  })

  test('SVC-019 without an Ingress, or without affinity, it is none', () => {
    expect(sentencesOf('SVC-019', aSnapshot(sticky))).toEqual([])
    expect(sentencesOf('SVC-019', aSnapshot(web({}), anIngress('shop', { service: 'web' })))).toEqual([])
  })
})

describe('SVC-021', () => {
  const close = web({ spec: { trafficDistribution: 'PreferSameZone' } })
  const hints = { forZones: [{ name: 'a' }] }
  const disabled = aProjected(
    'Event',
    aRawObject('Event', 'web.1', {
      involvedObject: { kind: 'Service', name: 'web', namespace: 'default' },
      ...{ type: 'Warning', reason: 'TopologyAwareHintsDisabled', message: 'insufficient endpoints' },
    }),
  )

  test('SVC-021 ready endpoints without hints, nodes without a zone, and the Event are told', () => {
    const snapshot = aSnapshot(
      close,
      slice({ node: 'n1', hints }, { node: 'n2' }),
      aNode('n1', { zone: 'a' }),
      aNode('n2'),
      disabled,
    )
    expect(sentencesOf('SVC-021', snapshot)).toEqual([
      'Service/default/web asks for PreferSameZone, and the controller says: insufficient endpoints',
      'Service/default/web asks for PreferSameZone, and ready endpoints have no usable hint: 10.0.0.1',
      'Service/default/web asks for PreferSameZone, and nodes of its endpoints have no zone: n2',
    ])
  })

  test('SVC-021 hints of nodes for some and of zones for others are not used: each sort must be complete (D.6)', () => {
    const mixed = slice({ hints }, { hints: { forNodes: [{ name: 'n1' }] } }, { hints })
    expect(sentencesOf('SVC-021', aSnapshot(close, mixed))).toEqual([
      'Service/default/web asks for PreferSameZone, and ready endpoints have no usable hint: 10.0.0.1',
    ])
    const both = slice({ hints: { ...hints, forNodes: [{ name: 'n1' }] } }, { hints })
    expect(sentencesOf('SVC-021', aSnapshot(close, both))).toEqual([])
  })

  test('SVC-021 the annotation asks as well, and counts more', () => {
    const annotations = { 'service.kubernetes.io/topology-mode': 'Auto' }
    expect(sentencesOf('SVC-021', aSnapshot(web({ annotations }), slice({})))).toEqual([
      'Service/default/web asks for topology-mode Auto, and ready endpoints have no usable hint: 10.0.0.0',
    ])
  })

  test('SVC-021 hints everywhere, hints missing on endpoints that are not ready, or nothing asked for, are none', () => {
    const nodes = [aNode('n1', { zone: 'a' })]
    expect(sentencesOf('SVC-021', aSnapshot(close, slice({ node: 'n1', hints }, { ready: false }), ...nodes))).toEqual(
      [],
    )
    expect(sentencesOf('SVC-021', aSnapshot(web({}), slice({}), disabled))).toEqual([])
  })
})
