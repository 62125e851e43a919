import { describe, expect, test } from 'vitest'
import {
  anIngress,
  anIngressClass,
  aPod,
  aService,
  aSnapshot,
  findingsOfRule,
  sentencesOf,
} from '../../testing/index.ts'

const web = aService('web', {
  ports: [{ name: 'http', port: 80, targetPort: 8080, nodePort: 31_000 }],
  type: 'NodePort',
})
const nginx = [anIngressClass('nginx'), aPod('nginx', { image: 'registry.k8s.io/ingress-nginx/controller:v1.15.1' })]
const at = 'spec.rules[0].http.paths[0].backend'

describe('ING-001', () => {
  test('ING-001 a backend that is no Service of the namespace is told, with those that are', () => {
    expect(findingsOfRule('ING-001', aSnapshot(web, anIngress('shop', { service: 'wep' })))).toMatchObject([
      {
        severity: 'error',
        subject: 'Ingress/default/shop',
        about: at,
        sentence: `${at} of Ingress/default/shop leads to Service wep, which does not exist in namespace default`,
        evidence: [
          { object: 'Ingress/default/shop', path: `${at}.service.name`, value: 'wep' },
          { object: 'Service/default/wep', path: '', value: null },
          { object: 'Namespace/-/default', path: 'services', value: ['web'] },
        ],
        command: 'kubectl get services -n default',
      },
    ])
  })

  test('ING-001 a Service of that name elsewhere is told, and does not help', () => {
    const elsewhere = anIngress('shop', { namespace: 'shop', service: 'web' })
    expect(sentencesOf('ING-001', aSnapshot(web, elsewhere))).toEqual([
      `${at} of Ingress/shop/shop leads to Service web, which does not exist in namespace shop, only in default`,
    ])
  })

  test('ING-001 default backends count, and a Service that is there is no finding', () => {
    const spec = { defaultBackend: { service: { name: 'gone', port: { number: 80 } } } }
    expect(findingsOfRule('ING-001', aSnapshot(anIngress('shop', { spec }))).map(({ about }) => about)).toEqual([
      'spec.defaultBackend',
    ])
    expect(sentencesOf('ING-001', aSnapshot(web, anIngress('shop', { service: 'web' })))).toEqual([])
  })

  test('ING-001 is silent where Services are hidden', () => {
    const snapshot = aSnapshot(anIngress('shop', { service: 'gone' }))
    snapshot.setVisibility('Service', 'default', 'denied')
    expect(sentencesOf('ING-001', snapshot)).toEqual([])
  })
})

describe('ING-002', () => {
  const variantOf = (port: number | string, ...others: Parameters<typeof aSnapshot>) =>
    findingsOfRule(
      'ING-002',
      aSnapshot(web, anIngress('shop', { service: 'web', port, className: 'nginx' }), ...others),
    ).map(({ message }) => message.id)

  test('ING-002 a port that the Service does not have is told, with what the number is instead', () => {
    expect(variantOf(81)).toEqual(['ING-002'])
    expect(variantOf('https')).toEqual(['ING-002'])
    expect(variantOf(31_000)).toEqual(['ING-002.node-port'])
    expect(variantOf(8080)).toEqual(['ING-002.target-port'])
  })

  test('ING-002 a target port is tolerated by ingress-nginx', () => {
    expect(variantOf(8080, ...nginx)).toEqual(['ING-002.tolerated'])
  })

  test('ING-002 a port by number or by name is found', () => {
    expect([variantOf(80), variantOf('http')]).toEqual([[], []])
  })
})

describe('ING-015', () => {
  const bucket = anIngress('shop', {
    className: 'nginx',
    spec: { defaultBackend: { resource: { apiGroup: 'example.com', kind: 'Bucket', name: 'pictures' } } },
  })

  test('ING-015 ingress-nginx ignores a resource backend', () => {
    expect(sentencesOf('ING-015', aSnapshot(bucket, ...nginx))).toEqual([
      'spec.defaultBackend of Ingress/default/shop is the resource Bucket/pictures, which ingress-nginx ignores',
    ])
  })

  test('ING-015 other controllers may know it', () => {
    const other = anIngressClass('nginx', { controller: 'example.com/buckets' })
    expect(sentencesOf('ING-015', aSnapshot(bucket, other))).toEqual([])
  })
})

describe('ING-019', () => {
  const payments = aService('pay', { type: 'ExternalName', spec: { externalName: 'pay.example.com' } })

  test('ING-019 a backend that is a DNS name is told', () => {
    expect(sentencesOf('ING-019', aSnapshot(payments, anIngress('shop', { service: 'pay' })))).toEqual([
      `${at} of Ingress/default/shop leads to pay.example.com, a DNS name, by Service pay`,
    ])
  })

  test('ING-019 an ordinary Service is none', () => {
    expect(sentencesOf('ING-019', aSnapshot(web, anIngress('shop', { service: 'web' })))).toEqual([])
  })
})
