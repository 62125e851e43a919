import { describe, expect, test } from 'vitest'
import {
  aNamespace,
  anEndpointSlice,
  anIngress,
  anIngressClass,
  aPod,
  aProjected,
  aRawObject,
  aService,
  aSnapshot,
  findingsOfRule,
  type PodOptions,
  type RawObject,
  sentencesOf,
} from '../../testing/index.ts'

const policy = (spec: RawObject, namespace = 'default') =>
  aProjected('NetworkPolicy', aRawObject('NetworkPolicy', 'deny', { namespace, spec: { podSelector: {}, ...spec } }))

const pod = aPod('web-a', { labels: { app: 'web' }, ip: '10.0.2.7', node: 'n2' })
const controller = (options: PodOptions = {}) =>
  aPod('nginx', {
    ...{ namespace: 'ing', labels: { app: 'nginx' }, ip: '10.0.1.5', node: 'n1' },
    spec: {
      nodeName: 'n1',
      containers: [{ name: 'c', image: 'nginx', args: ['--controller-class=k8s.io/ingress-nginx'] }],
      ...options.spec,
    },
  })
const way = [
  ...[aNamespace('ing'), aNamespace('default'), pod, anIngressClass('nginx')],
  anIngress('shop', { service: 'web', className: 'nginx' }),
  aService('web', { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }] }),
  anEndpointSlice('web-1', { service: 'web', endpoints: [{ pod, ready: true }] }),
]
const fromIngress = (port: number) => ({
  ingress: [
    { from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ing' } } }], ports: [{ port }] },
  ],
})

describe('NP-001', () => {
  test('NP-001 a way that policies deny is told with the nearest rule', () => {
    expect(findingsOfRule('NP-001', aSnapshot(...way, controller(), policy(fromIngress(80))))).toMatchObject([
      {
        subject: 'Service/default/web',
        confidence: 'proven',
        sentence:
          'Policies deny Pod/ing/nginx port 8080/TCP of Pod/default/web-a, which Service/default/web has behind an Ingress: ' +
          'deny comes closest: it matches the peer but lists 80, and the connection is to 8080',
        evidence: [
          {
            object: 'Pod/default/web-a',
            value: { from: 'Pod/ing/nginx', nearest: 'NetworkPolicy/default/deny spec.ingress[0].ports[0]' },
          },
        ],
      },
    ])
  })

  test('NP-001 a way that is allowed, or is not there, is not told', () => {
    expect(sentencesOf('NP-001', aSnapshot(...way, controller(), policy(fromIngress(8080))))).toEqual([])
    expect(sentencesOf('NP-001', aSnapshot(...way, policy(fromIngress(80))))).toEqual([])
    expect(sentencesOf('NP-001', aSnapshot(...way, controller()))).toEqual([])
  })
})

describe('NP-002', () => {
  const onHost = controller({ spec: { hostNetwork: true } })

  test('NP-002 a controller on the network of its node may or may not get through', () => {
    expect(sentencesOf('NP-002', aSnapshot(...way, onHost, policy(fromIngress(8080))))).toEqual([
      'Whether Pod/ing/nginx may reach port 8080/TCP of Pod/default/web-a, behind Service/default/web, is not defined: ' +
        'ing/nginx uses the network of its node: whether policies see a Pod or an address is for the network plugin',
    ])
  })

  test('NP-002 where every way of seeing it is denied, it is denied', () => {
    expect(sentencesOf('NP-002', aSnapshot(...way, onHost, policy({ ingress: [] })))).toEqual([])
    expect(sentencesOf('NP-001', aSnapshot(...way, onHost, policy({ ingress: [] })))).toHaveLength(1)
  })
})

describe('NP-005', () => {
  const egress = (...rules: RawObject[]) => policy({ policyTypes: ['Egress'], egress: rules }, 'ing')
  const told = (...rules: RawObject[]) => sentencesOf('NP-005', aSnapshot(...way, controller(), egress(...rules)))

  test('NP-005 a controller that may not ask DNS or the API server is told', () => {
    const toPods = { to: [{ namespaceSelector: {} }] }
    expect(told()).toEqual([
      'NetworkPolicy/ing/deny keep Pod/ing/nginx, which serves IngressClass/-/nginx, from DNS and the API server',
    ])
    expect(told(toPods)).toEqual([
      'NetworkPolicy/ing/deny keep Pod/ing/nginx, which serves IngressClass/-/nginx, from the API server',
    ])
  })

  test('NP-005 rules for both are enough, and without isolation none is needed', () => {
    const dns = { ports: [{ port: 53, protocol: 'UDP' }] }
    const api = { to: [{ ipBlock: { cidr: '10.96.0.1/32' } }], ports: [{ port: 443 }] }
    expect(told(dns, api)).toEqual([])
    expect(sentencesOf('NP-005', aSnapshot(...way, controller()))).toEqual([])
  })
})
