import type { TopologyEdge } from '@portolan/contract'
import { describe, expect, test } from 'vitest'
import { aTopology } from '../../testing/a-topology.ts'
import { neighboursOf } from './neighbours.ts'

/** `edge('Pod/a/b node Node/-/n1')` */
function edge(text: string, facts = {}): TopologyEdge {
  const [from = '', relation = '', to = ''] = text.split(' ')
  return { from, to, relation: relation as TopologyEdge['relation'], state: 'resolved', facts }
}

const around = (key: string, edges: readonly TopologyEdge[]) => neighboursOf(aTopology({ nodes: [], edges }), key)

const WEB = [
  edge('Ingress/shop/edge class IngressClass/-/nginx', { by: 'spec' }),
  edge('Ingress/shop/edge route Service/shop/web', { host: 'shop.example.com', path: '/api', port: 80 }),
  edge('Service/shop/web slice EndpointSlice/shop/web-1'),
  edge('EndpointSlice/shop/web-1 endpoint Pod/shop/web-a', { state: 'ready', ready: true }),
  edge('EndpointSlice/shop/web-1 endpoint Pod/shop/web-b', { state: 'unready', ready: false }),
  edge('EndpointSlice/shop/web-1 endpoint Pod/shop/other', { state: 'ready', ready: true }),
  edge('Pod/shop/web-a owner ReplicaSet/shop/web-1'),
  edge('Pod/shop/web-b owner ReplicaSet/shop/web-1'),
  edge('ReplicaSet/shop/web-1 owner Deployment/shop/web'),
  edge('Pod/shop/web-a node Node/-/n1'),
  edge('NetworkPolicy/shop/deny policy Pod/shop/web-a', { policyTypes: ['Ingress'] }),
]

describe('neighboursOf', () => {
  test('traffic comes to a Pod from its Service, through a slice that says how it is', () => {
    const { arrives, leads } = around('Pod/shop/web-a', WEB)
    expect(arrives).toEqual([
      {
        key: 'Service/shop/web',
        state: 'resolved',
        node: undefined,
        by: '',
        slice: { key: 'EndpointSlice/shop/web-1', endpoint: 'ready' },
      },
    ])
    expect(leads).toEqual([])
  })

  test('a Deployment gets traffic through its own Pods only, however far down they are', () => {
    expect(around('Deployment/shop/web', WEB).arrives).toEqual([
      { key: 'Service/shop/web', state: 'resolved', node: undefined, by: '', pods: { ready: 1, total: 2 } },
    ])
  })

  test('an Ingress refers to its class, and gets its traffic from it', () => {
    const { arrives, leads } = around('Ingress/shop/edge', WEB)
    expect(arrives.map(({ key }) => key)).toEqual(['IngressClass/-/nginx'])
    expect(leads.map(({ key, by }) => `${by} ${key}`)).toEqual(['shop.example.com/api → :80 Service/shop/web'])
  })

  test('a controller sends traffic to its class; the addresses in front of it are told with their ports', () => {
    const door = [
      edge('IngressClass/-/nginx controller DaemonSet/edge/nginx', { role: 'data-plane' }),
      edge('Address/-/10.0.0.1 front DaemonSet/edge/nginx', { via: 'hostNetwork', port: 80 }),
      edge('Address/-/10.0.0.1 front DaemonSet/edge/nginx', { via: 'hostNetwork', port: 443 }),
      edge('Address/-/10.0.0.1 front Ingress/shop/edge', { via: 'status' }),
    ]
    const said = (key: string) => around(key, door).arrives.map(({ key: from, by }) => `${from} ${by}`.trim())
    expect(said('IngressClass/-/nginx')).toEqual(['DaemonSet/edge/nginx'])
    expect(said('DaemonSet/edge/nginx')).toEqual(['Address/-/10.0.0.1 :80, :443 hostNetwork'])
    expect(said('Ingress/shop/edge')).toEqual(['Address/-/10.0.0.1 status'])
    expect(around('DaemonSet/edge/nginx', door).leads.map(({ key }) => key)).toEqual(['IngressClass/-/nginx'])
  })

  test('owners, belongings, nodes and policies are no traffic', () => {
    const bonds = around('Pod/shop/web-a', WEB).bonds.map(
      ({ bond, objects }) => `${bond} ${objects.map(({ key }) => key)}`,
    )
    expect(bonds).toEqual(['belongsTo ReplicaSet/shop/web-1', 'runsOn Node/-/n1', 'policies NetworkPolicy/shop/deny'])
  })

  test('owners in a circle end', () => {
    const circle = [edge('Pod/a/a owner Pod/a/b'), edge('Pod/a/b owner Pod/a/a')]
    expect(around('Deployment/a/a', circle).arrives).toEqual([])
  })
})
