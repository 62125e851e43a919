import { describe, expect, test } from 'vitest'
import { aProjected, aRawObject, type RawObject } from '../../testing/index.ts'
import type { WatchedKind } from '../resources.ts'

const GATEWAY_API = 'gateway.networking.k8s.io'

/** `spec` and `status` as they are kept; their text is compared too, so that the order of members counts. */
function expectContent(kind: WatchedKind, members: RawObject, expected: RawObject): void {
  const { apiVersion, kind: ownKind, metadata, ...content } = aProjected(kind, aRawObject(kind, 'object', members))
  expect([apiVersion, ownKind, metadata.name]).toEqual([`${GATEWAY_API}/v1`, kind, 'object'])
  expect(content).toEqual(expected)
  expect(JSON.stringify(content)).toBe(JSON.stringify(expected))
}

const condition = { message: 'fine', observedGeneration: 2, reason: 'Accepted', status: 'True', type: 'Accepted' }
const parent = { group: GATEWAY_API, kind: 'Gateway', name: 'public', namespace: 'infra', sectionName: 'http' }

describe('what is kept of the Gateway API', () => {
  test('a GatewayClass: its controller, and whether it was accepted', () => {
    const parametersRef = { group: 'example.com', kind: 'Proxy', name: 'p', namespace: 'infra' }
    expectContent(
      'GatewayClass',
      { spec: { controllerName: 'example.com/c', parametersRef }, status: { conditions: [condition] } },
      { spec: { controllerName: 'example.com/c', parametersRef }, status: { conditions: [condition] } },
    )
  })

  test('a Gateway: listeners with what they allow, and what became of them', () => {
    const selector = { matchExpressions: [], matchLabels: { team: 'a' } }
    expectContent(
      'Gateway',
      {
        spec: {
          gatewayClassName: 'envoy',
          addresses: [{ value: '192.0.2.1' }],
          allowedListeners: { namespaces: { from: 'Same' } },
          infrastructure: { labels: { a: 'b' } },
          listeners: [
            {
              name: 'https',
              port: 443,
              protocol: 'HTTPS',
              hostname: '*.example.com',
              tls: { certificateRefs: [{ name: 'tls' }], options: { x: 'y' } },
              allowedRoutes: {
                namespaces: { from: 'Selector', selector: { matchLabels: { team: 'a' } } },
                kinds: [{ kind: 'HTTPRoute' }],
              },
            },
          ],
        },
        status: {
          listeners: [
            { name: 'https', attachedRoutes: 2, conditions: [condition], supportedKinds: [{ kind: 'HTTPRoute' }] },
          ],
        },
      },
      {
        spec: {
          addresses: [{ type: 'IPAddress', value: '192.0.2.1' }],
          allowedListeners: { namespaces: { from: 'Same' } },
          gatewayClassName: 'envoy',
          infrastructure: { labels: { a: 'b' } },
          listeners: [
            {
              allowedRoutes: {
                kinds: [{ group: GATEWAY_API, kind: 'HTTPRoute' }],
                namespaces: { from: 'Selector', selector },
              },
              hostname: '*.example.com',
              name: 'https',
              port: 443,
              protocol: 'HTTPS',
              tls: { certificateRefs: [{ group: '', kind: 'Secret', name: 'tls' }], mode: 'Terminate' },
            },
          ],
        },
        status: {
          addresses: [],
          conditions: [],
          listeners: [
            {
              attachedRoutes: 2,
              conditions: [condition],
              name: 'https',
              supportedKinds: [{ group: GATEWAY_API, kind: 'HTTPRoute' }],
            },
          ],
        },
      },
    )
  })

  test('a ListenerSet: its Gateway and its listeners', () => {
    expectContent(
      'ListenerSet',
      { spec: { parentRef: { name: 'public' }, listeners: [{ name: 'tcp', protocol: 'TCP' }] } },
      {
        spec: {
          listeners: [
            { allowedRoutes: { kinds: [], namespaces: { from: 'Same' } }, name: 'tcp', port: 0, protocol: 'TCP' },
          ],
          parentRef: { group: GATEWAY_API, kind: 'Gateway', name: 'public' },
        },
        status: { conditions: [], listeners: [] },
      },
    )
  })

  test('an HTTPRoute: matches, filters and backends of every rule, and what each controller says', () => {
    expectContent(
      'HTTPRoute',
      {
        spec: {
          parentRefs: [{ name: 'public', namespace: 'infra', sectionName: 'http' }],
          hostnames: ['a.example.com'],
          rules: [
            {
              matches: [{ path: { type: 'Exact', value: '/a' }, method: 'GET', headers: [{ name: 'X', value: '1' }] }],
              filters: [
                {
                  type: 'RequestRedirect',
                  requestRedirect: { scheme: 'https', path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '' } },
                },
                {
                  type: 'ResponseHeaderModifier',
                  responseHeaderModifier: { set: [{ name: 'X', value: 'y' }], remove: ['Z'] },
                },
                { type: 'RequestMirror', requestMirror: { backendRef: { name: 'shadow', port: 80 } } },
              ],
              backendRefs: [{ name: 'web', namespace: 'shop', port: 80, weight: 0 }],
              timeouts: { request: '10s' },
            },
          ],
        },
        status: {
          parents: [
            {
              parentRef: { name: 'public', namespace: 'infra', sectionName: 'http' },
              controllerName: 'c',
              conditions: [condition],
            },
          ],
        },
      },
      {
        spec: {
          hostnames: ['a.example.com'],
          parentRefs: [parent],
          rules: [
            {
              backendRefs: [
                { filters: [], group: '', kind: 'Service', name: 'web', namespace: 'shop', port: 80, weight: 0 },
              ],
              filters: [
                {
                  requestRedirect: {
                    path: { replacePrefixMatch: '', type: 'ReplacePrefixMatch' },
                    scheme: 'https',
                    statusCode: 302,
                  },
                  type: 'RequestRedirect',
                },
                { responseHeaderModifier: { add: [], remove: ['Z'], set: ['X'] }, type: 'ResponseHeaderModifier' },
                {
                  requestMirror: { backendRef: { group: '', kind: 'Service', name: 'shadow', port: 80, weight: 1 } },
                  type: 'RequestMirror',
                },
              ],
              matches: [
                {
                  headers: [{ name: 'X', type: 'Exact', value: '1' }],
                  method: 'GET',
                  path: { type: 'Exact', value: '/a' },
                  queryParams: [],
                },
              ],
              timeouts: { request: '10s' },
            },
          ],
        },
        status: { parents: [{ conditions: [condition], controllerName: 'c', parentRef: parent }] },
      },
    )
  })

  test('a GRPCRoute: no match is every call', () => {
    expectContent(
      'GRPCRoute',
      { spec: { rules: [{ matches: [{ method: { service: 'shop.Cart' } }] }, {}] } },
      {
        spec: {
          hostnames: [],
          parentRefs: [],
          rules: [
            {
              backendRefs: [],
              filters: [],
              matches: [{ headers: [], method: { service: 'shop.Cart', type: 'Exact' } }],
            },
            { backendRefs: [], filters: [], matches: [] },
          ],
        },
        status: { parents: [] },
      },
    )
  })

  test.each(['TCPRoute', 'UDPRoute', 'TLSRoute'] as const)('a %s: its backends', (kind) => {
    const hostnames = kind === 'TLSRoute' ? { hostnames: [] } : {}
    expectContent(
      kind,
      { spec: { rules: [{ backendRefs: [{ name: 'db', port: 5432 }] }] } },
      {
        spec: {
          ...hostnames,
          parentRefs: [],
          rules: [{ backendRefs: [{ group: '', kind: 'Service', name: 'db', port: 5432, weight: 1 }] }],
        },
        status: { parents: [] },
      },
    )
  })

  test('a ReferenceGrant: from whom to what', () => {
    const from = [{ group: GATEWAY_API, kind: 'HTTPRoute', namespace: 'shop' }]
    expectContent(
      'ReferenceGrant',
      { spec: { from, to: [{ group: '', kind: 'Service' }] } },
      {
        spec: { from, to: [{ group: '', kind: 'Service' }] },
      },
    )
  })

  test('a BackendTLSPolicy: whom it is for and what it checks', () => {
    expectContent(
      'BackendTLSPolicy',
      {
        spec: {
          targetRefs: [{ kind: 'Service', name: 'web', sectionName: 'https' }],
          validation: {
            hostname: 'web.example.com',
            caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'ca' }],
          },
          options: { x: 'y' },
        },
        status: { ancestors: [{ ancestorRef: { name: 'public' }, controllerName: 'c', conditions: [condition] }] },
      },
      {
        spec: {
          targetRefs: [{ group: '', kind: 'Service', name: 'web', sectionName: 'https' }],
          validation: {
            caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'ca' }],
            hostname: 'web.example.com',
            subjectAltNames: [],
          },
        },
        status: {
          ancestors: [
            {
              ancestorRef: { group: GATEWAY_API, kind: 'Gateway', name: 'public' },
              conditions: [condition],
              controllerName: 'c',
            },
          ],
        },
      },
    )
  })
})
