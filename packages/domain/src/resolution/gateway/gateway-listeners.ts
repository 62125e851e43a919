import { elementPath } from '../../history/field-path.ts'
import type { SnapshotReader } from '../../history/snapshot-reader.ts'
import type { Gateway, Listener, ListenerSet, RouteNamespaces } from '../../kubernetes/gateway.ts'
import { byAge } from '../../kubernetes/object-age.ts'
import { keyOf } from '../../kubernetes/object-key.ts'
import { isSelectedBy } from '../../topology/label-selector.ts'
import type { FieldEvidence } from '../resolution.ts'

/** A listener where it is written. */
export interface GatewayListener {
  readonly owner: Gateway | ListenerSet
  readonly listener: Listener
  readonly evidence: FieldEvidence
}

/** The listeners of a Gateway, then those of the ListenerSets it lets in, the oldest first. */
export function listenersOf(
  gateway: Gateway,
  sets: readonly ListenerSet[],
  snapshot: SnapshotReader,
): GatewayListener[] {
  const { namespaces } = gateway.spec.allowedListeners
  const owner = gateway.metadata.namespace ?? ''
  const allowed = sets.filter(
    ({ metadata }) => letsIn(namespaces, { from: metadata.namespace ?? '', owner }, snapshot) !== 'no',
  )
  return [gateway, ...allowed.sort(byAge)].flatMap((object) =>
    object.spec.listeners.map((listener, index) => ({
      owner: object,
      listener,
      evidence: { object: keyOf(object), field: elementPath('spec.listeners', index) },
    })),
  )
}

/**
 * Whether objects of one namespace may attach to what another owns. `unknown` where labels decide and are not seen.
 * Source: gateway.networking.k8s.io/v1 RouteNamespaces, rule D.8.
 */
export function letsIn(
  { from, selector }: RouteNamespaces,
  namespaces: { readonly from: string; readonly owner: string },
  snapshot: SnapshotReader,
): 'yes' | 'no' | 'unknown' {
  if (from === 'All') return 'yes'
  if (from === 'Same') return namespaces.from === namespaces.owner ? 'yes' : 'no'
  if (from === 'None') return 'no'
  const namespace = snapshot.find('Namespace', undefined, namespaces.from)
  if (!namespace) return 'unknown'
  return isSelectedBy(namespace.metadata.labels, selector) ? 'yes' : 'no'
}
