import { describe, expect, test } from 'vitest'
import { kinds } from '../objects/kinds.ts'
import { aVirtualCluster, inShop, type VirtualCluster } from '../testing/virtual-cluster.ts'
import { GATEWAY_NAME, startGatewayController } from './gateway-controller.ts'

const CONTROLLER = 'example.com/gateways'
const GROUP = 'gateway.networking.k8s.io'

/** A Gateway in `edge` that lets only its own namespace in, or everybody. */
function aGateway(from: 'Same' | 'All'): VirtualCluster {
  const cluster = aVirtualCluster()
  startGatewayController(cluster.context, CONTROLLER)
  const { kubectl } = cluster
  kubectl.apply(
    kinds.gatewayClasses,
    { metadata: { name: 'demo' }, spec: { controllerName: CONTROLLER } },
    { status: { conditions: [] } },
  )
  const listeners = [
    { name: 'http', port: 80, protocol: 'HTTP', hostname: '*.example.org', allowedRoutes: { namespaces: { from } } },
  ]
  const metadata = { name: 'public', namespace: 'edge' }
  kubectl.apply(
    kinds.gateways,
    { metadata, spec: { gatewayClassName: 'demo', listeners } },
    { status: { conditions: [] } },
  )
  kubectl.applyService(
    { ...metadata, labels: { [GATEWAY_NAME]: 'public' } },
    { type: 'LoadBalancer', selector: { app: 'envoy' }, ports: [{ port: 80 }] },
  )
  kubectl.applyService(inShop('web').metadata, { selector: { app: 'web' }, ports: [{ port: 80 }] })
  return cluster
}

function route(cluster: VirtualCluster, { namespace, host }: { namespace: string; host: string }): void {
  const backendRefs = [{ group: '', kind: 'Service', namespace: 'shop', name: 'web', port: 80, weight: 1 }]
  cluster.kubectl.apply(kinds.httpRoutes, {
    metadata: { name: 'web', namespace },
    spec: {
      parentRefs: [{ group: GROUP, kind: 'Gateway', namespace: 'edge', name: 'public' }],
      hostnames: [host],
      rules: [{ matches: [{ path: { type: 'PathPrefix', value: '/' } }], backendRefs }],
    },
  })
  cluster.timers.advance(10_000)
}

const verdicts = ({ store }: VirtualCluster): string[] =>
  store
    .list(kinds.httpRoutes)
    .flatMap(({ status }) => status?.parents ?? [])
    .flatMap(({ conditions }) => conditions.map(({ type, status, reason }) => `${type}=${status} ${reason}`))

describe('the Gateway controller', () => {
  test('a Gateway is programmed once its Service has an address', () => {
    const cluster = aGateway('All')
    cluster.timers.advance(1_000)
    const programmed = () =>
      cluster.store.list(kinds.gateways)[0]?.status.conditions.find(({ type }) => type === 'Programmed')
    expect(programmed()).toMatchObject({ status: 'False', reason: 'AddressNotAssigned' })
    cluster.timers.advance(10_000)
    expect(programmed()).toMatchObject({ status: 'True', reason: 'Programmed' })
  })

  test('a route from another namespace needs a listener that allows it', () => {
    const cluster = aGateway('Same')
    route(cluster, { namespace: 'shop', host: 'web.example.org' })
    expect(verdicts(cluster)).toEqual(['Accepted=False NotAllowedByListeners', 'ResolvedRefs=True ResolvedRefs'])
  })

  test('a host no listener covers attaches nowhere', () => {
    const cluster = aGateway('All')
    route(cluster, { namespace: 'shop', host: 'web.example.net' })
    expect(verdicts(cluster)[0]).toBe('Accepted=False NotAllowedByListeners')
  })

  test('a backend in another namespace needs a ReferenceGrant there', () => {
    const cluster = aGateway('All')
    route(cluster, { namespace: 'market', host: 'web.example.org' })
    expect(verdicts(cluster)).toEqual(['Accepted=True Accepted', 'ResolvedRefs=False RefNotPermitted'])
    const from = [{ group: GROUP, kind: 'HTTPRoute', namespace: 'market' }]
    const spec = { from, to: [{ group: '', kind: 'Service' }] }
    cluster.kubectl.apply(kinds.referenceGrants, { metadata: { name: 'elsewhere', namespace: 'edge' }, spec })
    cluster.timers.advance(1_000)
    expect(verdicts(cluster)[1]).toBe('ResolvedRefs=False RefNotPermitted')
    cluster.kubectl.apply(kinds.referenceGrants, { ...inShop('from-market'), spec })
    cluster.timers.advance(1_000)
    expect(verdicts(cluster)).toEqual(['Accepted=True Accepted', 'ResolvedRefs=True ResolvedRefs'])
  })
})
