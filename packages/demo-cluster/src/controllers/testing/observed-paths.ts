import type { StoredObject } from '../../api-server/stored-object.ts'
import type { EndpointSlice } from '../objects/network.ts'
import type { Pod } from '../objects/pod.ts'
import type { Deployment } from '../objects/workloads.ts'

/** One change, as a watch tells it. */
export interface ObservedLine {
  ms: number
  type: 'ADDED' | 'MODIFIED' | 'DELETED'
  object: StoredObject
}

interface Window {
  /** Ms; only what happens in `[from, to]` counts, but what was before is known. */
  from?: number
  to?: number
}

/**
 * The states (ready, serving, terminating) each endpoint of a Service passes through, `absent` where it is in no slice;
 * each path once, sorted.
 */
export function endpointPaths(
  lines: readonly ObservedLine[],
  { service, from = 0, to = Number.POSITIVE_INFINITY }: Window & { service: string },
): string[] {
  const slices = new Map<string, EndpointSlice>()
  const states = new Map<string, string>()
  const paths = new Map<string, string[]>()
  for (const { ms, type, object } of lines) {
    if (object.kind !== 'EndpointSlice' || serviceOf(object) !== service) continue
    if (type === 'DELETED') slices.delete(object.metadata.name)
    else slices.set(object.metadata.name, object as EndpointSlice)
    const now = statesIn(slices.values())
    for (const identity of new Set([...now.keys(), ...states.keys()])) {
      const [before, after] = [states.get(identity) ?? 'absent', now.get(identity) ?? 'absent']
      states.set(identity, after)
      if (before === after || ms < from || ms > to) continue
      paths.set(identity, [...(paths.get(identity) ?? [before]), after])
    }
  }
  return distinct(paths.values())
}

const serviceOf = ({ metadata }: StoredObject): string =>
  `${metadata.namespace}/${metadata.labels?.['kubernetes.io/service-name']}`

function statesIn(slices: Iterable<EndpointSlice>): Map<string, string> {
  const states = new Map<string, string>()
  for (const { endpoints } of slices) {
    for (const { targetRef, conditions } of endpoints ?? []) {
      const { ready, serving, terminating } = conditions
      states.set(
        targetRef?.uid ?? '',
        [ready && 'ready', serving && 'serving', terminating && 'terminating'].filter(Boolean).join('+') || 'none',
      )
    }
  }
  return states
}

/** The conditions, in their order in the list, that Pods of one owner pass through to their deletion; each path once, sorted. */
export function podPaths(
  lines: readonly ObservedLine[],
  { owner, from = 0, to = Number.POSITIVE_INFINITY }: Window & { owner: string },
): string[] {
  const paths = new Map<string, string[]>()
  const last = new Map<string, string>()
  for (const { ms, type, object } of lines) {
    if (object.kind !== 'Pod' || !object.metadata.name.startsWith(`${owner}-`)) continue
    const state = type === 'DELETED' ? 'deleted' : conditionsOf(object as Pod)
    const isNews = last.get(object.metadata.uid) !== state
    last.set(object.metadata.uid, state)
    if (isNews && ms >= from && ms <= to)
      paths.set(object.metadata.uid, [...(paths.get(object.metadata.uid) ?? []), state])
  }
  return distinct(paths.values())
}

const conditionsOf = ({ metadata, status }: Pod): string =>
  [
    metadata.deletionTimestamp === undefined
      ? status.phase
      : `${status.phase}, deleted in ${metadata.deletionGracePeriodSeconds}s`,
    ...(status.podIP === undefined ? [] : ['has address']),
    ...(status.conditions ?? []).map((condition) => `${condition.type}=${condition.status}(${condition.reason ?? ''})`),
  ].join(' ')

const distinct = (paths: Iterable<readonly string[]>): string[] =>
  [...new Set([...paths].map((path) => path.join(' → ')))].sort()

/** What a Deployment says of itself, one line per change: its revision and its conditions in their order. */
export function deploymentPath(
  lines: readonly ObservedLine[],
  { name, from = 0, to = Number.POSITIVE_INFINITY }: Window & { name: string },
): string[] {
  const path: string[] = []
  let last = ''
  for (const { ms, object } of lines) {
    if (object.kind !== 'Deployment' || object.metadata.name !== name) continue
    const { conditions = [] } = (object as Deployment).status
    const said = conditions.map(({ type, status, reason }) => `${type}=${status}(${reason})`).join(' ')
    const state = `${object.metadata.annotations?.['deployment.kubernetes.io/revision'] ?? 'none'}: ${said}`
    if (state !== last && ms >= from && ms <= to) path.push(state)
    last = state
  }
  return path
}
