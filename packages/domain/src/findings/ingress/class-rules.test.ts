import { describe, expect, test } from 'vitest'
import { anIngress, anIngressClass, aSnapshot, findingsOfRule, sentencesOf } from '../../testing/index.ts'

const annotated = (value: string) => ({ annotations: { 'kubernetes.io/ingress.class': value } })

describe('ING-003', () => {
  test('ING-003 an Ingress without a class is told, and that the default class comes too late', () => {
    expect(sentencesOf('ING-003', aSnapshot(anIngress('shop'), anIngressClass('nginx')))).toEqual([
      'Ingress/default/shop has no class, so that most controllers ignore it; there is no default class',
    ])
    expect(sentencesOf('ING-003', aSnapshot(anIngress('shop'), anIngressClass('nginx', { isDefault: true })))).toEqual([
      'Ingress/default/shop has no class, so that most controllers ignore it; the default class nginx applies at creation only',
    ])
  })

  test('ING-003 a class in the spec or in the annotation is one', () => {
    expect(sentencesOf('ING-003', aSnapshot(anIngress('shop', { className: 'nginx' })))).toEqual([])
    expect(sentencesOf('ING-003', aSnapshot(anIngress('shop', annotated('nginx'))))).toEqual([])
  })
})

describe('ING-004', () => {
  test('ING-004 a class that does not exist is told, with the name that is near', () => {
    const shop = anIngress('shop', { className: 'ngnix' })
    expect(sentencesOf('ING-004', aSnapshot(shop, anIngressClass('nginx'), anIngressClass('traefik')))).toEqual([
      'Ingress/default/shop is of class ngnix, which does not exist; there is nginx',
    ])
    expect(sentencesOf('ING-004', aSnapshot(shop))).toEqual([
      'Ingress/default/shop is of class ngnix, which does not exist',
    ])
  })

  test('ING-004 a class that exists is none, nor is one that is only annotated', () => {
    expect(
      sentencesOf('ING-004', aSnapshot(anIngress('shop', { className: 'nginx' }), anIngressClass('nginx'))),
    ).toEqual([])
    expect(sentencesOf('ING-004', aSnapshot(anIngress('shop', annotated('gone'))))).toEqual([])
  })
})

describe('ING-006', () => {
  test('ING-006 an annotation that contradicts the spec is told', () => {
    expect(
      sentencesOf('ING-006', aSnapshot(anIngress('shop', { className: 'nginx', ...annotated('traefik') }))),
    ).toEqual([
      'Ingress/default/shop is of class nginx and annotated with traefik: controllers differ in which they read',
    ])
  })

  test('ING-006 one that agrees is none', () => {
    expect(sentencesOf('ING-006', aSnapshot(anIngress('shop', { className: 'nginx', ...annotated('nginx') })))).toEqual(
      [],
    )
  })
})

describe('ING-007', () => {
  const old = anIngressClass('old', { isDefault: true, creationTimestamp: '2025-01-01T00:00:00Z' })

  test('ING-007 of several default classes the newest is taken, and told', () => {
    const snapshot = aSnapshot(old, anIngressClass('new', { isDefault: true }), anIngressClass('other'))
    expect(findingsOfRule('ING-007', snapshot).map(({ sentence, subject }) => ({ sentence, subject }))).toEqual([
      {
        subject: 'IngressClass/-/new',
        sentence: 'IngressClasses new, old are all the default; Kubernetes 1.36 takes new',
      },
    ])
  })

  test('ING-007 of equally old ones the first by name', () => {
    const snapshot = aSnapshot(anIngressClass('b', { isDefault: true }), anIngressClass('a', { isDefault: true }))
    expect(findingsOfRule('ING-007', snapshot).map(({ subject }) => subject)).toEqual(['IngressClass/-/a'])
  })

  test('ING-007 one default class is as it should be', () => {
    expect(sentencesOf('ING-007', aSnapshot(old, anIngressClass('other')))).toEqual([])
  })
})

describe('ING-020', () => {
  test('ING-020 a class that is only annotated is told', () => {
    expect(sentencesOf('ING-020', aSnapshot(anIngress('shop', annotated('nginx'))))).toEqual([
      'Ingress/default/shop says its class nginx by the deprecated annotation only',
    ])
  })

  test('ING-020 beside the spec the annotation is none', () => {
    expect(sentencesOf('ING-020', aSnapshot(anIngress('shop', { className: 'nginx', ...annotated('nginx') })))).toEqual(
      [],
    )
  })
})
