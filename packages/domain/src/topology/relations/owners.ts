import type { Snapshot } from '../../history/snapshot.ts'
import { keyOf, objectKey } from '../../kubernetes/object-key.ts'
import { watchedResource } from '../../kubernetes/resources.ts'
import type { WatchedObject } from '../../kubernetes/watched-object.ts'
import { absenceState } from '../edge-state.ts'
import type { EdgeOf } from '../topology.ts'

/**
 * The controller of an object, matched by uid; other owners do not count. Kinds that are not watched end the chain.
 * Source: meta/v1 OwnerReference.controller, rule D.7.
 */
export function ownerEdges(object: WatchedObject, snapshot: Snapshot): EdgeOf<'owner'>[] {
  const owner = object.metadata.ownerReferences.find(({ controller }) => controller)
  if (!owner) return []
  const isNamespaced = watchedResource(owner.kind)?.isNamespaced ?? true
  const namespace = isNamespaced ? object.metadata.namespace : undefined
  const isThere = snapshot.byUid(owner.kind, owner.uid) !== undefined
  const state = isThere ? 'resolved' : absenceState(snapshot, owner.kind, namespace)
  return [
    { from: keyOf(object), to: objectKey(owner.kind, namespace, owner.name), relation: 'owner', state, facts: {} },
  ]
}
