import { type LedgerEntry, LedgerFold, type Snapshot } from '@portolan/domain'
import type { CommittedChange } from '@portolan/pipeline'
import { ChurnBook } from './churn-book.ts'

/**
 * Keeps the churn of every Service as changes come, from the very entries of the ledgers, so that live rows and the ledger
 * never disagree. Starts with what is there, which is no churn.
 */
export class ChurnRecorder {
  readonly book = new ChurnBook()
  /** `service identity` of what is ready now. */
  readonly #ready = new Set<string>()

  constructor(snapshot: Snapshot) {
    const fold = new LedgerFold((uid) => snapshot.byUid('Pod', uid))
    for (const slice of snapshot.ofKind('EndpointSlice')) {
      const { name, namespace = '', uid } = slice.metadata
      const start = { observedAt: 0, observedFrom: 0, seq: 0, resourceVersion: '', differences: [] }
      const change = { ...start, kind: slice.kind, namespace, name, uid, change: 'added', evidence: 'initial' } as const
      for (const entry of fold.apply(change, undefined, slice)) this.#isChurn(entry)
    }
  }

  /** @returns the Services whose churn rose */
  apply({ change, ledger }: CommittedChange): ReadonlySet<string> {
    const services = new Set<string>()
    for (const entry of ledger) {
      if (!this.#isChurn(entry)) continue
      this.book.note(entry.service, change.observedAt)
      services.add(entry.service)
    }
    return services
  }

  /** Joined, left or flipped (rule H.2); keeps account of who is ready. */
  #isChurn(entry: LedgerEntry): boolean {
    if (entry.type === 'interval-opened') {
      const { identity, opened, evidence, state } = entry.interval
      const isReady = state === 'ready'
      if (isReady) this.#ready.add(`${entry.service} ${identity}`)
      return opened === 'joined' ? evidence !== 'initial' : isReady
    }
    if (entry.type !== 'interval-closed') return false
    const wasReady = this.#ready.delete(`${entry.service} ${entry.identity}`)
    return entry.closed === 'left' || wasReady
  }
}
