import { type ControllerContext, writerOf } from '../controller-context.ts'
import { internalAddressOf } from '../objects/infrastructure.ts'
import { kinds } from '../objects/kinds.ts'
import { isPodReady } from '../objects/pod.ts'
import { isSelected } from '../objects/selection.ts'
import { WorkQueue } from '../work-queue.ts'

export interface IngressControllerOptions {
  /** `spec.controller` of the classes it serves. */
  controller: string
  /** Its own Pods; their Nodes' addresses are what it publishes. */
  namespace: string
  podLabels: Record<string, string>
}

const REACTION_MS = 2_000
const EVERYTHING = 'all'

/** Writes into each Ingress of its classes where it answers. Source: ingress-nginx internal/ingress/status. */
export function startIngressController(context: ControllerContext, options: IngressControllerOptions): void {
  const { store, timers } = context
  const writer = writerOf(context, 'nginx-ingress-controller')
  const queue = new WorkQueue({ timers, delayMs: () => REACTION_MS, work: () => publish() })
  const publish = (): void => {
    const classes = store.list(kinds.ingressClasses).filter(({ spec }) => spec.controller === options.controller)
    const isServed = (name: string | undefined): boolean => classes.some(({ metadata }) => metadata.name === name)
    const addresses = publishedAddresses(context, options)
    if (addresses.length === 0) return
    for (const ingress of store.list(kinds.ingresses).filter(({ spec }) => isServed(spec.ingressClassName))) {
      writer.updateStatus(kinds.ingresses, ingress, (draft) => {
        draft.status.loadBalancer.ingress = addresses.map((ip) => ({ ip }))
      })
    }
  }
  store.subscribe(kinds.ingresses, ({ type }) => {
    if (type === 'ADDED') queue.add(EVERYTHING)
  })
  store.subscribe(kinds.pods, ({ object, previous }) => {
    if (object.metadata.namespace !== options.namespace) return
    if (previous === undefined || isPodReady(previous) !== isPodReady(object)) queue.add(EVERYTHING)
  })
}

function publishedAddresses(
  { store }: ControllerContext,
  { namespace, podLabels }: IngressControllerOptions,
): string[] {
  const addresses = store
    .list(kinds.pods, namespace)
    .filter((pod) => isSelected({ matchLabels: podLabels }, pod.metadata.labels) && isPodReady(pod))
    .flatMap(({ spec }) => {
      const node = store.get(kinds.nodes, undefined, spec.nodeName ?? '')
      const address = node === undefined ? undefined : internalAddressOf(node)
      return address === undefined ? [] : [address]
    })
  return [...new Set(addresses)].sort()
}
