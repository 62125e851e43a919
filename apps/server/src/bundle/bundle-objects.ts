import { applyDifferences, keyOf, objectKey, type Pod, type RecordedChange, type WatchedObject } from '@portolan/domain'

/** An object on both sides of a change. */
export interface ChangedObject {
  readonly before: WatchedObject | undefined
  readonly after: WatchedObject | undefined
}

/** The objects of a bundle, change by change. Unlike a `Snapshot` it goes on where changes of other namespaces are left out. */
export class BundleObjects {
  readonly #byKey = new Map<string, WatchedObject>()
  readonly #pods = new Map<string, Pod>()

  add(object: WatchedObject): void {
    this.#byKey.set(keyOf(object), object)
    if (object.kind === 'Pod') this.#pods.set(object.metadata.uid, object)
  }

  apply({ kind, namespace, name, uid, change, differences }: RecordedChange): ChangedObject {
    const key = objectKey(kind, namespace, name)
    const before = this.#byKey.get(key)
    const after = change === 'deleted' ? undefined : (applyDifferences(before, differences) as WatchedObject)
    if (after === undefined) {
      this.#byKey.delete(key)
      this.#pods.delete(uid)
    } else this.add(after)
    return { before, after }
  }

  podByUid(uid: string): Pod | undefined {
    return this.#pods.get(uid)
  }

  all(): IterableIterator<WatchedObject> {
    return this.#byKey.values()
  }
}
