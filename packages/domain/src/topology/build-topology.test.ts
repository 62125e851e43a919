import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Snapshot } from '../history/snapshot.ts'
import type { WatchedObject } from '../kubernetes/watched-object.ts'
import {
  aDeployment,
  aGateway,
  aGatewayClass,
  aNode,
  anEndpointSlice,
  anHttpRoute,
  anIngress,
  anIngressClass,
  aPod,
  aProjected,
  aRawObject,
  aReplicaSet,
  aService,
  aSnapshot,
} from '../testing/index.ts'
import { buildTopology } from './build-topology.ts'
import type { Topology } from './topology.ts'
import type { TopologyView } from './topology-view.ts'

const shop = { namespace: 'shop' }
const deployment = aDeployment('web', { ...shop, status: { readyReplicas: 1 } })
const replicaSet = aReplicaSet('web-7f9', { ...shop, owner: deployment, status: { readyReplicas: 1 } })
const emptied = aReplicaSet('web-old', { ...shop, owner: deployment, replicas: 0 })
const labels = { app: 'web', 'pod-template-hash': '7f9' }
const pod = aPod('web-7f9-a', { ...shop, owner: replicaSet, labels, node: 'node-01', ip: '10.0.0.1' })
const web = aService('web', { ...shop, selector: { app: 'web' } })
const slice = anEndpointSlice('web-1', { ...shop, service: 'web', endpoints: [{ pod, ready: true }] })

/** A shop whose Ingress also names a Service that is not there, and a neighbour. */
const objects: readonly WatchedObject[] = [
  deployment,
  replicaSet,
  emptied,
  pod,
  web,
  slice,
  anIngress('shop', {
    ...shop,
    service: 'web',
    className: 'nginx',
    spec: { defaultBackend: { service: { name: 'cart', port: { number: 80 } } } },
  }),
  anIngressClass('nginx'),
  aNode('node-01'),
  aNode('node-02'),
  aService('ledger', { namespace: 'pay' }),
  anIngress('pay', { namespace: 'pay', service: 'ledger' }),
]

function drawn(view?: TopologyView, snapshot = aSnapshot(...objects)): string[] {
  return lines(buildTopology(snapshot, view))
}

function lines({ nodes, edges }: Topology): string[] {
  return [
    ...nodes.map(({ key, presence, health }) => `${key} ${presence} ${health}`),
    ...edges.map(({ from, to, relation, state }) => `${from} ${relation} ${to} ${state}`),
  ]
}

const entry = ['Ingress/shop/shop observed error', 'IngressClass/-/nginx observed ok']

describe('buildTopology', () => {
  test('joins a namespace from its entry to its nodes and owners', () => {
    expect(drawn({ namespaces: ['shop'] })).toEqual([
      'Deployment/shop/web observed ok',
      'EndpointSlice/shop/web-1 observed ok',
      ...entry,
      'Node/-/node-01 observed ok',
      'Pod/shop/web-7f9-a observed ok',
      'ReplicaSet/shop/web-7f9 observed ok',
      'Service/shop/cart referenced error',
      'Service/shop/web observed ok',
      'EndpointSlice/shop/web-1 endpoint Pod/shop/web-7f9-a resolved',
      'Ingress/shop/shop class IngressClass/-/nginx resolved',
      'Ingress/shop/shop default-backend Service/shop/cart missing',
      'Ingress/shop/shop route Service/shop/web resolved',
      'Pod/shop/web-7f9-a node Node/-/node-01 resolved',
      'Pod/shop/web-7f9-a owner ReplicaSet/shop/web-7f9 resolved',
      'ReplicaSet/shop/web-7f9 owner Deployment/shop/web resolved',
      'Service/shop/web slice EndpointSlice/shop/web-1 resolved',
      'Service/shop/web selects Pod/shop/web-7f9-a resolved',
    ])
  })

  test('ends at the Services where no endpoints are asked for; these carry the counts', () => {
    const topology = buildTopology(aSnapshot(...objects), { namespaces: ['shop'], detail: 'services' })
    expect(lines(topology)).toEqual([
      ...entry,
      'Service/shop/cart referenced error',
      'Service/shop/web observed ok',
      'Ingress/shop/shop class IngressClass/-/nginx resolved',
      'Ingress/shop/shop default-backend Service/shop/cart missing',
      'Ingress/shop/shop route Service/shop/web resolved',
    ])
    expect(topology.nodes.find(({ key }) => key === 'Service/shop/web')).toEqual({
      key: 'Service/shop/web',
      kind: 'Service',
      namespace: 'shop',
      name: 'web',
      uid: web.metadata.uid,
      presence: 'observed',
      health: 'ok',
      facts: {
        type: 'ClusterIP',
        clusterIP: '10.96.0.10',
        ports: web.spec.ports,
        endpoints: { ready: 1, unready: 0, terminating: 0, total: 1 },
        byRevision: [{ revision: '7f9', ready: 1, unready: 0, terminating: 0 }],
        reason: 'all-ready',
      },
    })
  })

  test('without a view draws every namespace', () => {
    const found = drawn({ detail: 'services' })
    expect(found).toContain('Service/pay/ledger observed warning')
    expect(found).toContain('Ingress/pay/pay route Service/pay/ledger resolved')
    expect(found).toContain('Service/shop/web observed ok')
  })

  test('the whole cluster is drawn with its classes and nodes, also those that nothing uses yet', () => {
    const unused = Snapshot.of(0, [anIngressClass('haproxy'), aNode('node-09')])
    expect(buildTopology(unused).nodes.map(({ key }) => key)).toEqual(['IngressClass/-/haproxy', 'Node/-/node-09'])
    expect(buildTopology(unused, { detail: 'services' }).nodes.map(({ key }) => key)).toEqual([
      'IngressClass/-/haproxy',
    ])
    expect(buildTopology(unused, { namespaces: ['shop'] }).nodes).toEqual([])
  })

  test('the focus is drawn with what is near, in both directions', () => {
    expect(drawn({ focus: 'EndpointSlice/shop/web-1', depth: 1 })).toEqual([
      'EndpointSlice/shop/web-1 observed ok',
      'Pod/shop/web-7f9-a observed ok',
      'Service/shop/web observed ok',
      'EndpointSlice/shop/web-1 endpoint Pod/shop/web-7f9-a resolved',
      'Service/shop/web slice EndpointSlice/shop/web-1 resolved',
      'Service/shop/web selects Pod/shop/web-7f9-a resolved',
    ])
    expect(drawn({ focus: 'Node/-/node-01', depth: 1 })).toEqual([
      'Node/-/node-01 observed ok',
      'Pod/shop/web-7f9-a observed ok',
      'Pod/shop/web-7f9-a node Node/-/node-01 resolved',
    ])
    expect(drawn({ focus: 'IngressClass/-/nginx', depth: 1, detail: 'services' })).toEqual([
      ...entry,
      'Ingress/shop/shop class IngressClass/-/nginx resolved',
    ])
  })

  test('a focus that nothing names is drawn for itself, and so is one that is not there', () => {
    expect(drawn({ focus: 'Node/-/node-02' })).toEqual(['Node/-/node-02 observed ok'])
    expect(drawn({ focus: 'Service/shop/nobody' })).toEqual(['Service/shop/nobody referenced error'])
    expect(drawn({ focus: 'Secret/shop/unread' })).toEqual(['Secret/shop/unread unknown unknown'])
    expect(drawn({ focus: 'no key' })).toEqual([])
  })

  test('what may not be read is unknown, never missing', () => {
    const snapshot = aSnapshot(
      ...objects.filter(({ kind }) => kind !== 'Service' && kind !== 'Pod' && kind !== 'IngressClass'),
    )
    for (const kind of ['Service', 'Pod', 'IngressClass'] as const) snapshot.setVisibility(kind, undefined, 'denied')
    expect(drawn({ namespaces: ['shop'] }, snapshot)).toEqual([
      'Deployment/shop/web observed ok',
      'EndpointSlice/shop/web-1 observed ok',
      'Ingress/shop/shop observed unknown',
      'IngressClass/-/nginx unknown unknown',
      'Pod/shop/web-7f9-a unknown unknown',
      'Service/shop/cart unknown unknown',
      'Service/shop/web unknown unknown',
      'EndpointSlice/shop/web-1 endpoint Pod/shop/web-7f9-a unknown',
      'Ingress/shop/shop class IngressClass/-/nginx unknown',
      'Ingress/shop/shop default-backend Service/shop/cart unknown',
      'Ingress/shop/shop route Service/shop/web unknown',
      'Service/shop/web slice EndpointSlice/shop/web-1 unknown',
    ])
  })

  describe('the front door', () => {
    const args = ['--controller-class=k8s.io/ingress-nginx']
    const controller = aDeployment('nginx', {
      namespace: 'edge',
      template: { containers: [{ name: 'main', image: 'nginx', args }] },
    })
    const front = aService('nginx', {
      ...{ namespace: 'edge', type: 'LoadBalancer' as const, selector: { app: 'nginx' } },
      status: { loadBalancer: { ingress: [{ ip: '203.0.113.7' }] } },
    })
    const behind = anEndpointSlice('nginx-1', { namespace: 'edge', service: 'nginx', endpoints: [{ ready: true }] })
    const snapshot = () => aSnapshot(...objects, controller, front, behind)

    test('[A15] [A16] is drawn with the namespace whose Ingresses it serves, and nothing behind it', () => {
      const found = drawn({ namespaces: ['shop'], detail: 'services' }, snapshot())
      expect(found.filter((line) => /\/edge\/|203/.test(line))).toEqual([
        'Address/-/203.0.113.7 unknown unknown',
        'Deployment/edge/nginx observed error',
        'Service/edge/nginx observed ok',
        'Address/-/203.0.113.7 front Service/edge/nginx resolved',
        'IngressClass/-/nginx controller Deployment/edge/nginx resolved',
        'IngressClass/-/nginx controller Service/edge/nginx resolved',
      ])
      expect(drawn({ namespaces: ['shop'] }, snapshot())).not.toContain('EndpointSlice/edge/nginx-1 observed ok')
    })

    test('is not drawn where no Ingress leads to it', () => {
      expect(
        drawn({ namespaces: ['pay'], detail: 'services' }, snapshot()).filter((line) => /\/edge\//.test(line)),
      ).toEqual([])
    })

    test('is drawn with the classes that it serves, wherever their Ingresses are', () => {
      const served = 'IngressClass/-/nginx controller Deployment/edge/nginx resolved'
      for (const detail of ['services', 'endpoints'] as const) {
        expect(drawn({ focus: 'Deployment/edge/nginx', detail }, snapshot())).toContain(served)
        expect(drawn({ namespaces: ['edge'], detail }, snapshot())).toContain(served)
      }
    })

    test('is drawn once where its own namespace is drawn too', () => {
      for (const namespaces of [undefined, ['shop', 'edge'], ['edge', 'shop']]) {
        const lines = drawn({ ...(namespaces && { namespaces }) }, snapshot())
        expect(lines.filter((line) => line.includes(' front '))).toHaveLength(1)
        expect(lines.filter((line) => line.includes(' controller '))).toHaveLength(2)
        expect(lines).toContain('EndpointSlice/edge/nginx-1 observed ok')
      }
    })
  })

  describe('across namespaces', () => {
    const open = [{ name: 'http', port: 80, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'All' } } }]
    const route = (name: string, spec: Record<string, unknown>) => anHttpRoute(name, { namespace: 'edge', spec })
    const toWeb = {
      rules: [
        {
          backendRefs: [
            { name: 'web', namespace: 'shop', port: 80 },
            { name: 'local', port: 80 },
          ],
        },
      ],
    }
    const grant = aProjected(
      'ReferenceGrant',
      aRawObject('ReferenceGrant', 'let-in', {
        ...shop,
        spec: {
          from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'edge' }],
          to: [{ group: '', kind: 'Service' }],
        },
      }),
    )
    const only = { namespaces: ['shop'], detail: 'services' } as const

    test('a route that a grant lets in is drawn with what leads here', () => {
      const snapshot = aSnapshot(web, route('cross', toWeb), grant)
      expect(drawn(only, snapshot)).toEqual([
        'HTTPRoute/edge/cross observed error',
        'Service/shop/web observed error',
        'HTTPRoute/edge/cross route Service/shop/web resolved',
      ])
      expect(drawn(only, aSnapshot(web, route('cross', toWeb)))).toEqual(['Service/shop/web observed error'])
    })

    test('a route that attaches to a Gateway here is drawn where the Gateway is open to others', () => {
      const attached = route('attached', { parentRefs: [{ name: 'public', namespace: 'shop' }] })
      const gateway = (listeners: object[]) => aGateway('public', { ...shop, listeners: listeners as never })
      const around = ['Gateway/shop/public observed unknown', 'GatewayClass/-/gateway observed ok']
      const toClass = 'Gateway/shop/public class GatewayClass/-/gateway resolved'
      expect(drawn(only, aSnapshot(gateway(open), aGatewayClass('gateway'), attached))).toEqual([
        ...around,
        'HTTPRoute/edge/attached observed ok',
        toClass,
        'HTTPRoute/edge/attached parent Gateway/shop/public resolved',
      ])
      const closed = gateway([{ name: 'http', port: 80, protocol: 'HTTP' }])
      expect(drawn(only, aSnapshot(closed, aGatewayClass('gateway'), attached))).toEqual([...around, toClass])
    })

    test('an edge that leaves the namespaces asked for is drawn with its end, and nothing behind it', () => {
      const out = anHttpRoute('out', {
        ...shop,
        spec: { rules: [{ backendRefs: [{ name: 'web', namespace: 'pay', port: 80 }] }] },
      })
      const away = aService('web', { namespace: 'pay', selector: { app: 'web' } })
      const behind = anEndpointSlice('web-1', { namespace: 'pay', service: 'web', endpoints: [{ ready: true }] })
      expect(drawn({ namespaces: ['shop'] }, aSnapshot(out, away, behind))).toEqual([
        'HTTPRoute/shop/out observed error',
        'Service/pay/web observed ok',
        'HTTPRoute/shop/out route Service/pay/web resolved',
      ])
    })
  })

  test('an endpoint that is no object is a node of its own, which nobody observes', () => {
    const byHand = anEndpointSlice('by-hand', { ...shop, service: 'web', endpoints: [{ address: 'fd00::7' }] })
    const topology = buildTopology(aSnapshot(byHand))
    expect(topology.nodes[0]).toEqual({
      key: 'Address/shop/fd00::7',
      kind: 'Address',
      namespace: 'shop',
      name: 'fd00::7',
      presence: 'unknown',
      health: 'unknown',
      facts: {},
    })
  })

  test('does not depend on the order in which objects arrived, and joins nothing that is not there', () => {
    const all = fc.shuffledSubarray([...objects], { minLength: 1 })
    fc.assert(
      fc.property(
        all,
        fc.constantFrom<TopologyView>({}, { namespaces: ['shop'] }, { detail: 'services' }),
        (some, view) => {
          const topology = buildTopology(aSnapshot(...some), view)
          expect(topology).toEqual(buildTopology(aSnapshot(...[...some].reverse()), view))
          const keys = new Set(topology.nodes.map(({ key }) => key))
          expect(keys.size).toBe(topology.nodes.length)
          expect(topology.edges.filter(({ from, to }) => !keys.has(from) || !keys.has(to))).toEqual([])
        },
      ),
    )
  })
})
