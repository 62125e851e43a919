import type { WatchedKind } from '../kubernetes/resources.ts'
import type { ObjectOfKind, WatchedObject } from '../kubernetes/watched-object.ts'

/** Objects by kind, namespace and name, so that one namespace costs no more than what is in it. */
export class ObjectTable {
  readonly #kinds = new Map<WatchedKind, Map<string, Map<string, WatchedObject>>>()

  find<Kind extends WatchedKind>(
    kind: Kind,
    namespace: string | undefined,
    name: string,
  ): ObjectOfKind<Kind> | undefined {
    return this.#kinds
      .get(kind)
      ?.get(namespace ?? '')
      ?.get(name) as ObjectOfKind<Kind> | undefined
  }

  *ofKind<Kind extends WatchedKind>(kind: Kind, namespace?: string): IterableIterator<ObjectOfKind<Kind>> {
    const namespaces = this.#kinds.get(kind)
    const chosen = namespace === undefined ? namespaces?.values() : [namespaces?.get(namespace)]
    for (const objects of chosen ?? []) {
      for (const object of objects?.values() ?? []) yield object as ObjectOfKind<Kind>
    }
  }

  count(kind: WatchedKind, namespace: string): number {
    return this.#kinds.get(kind)?.get(namespace)?.size ?? 0
  }

  /** Names of all namespaces that exist or hold an object, ascending. */
  namespaces(): readonly string[] {
    const names = new Set<string>()
    for (const { metadata } of this.ofKind('Namespace')) names.add(metadata.name)
    for (const namespaces of this.#kinds.values()) for (const name of namespaces.keys()) names.add(name)
    names.delete('')
    return [...names].sort()
  }

  put(object: WatchedObject): void {
    const { kind, metadata } = object
    const namespaces = this.#kinds.get(kind) ?? new Map<string, Map<string, WatchedObject>>()
    const objects = namespaces.get(metadata.namespace ?? '') ?? new Map<string, WatchedObject>()
    objects.set(metadata.name, object)
    namespaces.set(metadata.namespace ?? '', objects)
    this.#kinds.set(kind, namespaces)
  }

  remove({ kind, metadata }: WatchedObject): void {
    const namespaces = this.#kinds.get(kind)
    const objects = namespaces?.get(metadata.namespace ?? '')
    objects?.delete(metadata.name)
    if (objects?.size === 0) namespaces?.delete(metadata.namespace ?? '')
  }
}
