import { podRevision } from '../endpoints/pod-revision.ts'
import type { Snapshot } from '../history/snapshot.ts'
import type { Condition } from '../kubernetes/metadata.ts'
import { keyOf, type ObjectKey } from '../kubernetes/object-key.ts'
import type { Pod } from '../kubernetes/pod.ts'
import type { Rollout, RolloutWorkload } from '../rollouts/rollout-types.ts'
import type { AlertCause } from './alert.ts'
import { type StallKind, stallSentence } from './alert-messages.ts'

interface Obstacle {
  readonly kind: StallKind
  readonly object: ObjectKey
  readonly detail: string
}

/** Reasons for which a container waits, by what they say (rules POD-001 to POD-003). */
const WAITING: Readonly<Record<string, StallKind>> = {
  ErrImagePull: 'image',
  ImagePullBackOff: 'image',
  ErrImageNeverPull: 'image',
  InvalidImageName: 'image',
  CreateContainerConfigError: 'container',
  CreateContainerError: 'container',
  RunContainerError: 'container',
  CrashLoopBackOff: 'crash',
}

/** Conditions with which a controller says why it does not go on (apps/v1 Deployment and ReplicaSet). */
const COMPLAINTS: ReadonlySet<string> = new Set(['ReplicaFailure', 'Progressing'])

/**
 * Why a rollout does not progress: what its new Pods, the first by name that tells, wait for, else what its controller says;
 * `undefined` where neither says anything.
 */
export function stallCause(rollout: Rollout, snapshot: Snapshot): AlertCause | undefined {
  const pods = rollout.state === 'failed-create' ? [] : newPods(rollout, snapshot)
  const [first] = pods.flatMap((pod) => obstacleOf(pod) ?? [])
  const { kind, object, detail } = first ?? complaintOf(rollout.workload, snapshot) ?? {}
  if (kind === undefined || object === undefined || detail === undefined) return undefined
  return { kind: `stall-${kind}`, object, confidence: 'proven', sentence: stallSentence(kind, { object, detail }) }
}

/** What keeps containers from running, however long one waits. */
const HOPELESS: ReadonlySet<StallKind> = new Set(['image', 'container', 'crash'])

/** Why Pods that should take over cannot run, of the first by name that tells; `undefined` where they only need time. */
export function hopelessCause(pods: readonly Pod[]): AlertCause | undefined {
  const byName = [...pods].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1))
  const first = byName.flatMap((pod) => obstacleOf(pod) ?? []).find(({ kind }) => HOPELESS.has(kind))
  if (first === undefined) return undefined
  const { kind, object, detail } = first
  return { kind: `stall-${kind}`, object, confidence: 'proven', sentence: stallSentence(kind, { object, detail }) }
}

/** Pods of the revision that is rolled out, in the order of their names. */
function newPods({ workload, revisions: { to } }: Rollout, snapshot: Snapshot): Pod[] {
  const children = snapshot.childrenOf(to.uid ?? workload.uid)
  return children
    .filter((object) => object.kind === 'Pod')
    .filter((pod) => to.uid !== undefined || podRevision(pod) === to.hash)
}

function obstacleOf(pod: Pod): Obstacle | undefined {
  const object = keyOf(pod)
  for (const { name, state } of [...pod.status.initContainerStatuses, ...pod.status.containerStatuses]) {
    const reason = state.waiting?.reason ?? ''
    const kind = WAITING[reason]
    if (kind !== undefined) return { kind, object, detail: kind === 'image' ? imageOf(pod, name) : reason }
  }
  const conditions = pod.status.conditions
  const unscheduled = conditions.find(({ type, status }) => type === 'PodScheduled' && status === 'False')
  if (unscheduled) return { kind: 'unschedulable', object, detail: unscheduled.reason ?? '' }
  const isReady = conditions.some(({ type, status }) => type === 'Ready' && status === 'True')
  return pod.status.phase === 'Running' && !isReady ? { kind: 'not-ready', object, detail: '' } : undefined
}

function imageOf({ spec }: Pod, container: string): string {
  return [...spec.initContainers, ...spec.containers].find(({ name }) => name === container)?.image ?? container
}

function complaintOf({ kind, namespace, name }: RolloutWorkload, snapshot: Snapshot): Obstacle | undefined {
  const workload = snapshot.find(kind, namespace, name)
  const told = workload?.status.conditions.find((condition) => isComplaint(condition))
  const detail = told?.message ?? told?.reason
  return workload && detail !== undefined ? { kind: 'reported', object: keyOf(workload), detail } : undefined
}

/** A failure that is there, or progress that is not. */
function isComplaint({ type, status }: Condition): boolean {
  return COMPLAINTS.has(type) && (status === 'True') === (type === 'ReplicaFailure')
}
