import { isPodActive, isPodAvailable, type Pod } from '../../objects/pod.ts'
import type { StatefulSet } from '../../objects/workloads.ts'

export const REVISION_LABEL = 'controller-revision-hash'

export type OrderedStep = { do: 'create'; ordinal: number; revision: string } | { do: 'delete'; pod: Pod }

/** The number at the end of a Pod's name. */
export const ordinalOf = ({ metadata }: Pod): number =>
  Number.parseInt(metadata.name.slice(metadata.name.lastIndexOf('-') + 1), 10)

/** Running and ready, and for as long as the set asks. */
export const isWorking = ({ spec }: StatefulSet, pod: Pod, now: number): boolean =>
  isPodActive(pod) && pod.status.phase === 'Running' && isPodAvailable(pod, spec.minReadySeconds ?? 0, now)

/**
 * The one thing to do next, or nothing while something is under way: missing Pods from the lowest ordinal up, surplus
 * Pods from the highest down, then Pods of another revision from the highest down to the partition. Each step waits
 * until every Pod before it works, as `OrderedReady` asks. Source: pkg/controller/statefulset updateStatefulSet.
 *
 * @param pods of this set, by ordinal
 */
export function nextStep(
  set: StatefulSet,
  pods: readonly Pod[],
  { current, update, now }: { current: string; update: string; now: number },
): OrderedStep | undefined {
  const { replicas, updateStrategy } = set.spec
  const partition = updateStrategy.rollingUpdate?.partition ?? 0
  for (let ordinal = 0; ordinal < replicas; ordinal++) {
    const pod = pods.find((candidate) => ordinalOf(candidate) === ordinal)
    if (pod === undefined) {
      return {
        do: 'create',
        ordinal,
        revision: ordinal < partition || isYetToUpdate(set, pods, ordinal) ? current : update,
      }
    }
    if (!isWorking(set, pod, now)) return undefined
  }
  const surplus = pods.filter((pod) => ordinalOf(pod) >= replicas)
  const last = surplus.at(-1)
  if (last !== undefined) return isPodActive(last) ? { do: 'delete', pod: last } : undefined
  if (updateStrategy.type === 'OnDelete') return undefined
  const outdated = pods.findLast(
    (pod) => ordinalOf(pod) >= partition && pod.metadata.labels?.[REVISION_LABEL] !== update,
  )
  return outdated === undefined ? undefined : { do: 'delete', pod: outdated }
}

/** A Pod lost in the middle of an update comes back as it was while higher ordinals still are. */
const isYetToUpdate = (set: StatefulSet, pods: readonly Pod[], ordinal: number): boolean =>
  pods.some(
    (pod) =>
      ordinalOf(pod) > ordinal &&
      pod.metadata.labels?.[REVISION_LABEL] === set.status.currentRevision &&
      isOutdated(set),
  )

const isOutdated = ({ status }: StatefulSet): boolean => status.currentRevision !== status.updateRevision
