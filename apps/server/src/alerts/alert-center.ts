import { type Alert, type AlertTransition, type AnyAlertRule, RuleBook, type ScopedService } from '@portolan/domain'
import { type AlertSettings, attemptOf, type Circuit, DeliveryLoop, type Recording } from '@portolan/pipeline'
import type {
  Acknowledging,
  AlertStore,
  Clock,
  DeliveryAttempt,
  HistoryReader,
  Receiver,
} from '@portolan/pipeline/ports'
import type { AlertingParts } from './alerting-parts.ts'
import { LiveDesk, scopeOf } from './live-desk.ts'
import { forgettableSilences } from './silence-of.ts'
import { testDelivery } from './test-delivery.ts'

/** How often what is due is judged. */
const TICK_MS = 1_000
/** Old alerts are forgotten so often, so many at a time. */
const FORGET_EVERY_TICKS = 60
const FORGET_AT_ONCE = 1_000
/** Where the store or the log could not be read at the start it is tried again after this long, then twice as long, up to a minute. */
const OPEN_RETRY_MS = 1_000
const LONGEST_OPEN_RETRY_MS = 60_000

export interface AlertCenterOptions {
  readonly parts: AlertingParts
  readonly recording: Recording
  readonly reader: HistoryReader
  readonly clock: Clock
  /** Told of what could not be judged, kept or sent. */
  readonly failed: (error: unknown) => void
}

/** How alerting goes. */
export interface AlertingHealth {
  /** `starting`: the log is still judged up to its end. `failing`: something is tried again and again. */
  readonly state: 'starting' | 'running' | 'failing'
  /** What fails, as a sentence. */
  readonly detail?: string
}

/** Told after a commit of the alerts of which something changed, as they are now. */
export type AlertListener = (changed: readonly Alert[]) => void

/**
 * Alerting as it runs: the desk that judges what is recorded, the loop that sends what is decided, and what people change of
 * both. Until the log is judged up to its end nothing fires that did not fire before.
 */
export class AlertCenter {
  readonly store: AlertStore
  readonly #options: AlertCenterOptions
  readonly #ending = new AbortController()
  readonly #listeners = new Set<AlertListener>()
  readonly #loop: DeliveryLoop
  #live: LiveDesk | undefined
  #openFault: unknown
  #tickFault: unknown
  #settingsFault: unknown
  readonly #running: Promise<void>

  constructor(options: AlertCenterOptions) {
    const { parts, clock, failed } = options
    const { store, notifier } = parts
    this.#options = options
    this.store = store
    this.#loop = new DeliveryLoop({ store, notifier, clock, random: Math.random, failed })
    this.#running = this.#run().catch(failed)
  }

  /** The log is judged up to its end. */
  get isReady(): boolean {
    return this.#live !== undefined
  }

  get health(): AlertingHealth {
    const failing = (what: string, fault: unknown, remedy = 'It is tried again.') => {
      const why = fault instanceof Error ? fault.message : String(fault)
      return { state: 'failing', detail: `${what}: ${why} ${remedy}` } as const
    }
    if (this.#live === undefined) {
      if (this.#openFault === undefined) return { state: 'starting' }
      return failing('Nothing is judged', this.#openFault)
    }
    if (this.#live.fault !== undefined) {
      return failing(
        'Nothing is judged any more',
        this.#live.fault,
        'Restart Portolan: what happened since is judged then.',
      )
    }
    if (this.#tickFault !== undefined) return failing('Nobody can be told', this.#tickFault)
    if (this.#settingsFault !== undefined) {
      return failing('What people decided last does not hold yet', this.#settingsFault)
    }
    const { desk } = this.#live
    if (desk.fault !== undefined) return failing('What is judged cannot be kept', desk.fault)
    if (this.#loop.fault !== undefined) return failing('Nobody can be told', this.#loop.fault)
    return { state: 'running' }
  }

  /** Alerts that fire now. */
  firing(): Alert[] {
    return this.#live?.desk.firing() ?? []
  }

  /** Of the alerts that fire, by id: the ids of the silences that hide them now. What is not hidden is not there. */
  hidden(): ReadonlyMap<string, readonly string[]> {
    return this.#live?.desk.hidden() ?? new Map()
  }

  /** Somebody takes care of an alert that fires. */
  isAcknowledged(alert: string): boolean {
    return this.#live?.desk.isAcknowledged(alert) ?? false
  }

  /** Id of the incident to which an alert belongs; `undefined` where it is over for long, or never was. */
  incidentOf(alert: string): string | undefined {
    return this.#live?.desk.incidentOf(alert)
  }

  /** The change up to which the log was judged. */
  get seq(): number {
    return this.#live?.desk.seq ?? 0
  }

  /** The Service, or whatever an alert is about, as scopes see it. */
  scopeOf(alert: Alert): ScopedService {
    return scopeOf(this.#options.recording, alert)
  }

  get fileRules(): readonly AnyAlertRule[] {
    return this.#options.parts.fileRules
  }

  /** How secrets of receivers are kept, and where else they may be. */
  get secrets(): Pick<AlertingParts, 'sealer' | 'places'> {
    return this.#options.parts
  }

  circuitOf(receiver: string): Circuit {
    return this.#loop.circuitOf(receiver)
  }

  /** Rules of the file, then those stored, then the defaults. */
  async rules(): Promise<RuleBook> {
    return new RuleBook([...this.fileRules, ...(await this.store.rules())])
  }

  subscribe(listener: AlertListener): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /**
   * Something that people decide was written into the store: it holds from now on.
   *
   * @throws {StoreError} it could not be read; it is tried again with every tick
   */
  async settingsChanged(): Promise<void> {
    try {
      this.#live?.desk.change(await this.#settings())
      this.#settingsFault = undefined
    } catch (error) {
      this.#settingsFault = error
      throw error
    }
    this.#loop.wake()
  }

  async acknowledge(id: string, what: Acknowledging): Promise<boolean> {
    const isKnown = await this.store.acknowledge(id, what)
    if (!isKnown) return false
    this.#live?.desk.noteAcknowledged(id, !('isWithdrawn' in what))
    this.#tell(this.firing().filter((alert) => alert.id === id))
    return true
  }

  /** A dead letter is sent again. @returns false where there is no such dead letter */
  async retry(delivery: string): Promise<boolean> {
    const isKnown = await this.store.retryDelivery(delivery, this.#options.clock.now())
    this.#loop.wake()
    return isKnown
  }

  /** Tells a receiver something at once, past its order and limits, and keeps what came of it. */
  async test(receiver: Receiver): Promise<DeliveryAttempt> {
    const { clock, parts, recording } = this.#options
    const delivery = testDelivery({ receiver: receiver.id, cluster: recording.cluster?.name ?? '', now: clock.now() })
    const began = clock.monotonic()
    const outcome = await parts.notifier.send(receiver, delivery, this.#ending.signal)
    const attempt = attemptOf(outcome, { at: clock.now(), durationMs: clock.monotonic() - began })
    await this.store.keepSent(delivery, attempt)
    return attempt
  }

  /** Everything that was judged is kept, unless a fold is at fault; what is on its way is sent again by the next process. */
  async close(): Promise<void> {
    this.#ending.abort()
    await this.#running
    await this.#live?.close().catch(this.#options.failed)
    await this.#options.parts.notifier.close()
    await this.store.close()
  }

  async #run(): Promise<void> {
    const sending = this.#loop.run(this.#ending.signal)
    await this.#openAtLast()
    const { clock } = this.#options
    for (let ticks = 1; !this.#ending.signal.aborted; ticks += 1) {
      this.#tick()
      if (this.#settingsFault !== undefined) await this.#readSettings()
      if (ticks % FORGET_EVERY_TICKS === 0) await this.#forget()
      await clock.sleep(TICK_MS, this.#ending.signal)
    }
    await sending
  }

  /** What stands in its way once may be gone the next time: somebody changes a rule, a silence or a receiver. */
  #tick(): void {
    try {
      this.#live?.tick()
      this.#tickFault = undefined
    } catch (error) {
      if (this.#tickFault === undefined) this.#options.failed(error)
      this.#tickFault = error
    }
  }

  async #openAtLast(): Promise<void> {
    const { clock, failed } = this.#options
    const { signal } = this.#ending
    for (let waitMs = OPEN_RETRY_MS; !signal.aborted; waitMs = Math.min(2 * waitMs, LONGEST_OPEN_RETRY_MS)) {
      try {
        await this.#open()
        return
      } catch (error) {
        this.#openFault = error
        failed(error)
      }
      await clock.sleep(waitMs, signal)
    }
  }

  async #open(): Promise<void> {
    this.#live = await LiveDesk.open({
      ...this.#options,
      settings: await this.#settings(),
      signal: this.#ending.signal,
      committed: (transitions) => this.#committed(transitions),
    })
    // People may have decided something while the log was judged up to its end.
    await this.#readSettings()
  }

  /** A fault is told once, not with every tick. */
  async #readSettings(): Promise<void> {
    const isKnown = this.#settingsFault !== undefined
    await this.settingsChanged().catch((error) => {
      if (!isKnown) this.#options.failed(error)
    })
  }

  async #settings(): Promise<AlertSettings> {
    const [rules, silences, receivers] = await Promise.all([
      this.rules(),
      this.store.silences(),
      this.store.receivers(),
    ])
    return { rules, silences, receivers }
  }

  #committed(transitions: readonly AlertTransition[]): void {
    this.#loop.wake()
    const newest = new Map(transitions.map(({ alert }) => [alert.id, alert]))
    if (newest.size > 0) this.#tell([...newest.values()])
  }

  #tell(changed: readonly Alert[]): void {
    for (const listener of this.#listeners) listener(changed)
  }

  async #forget(): Promise<void> {
    const { clock, parts, failed } = this.#options
    const before = clock.now() - parts.retentionMs
    try {
      await this.store.forgetBefore(before, FORGET_AT_ONCE)
      const firing = new Set(this.firing().map(({ id }) => id))
      const forgotten = forgettableSilences(this.#live?.desk.settings.silences ?? [], {
        before,
        now: clock.now(),
        firing,
      })
      if (forgotten.length === 0) return
      await this.store.removeSilences(forgotten.map(({ id }) => id))
      await this.settingsChanged()
    } catch (error) {
      failed(error)
    }
  }
}
