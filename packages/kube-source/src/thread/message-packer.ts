import { differences, isSignificant, type WatchedKind, type WatchedObject } from '@portolan/domain'
import type { SourceMessage, WatchedChange } from '@portolan/pipeline/ports'
import type { PackedChange, PackedWatched } from './messages.ts'

/** So many objects are remembered: of Pods some tens of megabytes. Few change at one time, however many there are. */
const MOST_REMEMBERED = 8_192

interface Told {
  /** Where whoever reads has it. */
  readonly slot: number
  object: WatchedObject | undefined
}

/**
 * Writes messages as text, for a `MessageUnpacker`.
 *
 * Of an object that changed a short while ago only what is new is written, so that whoever reads need not parse, compare and
 * collect the rest. Both remember the same objects; which ones is decided here.
 */
export class MessagePacker {
  readonly #most: number
  /** By uid; first the one that has not changed for longest. */
  readonly #told = new Map<string, Told>()
  readonly #free: number[] = []

  /** @param most objects to remember */
  constructor(most = MOST_REMEMBERED) {
    this.#most = most
  }

  pack(message: SourceMessage): string {
    if (message.type !== 'watched') return JSON.stringify(message)
    const { kind } = message.stream
    const packed: PackedWatched = { ...message, changes: message.changes.map((change) => this.#packed(kind, change)) }
    return JSON.stringify(packed)
  }

  #packed(kind: WatchedKind, { type, projected }: WatchedChange): PackedChange {
    const { object, resourceVersion, writer } = projected
    const { uid } = object.metadata
    const told = this.#takeTold(uid)
    const before = told.object?.kind === kind ? told.object : undefined
    const found = before && differences(kind, before, object)
    if (type === 'deleted') this.#free.push(told.slot)
    else this.#told.set(uid, told)
    if (before === undefined || found === undefined) {
      told.object = object
      return { type, slot: told.slot, projected }
    }
    if (isSignificant(kind, found)) told.object = object
    return { type, slot: told.slot, resourceVersion, writer, differences: found }
  }

  /** Out of the order; whoever puts it back makes it the newest. */
  #takeTold(uid: string): Told {
    const told = this.#told.get(uid)
    if (told !== undefined) this.#told.delete(uid)
    return told ?? { slot: this.#free.pop() ?? this.#newSlot(), object: undefined }
  }

  /** All slots are taken: one more, or that of the oldest. */
  #newSlot(): number {
    const [oldest] = this.#told.size < this.#most ? [] : this.#told
    if (oldest === undefined) return this.#told.size
    const [uid, { slot }] = oldest
    this.#told.delete(uid)
    return slot
  }
}
