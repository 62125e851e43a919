import { toTimestamp } from '../../api-server/assigned-identity.ts'
import { type ControllerContext, partsOf, queueOf, writerOf } from '../controller-context.ts'
import { EventRecorder } from '../events/event-recorder.ts'
import { isNodeReady, type Node, type Taint } from '../objects/infrastructure.ts'
import { kinds } from '../objects/kinds.ts'
import { isPodReady, type Pod } from '../objects/pod.ts'
import { setPodCondition } from '../objects/pod-conditions.ts'
import type { Writer } from '../objects/writer.ts'
import type { WorkQueue } from '../work-queue.ts'
import { UNSCHEDULABLE } from './node-fit.ts'

/** How long a kubelet may be silent. Source: kube-controller-manager `--node-monitor-grace-period`. */
const NODE_GRACE_MS = 50_000
const UNREACHABLE = 'node.kubernetes.io/unreachable'

/** Taints Nodes by what they say, and speaks for those that say nothing. Source: pkg/controller/nodelifecycle. */
export class NodeLifecycleController {
  readonly #context: ControllerContext
  readonly #writer: Writer
  readonly #events: EventRecorder
  readonly #queue: WorkQueue
  readonly #lost = new Map<string, () => void>()

  constructor(context: ControllerContext) {
    this.#context = context
    this.#writer = writerOf(context, 'kube-controller-manager')
    this.#events = new EventRecorder(context, { component: 'node-controller', manager: 'kube-controller-manager' })
    this.#queue = queueOf(context, (key) => this.#taint(key))
    context.store.subscribe(kinds.nodes, ({ type, object, previous }) => {
      if (type === 'ADDED') this.#register(object)
      if (type !== 'DELETED') this.#queue.add(`/${object.metadata.name}`)
      if (previous !== undefined && isNodeReady(previous) && !isNodeReady(object)) this.#disbelievePods(object)
    })
  }

  /** Nothing has been heard of a Node's kubelet since now; `heardAgain` takes it back. */
  notHeardOf(nodeName: string): void {
    this.#lost.get(nodeName)?.()
    this.#lost.set(
      nodeName,
      this.#context.timers.after(NODE_GRACE_MS, () => this.#declareUnknown(nodeName)),
    )
  }

  heardAgain(nodeName: string): void {
    this.#lost.get(nodeName)?.()
    this.#lost.delete(nodeName)
  }

  #register(node: Node): void {
    const { name } = node.metadata
    const message = `Node ${name} event: Registered Node ${name} in Controller`
    this.#events.record({ about: node, type: 'Normal', reason: 'RegisteredNode', message })
  }

  #taint(key: string): void {
    const { name } = partsOf(key)
    const node = this.#context.store.get(kinds.nodes, undefined, name)
    if (node === undefined) return
    const wanted = this.#taintsFor(node)
    this.#writer.update(kinds.nodes, node, (draft) => {
      if (wanted.length === 0) delete draft.spec.taints
      else draft.spec.taints = wanted
    })
  }

  #taintsFor({ spec, status }: Node): Taint[] {
    const kept = (spec.taints ?? []).filter(({ key }) => key !== UNSCHEDULABLE && key !== UNREACHABLE)
    const isUnknown = status.conditions.some(
      (condition) => condition.type === 'Ready' && condition.status === 'Unknown',
    )
    const timeAdded = toTimestamp(this.#context.timers.now())
    const taint = (key: string, effect: Taint['effect']): Taint =>
      (spec.taints ?? []).find((known) => known.key === key && known.effect === effect) ?? { key, effect, timeAdded }
    return [
      ...kept,
      ...(spec.unschedulable === true ? [taint(UNSCHEDULABLE, 'NoSchedule')] : []),
      ...(isUnknown ? [taint(UNREACHABLE, 'NoSchedule'), taint(UNREACHABLE, 'NoExecute')] : []),
    ]
  }

  #declareUnknown(nodeName: string): void {
    const node = this.#context.store.get(kinds.nodes, undefined, nodeName)
    if (node === undefined) return
    const time = toTimestamp(this.#context.timers.now())
    this.#writer.updateStatus(kinds.nodes, node, (draft) => {
      draft.status.conditions = draft.status.conditions.map((condition) => ({
        ...condition,
        status: 'Unknown',
        lastTransitionTime: time,
        reason: 'NodeStatusUnknown',
        message: 'Kubelet stopped posting node status.',
      }))
    })
    const message = `Node ${nodeName} status is now: NodeNotReady`
    this.#events.record({ about: node, type: 'Normal', reason: 'NodeNotReady', message })
  }

  /** Pods on a Node nobody hears of are not ready, whatever they last said. */
  #disbelievePods({ metadata }: Node): void {
    const time = toTimestamp(this.#context.timers.now())
    const pods = this.#context.store.list(kinds.pods).filter(({ spec }) => spec.nodeName === metadata.name)
    for (const pod of pods.filter(isPodReady)) {
      this.#writer.updateStatus(kinds.pods, pod, (draft) =>
        setPodCondition(draft, { type: 'Ready', status: 'False' }, time),
      )
      this.#tellNotReady(pod)
    }
  }

  #tellNotReady(pod: Pod): void {
    this.#events.record({ about: pod, type: 'Warning', reason: 'NodeNotReady', message: 'Node is not ready' })
  }
}
