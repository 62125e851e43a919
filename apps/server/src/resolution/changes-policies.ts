import { type AppliedChange, isEqualJson, type Pod, type WatchedObject } from '@portolan/domain'

/**
 * Whether NetworkPolicies may say something else after a change: of one of them, or of what they tell Pods by.
 *
 * @param isOnTheWay whether it matters what is said of a Pod
 */
export function changesPolicies(
  { before, after }: Pick<AppliedChange, 'before' | 'after'>,
  isOnTheWay: (pod: Pod) => boolean,
): boolean {
  if (isEqualJson(seenByPolicies(before), seenByPolicies(after))) return false
  return [before, after].some((object) => object !== undefined && (object.kind !== 'Pod' || isOnTheWay(object)))
}

/** `null` for what no policy looks at. The ports that a Pod declares never change while it is the same Pod. */
function seenByPolicies(object: WatchedObject | undefined): unknown {
  switch (object?.kind) {
    case 'NetworkPolicy':
      return object.spec
    case 'Namespace':
      return object.metadata.labels ?? {}
    case 'Pod': {
      const { metadata, spec, status } = object
      const { uid, labels, deletionTimestamp } = metadata
      return [uid, labels, deletionTimestamp, spec.hostNetwork, status.phase, status.podIPs]
    }
    default:
      return null
  }
}
