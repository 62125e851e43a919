import type { Condition, GatewayRoute, ObjectOfKind, WatchedKind, WatchedObject } from '@portolan/domain'
import type { Bond, Neighbours } from '../neighbours.ts'
import { podSentence } from './pod-sentence.ts'
import type { ObjectSentence, SentenceLook } from './sentence-types.ts'

type Tell<Kind extends WatchedKind> = (object: ObjectOfKind<Kind>, neighbours: Neighbours) => ObjectSentence

/** How an object is, in one sentence: what it says of itself, and what is around it. */
export function objectSentence(object: WatchedObject, neighbours: Neighbours): ObjectSentence {
  const tell = SENTENCES[object.kind] as ((of: WatchedObject, around: Neighbours) => ObjectSentence) | undefined
  return tell?.(object, neighbours) ?? { id: 'there', look: 'rest', values: {} }
}

const SENTENCES: { readonly [Kind in WatchedKind]?: Tell<Kind> } = {
  Pod: podSentence,
  Deployment: ({ spec, status }) => workload(spec.replicas, status.readyReplicas, spec.paused),
  ReplicaSet: ({ spec, status }) => workload(spec.replicas, status.readyReplicas),
  StatefulSet: ({ spec, status }) => workload(spec.replicas, status.readyReplicas),
  DaemonSet: ({ status }) => workload(status.desiredNumberScheduled, status.numberReady),
  Node: ({ spec, status }, neighbours) => {
    const values = { pods: count(neighbours, 'runsHere') }
    const isReady = saysOf(status.conditions, 'Ready')
    if (isReady !== 'yes') return { id: 'nodeNotReady', look: isReady === 'no' ? 'bad' : 'unknown', values }
    if (spec.unschedulable) return { id: 'nodeCordoned', look: 'part', values }
    return { id: 'nodeReady', look: 'ok', values }
  },
  Ingress: ({ status }, { leads }) => {
    const values = { ...ruleCounts(leads), addresses: status.loadBalancer.ingress.length }
    return { id: 'ingress', look: values.broken > 0 ? 'bad' : 'ok', values }
  },
  HTTPRoute: route,
  GRPCRoute: route,
  TLSRoute: route,
  TCPRoute: route,
  UDPRoute: route,
  Gateway: ({ spec, status }, { leads }) => {
    const programmed = saysOf(status.conditions, 'Programmed')
    const values = { listeners: spec.listeners.length, routes: leads.length, programmed }
    return { id: 'gateway', look: programmed === 'no' ? 'bad' : programmed === 'yes' ? 'ok' : 'unknown', values }
  },
  IngressClass: ({ spec: { controller = '?' } }, { leads }) => ({
    id: 'class',
    look: 'ok',
    values: { controller, users: leads.length },
  }),
  GatewayClass: ({ spec, status }, { leads }) => ({
    id: 'class',
    look: saysOf(status.conditions, 'Accepted') === 'no' ? 'bad' : 'ok',
    values: { controller: spec.controllerName, users: leads.length },
  }),
  EndpointSlice: ({ endpoints }) => {
    // Absent means ready (discovery.k8s.io/v1 EndpointConditions.ready).
    const ready = endpoints.filter(({ conditions }) => conditions.ready ?? true).length
    const total = endpoints.length
    return { id: 'slice', look: total === 0 ? 'rest' : lookOf(ready, total), values: { ready, total } }
  },
  HorizontalPodAutoscaler: ({ spec, status }) => ({
    id: 'autoscaler',
    look: saysOf(status.conditions, 'ScalingActive') === 'no' ? 'bad' : 'ok',
    values: {
      min: spec.minReplicas,
      max: spec.maxReplicas,
      current: status.currentReplicas,
      desired: status.desiredReplicas,
    },
  }),
  NetworkPolicy: ({ spec }, neighbours) => ({
    id: 'policy',
    look: 'ok',
    values: { pods: count(neighbours, 'appliesTo'), types: spec.policyTypes.join(', ') },
  }),
  PodDisruptionBudget: ({ status: { disruptionsAllowed, expectedPods, currentHealthy } }) => ({
    id: 'budget',
    look: disruptionsAllowed === 0 && expectedPods > 0 ? 'part' : 'ok',
    values: { allowed: disruptionsAllowed, healthy: currentHealthy },
  }),
  ReferenceGrant: ({ spec: { from, to } }) => ({
    id: 'grant',
    look: 'ok',
    values: {
      from: [...new Set(from.map(({ kind, namespace }) => `${namespace}/${kind}`))].join(', '),
      to: [...new Set(to.map(({ kind, name }) => (name ? `${kind} ${name}` : kind)))].join(', '),
    },
  }),
  Event: ({ type, reason, message }) => ({
    id: 'event',
    look: type === 'Warning' ? 'part' : 'ok',
    values: { reason, message },
  }),
}

function workload(desired: number, ready: number, isPaused = false): ObjectSentence {
  if (desired === 0) return { id: 'scaledToZero', look: 'rest', values: {} }
  return { id: isPaused ? 'workloadPaused' : 'workload', look: lookOf(ready, desired), values: { ready, desired } }
}

function route({ status }: GatewayRoute, { leads, arrives }: Neighbours): ObjectSentence {
  const values = ruleCounts(leads)
  if (arrives.length === 0) return { id: 'routeUnattached', look: 'bad', values }
  const refused = status.parents.filter(({ conditions }) => saysOf(conditions, 'Accepted') === 'no').length
  if (refused > 0) return { id: 'routeRefused', look: 'bad', values: { refused } }
  return { id: 'route', look: values.broken > 0 ? 'bad' : 'ok', values }
}

/** Rules that lead somewhere, the Services they lead to, and rules that lead nowhere. */
function ruleCounts(leads: Neighbours['leads']) {
  const working = leads.filter(({ state }) => state !== 'missing')
  return {
    rules: working.length,
    services: new Set(working.map(({ key }) => key)).size,
    broken: leads.length - working.length,
  }
}

/** `unsaid`: nobody said, or nobody knows. */
function saysOf(conditions: readonly Condition[], wanted: string): 'yes' | 'no' | 'unsaid' {
  const status = conditions.find(({ type }) => type === wanted)?.status
  return status === 'True' ? 'yes' : status === 'False' ? 'no' : 'unsaid'
}

function count({ bonds }: Neighbours, wanted: Bond): number {
  return bonds.find(({ bond }) => bond === wanted)?.objects.length ?? 0
}

function lookOf(ready: number, wanted: number): SentenceLook {
  return ready >= wanted ? 'ok' : ready === 0 ? 'bad' : 'part'
}
