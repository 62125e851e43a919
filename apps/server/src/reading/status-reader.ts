import type { Status } from '@portolan/contract'
import type { Clock, HistoryBounds } from '@portolan/pipeline/ports'
import { type Installation, statusAnswer } from '../answers/status-answer.ts'
import type { Logbook } from './logbook.ts'

const BOUNDS_FRESH_MS = 1_000

/** Reads `/status`; the size of the log is asked for once a second at most, however many want to know. */
export class StatusReader {
  readonly #logbook: Logbook
  readonly #installation: Installation
  readonly #clock: Clock
  #bounds: { readonly readAt: number; readonly value: Promise<HistoryBounds> } | undefined

  constructor({ logbook, installation, clock }: { logbook: Logbook; installation: Installation; clock: Clock }) {
    this.#logbook = logbook
    this.#installation = installation
    this.#clock = clock
  }

  /** @throws {NotReadyError} the log is not restored yet */
  async read(): Promise<Status> {
    const { recording, alerts } = this.#logbook.log
    const bounds = await this.bounds()
    return statusAnswer({ installation: this.#installation, recording, bounds, alerts, now: this.#clock.now() })
  }

  /** At most a second old. */
  bounds(): Promise<HistoryBounds> {
    const now = this.#clock.monotonic()
    if (this.#bounds !== undefined && now - this.#bounds.readAt < BOUNDS_FRESH_MS) return this.#bounds.value
    const value = this.#logbook.log.reader.bounds()
    this.#bounds = { readAt: now, value }
    value.catch(() => {
      this.#bounds = undefined
    })
    return value
  }
}
