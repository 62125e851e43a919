import { describe, expect, test } from 'vitest'
import type { KubernetesObject } from '../kubernetes/metadata.ts'
import { aSnapshot } from '../testing/changes.ts'
import { aGateway, aGatewayClass, anHttpRoute } from '../testing/gateways.ts'
import { anIngress, anIngressClass, type IngressOptions } from '../testing/ingresses.ts'
import { aPod } from '../testing/pods.ts'
import { anEndpointSlice, aService } from '../testing/services.ts'
import { aDeployment } from '../testing/workloads.ts'
import type { PolicyVerdict, Resolution } from './resolution.ts'
import { resolveUrl } from './resolve-url.ts'
import { aServedCluster, asVector, openQuestions } from './testing/served-cluster.ts'

const edge = (name: string, options: IngressOptions = {}) =>
  anIngress(name, { namespace: 'shop', host: 'a.com', service: 'web', ...options })

const cluster = (...objects: readonly KubernetesObject[]) => aServedCluster(['web', 'other'], ...objects)

const url = 'http://a.com/'

function entryOf({ entry, otherEntries }: Resolution) {
  return [entry?.name, otherEntries.map((other) => [other.entry.name, other.outcome.kind])]
}

describe('resolveUrl', () => {
  test('tells the whole way, each step with the field it can be read in', () => {
    const pod = aPod('web-1', { namespace: 'shop', ip: '10.0.0.1', ports: [{ containerPort: 8080 }] })
    const objects = [
      anIngressClass('nginx'),
      edge('edge', { className: 'nginx', path: '/cart' }),
      aService('web', { namespace: 'shop', ports: [{ port: 80, targetPort: 8080 }] }),
      anEndpointSlice('web-x', {
        namespace: 'shop',
        service: 'web',
        endpoints: [
          { pod, ready: true },
          { address: '10.0.0.2', ready: false },
        ],
      }),
      pod,
    ]
    const { steps, backends, outcome, winner } = resolveUrl(aSnapshot(...objects), { url: 'http://A.com/cart/1' })
    expect(steps.map(({ id, state, message, evidence }) => [id, state, message.text, ...evidence])).toEqual([
      ['entry', 'ok', 'k8s.io/ingress-nginx answers', { object: 'IngressClass/-/nginx', field: 'spec.controller' }],
      ['host', 'ok', 'a.com is named by rules', { object: 'Ingress/shop/edge', field: 'spec.rules[0].host' }],
      [
        'path',
        'ok',
        'Prefix /cart takes /cart/1',
        { object: 'Ingress/shop/edge', field: 'spec.rules[0].http.paths[0]' },
      ],
      ['tls', 'ok', 'Plain HTTP'],
      [
        ...['backend', 'ok', 'Service/shop/web port 80'],
        { object: 'Ingress/shop/edge', field: 'spec.rules[0].http.paths[0].backend' },
        { object: 'Service/shop/web' },
      ],
      ['endpoints', 'ok', '1 of 2 endpoints take traffic', { object: 'EndpointSlice/shop/web-x', field: 'endpoints' }],
      ['policy', 'unknown', 'NetworkPolicies were not asked'],
      ['outcome', 'ok', 'Service/shop/web answers'],
    ])
    expect([outcome.kind, winner?.object, backends[0]?.endpoints[0]]).toEqual([
      'backend',
      'Ingress/shop/edge',
      {
        ...{ address: '10.0.0.1', port: 8080, slice: 'EndpointSlice/shop/web-x', pod: 'Pod/shop/web-1' },
        ...{ container: 'main', state: 'ready', isUsed: true },
      },
    ])
  })

  test('an answer lists a bounded number of candidates and says how many more there are', () => {
    const paths = Array.from({ length: 300 }, (_, at) => ({
      path: `/p${at}`,
      pathType: 'Prefix',
      backend: { service: { name: 'web', port: { number: 80 } } },
    }))
    const rules = paths.map(({ path }) => ({
      matches: [{ path: { type: 'PathPrefix', value: path } }],
      backendRefs: [{ name: 'web', port: 80 }],
    }))
    const listed = [
      cluster(edge('many', { className: 'nginx', spec: { rules: [{ host: 'a.com', http: { paths } }] } })),
      cluster(edge('many', { className: 'other', spec: { rules: [{ host: 'a.com', http: { paths } }] } })),
      cluster(
        aGatewayClass('gateway'),
        aGateway('edge', { namespace: 'shop' }),
        anHttpRoute('many', {
          namespace: 'shop',
          spec: { parentRefs: [{ name: 'edge' }], hostnames: ['a.com'], rules },
        }),
      ),
    ].map((snapshot) => {
      const { candidates, candidatesLeftOut } = resolveUrl(snapshot, { url: 'http://a.com/p299/x' })
      return [candidates[0]?.path, candidates.length, candidatesLeftOut]
    })
    expect(listed).toEqual(Array(3).fill(['/p299', 100, 200]))
  })

  test('what is not there, and what has no endpoint, is told apart in the outcome', () => {
    const snapshot = aSnapshot(
      anIngressClass('nginx'),
      edge('edge', { className: 'nginx' }),
      edge('gone', { className: 'nginx', host: 'b.com', service: 'gone' }),
      edge('port', { className: 'nginx', host: 'c.com', port: 81 }),
      aService('web', { namespace: 'shop' }),
    )
    const outcomes = ['a.com', 'b.com', 'c.com'].map((host) => resolveUrl(snapshot, { url: host }).outcome)
    expect(outcomes.map(({ status, message }) => [status, message.id])).toEqual([
      [503, 'outcome.unavailable'],
      [503, 'outcome.missing-backend'],
      [503, 'outcome.missing-backend'],
    ])
  })

  test('a request is repeated as it was understood, without credentials', () => {
    const { request } = resolveUrl(cluster(edge('edge', { className: 'nginx' })), {
      url: 'https://me:secret@A.com?x=1#y',
    })
    expect(request).toEqual({ scheme: 'https', host: 'a.com', port: 443, path: '/', query: '?x=1', method: 'GET' })
  })
})

describe('who answers', () => {
  const nginx = edge('one', { className: 'nginx' })
  const other = edge('two', { className: 'other', service: 'other' })

  test('[E.3] two controllers with the same host that disagree leave the answer open', () => {
    const resolution = resolveUrl(cluster(nginx, other), { url })
    expect([resolution.outcome.kind, ...entryOf(resolution), openQuestions(resolution)]).toEqual([
      'unknown',
      undefined,
      [
        ['example.com/other', 'backend'],
        ['k8s.io/ingress-nginx', 'backend'],
      ],
      ['ambiguity.other-entries'],
    ])
  })

  test('[E.3] it makes no difference which is dialled where they agree', () => {
    const alike = edge('two', { className: 'other' })
    expect(asVector(resolveUrl(cluster(nginx, alike), { url }))).toBe('web')
  })

  test('the class, the Gateway or the address dialled tell who is meant', () => {
    const address = { loadBalancer: { ingress: [{ ip: '10.0.0.9' }] } }
    const addressed = edge('two', { className: 'other', service: 'other', status: address })
    const gateway = aGateway('edge', { namespace: 'shop' })
    const route = anHttpRoute('web', { namespace: 'shop', gateway: 'edge', hostnames: ['a.com'], service: 'web' })
    const snapshot = cluster(nginx, addressed, gateway, aGatewayClass('gateway'), route)
    const host = [{ name: 'host', value: 'a.com' }]
    const answers = [
      resolveUrl(snapshot, { url, ingressClass: 'nginx' }),
      resolveUrl(snapshot, { url, ingressClass: 'other' }),
      resolveUrl(snapshot, { url, gateway: 'shop/edge' }),
      resolveUrl(snapshot, { url: 'http://10.0.0.9/', headers: host }),
      resolveUrl(snapshot, { url, profile: 'gateway' }),
    ]
    expect(answers.map((answer) => [answer.entry?.name, asVector(answer)])).toEqual([
      ['k8s.io/ingress-nginx', 'web'],
      ['example.com/other', 'other'],
      ['shop/edge', 'web'],
      ['example.com/other', 'other'],
      ['shop/edge', 'web'],
    ])
  })

  test('who names the host goes before who takes every host, and that is said', () => {
    const everyHost = edge('two', {
      className: 'other',
      service: 'other',
      spec: { rules: [], defaultBackend: { service: { name: 'other', port: { number: 80 } } } },
    })
    const resolution = resolveUrl(cluster(nginx, everyHost), { url })
    expect([asVector(resolution), entryOf(resolution), openQuestions(resolution)]).toEqual([
      'web',
      ['k8s.io/ingress-nginx', [['example.com/other', 'backend']]],
      ['ambiguity.other-entries'],
    ])
  })

  test('a named profile is applied whoever answers', () => {
    const implementation = edge('one', { className: 'nginx', path: '/foo', pathType: 'ImplementationSpecific' })
    const answers = (['ingress', 'ingress-nginx'] as const).map((profile) =>
      asVector(resolveUrl(cluster(implementation), { url: 'http://a.com/foobar', profile })),
    )
    expect(answers).toEqual(['404', 'web'])
  })

  test.each([
    [{ ingressClass: 'gone' }, 'entry.not-found'],
    [{ gateway: 'shop/gone' }, 'entry.not-found'],
  ])('%j is not there', (asked, id) => {
    const { outcome } = resolveUrl(cluster(nginx), { url, ...asked })
    expect([outcome.kind, outcome.message.id]).toEqual(['unknown', id])
  })

  test('without rights to read Ingresses nobody is said to be missing', () => {
    const snapshot = aSnapshot()
    expect(resolveUrl(snapshot, { url }).outcome.message.id).toBe('entry.none')
    snapshot.setVisibility('Ingress', undefined, 'denied')
    expect(resolveUrl(snapshot, { url }).outcome.message.id).toBe('entry.unseen')
  })
})

describe('the class of an Ingress', () => {
  test('[D.2] an annotation is compared by the controller, and that is said', () => {
    const annotated = edge('one', { annotations: { 'kubernetes.io/ingress.class': 'nginx' } })
    const resolution = resolveUrl(cluster(annotated), { url })
    expect([resolution.entry?.name, openQuestions(resolution)]).toEqual([
      'k8s.io/ingress-nginx',
      ['ambiguity.class-by-annotation'],
    ])
  })

  test('[D.2] a class-less Ingress is of nobody unless a controller was told to take it', () => {
    const flags = [
      '/nginx-ingress-controller',
      '--watch-ingress-without-class=true',
      '--default-backend-service=shop/other',
    ]
    const controller = aDeployment('controller', {
      namespace: 'ingress-nginx',
      template: {
        containers: [{ name: 'main', image: 'registry.k8s.io/ingress-nginx/controller:v1.15.1', args: flags }],
      },
    })
    const answers = [[], [controller]].map((more) => {
      const snapshot = cluster(edge('one'), ...more)
      return ['/', '/'].map((path, at) => {
        const resolution = resolveUrl(snapshot, { url: `http://${at === 0 ? 'a' : 'b'}.com${path}` })
        return [resolution.entry?.name, asVector(resolution)]
      })
    })
    expect(answers).toEqual([
      [
        ['no class', 'web'],
        ['no class', '404'],
      ],
      [
        ['k8s.io/ingress-nginx', 'web'],
        ['k8s.io/ingress-nginx', 'other'],
      ],
    ])
  })

  test('[D.2] a controller of another class string that runs ingress-nginx is read as such', () => {
    const controller = aDeployment('internal', {
      namespace: 'ingress-nginx',
      template: { containers: [{ name: 'main', image: 'mirror/x:1', args: ['--controller-class=example.com/other'] }] },
    })
    expect(resolveUrl(cluster(edge('one', { className: 'other' }), controller), { url }).entry?.profile).toBe(
      'ingress-nginx',
    )
  })
})

describe('what may not be read', () => {
  const objects = [edge('edge', { className: 'nginx', path: '/cart' })]
  const told = (kind: 'Ingress' | 'HTTPRoute', ask: Parameters<typeof resolveUrl>[1]) => {
    const snapshot = cluster(...objects)
    snapshot.setVisibility(kind, undefined, 'denied')
    const { ambiguities, outcome } = resolveUrl(snapshot, ask)
    return [outcome.kind, outcome.message.text, ...ambiguities.map(({ id }) => id)]
  }

  test('is unknown, never 404: a rule that cannot be read may match', () => {
    const unknown = (kind: string) => [
      'unknown',
      `Whether a rule matches cannot be told: not every ${kind} can be read`,
    ]
    expect(told('Ingress', { url: 'http://a.com/other' })).toEqual(unknown('Ingress'))
    expect(told('Ingress', { url: 'http://b.com/' })).toEqual(unknown('Ingress'))
    expect(told('HTTPRoute', { url: 'http://b.com/' })).toEqual(unknown('HTTPRoute'))
  })

  test('does not matter where another is asked for, and is said where a rule wins', () => {
    expect(told('HTTPRoute', { url: 'http://b.com/', ingressClass: 'nginx' })[0]).toBe('not-found')
    expect(told('HTTPRoute', { url: 'http://a.com/cart' })).toEqual(['backend', 'Service/shop/web answers'])
    expect(told('Ingress', { url: 'http://a.com/cart' })).toContain('ambiguity.unseen-rules')
  })
})

describe('NetworkPolicy', () => {
  const pods = ['a', 'b'].map((name, at) => aPod(name, { namespace: 'shop', ip: `10.0.0.${at}` }))
  const snapshot = aSnapshot(
    anIngressClass('nginx'),
    edge('edge', { className: 'nginx' }),
    aService('web', { namespace: 'shop' }),
    anEndpointSlice('web-x', {
      namespace: 'shop',
      service: 'web',
      endpoints: pods.map((pod) => ({ pod, ready: true })),
    }),
    ...pods,
  )

  test.each<readonly [string, readonly PolicyVerdict['verdict'][], readonly unknown[]]>([
    ['let all pass', ['allowed', 'allowed'], ['ok', 'policy.allowed', 'backend']],
    ['stop a part', ['denied', 'allowed'], ['fail', 'policy.denied', 'backend']],
    ['stop everything', ['denied', 'denied'], ['fail', 'policy.denied', 'unavailable']],
    ['cannot be read', ['unknown', 'allowed'], ['unknown', 'policy.unknown', 'backend']],
  ])('policies that %s', (_, verdicts, expected) => {
    const checkPolicy = ({ pod }: { pod: string }): PolicyVerdict => ({
      verdict: verdicts[pod === 'Pod/shop/a' ? 0 : 1] ?? 'unknown',
      policies: ['NetworkPolicy/shop/deny'],
    })
    const { steps, outcome } = resolveUrl(snapshot, { url }, { checkPolicy })
    const step = steps.find(({ id }) => id === 'policy')
    expect([step?.state, step?.message.id, outcome.kind]).toEqual(expected)
  })
})
