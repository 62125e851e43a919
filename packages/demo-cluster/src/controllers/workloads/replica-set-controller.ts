import { type ControllerContext, keyOf, partsOf, queueOf, writerOf } from '../controller-context.ts'
import { EventRecorder } from '../events/event-recorder.ts'
import { kinds } from '../objects/kinds.ts'
import { hasPodEnded, isPodActive, isPodAvailable, isPodReady, type Pod } from '../objects/pod.ts'
import { podFromTemplate } from '../objects/pod-template.ts'
import { controllerOf, isControlledBy } from '../objects/selection.ts'
import type { ReplicaSet, ReplicaSetStatus } from '../objects/workloads.ts'
import type { Writer } from '../objects/writer.ts'
import type { WorkQueue } from '../work-queue.ts'
import { inOrderOfDeletion } from './pod-deletion-order.ts'

/** Keeps as many Pods as each ReplicaSet asks for. Source: pkg/controller/replicaset. */
export function startReplicaSetController(context: ControllerContext): void {
  const controller = new ReplicaSetController(context)
  context.store.subscribe(kinds.replicaSets, ({ type, object }) => {
    if (type !== 'DELETED') controller.queue.add(keyOf(object))
  })
  context.store.subscribe(kinds.pods, ({ object }) => {
    const owner = controllerOf(object)
    if (owner?.kind === 'ReplicaSet') controller.queue.add(`${object.metadata.namespace}/${owner.name}`)
  })
}

class ReplicaSetController {
  readonly queue: WorkQueue
  readonly #context: ControllerContext
  readonly #writer: Writer
  readonly #events: EventRecorder

  constructor(context: ControllerContext) {
    this.#context = context
    this.#writer = writerOf(context, 'kube-controller-manager')
    this.#events = new EventRecorder(context, {
      component: 'replicaset-controller',
      manager: 'kube-controller-manager',
    })
    this.queue = queueOf(context, (key) => this.#reconcile(key))
  }

  #reconcile(key: string): void {
    const { namespace, name } = partsOf(key)
    const set = this.#context.store.get(kinds.replicaSets, namespace, name)
    if (set === undefined || set.metadata.deletionTimestamp !== undefined) return
    const pods = this.#context.store.list(kinds.pods, namespace).filter((pod) => isControlledBy(pod, set))
    const active = pods.filter(isPodActive)
    const missing = set.spec.replicas - active.length
    for (let i = 0; i < missing; i++) this.#createPod(set)
    if (missing < 0) for (const pod of inOrderOfDeletion(active, pods).slice(0, -missing)) this.#deletePod(set, pod)
    this.#writeStatus(set, pods)
  }

  #createPod(set: ReplicaSet): void {
    const pod = this.#writer.create(kinds.pods, podFromTemplate(set, set.spec.template))
    const message = `Created pod: ${pod.metadata.name}`
    this.#events.record({ about: set, type: 'Normal', reason: 'SuccessfulCreate', message })
  }

  #deletePod(set: ReplicaSet, pod: Pod): void {
    this.#writer.requestDeletion(kinds.pods, pod)
    const message = `Deleted pod: ${pod.metadata.name}`
    this.#events.record({ about: set, type: 'Normal', reason: 'SuccessfulDelete', message })
  }

  /** Counts the Pods as they were when the round began; the next round counts what this one did. */
  #writeStatus(set: ReplicaSet, pods: readonly Pod[]): void {
    const now = this.#context.timers.now()
    const minReadySeconds = set.spec.minReadySeconds ?? 0
    const active = pods.filter(isPodActive)
    const ready = active.filter(isPodReady)
    const availableCount = ready.filter((pod) => isPodAvailable(pod, minReadySeconds, now)).length
    const status: ReplicaSetStatus = {
      replicas: active.length,
      ...(active.length === 0 ? {} : { fullyLabeledReplicas: active.length }),
      ...(ready.length === 0 ? {} : { readyReplicas: ready.length }),
      ...(availableCount === 0 ? {} : { availableReplicas: availableCount }),
      terminatingReplicas: pods.filter((pod) => !isPodActive(pod) && !hasPodEnded(pod)).length,
      observedGeneration: set.metadata.generation ?? 0,
    }
    this.#writer.updateStatus(kinds.replicaSets, set, (draft) => {
      draft.status = status
    })
    if (availableCount < ready.length) this.queue.addAfter(keyOf(set), minReadySeconds * 1000)
  }
}
