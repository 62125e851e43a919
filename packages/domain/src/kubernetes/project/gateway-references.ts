import type { ObjectReference } from '../gateway.ts'
import type { BackendRef, ParentReference } from '../routes.ts'
import { kept, number, positive, type Raw, record, text } from './raw.ts'

export const GATEWAY_GROUP = 'gateway.networking.k8s.io'

/** The group as written: empty is the core group, absent the default. */
export function groupOf(reference: Raw, absent: string): string {
  return typeof reference.group === 'string' ? reference.group : absent
}

/** A reference whose group and kind default to the core group and the given kind (SecretObjectReference, ObjectReference). */
export function projectReference(value: unknown, kind: string): ObjectReference {
  const reference = record(value)
  return kept<ObjectReference>({
    group: groupOf(reference, ''),
    kind: text(reference.kind) ?? kind,
    name: text(reference.name) ?? '',
    namespace: text(reference.namespace),
  })
}

/** ParentReference: group and kind default to the Gateway's. */
export function projectParent(value: unknown): ParentReference {
  const parent = record(value)
  return kept<ParentReference>({
    group: groupOf(parent, GATEWAY_GROUP),
    kind: text(parent.kind) ?? 'Gateway',
    name: text(parent.name) ?? '',
    namespace: text(parent.namespace),
    port: positive(parent.port),
    sectionName: text(parent.sectionName),
  })
}

/** BackendRef: a Service unless it says otherwise, with weight 1. */
export function projectBackendRef(value: unknown): BackendRef {
  const backend = record(value)
  return kept<BackendRef>({
    group: groupOf(backend, ''),
    kind: text(backend.kind) ?? 'Service',
    name: text(backend.name) ?? '',
    namespace: text(backend.namespace),
    port: positive(backend.port),
    weight: number(backend.weight) ?? 1,
  })
}
