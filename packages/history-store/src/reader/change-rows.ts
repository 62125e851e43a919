import type { FieldManager, RecordedChange, WatchedKind } from '@portolan/domain'
import { apiTime } from '../format/api-time.ts'
import { differencesJson } from '../format/change-line.ts'
import { uidFromBytes } from '../format/uid-bytes.ts'
import { versionFromColumns } from '../format/version-columns.ts'
import { CHANGE_TYPES, EVIDENCE } from '../format/words.ts'
import type { Connection, Query } from '../sqlite/connection.ts'
import type { BlockLines } from '../state/block-lines.ts'

/** A change with its object, in the order of `CHANGE_COLUMNS`. */
export type ChangeRow = [
  seq: number,
  observedAt: number,
  uncertainMs: number,
  type: number,
  evidence: number,
  resourceVersion: number | null,
  resourceVersionText: string | null,
  managerId: number | null,
  managedMs: number | null,
  name: string,
  uid: Uint8Array,
  kind: WatchedKind,
  namespace: string,
]

/** For `SELECT … FROM change c` with its object `o` and its shelf `s`. */
export const CHANGE_COLUMNS = `c.seq, c.observed_at, c.uncertain_ms, c.type, c.evidence, c.resource_version,
  c.resource_version_text, c.manager_id, c.managed_ms, o.name, o.uid, s.kind, s.namespace`

/** There are as many as programs that write to the cluster; one that names itself anew each time must not fill memory. */
const MOST_MANAGERS = 10_000

/** Makes recorded changes of rows. */
export class ChangeRows {
  readonly #lines: BlockLines
  readonly #manager: Query<[manager: string, operation: string, subresource: string | null, time: string | null]>
  readonly #managers = new Map<number, FieldManager>()

  constructor(connection: Connection, lines: BlockLines) {
    this.#lines = lines
    this.#manager = connection.query('SELECT manager, operation, subresource, time FROM manager WHERE id = ?')
  }

  /** A `RecordedChange` as JSON; its differences are never parsed on the way. */
  json(row: ChangeRow): string {
    const [
      seq,
      observedAt,
      uncertainMs,
      type,
      evidence,
      version,
      versionText,
      managerId,
      managedMs,
      name,
      uid,
      kind,
      namespace,
    ] = row
    const change = CHANGE_TYPES.word(type)
    const record: Omit<RecordedChange, 'differences'> = {
      seq,
      change,
      evidence: EVIDENCE.word(evidence),
      observedAt,
      observedFrom: observedAt - uncertainMs,
      kind,
      ...(namespace !== '' && { namespace }),
      name,
      uid: uidFromBytes(uid),
      resourceVersion: versionFromColumns([version, versionText]),
      ...(managerId !== null && {
        writer: this.#writer(managerId, managedMs === null ? undefined : observedAt - managedMs),
      }),
    }
    return `${JSON.stringify(record).slice(0, -1)},"differences":${differencesJson(change, this.#lines.lineOf(seq))}}`
  }

  #writer(managerId: number, writtenAt: number | undefined): FieldManager {
    const manager = this.#managers.get(managerId) ?? this.#load(managerId)
    return writtenAt === undefined ? manager : { ...manager, time: apiTime(writtenAt) }
  }

  #load(managerId: number): FieldManager {
    const [manager = '', operation = '', subresource = null, time = null] = this.#manager.first(managerId) ?? []
    const loaded: FieldManager = {
      manager,
      operation: operation as FieldManager['operation'],
      ...(subresource !== null && { subresource }),
      ...(time !== null && { time }),
    }
    if (this.#managers.size >= MOST_MANAGERS) this.#managers.clear()
    this.#managers.set(managerId, loaded)
    return loaded
  }
}
