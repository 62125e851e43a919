import type { Instant } from '@portolan/pipeline/ports'
import { versionFromColumns } from '../format/version-columns.ts'
import type { Connection, Query } from '../sqlite/connection.ts'
import type { BlockLines } from '../state/block-lines.ts'
import { ShelfStates } from '../state/shelf-states.ts'
import type { Place, Places } from './places.ts'
import { SHELF_FILTER, shelfParameters } from './shelf-filter.ts'

type LastChangeRow = [seq: number, resourceVersion: number | null, resourceVersionText: string | null]

/** Answers what there was. */
export class PastReader {
  readonly #places: Places
  readonly #states: ShelfStates
  readonly #shelves: Query<[shelfId: number]>
  readonly #lastChange: Query<LastChangeRow>
  readonly #forgottenChange: Query<LastChangeRow>

  constructor(connection: Connection, places: Places, lines: BlockLines) {
    this.#places = places
    this.#states = new ShelfStates(connection, lines)
    this.#shelves = connection.query(
      `SELECT s.id FROM shelf s WHERE s.first_seq <= :seq AND ${SHELF_FILTER} ORDER BY s.id`,
    )
    this.#lastChange = connection.query(
      `SELECT seq, resource_version, resource_version_text FROM change WHERE object_id = ? ORDER BY seq DESC LIMIT 1`,
    )
    this.#forgottenChange = connection.query(
      'SELECT seq, resource_version, resource_version_text FROM forgotten_version WHERE object_id = ?',
    )
  }

  /** JSON of each object as it was at an instant. @returns the place; `undefined` before the first record */
  *objectsAt(at: Instant, namespaces?: readonly string[]): Generator<string, Place | undefined> {
    const place = this.#placeOf(at)
    if (place === undefined) return undefined
    const filter = shelfParameters(namespaces ? { namespaces } : {})
    const shelves = this.#shelves.all({ ...filter, seq: place.seq }).map(([shelfId]) => shelfId)
    for (const state of this.#states.atEach(shelves, place.seq)) {
      for (const object of state.values()) yield object.text
    }
    return place
  }

  /** JSON of each `StoredObject` at the end of the log. @returns its newest `seq`; 0 where nothing was ever recorded */
  *storedObjects(): Generator<string, number> {
    const seq = this.#places.atSeq(Number.MAX_SAFE_INTEGER)?.seq ?? 0
    const shelves = this.#shelves.all({ ...shelfParameters({}), seq }).map(([shelfId]) => shelfId)
    for (const state of this.#states.atEach(shelves, seq)) {
      for (const [objectId, object] of state) {
        const last = this.#lastChange.first(objectId) ?? this.#forgottenChange.first(objectId)
        const [lastSeq, ...version] = last ?? [0, null, '']
        const resourceVersion = JSON.stringify(versionFromColumns(version))
        yield `{"seq":${lastSeq},"resourceVersion":${resourceVersion},"object":${object.text}}`
      }
    }
    return seq
  }

  #placeOf(at: Instant): Place | undefined {
    if ('seq' in at) return this.#places.atSeq(at.seq)
    const place = this.#places.atTime(at.time)
    return place && { seq: place.seq, time: at.time }
  }
}
