import { describe, expect, test } from 'vitest'
import { anIngress, anIngressClass, aSnapshot } from '../../testing/index.ts'
import { ingressClassEdges } from './ingress-class.ts'

const everything = aSnapshot(anIngressClass('nginx', { isDefault: true }))
const annotated = { annotations: { 'kubernetes.io/ingress.class': 'nginx' } }

const classOf = (options: Parameters<typeof anIngress>[1], snapshot = everything) =>
  ingressClassEdges(anIngress('shop', options), snapshot).map(({ to, state, facts }) => [to, state, facts.by])

describe('ingressClassEdges', () => {
  test('[D.2.1] [ING-004] the class the spec names is there or missing', () => {
    expect(classOf({ className: 'nginx' })).toEqual([['IngressClass/-/nginx', 'resolved', 'spec']])
    expect(classOf({ className: 'traefik' })).toEqual([['IngressClass/-/traefik', 'missing', 'spec']])
  })

  test('[D.2.2] the annotation is no reference: a class of that name may be meant, none is not missed', () => {
    expect(classOf(annotated)).toEqual([['IngressClass/-/nginx', 'ambiguous', 'annotation']])
    expect(classOf(annotated, aSnapshot())).toEqual([])
  })

  test('[ING-006] the spec wins over the annotation', () => {
    expect(classOf({ ...annotated, className: 'traefik' })).toEqual([['IngressClass/-/traefik', 'missing', 'spec']])
  })

  test('[D.2.3] an Ingress without a class has none, whatever the default is now', () => {
    expect(classOf({})).toEqual([])
  })
})
