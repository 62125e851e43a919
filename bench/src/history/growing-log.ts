import type { LargeClusterOptions } from '@portolan/demo-cluster'
import { type History, type HistoryOptions, openHistory } from '@portolan/history-store'
import { Recorder, systemClock } from '@portolan/pipeline'
import type { AppendBatch, Clock, HistoryReader, HistoryWriter } from '@portolan/pipeline/ports'
import { ChurningSource } from './churning-source.ts'

/** How long the log took to write a number of changes. */
export interface WritingTime {
  readonly changes: number
  readonly ms: number
  /** Of one batch. */
  readonly longestMs: number
}

export const perSecond = ({ changes, ms }: WritingTime): number => changes / (ms / 1000)

/** A log of a churning cluster, grown to the size that is wanted. */
export class GrowingLog {
  readonly reader: HistoryReader
  readonly #history: History
  readonly #source: ChurningSource
  readonly #recorder: Recorder
  readonly #writer: TimedWriter
  readonly #abort = new AbortController()
  readonly #running: Promise<void>

  private constructor(history: History, writer: TimedWriter, parts: { source: ChurningSource; recorder: Recorder }) {
    this.reader = history.reader
    this.#history = history
    this.#writer = writer
    this.#source = parts.source
    this.#recorder = parts.recorder
    this.#running = this.#recorder.run(this.#abort.signal)
  }

  /**
   * Goes on where the log ends, and begins when nothing else is done with it.
   *
   * @param everyMs so far apart are changes, by the clock of the log
   */
  static async open(
    options: Pick<HistoryOptions, 'directory' | 'retention'>,
    cluster: LargeClusterOptions,
    everyMs: number,
  ): Promise<GrowingLog> {
    let source: ChurningSource | undefined
    const clock: Clock = { ...systemClock, now: () => source?.now ?? systemClock.now() }
    const history = await openHistory({ ...options, clock })
    const restored = await history.writer.restore()
    await history.examined
    source = new ChurningSource(cluster, everyMs, restored)
    const writer = new TimedWriter(history.writer)
    const recorder = new Recorder({ source, writer, clock, restored })
    return new GrowingLog(history, writer, { source, recorder })
  }

  /** The newest `seq`. */
  get seq(): number {
    return this.#recorder.feed.seq
  }

  /** Record until the log has so many changes. @returns how long it took to write them */
  async growTo(seq: number): Promise<WritingTime> {
    this.#writer.reset()
    const isGrown = () => this.#recorder.feed.seq >= seq
    this.#source.goOnUntil(isGrown)
    while (!isGrown()) await Promise.race([systemClock.sleep(20), this.#running])
    return this.#writer.time
  }

  async close(): Promise<void> {
    this.#abort.abort()
    await this.#running
    await this.#history.close()
  }
}

class TimedWriter implements HistoryWriter {
  readonly #writer: HistoryWriter
  time: WritingTime = { changes: 0, ms: 0, longestMs: 0 }

  constructor(writer: HistoryWriter) {
    this.#writer = writer
  }

  reset(): void {
    this.time = { changes: 0, ms: 0, longestMs: 0 }
  }

  restore() {
    return this.#writer.restore()
  }

  async append(batch: AppendBatch): Promise<void> {
    const from = performance.now()
    await this.#writer.append(batch)
    const ms = performance.now() - from
    const { changes, ms: before, longestMs } = this.time
    this.time = { changes: changes + batch.changes.length, ms: before + ms, longestMs: Math.max(longestMs, ms) }
  }

  close() {
    return this.#writer.close()
  }
}
