import { describe, expect, test } from 'vitest'
import { aNode, anIngress, anIngressClass, aPod, aSnapshot, findingsOfRule, sentencesOf } from '../../testing/index.ts'
import { FindingsBook } from '../findings-book.ts'

const IMAGE = 'registry.k8s.io/ingress-nginx/controller:v1.15.1'
const nginx = anIngressClass('nginx')
const shop = anIngress('shop', { service: 'web', className: 'nginx' })
const told = (value: string) => ({
  spec: { containers: [{ name: 'c', image: IMAGE, args: [`--controller-class=${value}`] }] },
})

describe('ING-005', () => {
  const confidences = (...objects: Parameters<typeof aSnapshot>) =>
    findingsOfRule('ING-005', aSnapshot(nginx, shop, ...objects)).map(({ confidence, message }) => [
      message.id,
      confidence,
    ])

  test('ING-005 a class whose controller is not Ready is told: proven by the flag, inferred by image or labels', () => {
    expect(confidences(aPod('c', { isReady: false, ...told('k8s.io/ingress-nginx') }))).toEqual([['ING-005', 'proven']])
    expect(confidences(aPod('c', { isReady: false, image: IMAGE }))).toEqual([['ING-005', 'inferred']])
    const labels = { 'app.kubernetes.io/name': 'ingress-nginx', 'app.kubernetes.io/component': 'controller' }
    expect(confidences(aPod('c', { isReady: false, labels }))).toEqual([['ING-005', 'inferred']])
    expect(confidences()).toEqual([['ING-005.none', 'inferred']])
  })

  test('[D.2] ING-005 the address that Ingresses of the class have makes a candidate by image certain', () => {
    const addressed = anIngress('other', {
      className: 'nginx',
      status: { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } },
    })
    const objects = [
      aPod('c', { isReady: false, image: IMAGE, node: 'n1' }),
      aNode('n1', { ip: '192.0.2.1' }),
      addressed,
    ]
    expect(confidences(...objects)).toEqual([['ING-005', 'proven']])
  })

  test('ING-005 one Ready Pod is enough, one that is told another class does not count', () => {
    expect(confidences(aPod('c', { image: IMAGE }), aPod('d', { image: IMAGE, isReady: false }))).toEqual([])
    expect(confidences(aPod('c', told('example.com/internal')))).toEqual([['ING-005.none', 'inferred']])
  })

  test('ING-005 a class that nobody uses, or whose data plane is elsewhere, is not judged', () => {
    expect(sentencesOf('ING-005', aSnapshot(nginx))).toEqual([])
    expect(
      sentencesOf('ING-005', aSnapshot(anIngressClass('nginx', { controller: 'ingress.k8s.aws/alb' }), shop)),
    ).toEqual([])
  })
})

describe('ING-008', () => {
  const addressed = anIngress('other', {
    className: 'nginx',
    status: { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } },
  })

  test('ING-008 an Ingress without an address is told after two minutes, with one of its class that has one', () => {
    const snapshot = aSnapshot(
      nginx,
      anIngress('shop', { className: 'nginx', creationTimestamp: '1970-01-01T00:01:00Z' }),
      addressed,
    )
    const book = new FindingsBook(snapshot, 60_000)
    expect(book.findings(179_999).filter(({ rule }) => rule === 'ING-008')).toEqual([])
    expect(book.findings(180_000).filter(({ rule }) => rule === 'ING-008')).toMatchObject([
      {
        subject: 'Ingress/default/shop',
        since: 60_000,
        sentence:
          'Ingress/default/shop of class nginx has no address, while Ingress/default/other of the same class has one',
      },
    ])
  })

  test('ING-008 one with an address, or of a class that does not exist, is none', () => {
    expect(sentencesOf('ING-008', aSnapshot(nginx, addressed))).toEqual([])
    expect(sentencesOf('ING-008', aSnapshot(shop))).toEqual([])
  })
})

describe('ING-018', () => {
  const annotations = { 'haproxy.org/timeout-client': '5s', 'nginx.ingress.kubernetes.io/proxy-body-size': '8m' }

  test('ING-018 annotations of another family are told by name', () => {
    expect(sentencesOf('ING-018', aSnapshot(nginx, anIngress('shop', { className: 'nginx', annotations })))).toEqual([
      'Ingress/default/shop is served by ingress-nginx, on which haproxy.org/timeout-client has no effect',
    ])
  })

  test('ING-018 those of the own family are none, nor any where the family is unknown', () => {
    const own = { 'nginx.ingress.kubernetes.io/proxy-body-size': '8m', 'example.com/team': 'a' }
    expect(
      sentencesOf('ING-018', aSnapshot(nginx, anIngress('shop', { className: 'nginx', annotations: own }))),
    ).toEqual([])
    const unknown = anIngressClass('nginx', { controller: 'example.com/own' })
    expect(sentencesOf('ING-018', aSnapshot(unknown, anIngress('shop', { className: 'nginx', annotations })))).toEqual(
      [],
    )
  })
})

describe('ING-021', () => {
  test('ING-021 a class of ingress-nginx is told with the image, also under another controller string', () => {
    expect(sentencesOf('ING-021', aSnapshot(nginx, aPod('c', { image: IMAGE })))).toEqual([
      `IngressClass/-/nginx is served by ingress-nginx (${IMAGE}), which was retired in March 2026`,
    ])
    const internal = anIngressClass('internal', { controller: 'example.com/internal' })
    expect(sentencesOf('ING-021', aSnapshot(internal, aPod('c', told('example.com/internal'))))).toHaveLength(1)
  })

  test('ING-021 other controllers are none', () => {
    const traefik = anIngressClass('traefik', { controller: 'traefik.io/ingress-controller' })
    expect(sentencesOf('ING-021', aSnapshot(traefik))).toEqual([])
  })
})
