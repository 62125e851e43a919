import { describe, expect, test } from 'vitest'
import { anIngress, aSnapshot, findingsOfRule, type IngressOptions, sentencesOf } from '../../testing/index.ts'

const CANARY = { 'nginx.ingress.kubernetes.io/canary': 'true' }
const at = (name: string, options: IngressOptions = {}) =>
  anIngress(name, { host: 'www.example.com', path: '/shop', service: 'web', className: 'nginx', ...options })
const younger = { creationTimestamp: '2026-02-01T00:00:00Z' }

describe('ING-009', () => {
  test('ING-009 of two Ingresses for the same requests the younger is told', () => {
    expect(sentencesOf('ING-009', aSnapshot(at('a', younger), at('b')))).toEqual([
      'www.example.com/shop (Prefix) of Ingress/default/a is already taken by Ingress/default/b, which is older',
    ])
  })

  test('ING-009 of equally old ones the first by name wins', () => {
    expect(findingsOfRule('ING-009', aSnapshot(at('b'), at('a'))).map(({ subject }) => subject)).toEqual([
      'Ingress/default/b',
    ])
  })

  test('ING-009 another class, type of path or host, or a canary, is none', () => {
    const others = [
      at('b', { className: 'traefik' }),
      at('c', { pathType: 'Exact' }),
      at('d', { host: 'example.com' }),
      at('e', { annotations: CANARY }),
    ]
    expect(sentencesOf('ING-009', aSnapshot(at('a'), ...others))).toEqual([])
  })
})

describe('ING-010', () => {
  test('ING-010 a canary of nothing is told, with what differs in the type of path only first', () => {
    const main = at('main', { pathType: 'Exact' })
    const near = at('near', { path: '/cart' })
    expect(sentencesOf('ING-010', aSnapshot(at('canary', { annotations: CANARY }), near, main))).toEqual([
      'Canary Ingress/default/canary has www.example.com/shop (Prefix), which no other Ingress of its class has: it is ignored; near: www.example.com/shop (Exact), www.example.com/cart (Prefix)',
    ])
  })

  test('ING-010 a canary beside its main Ingress is none', () => {
    expect(sentencesOf('ING-010', aSnapshot(at('canary', { annotations: CANARY }), at('main')))).toEqual([])
  })
})

describe('ING-011', () => {
  const first = at('first', { annotations: CANARY })
  const second = at('second', { annotations: CANARY, ...younger })

  test('ING-011 a second canary is not used, and told', () => {
    expect(sentencesOf('ING-011', aSnapshot(first, second, at('main')))).toEqual([
      'Canary Ingress/default/second is not used for www.example.com/shop (Prefix): Ingress/default/first came first',
    ])
  })

  test('ING-011 one canary is as it should be', () => {
    expect(sentencesOf('ING-011', aSnapshot(first, at('main')))).toEqual([])
  })
})
