import { StoreMismatchError } from '../errors.ts'
import { uidToBytes } from '../format/uid-bytes.ts'
import type { Connection, Query, Statement } from '../sqlite/connection.ts'
import type { ChangeRecord } from './batch-frames.ts'
import { lastId, type ShelvedObject, Shelves } from './shelves.ts'

/** So many objects are known without being looked up. Few change at one time, however many there are. */
const MOST_KNOWN = 8_192

/** The lives of objects: each begins with an addition and ends with a deletion. */
export class ObjectBook {
  readonly #shelves: Shelves
  readonly #find: Query<[id: number, shelfId: number]>
  readonly #findByUid: Query<[id: number]>
  readonly #insert: Statement
  readonly #markDeleted: Statement
  /** Some of those that live: the ones that were looked up last. */
  readonly #known = new Map<string, ShelvedObject>()
  #lastId: number

  constructor(connection: Connection) {
    this.#shelves = new Shelves(connection)
    this.#find = connection.query(
      `SELECT o.id, o.shelf_id FROM object o JOIN shelf s ON s.id = o.shelf_id
       WHERE o.uid = ? AND o.deleted_seq IS NULL AND o.name = ? AND s.kind = ? AND s.namespace = ?`,
    )
    this.#findByUid = connection.query('SELECT id FROM object WHERE uid = ? AND deleted_seq IS NULL')
    this.#insert = connection.statement(
      'INSERT INTO object (id, shelf_id, name, uid, added_seq) VALUES (?, ?, ?, ?, ?)',
    )
    this.#markDeleted = connection.statement('UPDATE object SET deleted_seq = ? WHERE id = ?')
    this.#lastId = lastId(connection, 'object')
  }

  /**
   * The object a change is of, begun or ended by it.
   *
   * @throws {StoreMismatchError} it adds what exists, or changes what does not
   */
  take(change: ChangeRecord): ShelvedObject {
    const key = keyOf(change)
    const living = this.#known.get(key) ?? this.#load(change)
    if ((change.change === 'added') === (living !== undefined)) {
      throw new StoreMismatchError(
        `Change ${change.seq}: ${key} is to be ${change.change}, but it ${living ? 'exists' : 'does not exist'}.`,
      )
    }
    if (living === undefined) return this.#begin(key, change)
    if (change.change === 'deleted') this.#end(key, living, change.seq)
    else this.#keep(key, living)
    return living
  }

  /** The object that lives with a uid; `undefined` where there is none. */
  idOf(uid: string): number | undefined {
    return this.#findByUid.first(uidToBytes(uid))?.[0]
  }

  #load({ uid, name, kind, namespace = '' }: ChangeRecord): ShelvedObject | undefined {
    const row = this.#find.first(uidToBytes(uid), name, kind, namespace)
    return row && { id: row[0], shelfId: row[1] }
  }

  #begin(key: string, change: ChangeRecord): ShelvedObject {
    const object = { id: ++this.#lastId, shelfId: this.#shelves.put(change) }
    this.#insert.run(object.id, object.shelfId, change.name, uidToBytes(change.uid), change.seq)
    this.#keep(key, object)
    return object
  }

  #keep(key: string, object: ShelvedObject): void {
    this.#known.set(key, object)
    if (this.#known.size > MOST_KNOWN) this.#known.delete(this.#known.keys().next().value ?? key)
  }

  #end(key: string, { id, shelfId }: ShelvedObject, seq: number): void {
    this.#markDeleted.run(seq, id)
    this.#shelves.free(shelfId)
    this.#known.delete(key)
  }
}

const keyOf = ({ kind, namespace = '-', name, uid }: ChangeRecord): string => `${kind}/${namespace}/${name} (${uid})`
