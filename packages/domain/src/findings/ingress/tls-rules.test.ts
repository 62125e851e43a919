import { describe, expect, test } from 'vitest'
import { anIngress, aProjected, aRawObject, aSnapshot, sentencesOf } from '../../testing/index.ts'

const withTls = (host: string | undefined, ...hosts: string[]) =>
  anIngress('shop', { ...(host && { host }), service: 'web', spec: { tls: [{ hosts, secretName: 'shop-tls' }] } })

describe('ING-012', () => {
  test('ING-012 a host that no TLS entry covers is told; a wildcard covers one label, not more', () => {
    expect(sentencesOf('ING-012', aSnapshot(withTls('*.shop.example.com', 'shop.example.com')))).toEqual([
      'Host *.shop.example.com of Ingress/default/shop is in none of its TLS entries: it gets a default certificate or none',
    ])
    expect(sentencesOf('ING-012', aSnapshot(withTls('a.b.example.com', '*.example.com')))).toHaveLength(1)
  })

  test('ING-012 covered hosts, an entry for all hosts, and an Ingress without TLS are none', () => {
    expect(sentencesOf('ING-012', aSnapshot(withTls('a.example.com', '*.example.com')))).toEqual([])
    expect(sentencesOf('ING-012', aSnapshot(withTls('a.example.com')))).toEqual([])
    expect(sentencesOf('ING-012', aSnapshot(anIngress('shop', { host: 'a.example.com', service: 'web' })))).toEqual([])
  })
})

describe('ING-013', () => {
  test('ING-013 a TLS host without a rule is told', () => {
    expect(sentencesOf('ING-013', aSnapshot(withTls('a.example.com', 'a.example.com', 'b.example.com')))).toEqual([
      'TLS host b.example.com of Ingress/default/shop has no rule',
    ])
  })

  test('ING-013 a wildcard with a rule under it, and a rule for every host, are none', () => {
    expect(sentencesOf('ING-013', aSnapshot(withTls('a.example.com', '*.example.com')))).toEqual([])
    expect(sentencesOf('ING-013', aSnapshot(withTls(undefined, 'b.example.com')))).toEqual([])
  })
})

describe('ING-014', () => {
  const nameless = (annotations = {}) =>
    anIngress('shop', {
      host: 'a.example.com',
      service: 'web',
      annotations,
      spec: { tls: [{ hosts: ['a.example.com'] }] },
    })
  const anEvent = (type: string, message: string) =>
    aProjected(
      'Event',
      aRawObject('Event', 'shop.1', {
        involvedObject: { kind: 'Ingress', name: 'shop', namespace: 'default' },
        ...{ type, message, reason: 'BadConfig' },
      }),
    )

  test('ING-014 a TLS entry without a Secret is told', () => {
    expect(sentencesOf('ING-014', aSnapshot(nameless()))).toEqual([
      'spec.tls[0] of Ingress/default/shop names no Secret: the default certificate is served',
    ])
  })

  test("ING-014 the controller's own warning about the Secret is told", () => {
    const event = anEvent('Warning', 'local SSL certificate default/shop-tls was not found')
    expect(sentencesOf('ING-014', aSnapshot(withTls('a.example.com', 'a.example.com'), event))).toEqual([
      'The controller says of Ingress/default/shop: local SSL certificate default/shop-tls was not found',
    ])
  })

  test('ING-014 a named Secret, TLS that is passed through, and other Events are none', () => {
    const event = anEvent('Normal', 'Scheduled for sync of certificate')
    expect(sentencesOf('ING-014', aSnapshot(withTls('a.example.com', 'a.example.com'), event))).toEqual([])
    expect(
      sentencesOf('ING-014', aSnapshot(nameless({ 'nginx.ingress.kubernetes.io/ssl-passthrough': 'true' }))),
    ).toEqual([])
  })
})
