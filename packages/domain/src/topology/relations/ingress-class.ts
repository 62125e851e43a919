import type { Snapshot } from '../../history/snapshot.ts'
import type { Ingress } from '../../kubernetes/ingress.ts'
import { ingressClassName } from '../../kubernetes/ingress-class-name.ts'
import { keyOf, objectKey } from '../../kubernetes/object-key.ts'
import { edgeState } from '../edge-state.ts'
import type { EdgeOf } from '../topology.ts'

/**
 * The class of an Ingress: `spec.ingressClassName`; else, ambiguously, an IngressClass named as the annotation says. None for
 * a class-less Ingress: the default class is written into the spec at creation or never.
 * Source: networking.k8s.io/v1 Ingress.spec.ingressClassName, rule D.2.
 */
export function ingressClassEdges(ingress: Ingress, snapshot: Snapshot): EdgeOf<'class'>[] {
  const name = ingressClassName(ingress)
  if (!name) return []
  const found = edgeState(snapshot, { kind: 'IngressClass', name })
  const by = ingress.spec.ingressClassName === undefined ? 'annotation' : 'spec'
  if (by === 'annotation' && found !== 'resolved') return []
  const state = by === 'annotation' ? 'ambiguous' : found
  return [
    { from: keyOf(ingress), to: objectKey('IngressClass', undefined, name), relation: 'class', state, facts: { by } },
  ]
}
