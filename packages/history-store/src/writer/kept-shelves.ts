import { HeldObject } from '../state/held-object.ts'
import type { ShelfState } from '../state/shelf-states.ts'
import type { ShelfStep } from '../state/shelf-steps.ts'
import type { WholeState } from './checkpoint-writer.ts'

/** So many characters are kept of all shelves: those that change at one time are few. */
const MOST_CHARACTERS = 32 * 1024 * 1024

/** One change on a shelf, as it is written. */
export interface NotedStep extends ShelfStep {
  readonly kind: string
}

interface KeptShelf {
  readonly state: Map<number, HeldObject>
  readonly base: WholeState
  characters: number
}

/**
 * Shelves as they are now, for those that had a checkpoint lately: the next one needs nothing of what was written read again,
 * which is half of its cost. In memory only; what is not kept is put together from the log.
 */
export class KeptShelves {
  readonly #most: number
  /** First the one whose last checkpoint is the oldest. */
  readonly #shelves = new Map<number, KeptShelf>()
  #characters = 0

  /** @param most characters to keep */
  constructor(most = MOST_CHARACTERS) {
    this.#most = most
  }

  /** `undefined` where it is not kept. */
  stateOf(shelfId: number): ShelfState | undefined {
    return this.#shelves.get(shelfId)?.state
  }

  /** The whole state that the last checkpoint of the shelf is a patch of, or was itself. */
  baseOf(shelfId: number): WholeState | undefined {
    return this.#shelves.get(shelfId)?.base
  }

  /** @param weight characters of the state; that of the base is about the same */
  keep(
    shelfId: number,
    state: ShelfState,
    { base, weight }: { readonly base: WholeState; readonly weight: number },
  ): void {
    this.forget(shelfId)
    this.#shelves.set(shelfId, { state: new Map(state), base, characters: 2 * weight })
    this.#weigh(2 * weight)
  }

  /** A change that is written; of a shelf that is not kept it says nothing. */
  take(shelfId: number, { kind, objectId, type, line }: NotedStep): void {
    const shelf = this.#shelves.get(shelfId)
    if (shelf === undefined) return
    if (type === 'added') shelf.state.set(objectId, new HeldObject(kind, line))
    else if (type === 'modified') shelf.state.get(objectId)?.change(line)
    else shelf.state.delete(objectId)
    shelf.characters += line.length
    this.#weigh(line.length)
  }

  forget(shelfId: number): void {
    this.#characters -= this.#shelves.get(shelfId)?.characters ?? 0
    this.#shelves.delete(shelfId)
  }

  #weigh(characters: number): void {
    this.#characters += characters
    for (const oldest of this.#shelves.keys()) {
      if (this.#characters <= this.#most) return
      this.forget(oldest)
    }
  }
}
