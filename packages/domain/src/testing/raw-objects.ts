/** An object as the API sends it, parsed. */
export type RawObject = Readonly<Record<string, unknown>>

/** What a test states of an object's metadata; everything else is made up, always the same way. */
export interface RawMetadata {
  readonly namespace?: string
  readonly uid?: string
  readonly resourceVersion?: string
  readonly generation?: number
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly creationTimestamp?: string
  readonly deletionTimestamp?: string
  readonly deletionGracePeriodSeconds?: number
  /** The controller. */
  readonly owner?: Owner
}

/** Any object that can be a controller. */
export interface Owner {
  readonly kind: string
  readonly metadata: { readonly name: string; readonly uid: string }
}

/** When every object of a test was made, unless it says otherwise. */
export const LONG_AGO = '2026-01-01T00:00:00Z'

/** The uid that builders give: readable, and the same for the same kind, namespace and name. */
export function uidOf(kind: string, name: string, namespace?: string): string {
  return ['uid', kind.toLowerCase(), namespace, name].filter(Boolean).join('-')
}

/** A namespaced object as the API sends it, in namespace `default` unless told otherwise. */
export function aRawObject(kind: string, name: string, members: RawMetadata & RawObject = {}): RawObject {
  return rawObject(kind, name, { namespace: 'default', ...members })
}

/** A cluster-scoped object as the API sends it. */
export function aRawClusterObject(kind: string, name: string, members: RawMetadata & RawObject = {}): RawObject {
  return rawObject(kind, name, members)
}

function rawObject(kind: string, name: string, members: RawMetadata & RawObject): RawObject {
  const { namespace, uid, resourceVersion, generation, labels, annotations, owner, ...others } = members
  const { creationTimestamp, deletionTimestamp, deletionGracePeriodSeconds, ...content } = others
  const metadata = {
    name,
    namespace,
    uid: uid ?? uidOf(kind, name, namespace),
    resourceVersion: resourceVersion ?? '1',
    generation,
    creationTimestamp: creationTimestamp ?? LONG_AGO,
    deletionTimestamp,
    deletionGracePeriodSeconds,
    labels,
    annotations,
    ownerReferences: owner && [ownerReference(owner)],
  }
  return { kind, metadata, ...content }
}

function ownerReference({ kind, metadata }: Owner): RawObject {
  return { apiVersion: 'apps/v1', kind, name: metadata.name, uid: metadata.uid, controller: true }
}
