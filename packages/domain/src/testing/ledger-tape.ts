import { LedgerFold } from '../endpoints/ledger-fold.ts'
import type { RecordedChange } from '../history/change.ts'
import { keyOf } from '../kubernetes/object-key.ts'
import type { Pod } from '../kubernetes/pod.ts'
import type { WatchedObject } from '../kubernetes/watched-object.ts'
import type { ChangeOptions } from './changes.ts'
import { LedgerBook } from './ledger-book.ts'

/** One thing a watch tells: this object is there now, or went. */
export interface Told {
  readonly object: WatchedObject
  readonly isGone?: boolean
  readonly options?: ChangeOptions
}

/**
 * A log being written and folded into a ledger, told object by object; `seq` counts from 1.
 *
 * What it must remember between two changes is what a store and a snapshot keep: `interrupt` throws the fold away and makes
 * another from that.
 */
export class LedgerTape {
  readonly book = new LedgerBook()
  readonly #objects = new Map<string, { object: WatchedObject; seq: number }>()
  readonly #pods = new Map<string, Pod>()
  #fold = new LedgerFold((uid) => this.#pods.get(uid))
  #seq = 0

  /** How many Services the fold remembers. */
  get size(): number {
    return this.#fold.size
  }

  tell({ object, isGone = false, options = {} }: Told): void {
    const key = keyOf(object)
    const before = this.#objects.get(key)?.object
    this.#seq++
    const change = before === undefined ? 'added' : isGone ? 'deleted' : 'modified'
    this.#keep(key, object, isGone)
    const { name, namespace, uid } = object.metadata
    const { evidence = 'watched', observedAt = this.#seq, observedFrom = observedAt } = options
    const recorded: RecordedChange = {
      ...{ seq: this.#seq, change, evidence, observedAt, observedFrom, kind: object.kind, name, uid },
      ...(namespace !== undefined && { namespace }),
      resourceVersion: String(this.#seq),
      differences: [],
    }
    this.book.write(this.#fold.apply(recorded, before, isGone ? undefined : object))
  }

  interrupt(): void {
    this.#fold = LedgerFold.restore(this.book.open(), this.#objects.values(), (uid) => this.#pods.get(uid))
  }

  #keep(key: string, object: WatchedObject, isGone: boolean): void {
    if (isGone) this.#objects.delete(key)
    else this.#objects.set(key, { object, seq: this.#seq })
    if (object.kind !== 'Pod') return
    if (isGone) this.#pods.delete(object.metadata.uid)
    else this.#pods.set(object.metadata.uid, object)
  }
}
