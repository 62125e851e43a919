import { type Difference, differences, isSignificant, type WatchedKind, type WatchedObject } from '@portolan/domain'
import type { SourceMessage, WatchedChange } from '@portolan/pipeline/ports'
import type { PackedChange, PackedWatched } from './messages.ts'
import { weightOf } from './weight-of.ts'

interface Most {
  readonly objects: number
  /** Of all objects together, as JSON. */
  readonly characters: number
}

/** Few objects change at one time, however many there are. Most are Pods of 2 KB; an EndpointSlice can have 100 and more. */
const MOST_REMEMBERED: Most = { objects: 8_192, characters: 32 * 1024 * 1024 }

interface Told {
  /** Where whoever reads has it. */
  readonly slot: number
  object: WatchedObject | undefined
  /** Characters of the object, about. */
  weight: number
}

/**
 * Writes messages as text, for a `MessageUnpacker`.
 *
 * Of an object that changed a short while ago only what is new is written, so that whoever reads need not parse, compare and
 * collect the rest. Both remember the same objects; which ones is decided here.
 */
export class MessagePacker {
  readonly #most: Most
  /** By uid; first the one that has not changed for longest. */
  readonly #told = new Map<string, Told>()
  readonly #free: number[] = []
  #characters = 0

  /** @param most that is remembered */
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
    if (found === undefined) this.#tell(told, object, weightOf(object))
    else if (isSignificant(kind, found)) this.#tell(told, object, told.weight + growthOf(found))
    const { slot } = told
    const freed = type === 'deleted' ? this.#forget(told) : this.#remember(uid, told)
    if (found === undefined) return { type, slot, projected, freed }
    return { type, slot, resourceVersion, writer, differences: found, freed }
  }

  #tell(told: Told, object: WatchedObject, weight: number): void {
    this.#characters += weight - told.weight
    told.object = object
    told.weight = weight
  }

  /** Out of the order; whoever puts it back makes it the newest. */
  #takeTold(uid: string): Told {
    const told = this.#told.get(uid)
    if (told !== undefined) this.#told.delete(uid)
    return told ?? { slot: this.#free.pop() ?? this.#told.size, object: undefined, weight: 0 }
  }

  /** @returns slots of those that were forgotten for it, the oldest; `undefined` where none was */
  #remember(uid: string, told: Told): number[] | undefined {
    this.#told.set(uid, told)
    let freed: number[] | undefined
    for (const [oldestUid, oldest] of this.#told) {
      if (this.#told.size <= this.#most.objects && this.#characters <= this.#most.characters) break
      this.#told.delete(oldestUid)
      freed = [...(freed ?? []), ...this.#forget(oldest)]
    }
    return freed
  }

  /** Of one that is out of the order already. */
  #forget({ slot, weight }: Told): number[] {
    this.#characters -= weight
    this.#free.push(slot)
    return [slot]
  }
}

/** Characters by which an object grew, about. */
function growthOf(found: readonly Difference[]): number {
  let growth = 0
  for (const { before, after } of found) growth += weightOf(after) - weightOf(before)
  return growth
}
