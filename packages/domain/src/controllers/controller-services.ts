import type { Snapshot } from '../history/snapshot.ts'
import type { Service, ServicePort, ServiceType } from '../kubernetes/service.ts'
import { isMatchedBy } from '../services/matching-workloads.ts'
import { compareText } from '../text-order.ts'
import { type ControllerObject, controllerTraits, publishedService } from './controller-traits.ts'

/** A Service that carries traffic to a controller. */
export interface ControllerService {
  readonly namespace: string
  readonly name: string
  /** `publish-service`: the controller was told its name, whether it is there or not. `selector`: it selects its Pods. */
  readonly by: 'publish-service' | 'selector'
}

/** Names that controllers give to the ports on which they take requests. */
const ENTRY_NAMES: ReadonlySet<number | string> = new Set(['http', 'https', 'web', 'websecure'])

const PREFERENCE: Readonly<Record<ServiceType, number>> = {
  LoadBalancer: 0,
  NodePort: 1,
  ClusterIP: 2,
  ExternalName: 3,
}

/**
 * The Services that clients reach a controller through: the one it says it publishes, and those that select its Pods and target
 * a port on which it takes requests; LoadBalancer before NodePort before ClusterIP. Services for admission webhooks and metrics
 * are none. Costs a look at the Services of the controller's namespace.
 * Source: rule D.2.
 */
export function controllerServices(object: ControllerObject, snapshot: Snapshot): readonly ControllerService[] {
  const { flags, labels } = controllerTraits(object)
  const ownNamespace = object.metadata.namespace ?? ''
  const published = publishedService(ownNamespace, flags)
  const entryPorts = new Set([Number(flags['--http-port'] ?? 80), Number(flags['--https-port'] ?? 443)])
  const selecting = [...snapshot.ofKind('Service', ownNamespace)]
    .filter(({ metadata, spec }) => {
      const isPublished = published?.namespace === ownNamespace && published.name === metadata.name
      return !isPublished && spec.type !== 'ExternalName' && isMatchedBy(labels, spec.selector)
    })
    .filter((service) => isWayIn(service, entryPorts))
    .sort(byPreference)
    .map(({ metadata }) => ({ namespace: ownNamespace, name: metadata.name, by: 'selector' as const }))
  return published ? [{ ...published, by: 'publish-service' }, ...selecting] : selecting
}

function isWayIn({ metadata: { name }, spec }: Service, entryPorts: ReadonlySet<number>): boolean {
  if (name.endsWith('-admission') || name.endsWith('-metrics')) return false
  return spec.ports.some((port) => isEntryPort(port, entryPorts))
}

function isEntryPort({ name, port, targetPort }: ServicePort, entryPorts: ReadonlySet<number>): boolean {
  if (targetPort === 'webhook' || targetPort === 'metrics') return false
  if (ENTRY_NAMES.has(targetPort) || ENTRY_NAMES.has(name)) return true
  return (typeof targetPort === 'number' && entryPorts.has(targetPort)) || port === 80 || port === 443
}

function byPreference(a: Service, b: Service): number {
  return PREFERENCE[a.spec.type] - PREFERENCE[b.spec.type] || compareText(a.metadata.name, b.metadata.name)
}
