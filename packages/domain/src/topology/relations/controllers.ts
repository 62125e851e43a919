import {
  type ControllerCandidate,
  confidenceOf,
  controllerCandidates,
} from '../../controllers/controller-candidates.ts'
import { controllerServices } from '../../controllers/controller-services.ts'
import { podsOf } from '../../controllers/pods-of-workload.ts'
import type { Snapshot } from '../../history/snapshot.ts'
import type { Ingress } from '../../kubernetes/ingress.ts'
import type { IngressClass } from '../../kubernetes/ingress-class.ts'
import { INGRESS_CLASS_ANNOTATION } from '../../kubernetes/ingress-class-name.ts'
import { keyOf, type ObjectKey, objectKey } from '../../kubernetes/object-key.ts'
import { isPodReady } from '../../kubernetes/pod-ready.ts'
import { nginxSettingsOf } from '../../resolution/entries/nginx-workloads.ts'
import type { ControllerFacts } from '../edge-facts.ts'
import { edgeState } from '../edge-state.ts'
import type { EdgeOf } from '../topology.ts'

/**
 * Who runs the controller of a class, the surest first, and the Services through which clients reach it. Nothing where nobody
 * is recognised, as for a controller whose data plane is outside of the cluster.
 * Source: networking.k8s.io/v1 IngressClass.spec.controller, rule D.2.
 */
export function ingressClassControllerEdges(ingressClass: IngressClass, snapshot: Snapshot): EdgeOf<'controller'>[] {
  return edgesTo(keyOf(ingressClass), controllerCandidates(ingressClass, snapshot), snapshot)
}

/**
 * Who serves an Ingress that names no class in its spec: controllers whose `--ingress-class` is what its annotation says, or
 * that were told to take Ingresses without class. Only ingress-nginx is known to have such flags.
 * Source: rules D.2.2 and D.2.3.
 */
export function ingressControllerEdges(ingress: Ingress, snapshot: Snapshot): EdgeOf<'controller'>[] {
  if (ingress.spec.ingressClassName !== undefined) return []
  const annotated = ingress.metadata.annotations[INGRESS_CLASS_ANNOTATION]
  const takers: Taker[] = []
  for (const object of snapshot.ingressControllers()) {
    const settings = nginxSettingsOf(object)
    const isTaker = annotated === undefined ? settings?.takesClassless : settings?.annotation === annotated
    if (isTaker) takers.push({ object, evidence: [annotated === undefined ? 'without-class' : 'ingress-class'] })
  }
  return edgesTo(keyOf(ingress), takers, snapshot)
}

/** A candidate, or one that a flag of its own names. */
type Taker = Pick<ControllerCandidate, 'object'> & Pick<ControllerFacts, 'evidence'> & { readonly score?: number }

function edgesTo(from: ObjectKey, takers: readonly Taker[], snapshot: Snapshot): EdgeOf<'controller'>[] {
  const edges = new Map<ObjectKey, EdgeOf<'controller'>>()
  for (const taker of takers) {
    for (const edge of [dataPlane(from, taker, snapshot), ...services(from, taker, snapshot)]) {
      if (!edges.has(edge.to)) edges.set(edge.to, edge)
    }
  }
  return [...edges.values()]
}

function dataPlane(from: ObjectKey, taker: Taker, snapshot: Snapshot): EdgeOf<'controller'> {
  const pods = podsOf(taker.object, snapshot)
  const facts: ControllerFacts = {
    role: 'data-plane',
    ...certainty(taker),
    evidence: taker.evidence,
    pods: { ready: pods.filter(isPodReady).length, total: pods.length },
  }
  const state = facts.confidence === 'confirmed' ? 'resolved' : 'ambiguous'
  return { from, to: keyOf(taker.object), relation: 'controller', state, facts }
}

function services(from: ObjectKey, taker: Taker, snapshot: Snapshot): EdgeOf<'controller'>[] {
  return controllerServices(taker.object, snapshot).map(({ namespace, name, by }) => {
    const facts: ControllerFacts = { role: 'service', ...certainty(taker), evidence: [by, ...taker.evidence] }
    const found = edgeState(snapshot, { kind: 'Service', namespace, name })
    const state = found === 'resolved' && facts.confidence === 'inferred' ? 'ambiguous' : found
    return { from, to: objectKey('Service', namespace, name), relation: 'controller', state, facts }
  })
}

function certainty({ score }: Taker): Pick<ControllerFacts, 'confidence' | 'score'> {
  return score === undefined ? { confidence: 'confirmed' } : { confidence: confidenceOf({ score }), score }
}
