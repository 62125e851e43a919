import { describe, expect, test } from 'vitest'
import type { KubernetesObject } from '../../kubernetes/metadata.ts'
import { aSnapshot } from '../../testing/changes.ts'
import { aPod } from '../../testing/pods.ts'
import type { RawObject } from '../../testing/raw-objects.ts'
import { anEndpointSlice, aService } from '../../testing/services.ts'
import type { BackendChoice } from '../decision.ts'
import type { ResolvedBackend, RoutingProfile } from '../resolution.ts'
import { dialBackend } from './dial-backend.ts'
import { DIAL_RULES, NGINX_SERVICE_UPSTREAM } from './dial-rules.ts'

const evidence = { object: 'Ingress/shop/edge', field: 'spec.rules[0].http.paths[0].backend' }

const choice = (port: number | string): BackendChoice => ({
  ...{ namespace: 'shop', target: { service: 'web' }, port, role: 'rule', weight: 1, share: 1, evidence },
})

function dial(port: number | string, objects: readonly KubernetesObject[], profile: RoutingProfile = 'ingress') {
  return dialBackend(choice(port), { snapshot: aSnapshot(...objects), dial: DIAL_RULES[profile] })
}

function fate({ state, status, problem, counts }: ResolvedBackend) {
  return [state, status, problem?.id, counts.used]
}

const web = (ports: readonly RawObject[] = [{ port: 80, targetPort: 8080 }], spec: RawObject = {}) =>
  aService('web', { namespace: 'shop', ports, spec })

const pod = (name: string, ip: string, ports: readonly RawObject[]) => aPod(name, { namespace: 'shop', ip, ports })

describe('dialBackend', () => {
  test('[D.4.10] a named targetPort is followed per Pod, down to the container that listens', () => {
    const pods = [
      pod('a', '10.0.0.1', [{ name: 'http', containerPort: 8080 }]),
      pod('b', '10.0.0.2', [{ name: 'http', containerPort: 9090 }]),
    ]
    const slices = pods.map((each, at) =>
      anEndpointSlice(`web-${at}`, {
        namespace: 'shop',
        service: 'web',
        ports: [{ name: 'web', port: [8080, 9090][at] }],
        endpoints: [{ pod: each, ready: true, node: 'n1' }],
      }),
    )
    const objects = [web([{ name: 'web', port: 80, targetPort: 'http' }]), ...pods, ...slices]
    expect(dial('web', objects).endpoints).toEqual([
      {
        ...{ address: '10.0.0.1', port: 8080, slice: 'EndpointSlice/shop/web-0', pod: 'Pod/shop/a', node: 'n1' },
        ...{ container: 'main', portName: 'http', state: 'ready', isUsed: true },
      },
      {
        ...{ address: '10.0.0.2', port: 9090, slice: 'EndpointSlice/shop/web-1', pod: 'Pod/shop/b', node: 'n1' },
        ...{ container: 'main', portName: 'http', state: 'ready', isUsed: true },
      },
    ])
  })

  test('[D.4.10] Pods that lack a named port are in a slice without it and take nothing', () => {
    const slice = anEndpointSlice('web-1', {
      namespace: 'shop',
      service: 'web',
      ports: [],
      endpoints: [{ ready: true }],
    })
    const backend = dial('web', [web([{ name: 'web', port: 80, targetPort: 'http' }]), slice])
    expect(fate(backend)).toEqual(['resolved', 503, 'endpoints.port-missing', 0])
  })

  test.each<readonly [string, readonly KubernetesObject[], number | string, RoutingProfile, readonly unknown[]]>([
    ['a Service that is not there', [], 80, 'ingress', ['missing', 503, 'backend.missing-service', 0]],
    ['as a Gateway sees it', [], 80, 'gateway', ['missing', 500, 'backend.missing-service', 0]],
    ['a port that is not there', [web()], 81, 'ingress', ['missing', 503, 'backend.missing-port', 0]],
    ['a targetPort, by the API', [web()], 8080, 'ingress', ['missing', 503, 'backend.missing-port', 0]],
    ['a Service without endpoints', [web()], 80, 'ingress', ['resolved', 503, 'endpoints.none', 0]],
    [
      'an ExternalName Service',
      [web([], { type: 'ExternalName', externalName: 'db.example' })],
      5432,
      'ingress-nginx',
      ['resolved', undefined, 'backend.external-name', 1],
    ],
  ])('%s', (...[, objects, port, profile, expected]) => {
    expect(fate(dial(port, objects, profile))).toEqual(expected)
  })

  test('[D.1.3] ingress-nginx takes the first port that is equal in any way, and that is said', () => {
    const slice = anEndpointSlice('web-1', { namespace: 'shop', service: 'web', endpoints: [{ ready: true }] })
    expect(fate(dial(8080, [web(), slice], 'ingress-nginx'))).toEqual([
      'ambiguous',
      undefined,
      'backend.tolerated-port',
      1,
    ])
  })

  test('[D.1.3] a port whose name and targetPort are the same word is meant by its name: nothing is tolerated', () => {
    const slice = anEndpointSlice('web-1', {
      namespace: 'shop',
      service: 'web',
      endpoints: [{ ready: true }],
      ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
    })
    const ports = [{ name: 'http', port: 80, protocol: 'TCP', targetPort: 'http' }]
    expect(fate(dial('http', [web(ports), slice], 'ingress-nginx'))).toEqual(['resolved', undefined, undefined, 1])
  })

  test('[D.1.2] of two ports with one number the one with TCP is meant', () => {
    const ports = [
      { name: 'dns', port: 53, protocol: 'UDP' },
      { name: 'dns-tcp', port: 53, protocol: 'TCP' },
    ]
    expect(dial(53, [web(ports)]).servicePort?.name).toBe('dns-tcp')
  })

  test("[D.4.9] a slice's port has the name and the protocol of the Service's", () => {
    const ports = [{ name: 'dns', port: 53, protocol: 'UDP', targetPort: 1053 }]
    const slicePorts = [
      { name: 'dns', port: 1053, protocol: 'UDP' },
      { name: 'dns', port: 5353, protocol: 'TCP' },
    ]
    const slice = anEndpointSlice('web-1', {
      namespace: 'shop',
      service: 'web',
      ports: slicePorts,
      endpoints: [{ ready: true }],
    })
    expect(dial(53, [web(ports), slice]).endpoints.map(({ port }) => port)).toEqual([1053])
  })

  test('[D.5] endpoints that drain are used by kube-proxy, not by ingress-nginx', () => {
    const endpoints = [{ ready: false, serving: true, terminating: true }]
    const objects = [web(), anEndpointSlice('web-1', { namespace: 'shop', service: 'web', endpoints })]
    const through = dialBackend(choice(80), { snapshot: aSnapshot(...objects), dial: NGINX_SERVICE_UPSTREAM })
    expect([fate(dial(80, objects, 'ingress-nginx')), fate(through)]).toEqual([
      ['resolved', 503, 'endpoints.none-ready-draining', 0],
      ['resolved', undefined, undefined, 1],
    ])
  })

  test('[D.4.7] an endpoint in two slices is one, and counts where it does not terminate', () => {
    const moving = pod('a', '10.0.0.1', [])
    const slices = [true, false].map((terminating, at) =>
      anEndpointSlice(`web-${at}`, {
        namespace: 'shop',
        service: 'web',
        endpoints: [{ pod: moving, ready: !terminating, terminating }],
      }),
    )
    expect(dial(80, [web(), moving, ...slices]).counts).toEqual({ total: 1, used: 1 })
  })

  test('what may not be read is unknown, never missing', () => {
    const denied = aSnapshot()
    denied.setVisibility('Service', undefined, 'denied')
    const blind = aSnapshot(web())
    blind.setVisibility('EndpointSlice', undefined, 'denied')
    const fates = [denied, blind].map((snapshot) =>
      fate(dialBackend(choice(80), { snapshot, dial: DIAL_RULES.ingress })),
    )
    expect(fates).toEqual([
      ['unknown', undefined, 'backend.unknown-service', 0],
      ['unknown', undefined, 'endpoints.unseen', 0],
    ])
  })
})
