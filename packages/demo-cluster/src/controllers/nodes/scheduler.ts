import { toTimestamp } from '../../api-server/assigned-identity.ts'
import { type ControllerContext, keyOf, partsOf, queueOf, writerOf } from '../controller-context.ts'
import { EventRecorder } from '../events/event-recorder.ts'
import type { Node } from '../objects/infrastructure.ts'
import { kinds } from '../objects/kinds.ts'
import { hasPodEnded, type Pod } from '../objects/pod.ts'
import { setPodCondition } from '../objects/pod-conditions.ts'
import { controllerOf } from '../objects/selection.ts'
import type { Writer } from '../objects/writer.ts'
import { pick } from '../time/chance.ts'
import type { WorkQueue } from '../work-queue.ts'
import { misfit } from './node-fit.ts'

const TOPOLOGY_LABELS = ['topology.kubernetes.io/region', 'topology.kubernetes.io/zone']

/** Gives every Pod a Node: where its siblings and then Pods at all are fewest. Source: kube-scheduler. */
export function startScheduler(context: ControllerContext): void {
  const scheduler = new Scheduler(context)
  context.store.subscribe(kinds.pods, ({ type, object }) => {
    if (type === 'DELETED') scheduler.retry()
    else if (isWaiting(object)) scheduler.queue.add(keyOf(object))
  })
  context.store.subscribe(kinds.nodes, ({ object, previous }) => {
    if (previous === undefined || previous.spec !== object.spec) scheduler.retry()
  })
}

const isWaiting = ({ spec, metadata }: Pod): boolean =>
  spec.nodeName === undefined && metadata.deletionTimestamp === undefined

class Scheduler {
  readonly queue: WorkQueue
  readonly #context: ControllerContext
  readonly #writer: Writer
  readonly #events: EventRecorder
  readonly #unschedulable = new Set<string>()

  constructor(context: ControllerContext) {
    this.#context = context
    this.#writer = writerOf(context, 'kube-scheduler')
    this.#events = new EventRecorder(context, { component: 'default-scheduler', manager: 'kube-scheduler' })
    this.queue = queueOf(context, (key) => this.#schedule(key))
  }

  /** Room may have been made: try again what did not fit. */
  retry(): void {
    for (const key of this.#unschedulable) this.queue.add(key)
  }

  #schedule(key: string): void {
    const { namespace, name } = partsOf(key)
    const pod = this.#context.store.get(kinds.pods, namespace, name)
    this.#unschedulable.delete(key)
    if (pod === undefined || !isWaiting(pod)) return
    const running = this.#context.store.list(kinds.pods).filter((other) => !hasPodEnded(other))
    const nodes = this.#context.store.list(kinds.nodes)
    const fits = nodes.filter((node) => misfit(pod, node, podsOn(node, running)) === undefined)
    const chosen = this.#leastUsed(pod, fits, running)
    if (chosen === undefined) this.#refuse(pod, nodes, running)
    else this.#bind(pod, chosen)
  }

  #leastUsed(pod: Pod, nodes: readonly Node[], running: readonly Pod[]): Node | undefined {
    const owner = controllerOf(pod)?.uid
    const load = (node: Node): number => {
      const here = podsOn(node, running).filter(({ metadata }) => metadata.deletionTimestamp === undefined)
      return here.filter((other) => controllerOf(other)?.uid === owner).length * 1000 + here.length
    }
    const loads = nodes.map((node) => ({ node, load: load(node) }))
    const least = Math.min(...loads.map((entry) => entry.load))
    return pick(
      this.#context.random,
      loads.filter((entry) => entry.load === least),
    )?.node
  }

  /** As the API server's `binding` does, which signs nothing: the Node's name, its place, the condition. */
  #bind(pod: Pod, node: Node): void {
    const place = TOPOLOGY_LABELS.flatMap((key) => {
      const value = node.metadata.labels?.[key]
      return value === undefined ? [] : [[key, value]]
    })
    const { store } = this.#context
    store.update(kinds.pods, pod, (draft) => {
      draft.spec.nodeName = node.metadata.name
      draft.metadata.labels = { ...draft.metadata.labels, ...Object.fromEntries(place) }
    })
    const condition = { type: 'PodScheduled', status: 'True' } as const
    store.updateStatus(kinds.pods, pod, (draft) => setPodCondition(draft, condition, this.#time()))
    const message = `Successfully assigned ${pod.metadata.namespace}/${pod.metadata.name} to ${node.metadata.name}`
    this.#events.recordSeries({ about: pod, type: 'Normal', reason: 'Scheduled', message, action: 'Binding' })
  }

  #refuse(pod: Pod, nodes: readonly Node[], running: readonly Pod[]): void {
    const reasons = new Map<string, number>()
    for (const node of nodes) {
      const reason = misfit(pod, node, podsOn(node, running)) ?? 'node(s) had no room'
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
    }
    const counted = [...reasons].map(([reason, count]) => `${count} ${reason}`).sort()
    const message = `0/${nodes.length} nodes are available: ${counted.join(', ')}.`
    this.#unschedulable.add(keyOf(pod))
    const condition = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message } as const
    this.#writer.updateStatus(kinds.pods, pod, (draft) => setPodCondition(draft, condition, this.#time()))
    this.#events.recordSeries({
      about: pod,
      type: 'Warning',
      reason: 'FailedScheduling',
      message,
      action: 'Scheduling',
    })
  }

  #time(): string {
    return toTimestamp(this.#context.timers.now())
  }
}

const podsOn = ({ metadata }: Node, pods: readonly Pod[]): Pod[] =>
  pods.filter(({ spec }) => spec.nodeName === metadata.name)
