import { describe, expect, test } from 'vitest'
import {
  anIngress,
  aPod,
  aProjected,
  aRawObject,
  aService,
  aSnapshot,
  findingsOfRule,
  type ServiceOptions,
  sentencesOf,
} from '../../testing/index.ts'
import { FindingsBook } from '../findings-book.ts'

const web = (options: ServiceOptions = {}) => aService('web', { selector: { app: 'web' }, ...options })
const anEvent = (reason: string, message: string) =>
  aProjected(
    'Event',
    aRawObject('Event', `web.${reason}`, {
      involvedObject: { kind: 'Service', name: 'web', namespace: 'default' },
      ...{ type: 'Warning', reason, message },
    }),
  )

describe('SVC-011', () => {
  test('SVC-011 what the API server says of a port or an address is told, each reason once', () => {
    const snapshot = aSnapshot(web(), anEvent('PortOutOfRange', 'Port 25568 is not within the port range'))
    expect(findingsOfRule('SVC-011', snapshot)).toMatchObject([
      {
        about: 'PortOutOfRange',
        confidence: 'inferred',
        sentence: 'PortOutOfRange for Service/default/web: Port 25568 is not within the port range',
      },
    ])
  })

  test('SVC-011 other Events are none, and without the right to read Events nothing is said', () => {
    expect(sentencesOf('SVC-011', aSnapshot(web(), anEvent('EnsuringLoadBalancer', 'x')))).toEqual([])
    const snapshot = aSnapshot(web(), anEvent('PortNotAllocated', 'x'))
    snapshot.setVisibility('Event', undefined, 'denied')
    expect(sentencesOf('SVC-011', snapshot)).toEqual([])
  })
})

describe('SVC-012', () => {
  test('SVC-012 a load balancer without an address is told after five minutes', () => {
    const book = new FindingsBook(
      aSnapshot(web({ type: 'LoadBalancer', spec: { loadBalancerClass: 'example.com/lb' } })),
      0,
    )
    const told = (now: number) =>
      book.findings(now).flatMap(({ rule, sentence }) => (rule === 'SVC-012' ? sentence : []))
    expect(told(299_999)).toEqual([])
    expect(told(300_000)).toEqual([
      'Service/default/web is of type LoadBalancer (class example.com/lb) and has no address',
    ])
  })

  test('SVC-012 one with an address, and other types, are none', () => {
    const status = { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } }
    expect(sentencesOf('SVC-012', aSnapshot(web({ type: 'LoadBalancer', status })))).toEqual([])
    expect(sentencesOf('SVC-012', aSnapshot(web({ type: 'NodePort' })))).toEqual([])
  })
})

describe('SVC-013', () => {
  const balanced = (port: object) =>
    web({ type: 'LoadBalancer', status: { loadBalancer: { ingress: [{ ip: '192.0.2.1', ports: [port] }] } } })

  test("SVC-013 the provider's error for a port is told", () => {
    expect(sentencesOf('SVC-013', aSnapshot(balanced({ port: 80, protocol: 'TCP', error: 'ListenerQuota' })))).toEqual([
      'The load balancer of Service/default/web reports ListenerQuota for port 80',
    ])
  })

  test('SVC-013 a port without error is none', () => {
    expect(sentencesOf('SVC-013', aSnapshot(balanced({ port: 80, protocol: 'TCP' })))).toEqual([])
  })
})

describe('SVC-016', () => {
  test('SVC-016 externalIPs are told', () => {
    expect(sentencesOf('SVC-016', aSnapshot(web({ spec: { externalIPs: ['192.0.2.1'] } })))).toEqual([
      'Service/default/web takes traffic for 192.0.2.1: externalIPs are deprecated, and whoever may set them may intercept traffic',
    ])
  })

  test('SVC-016 a Service without is none', () => {
    expect(sentencesOf('SVC-016', aSnapshot(web()))).toEqual([])
  })
})

describe('SVC-018', () => {
  const external = (options: ServiceOptions) =>
    aService('pay', { type: 'ExternalName', spec: { externalName: 'pay.example.com' }, ports: [], ...options })

  test('SVC-018 selector and ports of an ExternalName Service have no effect', () => {
    const service = external({ selector: { app: 'pay' }, ports: [{ port: 80 }] })
    expect(sentencesOf('SVC-018', aSnapshot(service))).toEqual([
      'Service/default/pay is a DNS name for pay.example.com: its selector and list of ports has no effect',
    ])
  })

  test('SVC-018 a bare one is none, nor an ordinary Service', () => {
    expect(sentencesOf('SVC-018', aSnapshot(external({}), web()))).toEqual([])
  })
})

describe('SVC-020', () => {
  const ports = [{ port: 80, nodePort: 32_502 }]

  test('SVC-020 a backend of an Ingress with a node port has a second way in', () => {
    expect(
      sentencesOf('SVC-020', aSnapshot(web({ type: 'NodePort', ports }), anIngress('shop', { service: 'web' }))),
    ).toEqual(['Service/default/web, a backend of Ingress/default/shop, is also reachable as NodePort on 32502'])
  })

  test('SVC-020 a ClusterIP backend, and a node port without Ingress, are none', () => {
    expect(sentencesOf('SVC-020', aSnapshot(web(), anIngress('shop', { service: 'web' })))).toEqual([])
    expect(
      sentencesOf('SVC-020', aSnapshot(web({ type: 'NodePort', ports }), anIngress('shop', { service: 'api' }))),
    ).toEqual([])
  })
})

describe('SVC-025', () => {
  const admin = { port: 80, targetPort: 'admin', nodePort: 31_000 }

  test('SVC-025 the admin port of Envoy is recognised behind another number', () => {
    const pod = aPod('a', { labels: { app: 'web' }, ports: [{ name: 'admin', containerPort: 9901 }] })
    expect(findingsOfRule('SVC-025', aSnapshot(web({ type: 'NodePort', ports: [admin] }), pod))).toMatchObject([
      {
        confidence: 'inferred',
        sentence: 'Port 80 of Service/default/web looks like the admin interface of Envoy, and is open as NodePort',
      },
    ])
    const dashboard = aService('kubernetes-dashboard', { type: 'LoadBalancer' })
    expect(sentencesOf('SVC-025', aSnapshot(dashboard))).toEqual([
      'Port 80 of Service/default/kubernetes-dashboard looks like a dashboard, and is open as LoadBalancer',
    ])
  })

  test('SVC-025 within the cluster, and for other ports, it is none', () => {
    expect(sentencesOf('SVC-025', aSnapshot(web({ ports: [{ port: 9901 }] })))).toEqual([])
    expect(sentencesOf('SVC-025', aSnapshot(web({ type: 'NodePort', ports: [{ port: 80 }] })))).toEqual([])
  })
})
