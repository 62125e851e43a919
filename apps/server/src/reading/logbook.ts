import { timestamp } from '@portolan/contract'
import type { WatchedKind } from '@portolan/domain'
import type { Recording } from '@portolan/pipeline'
import type { Clock, HistoryReader, Instant, RolloutArchive } from '@portolan/pipeline/ports'
import { AlertCenter } from '../alerts/alert-center.ts'
import type { AlertingParts } from '../alerts/alerting-parts.ts'
import { rolloutDetailAnswer } from '../answers/rollout-answers.ts'
import { EndpointCauses } from '../churn/endpoint-causes.ts'
import { recalledChurn } from '../churn/recalled-churn.ts'
import { BeforeHistoryError, InstantInFutureError, NotReadyError } from '../errors.ts'
import { InstantFindings } from '../findings/instant-findings.ts'
import { LiveFindings } from '../findings/live-findings.ts'
import { ServiceNews } from '../live/service-news.ts'
import { RequestIndexes } from '../resolution/request-indexes.ts'
import { ResolutionHistories } from '../resolution/resolution-histories.ts'
import { RolloutBook } from '../rollouts/rollout-book.ts'
import { RolloutReplays } from '../rollouts/rollout-replays.ts'
import type { RolloutSources } from '../rollouts/rollouts-at.ts'
import { frontDoorNamespaces } from './front-door-namespaces.ts'
import { parseInstant } from './instant.ts'
import { type PastReadOptions, PastViews } from './past-views.ts'
import type { View } from './view.ts'

/** A log of ordinary size is restored sooner: who comes too early waits instead of being sent away. */
const PATIENCE_MS = 5_000

/** The log while it is recorded and read. */
export interface RecordedLog {
  readonly recording: Recording
  readonly reader: HistoryReader
  /** Rollouts of it that are over. */
  readonly archive: RolloutArchive
  /** It is not recorded any more, as that of a bundle: its end is an instant like any other. */
  readonly hasEnded?: true
  /** Absent: nobody is alerted, as of a bundle. */
  readonly alerting?: AlertingParts
}

/** An open log, with what is kept up beside it. */
export interface OpenLog extends Omit<RecordedLog, 'alerting'> {
  readonly news: ServiceNews
  readonly past: PastViews
  /** Who applies which rules, of any snapshot. */
  readonly indexes: RequestIndexes
  readonly histories: ResolutionHistories
  /** What the rules say now, and of instants of the past. */
  readonly findings: LiveFindings
  readonly instantFindings: InstantFindings
  readonly rollouts: RolloutSources
  /** Why endpoints were lost and gained. */
  readonly causes: EndpointCauses
  /** Absent where nobody is alerted. */
  readonly alerts?: AlertCenter
}

/** Which view of an instant, and for whom. */
export interface ViewOptions extends PastReadOptions {
  /** Name of the parameter that asks for the instant, for messages; `at` where none is given. */
  readonly parameter?: 'at' | 'from' | 'to'
}

/** What everything that answers reads from. Closed until the log is restored, which may take longer than listening. */
export class Logbook {
  readonly #clock: Clock
  readonly #failed: (error: unknown) => void
  #open: OpenLog | undefined
  readonly #whenOpen: ((log: OpenLog) => void)[] = []

  /** @param failed told of what went wrong beside every request */
  constructor(clock: Clock, failed: (error: unknown) => void) {
    this.#clock = clock
    this.#failed = failed
  }

  /** Called once, when the log is restored. */
  open({ recording, reader, archive, hasEnded, alerting }: RecordedLog): void {
    const clock = this.#clock
    const failed = this.#failed
    const visibilityNow = (kind: WatchedKind) => recording.snapshot.visibilityOf(kind)
    const frontDoors = () => frontDoorNamespaces(recording.snapshot)
    const past = new PastViews({ reader, clock, visibilityNow, frontDoors })
    const log = {
      recording,
      reader,
      archive,
      ...(hasEnded && { hasEnded }),
      news: new ServiceNews(recording, clock),
      past,
      indexes: new RequestIndexes(recording),
      histories: new ResolutionHistories({ reader, past, visibilityNow }),
      findings: new LiveFindings({ recording, reader, past, visibilityNow, clock, failed: this.#failed }),
      instantFindings: new InstantFindings({ reader, past, visibilityNow }),
      rollouts: {
        book: new RolloutBook({ recording, reader, archive, clock, failed: this.#failed }),
        replays: new RolloutReplays(reader, (detail) => JSON.stringify(rolloutDetailAnswer(detail))),
      },
      causes: new EndpointCauses({ reader, past, clock }),
      ...(alerting && { alerts: new AlertCenter({ parts: alerting, recording, reader, clock, failed }) }),
    }
    this.#open = log
    void this.#recallChurn(log)
    for (const listener of this.#whenOpen.splice(0)) listener(log)
  }

  /** Rows are right but for the churn before the start until it is read; if it cannot be read they stay so for five minutes. */
  async #recallChurn({ reader, recording, news }: OpenLog): Promise<void> {
    const { snapshot, feed } = recording
    try {
      const recalled = await recalledChurn({ reader, snapshot, upTo: feed.seq, now: this.#clock.now() })
      if (recalled.length > 0) news.recallChurn(recalled)
    } catch (error) {
      this.#failed(error)
    }
  }

  /** What is kept up beside the log is written down when it resolves. */
  async close(): Promise<void> {
    await this.#open?.alerts?.close()
    await this.#open?.rollouts.book.close()
  }

  /** Runs when the log opens; at once where it is open. */
  whenOpen(listener: (log: OpenLog) => void): void {
    if (this.#open === undefined) this.#whenOpen.push(listener)
    else listener(this.#open)
  }

  /** Resolves when the log is open, or when it has been waited for long enough to be told that it is not. */
  async opened(): Promise<void> {
    if (this.isOpen) return
    const given = new AbortController()
    this.whenOpen(() => given.abort())
    await this.#clock.sleep(PATIENCE_MS, given.signal)
  }

  /** What now is for everything that is answered, epoch ms. */
  get now(): number {
    return this.#clock.now()
  }

  get isOpen(): boolean {
    return this.#open !== undefined
  }

  /** @throws {NotReadyError} the log is not restored yet */
  get log(): OpenLog {
    if (this.#open === undefined) throw new NotReadyError('The log is still being read: try again in a second.')
    return this.#open
  }

  /**
   * Everything at an instant.
   *
   * @param at as requests write it; absent: now
   * @throws {NotReadyError | BadInstantError | InstantInFutureError | BeforeHistoryError}
   * @throws {TooManyReadersError | ClientGoneError} see `PastViews.at`
   */
  async viewAt(at: string | undefined, { parameter = 'at', ...options }: ViewOptions = {}): Promise<View> {
    const { log } = this
    if (at === undefined) return this.#liveView(log)
    const instant = parseInstant(at, parameter)
    this.requirePast(instant, parameter)
    const view = await log.past.at(instant, options)
    if (view === undefined) throw await beforeHistory(log.reader, `${parameter}=${at}`)
    return view
  }

  /** @throws {InstantInFutureError} it has not come yet */
  requirePast(instant: Instant, parameter: string): void {
    const { seq } = this.log.recording.feed
    if ('seq' in instant && instant.seq > seq) {
      throw new InstantInFutureError(
        `${parameter} is seq:${instant.seq}, which has not been written yet: the log ends at seq:${seq}.`,
      )
    }
    const now = this.#clock.now()
    if ('time' in instant && instant.time > now) {
      throw new InstantInFutureError(
        `${parameter} is ${timestampOrNumber(instant.time)}, which has not come yet: here it is ${timestamp(now)}.`,
      )
    }
  }

  async #liveView({ recording, reader }: OpenLog): Promise<View> {
    const asked = this.#clock.now()
    const gaps = await reader.gaps({ from: asked, to: asked + 1 })
    // The snapshot moves on while gaps are read; the time must be that of the snapshot which is answered.
    const time = this.#clock.now()
    return { snapshot: recording.snapshot, time, isLive: true, gaps }
  }
}

async function beforeHistory(reader: HistoryReader, asked: string): Promise<BeforeHistoryError> {
  const { oldest } = await reader.bounds()
  if (oldest === undefined) return new BeforeHistoryError(`${asked}: the log is still empty.`)
  const { observedAt, seq } = oldest
  return new BeforeHistoryError(`${asked} lies before the log, which begins at ${timestamp(observedAt)} (seq:${seq}).`)
}

/** Years beyond 275,760 are no dates. */
function timestampOrNumber(time: number): string {
  return Number.isNaN(new Date(time).getTime()) ? String(time) : timestamp(time)
}
