import { type ControllerContext, keyOf, partsOf, queueOf, writerOf } from '../controller-context.ts'
import { EventRecorder } from '../events/event-recorder.ts'
import { isTolerated, nodeMatchesSelector } from '../nodes/node-fit.ts'
import type { Node } from '../objects/infrastructure.ts'
import { kinds } from '../objects/kinds.ts'
import { hasPodEnded, isPodActive, isPodAvailable, isPodReady, type Pod, type Toleration } from '../objects/pod.ts'
import { podFromTemplate, templateHash } from '../objects/pod-template.ts'
import { controllerOf, isControlledBy } from '../objects/selection.ts'
import type { DaemonSet, DaemonSetStatus } from '../objects/workloads.ts'
import type { Writer } from '../objects/writer.ts'
import type { WorkQueue } from '../work-queue.ts'
import { ensureRevision } from './controller-revisions.ts'
import { scaledValue } from './deployment/rolling-budget.ts'

const HASH_LABEL = 'controller-revision-hash'
const TEMPLATE_GENERATION = 'deprecated.daemonset.template.generation'

/** Keeps one Pod on every Node that fits. Source: pkg/controller/daemon. */
export function startDaemonSetController(context: ControllerContext): void {
  const controller = new DaemonSetController(context)
  context.store.subscribe(kinds.daemonSets, ({ type, object }) => {
    if (type !== 'DELETED') controller.queue.add(keyOf(object))
  })
  context.store.subscribe(kinds.pods, ({ object }) => {
    const owner = controllerOf(object)
    if (owner?.kind === 'DaemonSet') controller.queue.add(`${object.metadata.namespace}/${owner.name}`)
  })
  context.store.subscribe(kinds.nodes, ({ object, previous }) => {
    if (previous !== undefined && previous.spec === object.spec && previous.metadata.labels === object.metadata.labels)
      return
    for (const set of context.store.list(kinds.daemonSets)) controller.queue.add(keyOf(set))
  })
}

class DaemonSetController {
  readonly queue: WorkQueue
  readonly #context: ControllerContext
  readonly #writer: Writer
  readonly #events: EventRecorder

  constructor(context: ControllerContext) {
    this.#context = context
    this.#writer = writerOf(context, 'kube-controller-manager')
    this.#events = new EventRecorder(context, { component: 'daemonset-controller', manager: 'kube-controller-manager' })
    this.queue = queueOf(context, (key) => this.#reconcile(key))
  }

  #reconcile(key: string): void {
    const { namespace, name } = partsOf(key)
    const set = this.#context.store.get(kinds.daemonSets, namespace, name)
    if (set === undefined || set.metadata.deletionTimestamp !== undefined) return
    const pods = this.#context.store
      .list(kinds.pods, namespace)
      .filter((pod) => isControlledBy(pod, set) && !hasPodEnded(pod))
    const nodes = this.#context.store.list(kinds.nodes).filter((node) => isWantedOn(set, node))
    const hash = templateHash(set.spec.template)
    const inUse = new Set(pods.map((pod) => `${name}-${pod.metadata.labels?.[HASH_LABEL] ?? ''}`))
    ensureRevision(this.#context, this.#writer, { owner: set, hashLabel: HASH_LABEL, inUse })
    for (const node of nodes)
      if (!pods.some((pod) => placeOf(pod) === node.metadata.name)) this.#createPod(set, node, hash)
    for (const pod of pods) if (isStray(pod, nodes)) this.#deletePod(set, pod)
    for (const pod of this.#replaceable(set, pods, { nodes, hash })) this.#deletePod(set, pod)
    this.#writeStatus(set, pods, { nodes, hash })
  }

  /** Old Pods that may go now. What is unavailable anyway goes first and costs no budget. */
  #replaceable(set: DaemonSet, pods: readonly Pod[], { nodes, hash }: { nodes: readonly Node[]; hash: string }): Pod[] {
    if (set.spec.updateStrategy.type === 'OnDelete') return []
    const budget = scaledValue(set.spec.updateStrategy.rollingUpdate?.maxUnavailable ?? 1, nodes.length, 'up')
    const isWorking = (pod: Pod): boolean => isPodActive(pod) && this.#isAvailable(set, pod)
    const missing = nodes.filter(
      ({ metadata }) => !pods.some((pod) => placeOf(pod) === metadata.name && isWorking(pod)),
    )
    const old = pods.filter((pod) => isPodActive(pod) && pod.metadata.labels?.[HASH_LABEL] !== hash)
    const spare = Math.max(0, budget - missing.length)
    return [...old.filter((pod) => !isWorking(pod)), ...old.filter(isWorking).slice(0, spare)]
  }

  #createPod(set: DaemonSet, { metadata }: Node, hash: string): void {
    const labels = {
      [HASH_LABEL]: hash,
      'pod-template-generation': set.metadata.annotations?.[TEMPLATE_GENERATION] ?? '1',
    }
    const tolerations = [...(set.spec.template.spec.tolerations ?? []), ...DAEMON_TOLERATIONS]
    const spec = { affinity: pinnedTo(metadata.name), tolerations }
    const pod = this.#writer.create(kinds.pods, podFromTemplate(set, set.spec.template, { labels, spec }))
    const message = `Created pod: ${pod.metadata.name}`
    this.#events.record({ about: set, type: 'Normal', reason: 'SuccessfulCreate', message })
  }

  #deletePod(set: DaemonSet, pod: Pod): void {
    this.#writer.requestDeletion(kinds.pods, pod)
    const message = `Deleted pod: ${pod.metadata.name}`
    this.#events.record({ about: set, type: 'Normal', reason: 'SuccessfulDelete', message })
  }

  #isAvailable({ spec }: DaemonSet, pod: Pod): boolean {
    return isPodAvailable(pod, spec.minReadySeconds ?? 0, this.#context.timers.now())
  }

  #writeStatus(set: DaemonSet, pods: readonly Pod[], { nodes, hash }: { nodes: readonly Node[]; hash: string }): void {
    const placed = pods.filter((pod) => nodes.some(({ metadata }) => metadata.name === placeOf(pod)))
    const updated = placed.filter((pod) => isPodActive(pod) && pod.metadata.labels?.[HASH_LABEL] === hash).length
    const available = placed.filter((pod) => this.#isAvailable(set, pod)).length
    const unavailable = nodes.length - available
    const status: DaemonSetStatus = {
      currentNumberScheduled: placed.length,
      numberMisscheduled: pods.length - placed.length,
      desiredNumberScheduled: nodes.length,
      numberReady: placed.filter(isPodReady).length,
      observedGeneration: set.metadata.generation ?? 0,
      ...(updated === 0 ? {} : { updatedNumberScheduled: updated }),
      ...(available === 0 ? {} : { numberAvailable: available }),
      ...(unavailable === 0 ? {} : { numberUnavailable: unavailable }),
    }
    this.#writer.updateStatus(kinds.daemonSets, set, (draft) => {
      draft.status = status
    })
  }
}

/** A Pod that belongs to no eligible Node any more. */
const isStray = (pod: Pod, nodes: readonly Node[]): boolean =>
  isPodActive(pod) && !nodes.some(({ metadata }) => metadata.name === placeOf(pod))

/** The Node a Pod is on, or is pinned to while the scheduler has not bound it. */
const placeOf = ({ spec }: Pod): string | undefined =>
  spec.nodeName ??
  spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0]?.matchFields[0]
    ?.values[0]

const pinnedTo = (node: string): NonNullable<Pod['spec']['affinity']> => ({
  nodeAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: {
      nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: [node] }] }],
    },
  },
})

const isWantedOn = ({ spec }: DaemonSet, node: Node): boolean =>
  nodeMatchesSelector(node, spec.template.spec.nodeSelector) &&
  isTolerated(node, [...(spec.template.spec.tolerations ?? []), ...DAEMON_TOLERATIONS])

/** Source: pkg/controller/daemon/util AddOrUpdateDaemonPodTolerations. */
const DAEMON_TOLERATIONS: readonly Toleration[] = [
  { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute' },
  { key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute' },
  { key: 'node.kubernetes.io/disk-pressure', operator: 'Exists', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/memory-pressure', operator: 'Exists', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/pid-pressure', operator: 'Exists', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/unschedulable', operator: 'Exists', effect: 'NoSchedule' },
]
