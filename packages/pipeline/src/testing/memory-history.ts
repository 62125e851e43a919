import { applyDifferences, type Gap, type LedgerEntry, type RecordedChange, type WatchedObject } from '@portolan/domain'
import type { StreamCursor } from '../ports/cluster-source.ts'
import type { AppendBatch, HistoryWriter, RestoredHistory } from '../ports/history-store.ts'
import { StoreError, StoreFullError } from '../ports/store-errors.ts'

/**
 * A log in memory that keeps the promises of `HistoryWriter`, and checks those of its caller: batches come one at a time and
 * their `seq` have no hole. Verbs for trouble: `fillUp`, `hold`, `breakDown`.
 */
export class MemoryHistory implements HistoryWriter {
  readonly changes: RecordedChange[] = []
  readonly ledger: LedgerEntry[] = []
  readonly gaps = new Map<string, Gap>()
  readonly cursors = new Map<string, StreamCursor>()
  readonly batches: AppendBatch[] = []
  #appending = false
  #isFull = false
  #isBroken = false
  #held: (() => void) | undefined
  #isHolding = false

  async restore(): Promise<RestoredHistory> {
    const objects = new Map<string, { object: WatchedObject; resourceVersion: string; seq: number }>()
    for (const { uid, seq, resourceVersion, differences, change } of this.changes) {
      const object =
        change === 'deleted' ? undefined : (applyDifferences(objects.get(uid)?.object, differences) as WatchedObject)
      if (object === undefined) objects.delete(uid)
      else objects.set(uid, { object, resourceVersion, seq })
    }
    const last = this.batches.at(-1)
    return {
      seq: this.changes.at(-1)?.seq ?? 0,
      objects: [...objects.values()],
      cursors: [...this.cursors.values()],
      ledger: [],
      openGaps: [...this.gaps.values()].filter(({ to }) => to === undefined),
      ...(last && { lastCommitAt: last.committedAt }),
      installationKey: '00'.repeat(32),
    }
  }

  async append(batch: AppendBatch): Promise<void> {
    if (this.#appending) throw new Error('append was called while another append was under way')
    this.#appending = true
    try {
      if (this.#isHolding) {
        await new Promise<void>((resolve) => {
          this.#held = resolve
        })
      }
      if (this.#isFull) throw new StoreFullError('the disk is full; make room')
      if (this.#isBroken) throw new StoreError('the file is gone')
      this.#take(batch)
    } finally {
      this.#appending = false
    }
  }

  async close(): Promise<void> {
    this.#isBroken = true
  }

  /** Appends fail with StoreFullError until `makeRoom`. */
  fillUp(): void {
    this.#isFull = true
  }

  makeRoom(): void {
    this.#isFull = false
  }

  /** Appends do not resolve until `release`. */
  hold(): void {
    this.#isHolding = true
  }

  release(): void {
    this.#isHolding = false
    this.#held?.()
  }

  /** Appends fail for good. */
  breakDown(): void {
    this.#isBroken = true
  }

  #take(batch: AppendBatch): void {
    let seq = this.changes.at(-1)?.seq ?? 0
    for (const change of batch.changes) {
      if (change.seq !== ++seq) throw new Error(`seq ${change.seq} came where ${seq} was due`)
    }
    this.batches.push(batch)
    this.changes.push(...batch.changes)
    this.ledger.push(...batch.ledger)
    for (const gap of batch.gaps) this.gaps.set(`${gap.kind}/${gap.namespace ?? ''}/${gap.from}`, gap)
    for (const stream of batch.forgotten) this.cursors.delete(JSON.stringify(stream))
    for (const cursor of batch.cursors) this.cursors.set(JSON.stringify(cursor.stream), cursor)
  }
}
