import type { OwnerReference, StoredObject } from '../../api-server/stored-object.ts'
import type { LabelSelector } from './workloads.ts'

/** Equality on every pair of a Service selector. Absent or empty selects nothing. Source: core/v1 ServiceSpec.selector. */
export function isSelectedByService(
  selector: Readonly<Record<string, string>> | undefined,
  labels: Readonly<Record<string, string>> | undefined,
): boolean {
  const pairs = Object.entries(selector ?? {})
  return pairs.length > 0 && pairs.every(([key, value]) => labels?.[key] === value)
}

/** Equality on every pair of a LabelSelector. An empty one selects everything. Source: meta/v1 LabelSelector. */
export const isSelected = (selector: LabelSelector, labels: Readonly<Record<string, string>> | undefined): boolean =>
  Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels?.[key] === value)

/** The one owner that manages the object; a bare object has none. */
export const controllerOf = ({ metadata }: StoredObject): OwnerReference | undefined =>
  metadata.ownerReferences?.find(({ controller }) => controller === true)

/** Whether `owner` manages `object`, by uid: a namesake of an earlier life does not. */
export const isControlledBy = (object: StoredObject, owner: StoredObject): boolean =>
  controllerOf(object)?.uid === owner.metadata.uid

/** What an owner writes into what it creates. */
export const controllerReference = (owner: StoredObject): OwnerReference => ({
  apiVersion: owner.apiVersion,
  kind: owner.kind,
  name: owner.metadata.name,
  uid: owner.metadata.uid,
  controller: true,
  blockOwnerDeletion: true,
})
