import { describe, expect, test } from 'vitest'
import {
  aDeployment,
  anEndpointSlice,
  anHttpRoute,
  anIngress,
  aPod,
  aProjected,
  aRawObject,
  aService,
  aSnapshot,
  type EndpointOptions,
  type EndpointSliceOptions,
  findingsOfRule,
  type ServiceOptions,
  sentencesOf,
} from '../../testing/index.ts'
import { FindingsBook } from '../findings-book.ts'

const web = (options: ServiceOptions = {}) => aService('web', { selector: { app: 'web' }, ...options })
const shop = anIngress('shop', { service: 'web' })
const slice = (endpoints: readonly EndpointOptions[], options: EndpointSliceOptions = {}) =>
  anEndpointSlice('web-1', { service: 'web', endpoints, ...options })
const unready = { address: '10.0.0.1', ready: false }

describe('EPS-001', () => {
  test('EPS-001 a Service in use without a ready endpoint is critical after ten seconds', () => {
    const book = new FindingsBook(aSnapshot(web(), shop, slice([unready]), aDeployment('web', { replicas: 2 })), 0)
    const told = (now: number) => book.findings(now).filter(({ rule }) => rule === 'EPS-001')
    expect(told(9_999)).toEqual([])
    expect(told(10_000)).toMatchObject([
      {
        severity: 'critical',
        since: 0,
        sentence: 'Service/default/web has no ready endpoint (2 wanted), and Ingress/default/shop leads to it',
        evidence: [
          { object: 'EndpointSlice/default/web-1', path: 'endpoints[10.0.0.1].conditions', value: { ready: false } },
        ],
        command: 'kubectl get endpointslices -n default -l kubernetes.io/service-name=web -o yaml',
      },
    ])
  })

  test('EPS-001 routes and load balancers are use, too; Pods and endpoints nobody scales are wanted', () => {
    const frontsOf = (...objects: Parameters<typeof aSnapshot>) =>
      findingsOfRule('EPS-001', aSnapshot(...objects)).map(({ message }) => message.values.fronts)
    expect(frontsOf(web(), anHttpRoute('route', { service: 'web' }), slice([unready]))).toEqual([
      'HTTPRoute/default/route',
    ])
    expect(frontsOf(web({ type: 'LoadBalancer' }), aPod('a', { labels: { app: 'web' } }))).toEqual([
      'its load balancer',
    ])
  })

  test('EPS-001 the past tells since when, where it is known', () => {
    const zeroReadyWindows = () => [{ from: 7, fromSeq: 1, opened: 'endpoints' as const }]
    const [finding] = findingsOfRule('EPS-001', aSnapshot(web(), shop, slice([unready])), { zeroReadyWindows })
    expect(finding?.evidence.at(-1)).toEqual({ object: 'Service/default/web', path: 'zeroReady.from', value: 7 })
  })

  test('EPS-001 a selector that no longer matches what it did is told first, then as SVC-001 (SC26)', () => {
    const zeroReadyWindows = () => [{ from: 0, fromSeq: 1, opened: 'endpoints' as const }]
    const typo = aService('web', { selector: { app: 'wbe' } })
    const there = [aDeployment('web', { replicas: 2 }), aPod('a', { labels: { app: 'web' } })]
    const book = new FindingsBook(aSnapshot(typo, shop, slice([]), ...there), 0, { history: { zeroReadyWindows } })
    const told = (now: number) =>
      book.findings(now).flatMap(({ rule, sentence }) => (/EPS-001|SVC-001/.test(rule) ? [sentence] : []))
    expect(told(9_999)).toEqual([])
    const lost =
      'Service/default/web lost its last ready endpoint and selects no live Pod now, and Ingress/default/shop leads to it'
    expect(told(10_000)).toEqual([lost])
    expect(told(60_000)).toEqual([lost, expect.stringMatching(/^No Pod of namespace default has app=wbe/)])
    expect(told(86_400_000)).toEqual([expect.stringMatching(/^No Pod/)])
  })

  test('EPS-001 endpoints that people wrote, and took away, are not missed', () => {
    const zeroReadyWindows = () => [{ from: 0, fromSeq: 1, opened: 'endpoints' as const }]
    const byHand = aSnapshot(aService('web', { selector: {} }), shop, slice([]))
    expect(findingsOfRule('EPS-001', byHand, { zeroReadyWindows })).toEqual([])
  })

  test('EPS-001 a ready endpoint, nobody in front, nothing wanted, or nothing selected are none', () => {
    expect(sentencesOf('EPS-001', aSnapshot(web(), shop, slice([{ ready: true }])))).toEqual([])
    expect(sentencesOf('EPS-001', aSnapshot(web(), slice([unready])))).toEqual([])
    expect(sentencesOf('EPS-001', aSnapshot(web(), shop, slice([]), aDeployment('web', { replicas: 0 })))).toEqual([])
    expect(sentencesOf('EPS-001', aSnapshot(web(), shop, slice([])))).toEqual([])
  })
})

describe('EPS-002', () => {
  const draining = { address: '10.0.0.1', ready: false, serving: true, terminating: true }

  test('EPS-002 a Service that only leaving endpoints serve is told', () => {
    expect(sentencesOf('EPS-002', aSnapshot(web(), slice([draining, { ...unready, address: '10.0.0.2' }])))).toEqual([
      'Service/default/web has no ready endpoint; still serving while they terminate: 10.0.0.1',
    ])
  })

  test('EPS-002 a ready one beside it, or leaving ones that do not serve, are none', () => {
    expect(sentencesOf('EPS-002', aSnapshot(web(), slice([draining, { address: '10.0.0.2', ready: true }])))).toEqual(
      [],
    )
    expect(sentencesOf('EPS-002', aSnapshot(web(), slice([{ ...draining, serving: false }])))).toEqual([])
  })
})

describe('EPS-005', () => {
  const legacy = (...ips: string[]) =>
    aProjected('Endpoints', aRawObject('Endpoints', 'web', { subsets: [{ addresses: ips.map((ip) => ({ ip })) }] }))
  const six = anEndpointSlice('web-6', {
    service: 'web',
    addressType: 'IPv6',
    endpoints: [{ address: 'fd00::1', ready: true }],
  })

  test('EPS-005 addresses that only one of the two views has are told', () => {
    const modern = slice([{ address: '10.0.0.1', ready: true }])
    expect(sentencesOf('EPS-005', aSnapshot(web(), modern, legacy('10.0.0.2')))).toEqual([
      'Service/default/web: only in Endpoints 10.0.0.2; only in EndpointSlices 10.0.0.1',
    ])
  })

  test('EPS-005 not ready and terminating endpoints and the second family do not count', () => {
    const modern = slice([
      { address: '10.0.0.1', ready: true },
      { address: '10.0.0.2', ready: false },
      { address: '10.0.0.3', ready: true, terminating: true },
    ])
    expect(sentencesOf('EPS-005', aSnapshot(web(), modern, six, legacy('10.0.0.1')))).toEqual([])
    expect(sentencesOf('EPS-005', aSnapshot(web(), modern))).toEqual([])
  })

  test('EPS-005 a Service that publishes what is not ready has terminating ones in both', () => {
    const publishing = web({ spec: { publishNotReadyAddresses: true } })
    const modern = slice([{ address: '10.0.0.3', ready: true, terminating: true }])
    expect(sentencesOf('EPS-005', aSnapshot(publishing, modern, legacy('10.0.0.3')))).toEqual([])
  })
})

describe('EPS-007', () => {
  const [a, b] = [aPod('a', { ip: '192.0.2.1', node: 'n1' }), aPod('b', { ip: '192.0.2.1', node: 'n1' })]

  test('EPS-007 two Pods at one address and port are told', () => {
    expect(sentencesOf('EPS-007', aSnapshot(web(), slice([{ pod: a }, { pod: b }])))).toEqual([
      'a, b of Service/default/web are both 192.0.2.1:8080/TCP',
    ])
  })

  test('[D.4.8] EPS-007 an address that is used again while its last Pod terminates is none, nor another port', () => {
    expect(sentencesOf('EPS-007', aSnapshot(web(), slice([{ pod: a, terminating: true }, { pod: b }])))).toEqual([])
    const other = anEndpointSlice('web-2', { service: 'web', ports: [{ port: 9090 }], endpoints: [{ pod: b }] })
    expect(sentencesOf('EPS-007', aSnapshot(web(), slice([{ pod: a }]), other))).toEqual([])
  })
})

describe('EPS-008', () => {
  test("EPS-008 somebody else's slice of a Service with a selector is told", () => {
    expect(sentencesOf('EPS-008', aSnapshot(web(), slice([], { managedBy: 'me' })))).toEqual([
      'Service/default/web has a selector and also slices of me: web-1',
    ])
  })

  test("EPS-008 the controller's own, and any of a Service without selector, are none", () => {
    expect(sentencesOf('EPS-008', aSnapshot(web(), slice([])))).toEqual([])
    expect(sentencesOf('EPS-008', aSnapshot(aService('web'), slice([], { managedBy: 'me' })))).toEqual([])
  })
})
