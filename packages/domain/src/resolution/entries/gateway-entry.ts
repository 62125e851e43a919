import type { Snapshot } from '../../history/snapshot.ts'
import type { Gateway, ListenerSet } from '../../kubernetes/gateway.ts'
import { keyOf, type ObjectKey, objectKey } from '../../kubernetes/object-key.ts'
import { compareText } from '../../text-order.ts'
import { ROUTE_KINDS } from '../../topology/backend-services.ts'
import type { RouteReference } from '../gateway/attachment.ts'
import { type ListenerRoutes, listenerRoutes } from '../gateway/gateway-routes.ts'
import { listed } from '../lists-by-key.ts'
import type { TrafficEntry } from '../resolution.ts'

/** A Gateway with its listeners, which are laid out when they are asked for. */
export interface GatewayEntry {
  readonly kind: 'gateway'
  readonly entry: TrafficEntry
  readonly listeners: () => readonly ListenerRoutes[]
}

/** Every Gateway as an entry. */
export function gatewayEntries(snapshot: Snapshot): GatewayEntry[] {
  const references = referencesByParent(snapshot)
  const sets = setsByGateway(snapshot)
  return [...snapshot.ofKind('Gateway')].map((gateway) => gatewayEntry(gateway, { references, sets, snapshot }))
}

interface Index {
  readonly references: ReadonlyMap<ObjectKey, readonly RouteReference[]>
  readonly sets: ReadonlyMap<ObjectKey, readonly ListenerSet[]>
  readonly snapshot: Snapshot
}

function gatewayEntry(gateway: Gateway, { references, sets, snapshot }: Index): GatewayEntry {
  const key = keyOf(gateway)
  const { namespace, name } = gateway.metadata
  const gatewayClass = snapshot.find('GatewayClass', undefined, gateway.spec.gatewayClassName)
  const parts = {
    gateway,
    listenerSets: sets.get(key) ?? [],
    referencesTo: (parent: ObjectKey) => references.get(parent) ?? [],
    controllerName: gatewayClass?.spec.controllerName,
  }
  let laidOut: readonly ListenerRoutes[] | undefined
  return {
    kind: 'gateway',
    entry: {
      kind: 'gateway',
      profile: 'gateway',
      name: `${namespace}/${name}`,
      classes: [],
      gateway: key,
      addresses: gateway.status.addresses.flatMap(({ value }) => value ?? []).sort(compareText),
    },
    listeners: () => {
      laidOut ??= listenerRoutes(parts, snapshot)
      return laidOut
    },
  }
}

function referencesByParent(snapshot: Snapshot): Map<ObjectKey, RouteReference[]> {
  const byParent = new Map<ObjectKey, RouteReference[]>()
  for (const kind of ROUTE_KINDS) {
    for (const route of snapshot.ofKind(kind)) {
      for (const parent of route.spec.parentRefs) {
        const key = objectKey(parent.kind, parent.namespace ?? route.metadata.namespace, parent.name)
        listed(byParent, key).push({ route, parent })
      }
    }
  }
  return byParent
}

function setsByGateway(snapshot: Snapshot): Map<ObjectKey, ListenerSet[]> {
  const byGateway = new Map<ObjectKey, ListenerSet[]>()
  for (const set of snapshot.ofKind('ListenerSet')) {
    const { kind, namespace = set.metadata.namespace, name } = set.spec.parentRef
    const key = objectKey(kind, namespace, name)
    listed(byGateway, key).push(set)
  }
  return byGateway
}
