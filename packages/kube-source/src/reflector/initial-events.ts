import type { WatchedChange } from '@portolan/pipeline/ports'
import { ConnectionError } from '../errors.ts'
import { errorOfLine } from '../transport/status.ts'
import type { Arrival, WatchConnection } from '../transport/watch-connection.ts'
import { endsInitialEvents, type RawObject } from '../transport/watch-line.ts'
import type { Reflector } from './reflector.ts'

/** Where the initial events ended, and the lines that came after them in the same piece. */
export interface EndOfInitialEvents {
  readonly resourceVersion: string
  readonly rest: Arrival
}

/** The lines of a WatchList up to the bookmark that ends its initial events. */
export class InitialEvents {
  readonly #reflector: Reflector
  readonly #connection: WatchConnection
  /**
   * Changes that the server slipped in between: they are told after the list, in their order. From the first of them on even
   * ADDED may be one.
   */
  readonly #heldBack: WatchedChange[] = []

  constructor(reflector: Reflector, connection: WatchConnection) {
    this.#reflector = reflector
    this.#connection = connection
  }

  /**
   * Tell every initial object as pages of a list.
   *
   * @returns `undefined` when no end is in sight: silence, or nothing but changes (rule B.5)
   * @throws {KubeSourceError} broken off, refused with an ERROR line, or unreadable
   */
  async tellUntilEnd(): Promise<EndOfInitialEvents | undefined> {
    const { clock, tuning } = this.#reflector.services
    let lastLineAt = clock.monotonic()
    for (;;) {
      const patience = lastLineAt + tuning.initialEventsSilenceMs - clock.monotonic()
      const got = await this.#connection.next(Math.max(0, patience))
      if (got === 'silence') return undefined
      if (got === 'ended' || got === 'interrupted') {
        throw new ConnectionError('the API server closed a watch before it had told everything there is', undefined)
      }
      const { end, told } = await this.#tell(got)
      if (end !== undefined) return end
      if (this.#heldBack.length > tuning.maxHeldBackChanges) return undefined
      if (told > 0) lastLineAt = clock.monotonic()
    }
  }

  /** @param beganAt epoch ms, when the list was asked for */
  async tellHeldBack(beganAt: number, observedAt: number): Promise<void> {
    if (this.#heldBack.length === 0) return
    const { services, assignment } = this.#reflector
    const observedFrom = Math.min(beganAt, observedAt)
    await services.emit({
      type: 'watched',
      stream: assignment.stream,
      changes: this.#heldBack,
      observedAt,
      observedFrom,
    })
  }

  /** @returns `told`: how many lines were no bookmarks; a server that ignores the parameters may send those forever */
  async #tell({ lines, observedAt, pausedMs }: Arrival): Promise<{ end?: EndOfInitialEvents; told: number }> {
    const page: RawObject[] = []
    let told = 0
    for (const [index, text] of lines.entries()) {
      const line = this.#reflector.parseLine(text)
      if (line.type === 'ERROR') throw errorOfLine(line.object)
      if (endsInitialEvents(line)) {
        await this.#reflector.tellPage(page)
        const rest = { lines: lines.slice(index + 1), observedAt, pausedMs }
        return { end: { resourceVersion: line.object.metadata.resourceVersion, rest }, told }
      }
      if (line.type === 'BOOKMARK') continue
      told++
      if (line.type === 'ADDED' && this.#heldBack.length === 0) page.push(line.object)
      else this.#heldBack.push(...this.#reflector.changesOf(line.type, line.object))
    }
    await this.#reflector.tellPage(page)
    return { told }
  }
}
