import { type ControllerContext, keyOf, partsOf, queueOf, writerOf } from '../../controller-context.ts'
import { EventRecorder } from '../../events/event-recorder.ts'
import { kinds } from '../../objects/kinds.ts'
import { isPodActive, type Pod } from '../../objects/pod.ts'
import { podFromTemplate } from '../../objects/pod-template.ts'
import { controllerOf, isControlledBy } from '../../objects/selection.ts'
import type { ControllerRevision, StatefulSet } from '../../objects/workloads.ts'
import type { Writer } from '../../objects/writer.ts'
import type { WorkQueue } from '../../work-queue.ts'
import { ensureRevision } from '../controller-revisions.ts'
import { isWorking, nextStep, ordinalOf, REVISION_LABEL } from './ordered-steps.ts'
import { statusOf } from './stateful-set-status.ts'

/** Keeps Pods with lasting names, one after another. Source: pkg/controller/statefulset. */
export function startStatefulSetController(context: ControllerContext): void {
  const controller = new StatefulSetController(context)
  context.store.subscribe(kinds.statefulSets, ({ type, object }) => {
    if (type !== 'DELETED') controller.queue.add(keyOf(object))
  })
  context.store.subscribe(kinds.pods, ({ object }) => {
    const owner = controllerOf(object)
    if (owner?.kind === 'StatefulSet') controller.queue.add(`${object.metadata.namespace}/${owner.name}`)
  })
}

class StatefulSetController {
  readonly queue: WorkQueue
  readonly #context: ControllerContext
  readonly #writer: Writer
  readonly #events: EventRecorder

  constructor(context: ControllerContext) {
    this.#context = context
    this.#writer = writerOf(context, 'kube-controller-manager')
    this.#events = new EventRecorder(context, {
      component: 'statefulset-controller',
      manager: 'kube-controller-manager',
    })
    this.queue = queueOf(context, (key) => this.#reconcile(key))
  }

  #reconcile(key: string): void {
    const { namespace, name } = partsOf(key)
    const set = this.#context.store.get(kinds.statefulSets, namespace, name)
    if (set === undefined || set.metadata.deletionTimestamp !== undefined) return
    const pods = this.#context.store
      .list(kinds.pods, namespace)
      .filter((pod) => isControlledBy(pod, set))
      .sort((a, b) => ordinalOf(a) - ordinalOf(b))
    const update = this.#updateRevision(set, pods)
    const current = set.status.currentRevision ?? update.metadata.name
    const now = this.#context.timers.now()
    const step = nextStep(set, pods, { current, update: update.metadata.name, now })
    if (step?.do === 'create') this.#createPod(set, step.ordinal, step.revision)
    if (step?.do === 'delete') this.#deletePod(set, step.pod)
    this.#writeStatus(set, pods, update)
    const isWaiting = pods.some((pod) => isPodActive(pod) && !isWorking(set, pod, now))
    if (isWaiting && set.spec.minReadySeconds !== undefined) this.queue.addAfter(key, set.spec.minReadySeconds * 1000)
  }

  #updateRevision(set: StatefulSet, pods: readonly Pod[]): ControllerRevision {
    const inUse = new Set(pods.map(({ metadata }) => metadata.labels?.[REVISION_LABEL] ?? ''))
    if (set.status.currentRevision !== undefined) inUse.add(set.status.currentRevision)
    return ensureRevision(this.#context, this.#writer, {
      owner: set,
      hashLabel: 'controller.kubernetes.io/hash',
      inUse,
    })
  }

  #createPod(set: StatefulSet, ordinal: number, revision: string): void {
    const name = `${set.metadata.name}-${ordinal}`
    const { data } = this.#context.store.get(kinds.controllerRevisions, set.metadata.namespace, revision) ?? {}
    const { $patch: _, ...template } = data?.spec.template ?? { $patch: 'replace', ...set.spec.template }
    const labels = {
      'apps.kubernetes.io/pod-index': String(ordinal),
      [REVISION_LABEL]: revision,
      'statefulset.kubernetes.io/pod-name': name,
    }
    const spec = { hostname: name, subdomain: set.spec.serviceName }
    this.#writer.create(kinds.pods, podFromTemplate(set, template, { name, labels, spec }))
    const message = `Create Pod ${name} in StatefulSet ${set.metadata.name} successful`
    this.#events.record({ about: set, type: 'Normal', reason: 'SuccessfulCreate', message })
  }

  #deletePod(set: StatefulSet, pod: Pod): void {
    this.#writer.requestDeletion(kinds.pods, pod)
    const message = `Delete Pod ${pod.metadata.name} in StatefulSet ${set.metadata.name} successful`
    this.#events.record({ about: set, type: 'Normal', reason: 'SuccessfulDelete', message })
  }

  #writeStatus(set: StatefulSet, pods: readonly Pod[], update: ControllerRevision): void {
    const status = statusOf(set, pods, { update: update.metadata.name, now: this.#context.timers.now() })
    this.#writer.updateStatus(kinds.statefulSets, set, (draft) => {
      draft.status = status
    })
  }
}
