import type { Connection, Query, Statement } from '../sqlite/connection.ts'
import type { ChangeRecord } from './batch-frames.ts'

/** More living objects than this are spread over several shelves: a checkpoint stays a matter of milliseconds. */
const SHELF_SIZE = 64

/** Where an object is kept. */
export interface ShelvedObject {
  readonly id: number
  readonly shelfId: number
}

interface Shelf {
  readonly id: number
  readonly scope: string
  living: number
}

/**
 * Which shelf has room for an object of a kind and namespace.
 *
 * Rooms are reused, so there are as many shelves as the most objects that ever lived at once need, however many came and went.
 */
export class Shelves {
  readonly #insert: Statement
  readonly #byId = new Map<number, Shelf>()
  /** Shelves that are not full, by kind and namespace. */
  readonly #withRoom = new Map<string, Shelf[]>()
  #lastId: number

  constructor(connection: Connection) {
    this.#insert = connection.statement('INSERT INTO shelf (id, kind, namespace, first_seq) VALUES (?, ?, ?, ?)')
    this.#lastId = lastId(connection, 'shelf')
    const living = new Map(
      connection
        .query<[number, number]>(
          'SELECT shelf_id, count(*) FROM object INDEXED BY object_living WHERE deleted_seq IS NULL GROUP BY shelf_id',
        )
        .all(),
    )
    const shelves = connection.query<[number, string, string]>('SELECT id, kind, namespace FROM shelf')
    for (const [id, kind, namespace] of shelves.all()) {
      this.#add({ id, scope: scopeOf(kind, namespace), living: living.get(id) ?? 0 })
    }
  }

  /** A place for an object that is added. @returns the id of the shelf */
  put({ kind, namespace = '', seq }: ChangeRecord): number {
    const scope = scopeOf(kind, namespace)
    const shelf = this.#withRoom.get(scope)?.at(-1) ?? this.#create(scope, [kind, namespace, seq])
    shelf.living++
    if (shelf.living === SHELF_SIZE) this.#withRoom.get(scope)?.pop()
    return shelf.id
  }

  /** The place of an object that was deleted is free. */
  free(shelfId: number): void {
    const shelf = this.#byId.get(shelfId)
    if (shelf === undefined) return
    shelf.living--
    if (shelf.living === SHELF_SIZE - 1) this.#withRoom.get(shelf.scope)?.push(shelf)
  }

  #create(scope: string, row: [kind: string, namespace: string, firstSeq: number]): Shelf {
    const shelf = { id: ++this.#lastId, scope, living: 0 }
    this.#insert.run(shelf.id, ...row)
    this.#add(shelf)
    return shelf
  }

  #add(shelf: Shelf): void {
    this.#byId.set(shelf.id, shelf)
    const siblings = this.#withRoom.get(shelf.scope) ?? []
    this.#withRoom.set(shelf.scope, siblings)
    if (shelf.living < SHELF_SIZE) siblings.push(shelf)
  }
}

const scopeOf = (kind: string, namespace: string): string => `${kind}/${namespace}`

/** The highest id that was given in a table; ids are given by the one writer, in order. */
export function lastId(connection: Connection, table: string): number {
  const query: Query<[number]> = connection.query(`SELECT coalesce(max(id), 0) FROM ${table}`)
  return query.first()?.[0] ?? 0
}
