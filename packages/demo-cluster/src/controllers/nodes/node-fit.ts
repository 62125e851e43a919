import type { Node, Taint } from '../objects/infrastructure.ts'
import type { Pod, Toleration } from '../objects/pod.ts'

/** Whether a Node carries every label of a `nodeSelector`; an absent one fits everywhere. */
export const nodeMatchesSelector = (
  { metadata }: Node,
  selector: Readonly<Record<string, string>> | undefined,
): boolean => Object.entries(selector ?? {}).every(([key, value]) => metadata.labels?.[key] === value)

/** Whether no taint keeps such a Pod away. `PreferNoSchedule` keeps nobody away. Source: core/v1 Toleration. */
export const isTolerated = (node: Node, tolerations: readonly Toleration[]): boolean =>
  taintsOf(node).every(
    (taint) => taint.effect === 'PreferNoSchedule' || tolerations.some((toleration) => tolerates(toleration, taint)),
  )

const tolerates = ({ key, operator, effect }: Toleration, taint: Taint): boolean =>
  (key === undefined ? operator === 'Exists' : key === taint.key) && (effect === undefined || effect === taint.effect)

/** Unschedulable is kept away by its taint even before the node controller has written it. */
function taintsOf({ spec }: Node): readonly Taint[] {
  const taints = spec.taints ?? []
  if (spec.unschedulable !== true || taints.some(({ key }) => key === UNSCHEDULABLE)) return taints
  return [...taints, { key: UNSCHEDULABLE, effect: 'NoSchedule' }]
}

export const UNSCHEDULABLE = 'node.kubernetes.io/unschedulable'

/** Why a Pod cannot go to a Node, in the scheduler's words; `undefined` when it can. Source: kube-scheduler filter plugins. */
export function misfit(pod: Pod, node: Node, podsOnNode: readonly Pod[]): string | undefined {
  const pinned = pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms
  const isPinnedElsewhere =
    pinned !== undefined &&
    !pinned.some(({ matchFields }) => matchFields.every(({ values }) => values.includes(node.metadata.name)))
  if (isPinnedElsewhere || !nodeMatchesSelector(node, pod.spec.nodeSelector)) {
    return "node(s) didn't match Pod's node affinity/selector"
  }
  if (!isTolerated(node, pod.spec.tolerations ?? [])) {
    return node.spec.unschedulable === true ? 'node(s) were unschedulable' : 'node(s) had untolerated taint(s)'
  }
  if (podsOnNode.length >= Number.parseInt(node.status.allocatable.pods ?? '110', 10)) return 'Too many pods'
  const wanted = hostPortsOf(pod)
  const taken = new Set(podsOnNode.flatMap(hostPortsOf))
  return wanted.some((port) => taken.has(port))
    ? "node(s) didn't have free ports for the requested pod ports"
    : undefined
}

const hostPortsOf = ({ spec }: Pod): string[] =>
  spec.containers.flatMap(({ ports = [] }) =>
    ports
      .filter(({ hostPort }) => hostPort !== undefined)
      .map(({ hostPort, protocol }) => `${protocol ?? 'TCP'}/${hostPort}`),
  )
