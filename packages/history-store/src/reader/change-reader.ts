import type { ChangesQuery } from '@portolan/pipeline/ports'
import { uidToBytes } from '../format/uid-bytes.ts'
import type { Connection, Query } from '../sqlite/connection.ts'
import type { BlockLines } from '../state/block-lines.ts'
import { type ChangeRow, ChangeRows } from './change-rows.ts'
import { type ChangeScans, changeScans, type Order } from './change-scans.ts'
import { mergeTracks } from './merge-tracks.ts'
import type { Places } from './places.ts'
import { SHELF_FILTER, type ShelfParameters, shelfParameters } from './shelf-filter.ts'

/** A stretch of the log: `seq` in `(after, before)`, observed in `[from, to)`. */
type Stretch = {
  readonly after: number
  readonly before: number
  readonly from: number
  readonly to: number
}

/** Which changes, once times are places and names are ids. */
interface Plan {
  readonly stretch: Stretch
  readonly order: Order
  readonly limit: number
  readonly scans: ChangeScans
}

/**
 * Answers which changes there were.
 *
 * Three ways through the log, each in its order, each filtered before the limit: along the whole of it; along the objects of
 * a name or uid, by the index over objects; along the shelves of a kind or namespace, by the blocks that hold any of theirs.
 */
export class ChangeReader {
  readonly #places: Places
  readonly #rows: ChangeRows
  readonly #scans: Readonly<Record<Order, ChangeScans>>
  readonly #objectsOfName: Query<[objectId: number]>
  readonly #objectsOfUid: Query<[objectId: number]>
  readonly #shelves: Query<[shelfId: number]>
  readonly #blockOf: Query<[firstSeq: number | null]>
  readonly #setBack: Query<[seq: number]>

  constructor(connection: Connection, places: Places, lines: BlockLines) {
    this.#places = places
    this.#rows = new ChangeRows(connection, lines)
    this.#scans = { asc: changeScans(connection, 'asc'), desc: changeScans(connection, 'desc') }
    const objects = `SELECT o.id FROM object o CROSS JOIN shelf s ON s.id = o.shelf_id WHERE ${SHELF_FILTER}`
    this.#objectsOfName = connection.query(`${objects} AND o.name = :name`)
    this.#objectsOfUid = connection.query(`${objects} AND o.uid = :uid AND (:name IS NULL OR o.name = :name)`)
    this.#shelves = connection.query(`SELECT s.id FROM shelf s WHERE ${SHELF_FILTER}`)
    this.#setBack = connection.query(
      `SELECT seq FROM change INDEXED BY change_set_back WHERE behind_ms > 0 AND seq > :after AND seq < :before LIMIT 1`,
    )
    this.#blockOf = connection.query('SELECT max(first_seq) FROM block WHERE first_seq <= ?')
  }

  /** JSON of each `RecordedChange` of one page, in order. */
  *read(query: ChangesQuery): Generator<string, void> {
    let left = query.limit
    for (const row of this.#find(query)) {
      yield this.#rows.json(row)
      if (--left <= 0) return
    }
  }

  /** The `seq` of a change between these that was observed before one that is older; none where there is none. */
  *setBacks(between: { readonly after: number; readonly before: number }): Generator<string, void> {
    for (const [seq] of this.#setBack.all({ ...between })) yield String(seq)
  }

  #find(query: ChangesQuery): Generator<ChangeRow> {
    const { order, limit, name, uid, kinds, namespaces, namespace } = query
    const plan = { stretch: this.#stretchOf(query), order, limit, scans: this.#scans[order] }
    const filter = shelfParameters(query)
    if (uid !== undefined) {
      return alongObjects(plan, this.#objectsOfUid.all({ ...filter, uid: uidToBytes(uid), name: name ?? null }))
    }
    if (name !== undefined) return alongObjects(plan, this.#objectsOfName.all({ ...filter, name }))
    if (kinds !== undefined || namespaces !== undefined || namespace !== undefined)
      return this.#alongShelves(plan, filter)
    return alongLog(plan)
  }

  #stretchOf({ after: asked = 0, before = Number.MAX_SAFE_INTEGER, from, to }: ChangesQuery): Stretch {
    const after = Math.max(asked, this.#places.keptFrom - 1)
    const times = { from: from ?? Number.MIN_SAFE_INTEGER, to: to ?? Number.MAX_SAFE_INTEGER }
    if (from === undefined && to === undefined) return { after, before, ...times }
    const range = this.#places.range(from, to)
    return { after: Math.max(after, range.first - 1), before: Math.min(before, range.end), ...times }
  }

  *#alongShelves({ stretch, order, limit, scans }: Plan, filter: ShelfParameters): Generator<ChangeRow> {
    const firstBlock = this.#blockOf.first(stretch.after + 1)?.[0] ?? 0
    const bounds = { after: firstBlock - 1, before: stretch.before }
    const tracks = this.#shelves.all({ ...filter }).map(([shelfId]) => ({
      next: (key: number | undefined, count: number) =>
        scans.blocksOf.all({ ...behind(bounds, order, key), shelfId, count }).map(([firstSeq]) => firstSeq),
    }))
    let done: number | undefined
    for (const firstSeq of mergeTracks(tracks, { keyOf: (key) => key, order, likely: limit })) {
      if (firstSeq === done) continue
      yield* scans.inBlock.all({ ...stretch, ...filter, firstSeq })
      done = firstSeq
    }
  }
}

function alongLog({ stretch, order, limit, scans }: Plan): Generator<ChangeRow> {
  const next = (key: number | undefined, count: number) => scans.all.all({ ...behind(stretch, order, key), count })
  return mergeTracks([{ next }], { keyOf: seqOf, order, likely: limit })
}

function alongObjects({ stretch, order, limit, scans }: Plan, objects: [objectId: number][]): Generator<ChangeRow> {
  const tracks = objects.map(([objectId]) => ({
    next: (key: number | undefined, count: number) =>
      scans.ofObject.all({ ...behind(stretch, order, key), objectId, count }),
  }))
  return mergeTracks(tracks, { keyOf: seqOf, order, likely: limit })
}

const seqOf = ([seq]: ChangeRow): number => seq

/** What is left of a stretch behind a key. */
function behind<Bounds extends { readonly after: number; readonly before: number }>(
  bounds: Bounds,
  order: Order,
  key: number | undefined,
): Bounds {
  if (key === undefined) return bounds
  return order === 'asc' ? { ...bounds, after: key } : { ...bounds, before: key }
}
