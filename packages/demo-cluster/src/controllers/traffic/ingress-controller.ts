import { type ControllerContext, writerOf } from '../controller-context.ts'
import { internalAddressOf } from '../objects/infrastructure.ts'
import { kinds } from '../objects/kinds.ts'
import { isPodReady } from '../objects/pod.ts'
import { isSelected } from '../objects/selection.ts'

export interface IngressControllerOptions {
  /** `spec.controller` of the classes it serves. */
  controller: string
  /** Its own Pods; their Nodes' addresses are what it publishes. */
  namespace: string
  podLabels: Record<string, string>
}

/** Source: ingress-nginx `--update-status` runs every minute; edits are seen sooner. */
const SYNC_MS = 60_000
const REACTION_MS = 2_000

/** Writes into each Ingress of its classes where it answers. Source: ingress-nginx internal/ingress/status. */
export function startIngressController(context: ControllerContext, options: IngressControllerOptions): void {
  const { store, timers } = context
  const writer = writerOf(context, 'nginx-ingress-controller')
  const sync = (): void => {
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
  const repeat = (): void => {
    sync()
    timers.after(SYNC_MS, repeat)
  }
  timers.after(REACTION_MS, repeat)
  store.subscribe(kinds.ingresses, ({ type }) => {
    if (type === 'ADDED') timers.after(REACTION_MS, sync)
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
