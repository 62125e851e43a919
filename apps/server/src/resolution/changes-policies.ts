import { type AppliedChange, isEqualJson, type WatchedObject } from '@portolan/domain'

/** Whether NetworkPolicies may say something else after a change: of one of them, or of what they tell Pods by. */
export function changesPolicies({ before, after }: Pick<AppliedChange, 'before' | 'after'>): boolean {
  return !isEqualJson(seenByPolicies(before), seenByPolicies(after))
}

/** `null` for what no policy looks at. */
function seenByPolicies(object: WatchedObject | undefined): unknown {
  switch (object?.kind) {
    case 'NetworkPolicy':
      return object.spec
    case 'Namespace':
      return object.metadata.labels ?? {}
    case 'Pod': {
      const { metadata, spec, status } = object
      const ports = spec.containers.map((container) => container.ports)
      return [
        metadata.uid,
        metadata.labels,
        metadata.deletionTimestamp,
        spec.hostNetwork,
        ports,
        status.phase,
        status.podIPs,
      ]
    }
    default:
      return null
  }
}
