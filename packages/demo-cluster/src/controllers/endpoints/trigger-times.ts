import { toTimestamp } from '../../api-server/assigned-identity.ts'
import type { Service } from '../objects/network.ts'
import { type Pod, readySince } from '../objects/pod.ts'

export const TRIGGER_TIME = 'endpoints.kubernetes.io/last-change-trigger-time'

interface KnownTimes {
  service: number
  pods: ReadonlyMap<string, number>
}

/**
 * Remembers which changes each Service's endpoints already show, to date the next write by its oldest new cause.
 * Deletions and edits of labels have no time. Source: k8s.io/endpointslice util TriggerTimeTracker.
 */
export class TriggerTimes {
  readonly #known = new Map<string, KnownTimes>()

  /** The oldest cause since the last call for this Service; `undefined` when none of them has a time. */
  next(key: string, service: Service, pods: readonly Pod[]): string | undefined {
    const before = this.#known.get(key)
    const created = Date.parse(service.metadata.creationTimestamp)
    const times = new Map(pods.flatMap((pod) => timeOf(pod)))
    const causes = [...times].filter(([uid, time]) => time > (before?.pods.get(uid) ?? 0)).map(([, time]) => time)
    if (created > (before?.service ?? 0)) causes.push(created)
    this.#known.set(key, { service: created, pods: times })
    return causes.length === 0 ? undefined : toTimestamp(Math.min(...causes))
  }

  forget(key: string): void {
    this.#known.delete(key)
  }
}

function timeOf(pod: Pod): [string, number][] {
  const since = readySince(pod)
  return since === undefined ? [] : [[pod.metadata.uid, since]]
}

/** The annotations with the trigger time of this write: put in, or taken out. */
export function withTriggerTime(
  annotations: Readonly<Record<string, string>> | undefined,
  time: string | undefined,
): Record<string, string> | undefined {
  const { [TRIGGER_TIME]: _, ...others } = annotations ?? {}
  const all = time === undefined ? others : { ...others, [TRIGGER_TIME]: time }
  return Object.keys(all).length === 0 ? undefined : all
}
