/**
 * `Kind/namespace/name`, with `-` in the namespace's place for cluster-scoped kinds: `Service/shop/web`, `Node/-/node-01`.
 *
 * Survives re-creation: a new `uid` is a new object under the same key. Names and namespaces cannot contain `/`
 * (Kubernetes validates them as path segments), so a key always splits back into its parts.
 */
export type ObjectKey = string & { readonly __objectKey?: never }

/** The parts of an `ObjectKey`; `namespace` is `undefined` for a cluster-scoped object. */
export interface ObjectIdentity {
  readonly kind: string
  readonly namespace: string | undefined
  readonly name: string
}

/** What a cluster-scoped object has in the namespace's place of its key. */
export const CLUSTER_SCOPE = '-'

/** The key of the object with these parts; an absent or empty namespace means cluster-scoped. */
export function objectKey(kind: string, namespace: string | undefined, name: string): ObjectKey {
  return `${kind}/${namespace || CLUSTER_SCOPE}/${name}`
}

/** The key of a projected object. */
export function keyOf(object: { kind: string; metadata: { namespace?: string | undefined; name: string } }): ObjectKey {
  return objectKey(object.kind, object.metadata.namespace, object.metadata.name)
}

/** The parts of a key; `undefined` when the text is not a key. */
export function parseObjectKey(key: string): ObjectIdentity | undefined {
  const [kind, namespace, name, ...rest] = key.split('/')
  if (!kind || !namespace || !name || rest.length > 0) return undefined
  return { kind, namespace: namespace === CLUSTER_SCOPE ? undefined : namespace, name }
}
