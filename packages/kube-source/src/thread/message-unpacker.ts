import {
  applyDifferences,
  assert,
  type Difference,
  isSignificant,
  type ObjectSharing,
  type ProjectedObject,
  type WatchedObject,
} from '@portolan/domain'
import type { SourceMessage, WatchedChange } from '@portolan/pipeline/ports'
import type { PackedChange, PackedMessage, PackedNews, PackedWhole } from './messages.ts'

/** Reads what one `MessagePacker` wrote: all of it, in its order. */
export class MessageUnpacker {
  readonly #sharing: ObjectSharing
  /** What was told last of the objects that changed last; `isSignificant` says the same on both sides. */
  readonly #slots: (WatchedObject | undefined)[] = []

  /** @param sharing lets objects hold the same parts in memory */
  constructor(sharing: ObjectSharing) {
    this.#sharing = sharing
  }

  /** @param text a JSON list of what was packed */
  unpack(text: string): SourceMessage[] {
    return (JSON.parse(text) as PackedMessage[]).map((message) => this.#unpacked(message))
  }

  #unpacked(message: PackedMessage): SourceMessage {
    if (message.type === 'list-page') for (const { object } of message.objects) this.#sharing.share(object)
    if (message.type !== 'watched') return message
    return { ...message, changes: message.changes.map((change) => this.#change(change)) }
  }

  #change(packed: PackedChange): WatchedChange {
    const change = 'differences' in packed ? this.#news(packed) : this.#whole(packed)
    for (const slot of packed.freed ?? []) this.#slots[slot] = undefined
    return change
  }

  #whole({ type, slot, projected }: PackedWhole): WatchedChange {
    this.#sharing.share(projected.object)
    this.#slots[slot] = projected.object
    return { type, projected }
  }

  #news({ type, slot, resourceVersion, writer, differences }: PackedNews): WatchedChange {
    const before = this.#slots[slot]
    assert(before, () => `Slot ${slot} is empty, and something is new about what is there`)
    const object = applyDifferences(before, differences) as WatchedObject
    if (differences.some(bringsParts)) this.#sharing.share(object)
    if (isSignificant(before.kind, differences)) this.#slots[slot] = object
    const projected: ProjectedObject =
      writer === undefined ? { object, resourceVersion } : { object, resourceVersion, writer }
    return { type, projected, compared: { before, differences } }
  }
}

/** Plain values have nothing to share. */
const bringsParts = ({ after }: Difference): boolean => typeof after === 'object'
