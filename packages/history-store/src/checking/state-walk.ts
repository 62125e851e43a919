import {
  applyDifferences,
  BrokenInvariantError,
  type Difference,
  type RecordedChange,
  revertDifferences,
  type WatchedObject,
} from '@portolan/domain'
import type { WalkedChange } from './change-walk.ts'
import type { Findings } from './findings.ts'

/** What a change did: the object on both sides of it. */
export interface Step {
  readonly before: WatchedObject | undefined
  readonly after: WatchedObject | undefined
}

/**
 * Folds the changes into the objects that exist, and checks that each change follows from the state before it: what it says was
 * there must have been there.
 *
 * Memory is that of the living objects, as in a recorder.
 */
export class StateWalk {
  readonly #findings: Findings
  readonly #shelves = new Map<number, Map<number, WatchedObject>>()
  readonly #pods = new Map<string, WatchedObject>()
  /** Objects whose state is not known any more, and the shelves they lie on. */
  readonly #lost = new Set<number>()
  readonly #lostShelves = new Set<number>()

  constructor(findings: Findings) {
    this.#findings = findings
  }

  /** Something could not be folded: what follows from the state is not known any more. */
  get isBroken(): boolean {
    return this.#lost.size > 0
  }

  /** How many objects exist. */
  get size(): number {
    return [...this.#shelves.values()].reduce((sum, shelf) => sum + shelf.size, 0)
  }

  /** Objects of a shelf by id; `undefined` where that is not known any more. */
  shelf(shelfId: number): ReadonlyMap<number, WatchedObject> | undefined {
    return this.#lostShelves.has(shelfId) ? undefined : (this.#shelves.get(shelfId) ?? new Map())
  }

  podByUid(uid: string): WatchedObject | undefined {
    return this.#pods.get(uid)
  }

  /** Begin with an object that was there before the first change that is kept. */
  begin(shelfId: number, objectId: number, object: WatchedObject): void {
    this.#keep({ shelfId, objectId }, object)
  }

  /** @param line what the block says. @returns `undefined` where it does not follow from the state, which is reported once */
  take(walked: WalkedChange, line: string | undefined): Step | undefined {
    const { shelfId, objectId } = walked
    if (this.#lost.has(objectId)) return undefined
    const before = this.#shelves.get(shelfId)?.get(objectId)
    const step = line === undefined ? undefined : this.#step(walked, before, line)
    if (step === undefined) this.#lose(walked)
    else this.#keep(walked, step.after)
    return step
  }

  #step({ change }: WalkedChange, before: WatchedObject | undefined, line: string): Step | undefined {
    try {
      const after = this.#after(change, before, line)
      return after === undefined && change.change !== 'deleted' ? undefined : { before, after }
    } catch (error) {
      const isOfLine =
        error instanceof SyntaxError || error instanceof TypeError || error instanceof BrokenInvariantError
      if (!isOfLine) throw error
      this.#report(change, `cannot be applied (${error.message})`)
      return undefined
    }
  }

  #after(change: RecordedChange, before: WatchedObject | undefined, line: string): WatchedObject | undefined {
    if ((before === undefined) !== (change.change === 'added')) {
      this.#report(change, before ? 'adds what exists' : 'is of an object that does not exist')
    }
    switch (change.change) {
      case 'added':
        return this.#added(change, JSON.parse(line) as WatchedObject)
      case 'modified':
        return before && this.#modified(change, before, JSON.parse(line) as Difference[])
      case 'deleted':
        if (line !== '') this.#report(change, 'is a deletion and has differences')
        return undefined
    }
  }

  #added(change: RecordedChange, object: WatchedObject): WatchedObject | undefined {
    const { kind, metadata } = object
    const isItself =
      kind === change.kind &&
      metadata?.name === change.name &&
      metadata.namespace === change.namespace &&
      metadata.uid === change.uid
    if (isItself) return object
    this.#report(change, `adds another object, ${kind} ${metadata?.name}`)
    return undefined
  }

  #modified(change: RecordedChange, before: WatchedObject, differences: Difference[]): WatchedObject | undefined {
    const after = applyDifferences(before, differences)
    const isInverse = after && JSON.stringify(revertDifferences(after, differences)) === JSON.stringify(before)
    if (isInverse) return after as WatchedObject
    this.#report(change, 'does not follow from the object as it was')
    return undefined
  }

  #report({ seq, kind, name }: RecordedChange, what: string): void {
    this.#findings.add('broken-state', `Change ${seq} of ${kind} ${name} ${what}.`, seq)
  }

  #lose({ shelfId, objectId, change }: WalkedChange): void {
    this.#lost.add(objectId)
    this.#lostShelves.add(shelfId)
    this.#shelves.get(shelfId)?.delete(objectId)
    this.#pods.delete(change.uid)
  }

  #keep(
    { shelfId, objectId, change }: Omit<WalkedChange, 'change'> & Partial<WalkedChange>,
    object: WatchedObject | undefined,
  ): void {
    const shelf = this.#shelves.get(shelfId) ?? new Map<number, WatchedObject>()
    this.#shelves.set(shelfId, shelf)
    if (object === undefined) {
      shelf.delete(objectId)
      if (change) this.#pods.delete(change.uid)
      return
    }
    shelf.set(objectId, object)
    if (object.kind === 'Pod') this.#pods.set(object.metadata.uid, object)
  }
}
