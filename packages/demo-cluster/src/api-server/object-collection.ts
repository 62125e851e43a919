import { VersionExpiredError } from '../errors.ts'
import type { ApiResource } from './api-resource.ts'
import type { StoredChange, StoredObject } from './stored-object.ts'

/** One line of history: a change, or a bookmark that only says how far the collection has come. */
export type HistoryEntry = HistoryChange | (Historic & { type: 'BOOKMARK'; object: StoredObject })

export type HistoryChange = Historic & StoredChange

interface Historic {
  version: number
  /** Serialised forms, by representation; filled by whoever serialises first, dropped with the entry. */
  lines: Map<string, Buffer>
}

/** All objects of one resource at one version, in the order of their keys. */
export interface CollectionSnapshot {
  version: number
  keys: readonly string[]
  objects: readonly StoredObject[]
}

/** Snapshots kept for clients in the middle of a paged LIST. */
const KEPT_SNAPSHOTS = 8

/**
 * The objects of one resource, and the last `historyLimit` changes that led to them.
 *
 * History is addressed by position: the first entry ever is 0, and an entry keeps its position after older
 * ones are forgotten. A watch is a position and reads on when it can; nothing is queued per watch.
 */
export class ObjectCollection {
  readonly resource: ApiResource
  readonly #historyLimit: number
  readonly #objects = new Map<string, StoredObject>()
  #entries: HistoryEntry[] = []
  #sortedKeys: readonly string[] | undefined
  #firstPosition = 0
  #floor: number
  #progress: number
  #snapshots: CollectionSnapshot[] = []
  #present: Omit<CollectionSnapshot, 'version'> | undefined
  readonly #appendListeners = new Set<() => void>()

  constructor(resource: ApiResource, options: { historyLimit: number; version: number }) {
    this.resource = resource
    this.#historyLimit = options.historyLimit
    this.#floor = options.version
    this.#progress = options.version
  }

  /** The version of the newest entry. */
  get progress(): number {
    return this.#progress
  }

  /** Every change after this version is still known. */
  get floor(): number {
    return this.#floor
  }

  /** Where the next entry will stand. */
  get endPosition(): number {
    return this.#firstPosition + this.#entries.length
  }

  get firstPosition(): number {
    return this.#firstPosition
  }

  get(key: string): StoredObject | undefined {
    return this.#objects.get(key)
  }

  /** Everything as it is, in the order of keys, as etcd keeps them. */
  present(): Omit<CollectionSnapshot, 'version'> {
    this.#present ??= inOrder(this.#objects, this.#sortedKeys)
    this.#sortedKeys = this.#present.keys
    return this.#present
  }

  /** Be woken after each entry. @returns ends it */
  onAppend(listener: () => void): () => void {
    this.#appendListeners.add(listener)
    return () => void this.#appendListeners.delete(listener)
  }

  append(key: string, entry: HistoryEntry): void {
    if (entry.type !== 'BOOKMARK') this.#apply(key, entry)
    this.#entries.push(entry)
    this.#progress = Math.max(this.#progress, entry.version)
    // Forgetting in eighths keeps the cost per entry constant.
    if (this.#entries.length > this.#historyLimit * 1.125) this.#forget(this.#entries.length - this.#historyLimit)
    for (const listener of this.#appendListeners) listener()
  }

  entryAt(position: number): HistoryEntry | undefined {
    return this.#entries[position - this.#firstPosition]
  }

  /**
   * The position of the first entry after `version`; the end when there is none yet.
   * @throws {VersionExpiredError} entries after `version` have been forgotten
   */
  positionAfter(version: number): number {
    if (version < this.#floor) {
      throw new VersionExpiredError(`too old resource version: ${version} (${this.#floor})`)
    }
    let low = 0
    let high = this.#entries.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#entries[middle]?.version ?? 0) <= version) low = middle + 1
      else high = middle
    }
    return this.#firstPosition + low
  }

  /** Everything as it is, labelled with `version`. Free when nothing was written since the last one. */
  snapshot(version: number): CollectionSnapshot {
    const kept = this.#snapshots.find((snapshot) => snapshot.version === version)
    if (kept !== undefined) return kept
    return this.#keep({ version, ...this.present() })
  }

  /**
   * Everything as it was at `version`, exactly: kept from a LIST, or the present with later changes undone.
   * @throws {VersionExpiredError} too long ago
   */
  snapshotAt(version: number): CollectionSnapshot {
    const kept = this.#snapshots.find((snapshot) => snapshot.version === version)
    if (kept !== undefined) return kept
    const from = this.positionAfter(version)
    if (from === this.endPosition) return this.snapshot(version)
    const objects = new Map(this.#objects)
    for (let position = this.endPosition - 1; position >= from; position--) {
      const entry = this.entryAt(position)
      if (entry === undefined || entry.type === 'BOOKMARK') continue
      const key = objectKey(entry.object.metadata)
      if (entry.previous === undefined) objects.delete(key)
      else objects.set(key, entry.previous)
    }
    return this.#keep({ version, ...inOrder(objects) })
  }

  /** Forget all history: whatever was before `version` answers 410. */
  compact(version: number): void {
    this.#forget(this.#entries.length)
    this.#floor = version
    this.#snapshots = []
  }

  /** Become what `objects` say, at `version`, with no history: a first LIST, or a backup. */
  reset(objects: readonly StoredObject[], version: number): void {
    this.#objects.clear()
    for (const object of objects) this.#objects.set(objectKey(object.metadata), object)
    this.#forgetOrder()
    this.compact(version)
    this.#progress = version
  }

  #apply(key: string, entry: HistoryChange): void {
    if (entry.type === 'DELETED') this.#objects.delete(key)
    else this.#objects.set(key, entry.object)
    if (entry.type === 'MODIFIED') this.#present = undefined
    else this.#forgetOrder()
  }

  #forgetOrder(): void {
    this.#present = undefined
    this.#sortedKeys = undefined
  }

  #forget(count: number): void {
    const last = this.#entries[count - 1]
    if (last !== undefined) this.#floor = Math.max(this.#floor, last.version)
    this.#entries = this.#entries.slice(count)
    this.#firstPosition += count
  }

  #keep(snapshot: CollectionSnapshot): CollectionSnapshot {
    this.#snapshots = [snapshot, ...this.#snapshots].slice(0, KEPT_SNAPSHOTS)
    return snapshot
  }
}

function inOrder(
  objects: ReadonlyMap<string, StoredObject>,
  keys: readonly string[] = [...objects.keys()].sort(),
): Omit<CollectionSnapshot, 'version'> {
  return { keys, objects: keys.flatMap((key) => objects.get(key) ?? []) }
}

/** `shop/web`, or `node-01` for cluster-scoped kinds, whose namespace is absent or empty: the order of etcd. */
export const objectKey = ({ namespace, name }: { namespace?: string; name: string }): string =>
  namespace ? `${namespace}/${name}` : name
