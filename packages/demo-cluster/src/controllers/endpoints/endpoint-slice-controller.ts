import { type ControllerContext, keyOf, partsOf, queueOf, writerOf } from '../controller-context.ts'
import { kinds } from '../objects/kinds.ts'
import type { EndpointSlice, Service } from '../objects/network.ts'
import type { Pod } from '../objects/pod.ts'
import { controllerReference } from '../objects/selection.ts'
import type { Writer } from '../objects/writer.ts'
import type { WorkQueue } from '../work-queue.ts'
import { notifyServicesOfPods } from './affected-services.ts'
import { endpointOf, podsBehind, portsOn } from './pod-endpoint.ts'
import { type PlannedSlice, planSlices } from './slice-plan.ts'
import { TriggerTimes, withTriggerTime } from './trigger-times.ts'

export const SERVICE_NAME = 'kubernetes.io/service-name'
export const MANAGED_BY = 'endpointslice.kubernetes.io/managed-by'
export const SLICE_CONTROLLER = 'endpointslice-controller.k8s.io'
export const HEADLESS = 'service.kubernetes.io/headless'

/** Writes the EndpointSlices of every Service with a selector. Source: pkg/controller/endpointslice. */
export function startEndpointSliceController(context: ControllerContext): void {
  const controller = new EndpointSliceController(context)
  notifyServicesOfPods(context, controller.queue)
  context.store.subscribe(kinds.services, ({ object }) => controller.queue.add(keyOf(object)))
}

class EndpointSliceController {
  readonly queue: WorkQueue
  readonly #context: ControllerContext
  readonly #writer: Writer
  readonly #triggerTimes = new TriggerTimes()

  constructor(context: ControllerContext) {
    this.#context = context
    this.#writer = writerOf(context, 'kube-controller-manager')
    this.queue = queueOf(context, (key) => this.#reconcile(key))
  }

  #reconcile(key: string): void {
    const { namespace, name } = partsOf(key)
    const service = this.#context.store.get(kinds.services, namespace, name)
    const existing = this.#slicesOf(namespace, name)
    if (service === undefined) {
      this.#leave(key, existing)
      return
    }
    if (service.spec.selector === undefined || service.spec.type === 'ExternalName') return
    const pods = podsBehind(service, this.#context.store.list(kinds.pods, namespace))
    const triggerTime = this.#triggerTimes.next(key, service, pods)
    const planned = planSlices(
      existing,
      pods.map((pod) => ({ endpoint: this.#endpointOf(service, pod), ports: portsOn(service, pod) })),
    )
    for (const slice of planned) this.#write(service, slice, triggerTime)
    for (const slice of existing) {
      if (!planned.some((kept) => kept.existing === slice)) this.#writer.requestDeletion(kinds.endpointSlices, slice)
    }
  }

  #leave(key: string, slices: readonly EndpointSlice[]): void {
    this.#triggerTimes.forget(key)
    for (const slice of slices) this.#writer.requestDeletion(kinds.endpointSlices, slice)
  }

  #endpointOf(service: Service, pod: Pod): ReturnType<typeof endpointOf> {
    return endpointOf(service, pod, this.#context.store.get(kinds.nodes, undefined, pod.spec.nodeName ?? ''))
  }

  #write(service: Service, { existing, endpoints, ports }: PlannedSlice, triggerTime: string | undefined): void {
    const content = endpoints.length === 0 ? { endpoints: null, ports: null } : { endpoints, ports }
    if (existing === undefined) {
      this.#create(service, content, triggerTime)
      return
    }
    const labels = labelsOf(service)
    const isSame =
      JSON.stringify([existing.endpoints, existing.ports, existing.metadata.labels]) ===
      JSON.stringify([content.endpoints, content.ports, labels])
    if (isSame) return
    this.#writer.update(kinds.endpointSlices, existing, (draft) => {
      draft.endpoints = content.endpoints
      draft.ports = content.ports
      draft.metadata.labels = labels
      const annotations = withTriggerTime(draft.metadata.annotations, triggerTime)
      if (annotations === undefined) delete draft.metadata.annotations
      else draft.metadata.annotations = annotations
    })
  }

  #create(
    service: Service,
    content: Pick<EndpointSlice, 'endpoints' | 'ports'>,
    triggerTime: string | undefined,
  ): void {
    const { namespace = 'default', name } = service.metadata
    const annotations = withTriggerTime(undefined, triggerTime)
    this.#writer.create(kinds.endpointSlices, {
      metadata: {
        generateName: `${name}-`,
        namespace,
        labels: labelsOf(service),
        ...(annotations === undefined ? {} : { annotations }),
        ownerReferences: [controllerReference(service)],
      },
      addressType: 'IPv4',
      ...content,
    })
  }

  #slicesOf(namespace: string, name: string): EndpointSlice[] {
    return this.#context.store
      .list(kinds.endpointSlices, namespace)
      .filter(
        ({ metadata }) => metadata.labels?.[SERVICE_NAME] === name && metadata.labels[MANAGED_BY] === SLICE_CONTROLLER,
      )
  }
}

/** The Service's own labels, and those by which slices are found. */
const labelsOf = ({ metadata, spec }: Service): Record<string, string> => ({
  ...metadata.labels,
  [MANAGED_BY]: SLICE_CONTROLLER,
  [SERVICE_NAME]: metadata.name,
  ...(spec.clusterIP === 'None' ? { [HEADLESS]: '' } : {}),
})
