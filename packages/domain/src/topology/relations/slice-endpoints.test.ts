import { describe, expect, test } from 'vitest'
import {
  anEndpointSlice,
  aPod,
  aProjected,
  aRawEndpointSlice,
  aService,
  aSnapshot,
  type EndpointOptions,
} from '../../testing/index.ts'
import { serviceSliceEdges } from './service-slices.ts'
import { sliceEndpointEdges } from './slice-endpoints.ts'

const pod = aPod('web-0', { ip: '10.0.0.7', node: 'node-01', labels: { 'controller-revision-hash': 'web-68f' } })

const targets = (endpoint: EndpointOptions, snapshot = aSnapshot(pod)) =>
  sliceEndpointEdges(anEndpointSlice('web-1', { endpoints: [endpoint] }), snapshot).map(({ to, state }) => [to, state])

describe('sliceEndpointEdges', () => {
  test('[D.4.5] [D.5] an endpoint leads to the Pod of its uid, with everything the slice says', () => {
    const endpoints = [{ pod, zone: 'zone-a', ready: false, terminating: true }]
    expect(sliceEndpointEdges(anEndpointSlice('web-1', { service: 'web', endpoints }), aSnapshot(pod))).toEqual([
      {
        from: 'EndpointSlice/default/web-1',
        to: 'Pod/default/web-0',
        relation: 'endpoint',
        state: 'resolved',
        facts: {
          ready: false,
          serving: true,
          terminating: true,
          state: 'terminating-serving',
          addresses: ['10.0.0.7'],
          ports: [{ name: '', port: 8080, protocol: 'TCP' }],
          node: 'node-01',
          zone: 'zone-a',
          revision: 'web-68f',
          uid: pod.metadata.uid,
        },
      },
    ])
  })

  test('[D.4.5] a Pod of the same name with another uid is another Pod', () => {
    expect(targets({ pod: { ...pod, metadata: { ...pod.metadata, uid: 'of-the-one-before' } } })).toEqual([
      ['Pod/default/web-0', 'missing'],
    ])
  })

  test('[EPS-003] a Pod that is not there is missing; where Pods are not observed it is unknown', () => {
    const blind = aSnapshot()
    blind.setVisibility('Pod', undefined, 'denied')
    expect(targets({ pod }, aSnapshot())).toEqual([['Pod/default/web-0', 'missing']])
    expect(targets({ pod }, blind)).toEqual([['Pod/default/web-0', 'unknown']])
  })

  test('a target without a uid can only be matched by its name', () => {
    const raw = aRawEndpointSlice('by-hand')
    const slice = aProjected('EndpointSlice', {
      ...raw,
      endpoints: ['web-0', 'web-1'].map((name) => ({ addresses: ['10.0.0.7'], targetRef: { kind: 'Pod', name } })),
    })
    expect(sliceEndpointEdges(slice, aSnapshot(pod)).map(({ to, state }) => [to, state])).toEqual([
      ['Pod/default/web-0', 'ambiguous'],
      ['Pod/default/web-1', 'missing'],
    ])
  })

  test('[D.4.5] an endpoint without a target leads to its address; a Pod that has the address is a hint', () => {
    expect(targets({ address: '192.168.0.9' })).toEqual([['Address/default/192.168.0.9', 'resolved']])
    const hints = ['192.168.0.9', '10.0.0.7'].map((address) =>
      sliceEndpointEdges(anEndpointSlice('by-hand', { endpoints: [{ address }] }), aSnapshot(pod)).map(
        ({ facts }) => facts.samePodIp,
      ),
    )
    expect(hints).toEqual([[undefined], ['Pod/default/web-0']])
  })

  test('[D.4.11] [D.6] a name of its own and hints of zones and nodes are told', () => {
    const raw = aRawEndpointSlice('web-1')
    const endpoint = { addresses: ['10.0.0.7'], hostname: 'web-0', hints: { forZones: [{ name: 'zone-a' }] } }
    const [edge] = sliceEndpointEdges(aProjected('EndpointSlice', { ...raw, endpoints: [endpoint] }), aSnapshot())
    expect(edge?.facts).toMatchObject({ hostname: 'web-0', hints: { forZones: [{ name: 'zone-a' }], forNodes: [] } })
  })

  test('[D.4.7] dual stack: one Pod is an endpoint of a slice of each family', () => {
    const slices = (['IPv4', 'IPv6'] as const).map((addressType, index) =>
      anEndpointSlice(`web-${addressType.toLowerCase()}`, {
        ...{ service: 'web', addressType },
        endpoints: [{ pod, address: ['10.0.0.7', 'fd00::7'][index] ?? '' }],
      }),
    )
    const edges = slices.flatMap((slice) => sliceEndpointEdges(slice, aSnapshot(pod)))
    expect(edges.map(({ to, facts }) => [to, facts.addresses, facts.uid])).toEqual([
      ['Pod/default/web-0', ['10.0.0.7'], pod.metadata.uid],
      ['Pod/default/web-0', ['fd00::7'], pod.metadata.uid],
    ])
  })
})

describe('serviceSliceEdges', () => {
  const slice = anEndpointSlice('looks-like-another-1', { service: 'web', owner: aService('another') })
  const edge = {
    from: 'Service/default/web',
    to: 'EndpointSlice/default/looks-like-another-1',
    relation: 'slice',
    facts: {},
  }

  test('[D.4.1] a slice belongs to the Service of its label, whatever its name and owner', () => {
    expect(serviceSliceEdges(slice, aSnapshot(aService('web'), slice))).toEqual([{ ...edge, state: 'resolved' }])
    expect(serviceSliceEdges(anEndpointSlice('web-1'), aSnapshot(aService('web')))).toEqual([])
  })

  test('[EPS-004] a slice whose Service is gone says so', () => {
    expect(serviceSliceEdges(slice, aSnapshot(slice))).toEqual([{ ...edge, state: 'missing' }])
  })
})
