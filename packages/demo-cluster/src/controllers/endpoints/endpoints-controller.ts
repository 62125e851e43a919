import { type ControllerContext, keyOf, partsOf, queueOf, writerOf } from '../controller-context.ts'
import { kinds } from '../objects/kinds.ts'
import type { EndpointAddress, EndpointSubset, Service } from '../objects/network.ts'
import { isPodReady, type Pod } from '../objects/pod.ts'
import type { Writer } from '../objects/writer.ts'
import type { WorkQueue } from '../work-queue.ts'
import { notifyServicesOfPods } from './affected-services.ts'
import { HEADLESS } from './endpoint-slice-controller.ts'
import { hostnameIn, podsBehind, portsOn } from './pod-endpoint.ts'
import { TriggerTimes, withTriggerTime } from './trigger-times.ts'

/** Writes the older Endpoints of every Service with a selector. Source: pkg/controller/endpoint. */
export function startEndpointsController(context: ControllerContext): void {
  const controller = new EndpointsController(context)
  notifyServicesOfPods(context, controller.queue)
  context.store.subscribe(kinds.services, ({ object }) => controller.queue.add(keyOf(object)))
}

class EndpointsController {
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
    const existing = this.#context.store.get(kinds.endpoints, namespace, name)
    if (service === undefined) {
      this.#triggerTimes.forget(key)
      if (existing !== undefined) this.#writer.requestDeletion(kinds.endpoints, existing)
      return
    }
    if (service.spec.selector === undefined || service.spec.type === 'ExternalName') return
    const pods = podsBehind(service, this.#context.store.list(kinds.pods, namespace))
    const triggerTime = this.#triggerTimes.next(key, service, pods)
    const subsets = subsetsOf(service, pods)
    const labels = labelsOf(service)
    if (existing === undefined) {
      const annotations = withTriggerTime(undefined, triggerTime)
      this.#writer.create(kinds.endpoints, {
        metadata: { name, namespace, labels, ...(annotations === undefined ? {} : { annotations }) },
        ...(subsets === undefined ? {} : { subsets }),
      })
    } else if (JSON.stringify([existing.subsets, existing.metadata.labels]) !== JSON.stringify([subsets, labels])) {
      this.#writer.update(kinds.endpoints, existing, (draft) => {
        if (subsets === undefined) delete draft.subsets
        else draft.subsets = subsets
        draft.metadata.labels = labels
        const annotations = withTriggerTime(draft.metadata.annotations, triggerTime)
        if (annotations === undefined) delete draft.metadata.annotations
        else draft.metadata.annotations = annotations
      })
    }
  }
}

const labelsOf = ({ metadata, spec }: Service): Record<string, string> => ({
  ...metadata.labels,
  'endpoints.kubernetes.io/managed-by': 'endpoint-controller',
  ...(spec.clusterIP === 'None' ? { [HEADLESS]: '' } : {}),
})

/** One subset per port list, addresses sorted. Terminating Pods are left out, unless unready ones are published. */
function subsetsOf(service: Service, pods: readonly Pod[]): EndpointSubset[] | undefined {
  const isPublished = service.spec.publishNotReadyAddresses === true
  const subsets = new Map<string, EndpointSubset>()
  for (const pod of pods) {
    if (pod.metadata.deletionTimestamp !== undefined && !isPublished) continue
    const ports = portsOn(service, pod).map(({ name, port, protocol }) =>
      name === '' ? { port, protocol } : { name, port, protocol },
    )
    const key = JSON.stringify(ports)
    const subset: EndpointSubset = subsets.get(key) ?? { ports }
    subsets.set(key, subset)
    const list = isPublished || isPodReady(pod) ? 'addresses' : 'notReadyAddresses'
    subset[list] = [...(subset[list] ?? []), addressOf(service, pod)].sort((a, b) => (a.ip < b.ip ? -1 : 1))
  }
  return subsets.size === 0 ? undefined : [...subsets.values()]
}

function addressOf(service: Service, pod: Pod): EndpointAddress {
  const { namespace = 'default', name, uid } = pod.metadata
  const hostname = hostnameIn(service, pod)
  return {
    ip: pod.status.podIP ?? '',
    ...(hostname === undefined ? {} : { hostname }),
    ...(pod.spec.nodeName === undefined ? {} : { nodeName: pod.spec.nodeName }),
    targetRef: { kind: 'Pod', namespace, name, uid },
  }
}
