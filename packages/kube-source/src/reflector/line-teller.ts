import type { WatchedChange } from '@portolan/pipeline/ports'
import { errorOfLine } from '../transport/status.ts'
import type { Arrival } from '../transport/watch-connection.ts'
import type { RawObject } from '../transport/watch-line.ts'
import type { ObservedTime } from './freshness.ts'
import type { Reflector } from './reflector.ts'
import { wentBack } from './version-order.ts'

/** Tells the lines of one open watch, in their order. */
export class LineTeller {
  readonly #reflector: Reflector
  #isLive = false
  #changes: WatchedChange[] = []
  /** Of the last line read; told or left out, it need not come again. */
  #version: string | undefined

  constructor(reflector: Reflector) {
    this.#reflector = reflector
  }

  get isLive(): boolean {
    return this.#isLive
  }

  /** The watch works. @param catchUpMs for how long its lines may be older than their arrival */
  async goLive(catchUpMs: number): Promise<void> {
    this.#isLive = true
    this.#reflector.tooLargeSince = undefined
    this.#reflector.freshness.catchUp(catchUpMs)
    await this.#reflector.tellState('live')
  }

  /**
   * Tell lines that came together. What came before a line that cannot be told is told.
   *
   * @returns whether the stream can go on; `false` when the cluster went back in time, and another epoch has begun
   * @throws {ApiStatusError} an ERROR line
   * @throws {MalformedAnswerError} a line that cannot be read
   */
  async tell({ lines, observedAt, pausedMs }: Arrival): Promise<boolean> {
    const { freshness, services } = this.#reflector
    const { tuning } = services
    if (this.#isLive && pausedMs > tuning.pauseMs) freshness.catchUp(tuning.catchUpMs)
    let time: ObservedTime | undefined
    try {
      for (const text of lines) {
        const line = this.#reflector.parseLine(text)
        if (line.type === 'ERROR') throw errorOfLine(line.object)
        if (!this.#isLive) await this.goLive(tuning.catchUpMs)
        time ??= freshness.arrived(observedAt)
        if (line.type !== 'BOOKMARK') {
          this.#version = line.object.metadata.resourceVersion
          this.#changes.push(...this.#reflector.changesOf(line.type, line.object))
          if (this.#changes.length >= tuning.messageSize) await this.#flush(time)
        } else {
          await this.#flush(time)
          if (!(await this.#tellBookmark(line.object, time))) return false
        }
      }
    } finally {
      if (time !== undefined) await this.#flush(time)
    }
    return true
  }

  async #flush(time: ObservedTime): Promise<void> {
    if (this.#version === undefined) return
    const { services, assignment } = this.#reflector
    const changes = this.#changes
    const version = this.#version
    this.#changes = []
    this.#version = undefined
    if (changes.length > 0) await services.emit({ type: 'watched', stream: assignment.stream, changes, ...time })
    this.#reflector.reached(version, time.observedAt)
  }

  async #tellBookmark({ metadata }: RawObject, { observedAt }: ObservedTime): Promise<boolean> {
    const { services, assignment, resourceVersion: known, epoch } = this.#reflector
    const { resourceVersion } = metadata
    if (known !== undefined && wentBack(resourceVersion, known)) {
      services.probe.beginEpoch(epoch)
      return false
    }
    await services.emit({ type: 'bookmark', stream: assignment.stream, resourceVersion, observedAt })
    this.#reflector.reached(resourceVersion, observedAt)
    assignment.counters.lastBookmarkAt = observedAt
    return true
  }
}
