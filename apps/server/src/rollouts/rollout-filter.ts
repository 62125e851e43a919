import type { Rollout } from '@portolan/domain'
import type { RolloutMark, RolloutsQuery } from '@portolan/pipeline/ports'

/** `Kind/namespace/name` of whose Pods a rollout replaces. */
export function workloadKey({ workload: { kind, namespace, name } }: Rollout): string {
  return `${kind}/${namespace}/${name}`
}

/** Whether a rollout is among those asked for: what the archive does with its rows. */
export function isWanted(rollout: Rollout, query: RolloutsQuery): boolean {
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY, before = Number.POSITIVE_INFINITY } = query
  const { requested, ended, workload } = rollout
  return (
    requested.seq < before &&
    requested.at < to &&
    (ended?.at ?? Number.POSITIVE_INFINITY) >= from &&
    (query.namespaces?.includes(workload.namespace) ?? true) &&
    (query.workloads?.includes(workloadKey(rollout)) ?? true)
  )
}

/** Newest request first; of one id only the first. */
export function newestFirst<Item extends { readonly rollout: Rollout }>(items: readonly Item[]): Item[] {
  const byId = new Map<string, Item>()
  for (const item of items) if (!byId.has(item.rollout.id)) byId.set(item.rollout.id, item)
  return [...byId.values()].sort((a, b) => b.rollout.requested.seq - a.rollout.requested.seq)
}

export function markOf(rollout: Rollout): RolloutMark {
  const { id, requested, ended, verdict } = rollout
  const end = ended === undefined ? {} : { to: ended.at }
  return { id, workload: workloadKey(rollout), from: requested.at, ...end, verdict: verdict.kind }
}
