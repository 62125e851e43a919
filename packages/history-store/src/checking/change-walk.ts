import type { RecordedChange, WatchedKind } from '@portolan/domain'
import { uidFromBytes } from '../format/uid-bytes.ts'
import { CHANGE_TYPES, EVIDENCE } from '../format/words.ts'
import type { Connection } from '../sqlite/connection.ts'
import type { Findings } from './findings.ts'

/** A change as its row tells it, with what its object says of itself. */
export interface WalkedChange {
  readonly objectId: number
  readonly shelfId: number
  /** Without differences. */
  readonly change: RecordedChange
}

/** What the row of an object says of its life. */
interface Life {
  readonly name: string
  readonly shelfId: number | null
  readonly addedSeq: number | null
  readonly deletedSeq: number | null
}

type Row = [
  seq: number,
  objectId: number,
  shelfId: number,
  observedAt: number,
  behindMs: number,
  uncertainMs: number,
  type: number,
  evidence: number,
  addedSeq: number | null,
  deletedSeq: number | null,
  shelfOfObject: number | null,
  name: string | null,
  uid: Uint8Array | null,
  kind: string | null,
  namespace: string | null,
]

const ROWS = `SELECT c.seq, c.object_id, c.shelf_id, c.observed_at, c.behind_ms, c.uncertain_ms, c.type, c.evidence,
    o.added_seq, o.deleted_seq, o.shelf_id, o.name, o.uid, s.kind, s.namespace
  FROM change c LEFT JOIN object o ON o.id = c.object_id LEFT JOIN shelf s ON s.id = o.shelf_id
  WHERE c.seq >= ? ORDER BY c.seq`

/** Goes through the rows of changes in order, and checks what they say alone and beside each other. */
export class ChangeWalk {
  readonly #findings: Findings
  readonly #rows: Generator<Row, void>
  /** The `seq` that comes next. */
  #due: number
  /** Epoch ms: the latest `observedAt` so far; `undefined` where changes before are not known. */
  #latestAt: number | undefined
  #missing = 0

  /** @param from first `seq` that is kept */
  constructor(connection: Connection, findings: Findings, from: number) {
    this.#findings = findings
    this.#due = from
    this.#latestAt = from === 1 ? 0 : undefined
    this.#rows = connection.query<Row>(ROWS).each(from)
  }

  /** How many changes are missing so far. */
  get missing(): number {
    return this.#missing
  }

  /** The next change; `undefined` at the end of the log. A row that cannot be understood is reported and left out. */
  next(): WalkedChange | undefined {
    for (;;) {
      const { value, done } = this.#rows.next()
      if (done) return undefined
      const walked = this.#walked(value)
      if (walked) return walked
      this.#missing++
    }
  }

  #walked(row: Row): WalkedChange | undefined {
    const [seq, objectId, shelfId] = row
    this.#checkPlace(row)
    const change = this.#changeOf(row)
    this.#due = seq + 1
    return change && { objectId, shelfId, change }
  }

  #checkPlace([seq, , , observedAt, behindMs]: Row): void {
    if (seq !== this.#due) {
      const missing = seq - this.#due
      this.#missing += missing
      const message =
        missing === 1 ? `Change ${this.#due} is missing.` : `Changes ${this.#due} to ${seq - 1} are missing.`
      this.#findings.add('missing-change', message, this.#due)
      this.#latestAt = undefined
    }
    const latestAt = Math.max(this.#latestAt ?? observedAt + behindMs, observedAt)
    if (behindMs !== latestAt - observedAt) {
      const message = `Change ${seq} says that its clock was ${behindMs} ms behind; it was ${latestAt - observedAt} ms.`
      this.#findings.add('broken-change', message, seq)
    }
    this.#latestAt = latestAt
  }

  #changeOf(row: Row): RecordedChange | undefined {
    const [seq, objectId, shelfId, observedAt, , uncertainMs, type, evidence, ...object] = row
    const [addedSeq, deletedSeq, shelfOfObject, name, uid, kind, namespace] = object
    if (name === null || uid === null || kind === null || namespace === null) {
      this.#findings.add('broken-object', `Change ${seq} is of object ${objectId}, which does not exist.`, seq)
      return undefined
    }
    this.#checkLife({ seq, shelfId, type }, { name: `${kind} ${name}`, addedSeq, deletedSeq, shelfId: shelfOfObject })
    if (!CHANGE_TYPES.has(type) || !EVIDENCE.has(evidence) || uncertainMs < 0) {
      const message = `Change ${seq} has type ${type}, evidence ${evidence} and an uncertainty of ${uncertainMs} ms.`
      this.#findings.add('broken-change', message, seq)
      return undefined
    }
    return {
      seq,
      change: CHANGE_TYPES.word(type),
      evidence: EVIDENCE.word(evidence),
      observedAt,
      observedFrom: observedAt - uncertainMs,
      kind: kind as WatchedKind,
      ...(namespace !== '' && { namespace }),
      name,
      uid: uidFromBytes(uid),
      resourceVersion: '',
      differences: [],
    }
  }

  #checkLife(change: { readonly seq: number; readonly shelfId: number; readonly type: number }, object: Life): void {
    const { seq, shelfId, type } = change
    const { name, addedSeq, deletedSeq } = object
    const report = (message: string) => this.#findings.add('broken-object', message, seq)
    if (object.shelfId !== shelfId) report(`Change ${seq} lies on shelf ${shelfId}, its object on ${object.shelfId}.`)
    const isAddition = type === CHANGE_TYPES.number('added')
    if (isAddition ? seq !== addedSeq : seq <= (addedSeq ?? 0)) {
      report(`Change ${seq} ${isAddition ? 'adds' : 'is of'} ${name}, which was added by change ${addedSeq}.`)
    }
    const isDeletion = type === CHANGE_TYPES.number('deleted')
    if (isDeletion ? seq !== deletedSeq : seq >= (deletedSeq ?? Number.POSITIVE_INFINITY)) {
      const end = deletedSeq === null ? 'lives on' : `was deleted by change ${deletedSeq}`
      report(`Change ${seq} ${isDeletion ? 'deletes' : 'is of'} ${name}, which ${end}.`)
    }
  }
}
