import type { Snapshot } from '../history/snapshot.ts'
import type { IngressClass } from '../kubernetes/ingress-class.ts'
import { keyOf } from '../kubernetes/object-key.ts'
import type { Pod } from '../kubernetes/pod.ts'
import { compareText } from '../text-order.ts'
import { classAddresses } from './class-addresses.ts'
import {
  CERTAIN_SCORE,
  type ControllerObject,
  controllerTraits,
  ownScores,
  publishedService,
} from './controller-traits.ts'
import { podsOf } from './pods-of-workload.ts'

/** What says that something runs the controller of a class (rule D.2). */
export type ControllerEvidence = 'controller-class' | 'image' | 'labels' | 'addresses' | 'instance'

/** `inferred`: usually right, never certain. */
export type ControllerConfidence = 'confirmed' | 'inferred'

/** Where an Ingress controller runs, and how sure that is. */
export interface ControllerCandidate {
  /** A workload, or a Pod that no workload is known to have made. */
  readonly object: ControllerObject
  /** At least 60; certain from 100 on (rule D.2). */
  readonly score: number
  readonly evidence: readonly ControllerEvidence[]
}

/** A class served by thousands of Pods without a known workload is drawn with some of them. */
const MOST_CANDIDATES = 50

const ADDRESS_SCORE = 50
const INSTANCE_SCORE = 20

/**
 * Who runs the controller of a class, the surest first, then by key. Empty where the class names no controller, or nothing is
 * recognised: which does not mean that nobody serves it.
 * Source: networking.k8s.io/v1 IngressClass.spec.controller, rule D.2 (a heuristic but for its first row).
 */
export function controllerCandidates(ingressClass: IngressClass, snapshot: Snapshot): readonly ControllerCandidate[] {
  const { controller } = ingressClass.spec
  if (controller === undefined) return []
  const found = [...snapshot.ingressControllers()].filter((object) =>
    ownScores(controllerTraits(object)).has(controller),
  )
  const workloads = found.filter((object) => object.kind !== 'Pod')
  const theirs = new Set(workloads.flatMap((workload) => podsOf(workload, snapshot)))
  const pods = found.filter((object): object is Pod => object.kind === 'Pod' && isAlive(object) && !theirs.has(object))
  return [...workloads, ...pods]
    .map((object) => candidate(object, { ingressClass, controller, snapshot }))
    .sort((a, b) => b.score - a.score || compareText(keyOf(a.object), keyOf(b.object)))
    .slice(0, MOST_CANDIDATES)
}

/** How sure a score is (rule D.2). */
export function confidenceOf({ score }: Pick<ControllerCandidate, 'score'>): ControllerConfidence {
  return score >= CERTAIN_SCORE ? 'confirmed' : 'inferred'
}

interface Asked {
  readonly ingressClass: IngressClass
  readonly controller: string
  readonly snapshot: Snapshot
}

function candidate(object: ControllerObject, { ingressClass, controller, snapshot }: Asked): ControllerCandidate {
  const traits = controllerTraits(object)
  const own = ownScores(traits).get(controller)
  const instance = ingressClass.metadata.labels['app.kubernetes.io/instance']
  const isSameInstance = instance !== undefined && traits.labels['app.kubernetes.io/instance'] === instance
  const hasAddress = isAtAddressOf(object, classAddresses(snapshot, ingressClass.metadata.name), snapshot)
  return {
    object,
    score: (own?.score ?? 0) + (hasAddress ? ADDRESS_SCORE : 0) + (isSameInstance ? INSTANCE_SCORE : 0),
    evidence: [
      ...(own ? [own.by] : []),
      ...(hasAddress ? (['addresses'] as const) : []),
      ...(isSameInstance ? (['instance'] as const) : []),
    ],
  }
}

/** Whether Ingresses of the class report an address of its Pods' nodes, or of the Service that it says it publishes. */
function isAtAddressOf(object: ControllerObject, addresses: ReadonlySet<string>, snapshot: Snapshot): boolean {
  if (addresses.size === 0) return false
  const nodes = new Set(podsOf(object, snapshot).flatMap(({ spec }) => spec.nodeName ?? []))
  for (const name of nodes) {
    const node = snapshot.find('Node', undefined, name)
    if (node?.status.addresses.some(({ address }) => addresses.has(address))) return true
  }
  const published = publishedService(object.metadata.namespace ?? '', controllerTraits(object).flags)
  const service = published && snapshot.find('Service', published.namespace, published.name)
  if (!service) return false
  const balanced = service.status.loadBalancer.ingress.map(({ hostname, ip }) => ip ?? hostname ?? '')
  return [...balanced, ...service.spec.externalIPs, ...service.spec.clusterIPs].some((one) => addresses.has(one))
}

function isAlive({ status }: Pod): boolean {
  return status.phase !== 'Failed' && status.phase !== 'Succeeded'
}
