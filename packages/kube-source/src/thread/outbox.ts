import type { SourceMessage, StreamStatistics } from '@portolan/pipeline/ports'
import { MessagePacker } from './message-packer.ts'
import type { FromThread } from './messages.ts'

/** A parcel of this many characters is full: nobody parses for more than a few milliseconds at a time. */
const PARCEL_CHARACTERS = 256 * 1024
/** So many parcels may be under way; then messages wait here until one is taken. */
const PARCELS_UNDER_WAY = 2

export interface OutboxOptions {
  readonly post: (message: FromThread) => void
  readonly statistics: () => readonly StreamStatistics[]
}

/**
 * Messages on their way out of the thread, in their order, in parcels.
 *
 * A message is posted in the turn in which it came; while parcels are under way those that come gather. When a full one waits,
 * `add` does, so that whoever adds stops reading sockets.
 */
export class Outbox {
  readonly #options: OutboxOptions
  readonly #packer = new MessagePacker()
  #waiting: string[] = []
  #characters = 0
  #underWay = 0
  #isScheduled = false
  #room: (() => void) | undefined
  #isClosed = false

  constructor(options: OutboxOptions) {
    this.#options = options
  }

  /** Resolves when there is room for the next message. */
  async add(message: SourceMessage): Promise<void> {
    const text = this.#packer.pack(message)
    this.#waiting.push(text)
    this.#characters += text.length
    if (this.#isFull) this.#post()
    else this.#postSoon()
    while (this.#isFull && !this.#isClosed) {
      await new Promise<void>((resolve) => {
        this.#room = resolve
      })
    }
  }

  /** One parcel was taken. */
  taken(): void {
    this.#underWay--
    this.#post()
    this.#openRoom()
  }

  /** Nobody takes anything any more: what waits is forgotten, and so is whatever is added. */
  close(): void {
    this.#isClosed = true
    this.#openRoom()
  }

  get #isFull(): boolean {
    return this.#characters >= PARCEL_CHARACTERS
  }

  #openRoom(): void {
    const room = this.#room
    this.#room = undefined
    room?.()
  }

  #postSoon(): void {
    if (this.#isScheduled) return
    this.#isScheduled = true
    setImmediate(() => {
      this.#isScheduled = false
      this.#post()
    })
  }

  #post(): void {
    if (this.#isClosed || this.#waiting.length === 0 || this.#underWay >= PARCELS_UNDER_WAY) return
    this.#underWay++
    const text = `[${this.#waiting.join(',')}]`
    this.#waiting = []
    this.#characters = 0
    this.#options.post({ type: 'parcel', text, statistics: this.#options.statistics() })
  }
}
