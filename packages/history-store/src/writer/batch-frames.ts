import type { LedgerEntry, RecordedChange } from '@portolan/domain'
import type { AppendBatch } from '@portolan/pipeline/ports'
import { lineOf } from '../format/change-line.ts'

/** A change without its differences. */
export type ChangeRecord = Omit<RecordedChange, 'differences'>

/** What a batch says beside its changes and ledger entries. */
export type BatchEnd = Omit<AppendBatch, 'changes' | 'ledger'>

/** A part of a batch on its way to the writing thread. Only the last one has an `end`, and only that one is committed. */
export interface BatchFrame {
  readonly changes: readonly ChangeRecord[]
  /** One for each change. */
  readonly lines: readonly string[]
  readonly ledger: readonly LedgerEntry[]
  readonly end?: BatchEnd
}

/** Above it a frame is handed over: what is in memory twice stays small, however large the batch. */
const FRAME_CHARACTERS = 256 * 1024
/** What a change or an entry weighs beside its line. */
const RECORD_CHARACTERS = 256

/**
 * A batch as frames of bounded size, made one at a time.
 *
 * @throws {StoreMismatchError} a change does not say what its type promises
 */
export function* encodeBatch({ changes, ledger, ...end }: AppendBatch): Generator<Uint8Array> {
  const frame = new FrameDraft()
  for (const change of changes) {
    frame.addChange(change)
    if (frame.isFull) yield frame.take()
  }
  for (const entry of ledger) {
    frame.addEntry(entry)
    if (frame.isFull) yield frame.take()
  }
  yield frame.take(end)
}

/** The inverse of one frame of `encodeBatch`. */
export function decodeFrame(bytes: Uint8Array): BatchFrame {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString()
  const [head = '', ...lines] = text.split('\n')
  return { ...(JSON.parse(head) as Omit<BatchFrame, 'lines'>), lines }
}

/** Member by member: what is left of an object when another is taken out of it is slow to make and slower to write. */
function recordOf(change: RecordedChange): ChangeRecord {
  const record: { -readonly [Member in keyof ChangeRecord]: ChangeRecord[Member] } = {
    seq: change.seq,
    change: change.change,
    evidence: change.evidence,
    observedAt: change.observedAt,
    observedFrom: change.observedFrom,
    kind: change.kind,
    name: change.name,
    uid: change.uid,
    resourceVersion: change.resourceVersion,
  }
  if (change.namespace !== undefined) record.namespace = change.namespace
  if (change.writer !== undefined) record.writer = change.writer
  return record
}

class FrameDraft {
  #changes: ChangeRecord[] = []
  #lines: string[] = []
  #ledger: LedgerEntry[] = []
  #characters = 0

  get isFull(): boolean {
    return this.#characters >= FRAME_CHARACTERS
  }

  addChange(change: RecordedChange): void {
    const line = lineOf(change)
    this.#changes.push(recordOf(change))
    this.#lines.push(line)
    this.#characters += line.length + RECORD_CHARACTERS
  }

  addEntry(entry: LedgerEntry): void {
    this.#ledger.push(entry)
    this.#characters += RECORD_CHARACTERS
  }

  /** First line: everything but the lines. Then the lines. */
  take(end?: BatchEnd): Uint8Array {
    const head: Omit<BatchFrame, 'lines'> = { changes: this.#changes, ledger: this.#ledger, ...(end && { end }) }
    const bytes = new TextEncoder().encode([JSON.stringify(head), ...this.#lines].join('\n'))
    this.#changes = []
    this.#lines = []
    this.#ledger = []
    this.#characters = 0
    return bytes
  }
}
