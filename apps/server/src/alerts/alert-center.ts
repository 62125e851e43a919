import {
  type Alert,
  type AlertTransition,
  type AnyAlertRule,
  type Gap,
  keyOf,
  parseObjectKey,
  type Rollout,
  type RolloutFold,
  RuleBook,
  type ScopedService,
  type Silence,
} from '@portolan/domain'
import {
  AlertDesk,
  type AlertDeskOptions,
  type Circuit,
  type CommittedChange,
  DeliveryLoop,
  type Recording,
} from '@portolan/pipeline'
import type { AlertStore, Clock, HistoryReader, Notifier, Receiver } from '@portolan/pipeline/ports'
import { catchUpAlerts } from './alert-catch-up.ts'

/** How often what is due is judged. */
const TICK_MS = 1_000
/** Old alerts are forgotten so often, so many at a time. */
const FORGET_EVERY_TICKS = 60
const FORGET_AT_ONCE = 1_000

export interface AlertCenterOptions {
  readonly recording: Recording
  readonly reader: HistoryReader
  readonly store: AlertStore
  readonly notifier: Notifier
  readonly clock: Clock
  /** Rules of a file, which are asked before those that are stored. */
  readonly fileRules: readonly AnyAlertRule[]
  /** How long alerts that are over are kept, ms. */
  readonly retentionMs: number
  readonly cluster: AlertDeskOptions['cluster']
  readonly linksOf: AlertDeskOptions['linksOf']
  /** Told of what could not be judged, kept or sent. */
  readonly failed: (error: unknown) => void
}

/** Told after a commit, with what became of alerts; never of nothing. */
export type AlertListener = (transitions: readonly AlertTransition[]) => void

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
  #rollouts: RolloutFold | undefined
  #desk: AlertDesk | undefined
  readonly #running: Promise<void>

  constructor(options: AlertCenterOptions) {
    const { store, notifier, clock, failed } = options
    this.#options = options
    this.store = store
    this.#loop = new DeliveryLoop({ store, notifier, clock, random: Math.random, failed })
    this.#running = this.#run().catch(failed)
  }

  /** The log is judged up to its end. */
  get isReady(): boolean {
    return this.#desk !== undefined
  }

  /** Alerts that fire now. */
  firing(): Alert[] {
    return this.#desk?.firing() ?? []
  }

  silencedBy(alert: Alert): string[] {
    return this.#desk?.silencedBy(alert) ?? []
  }

  circuitOf(receiver: string): Circuit {
    return this.#loop.circuitOf(receiver)
  }

  /** Rules of the file, then those stored, then the defaults. */
  async rules(): Promise<RuleBook> {
    return new RuleBook([...this.#options.fileRules, ...(await this.store.rules())])
  }

  subscribe(listener: AlertListener): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** Something that people decide was written into the store: it holds from now on. */
  async settingsChanged(): Promise<void> {
    this.#desk?.change(await this.#settings())
    this.#loop.wake()
  }

  async acknowledge(id: string, what: Parameters<AlertStore['acknowledge']>[1]): Promise<boolean> {
    const isKnown = await this.store.acknowledge(id, what)
    if (isKnown) this.#desk?.noteAcknowledged(id, what !== 'withdrawn')
    return isKnown
  }

  /** A message is due that no alert asked for. */
  deliveryAdded(): void {
    this.#loop.wake()
  }

  /** Everything that was judged is kept; what is on its way is sent again by the next process. */
  async close(): Promise<void> {
    this.#ending.abort()
    await this.#running
    await this.#desk?.close()
    await this.store.close()
  }

  async #run(): Promise<void> {
    const sending = this.#loop.run(this.#ending.signal)
    await this.#open()
    const { clock } = this.#options
    for (let ticks = 1; !this.#ending.signal.aborted; ticks += 1) {
      this.#desk?.tick()
      if (ticks % FORGET_EVERY_TICKS === 0) await this.#forget()
      await clock.sleep(TICK_MS, this.#ending.signal)
    }
    await sending
  }

  async #open(): Promise<void> {
    const { recording, reader, store, clock } = this.#options
    const [restored, settings] = await Promise.all([store.restore(), this.#settings()])
    const signal = this.#ending.signal
    const caughtUp = await catchUpAlerts({
      recording,
      reader,
      restored,
      rules: settings.rules,
      now: clock.now(),
      signal,
    })
    if (caughtUp === undefined) return
    const { fold, rollouts, transitions } = caughtUp
    const { cluster, linksOf, failed } = this.#options
    const committed = (told: readonly AlertTransition[]) => this.#committed(told)
    const scopeOf = (alert: Alert) => this.#scopeOf(alert)
    const desk = new AlertDesk({ fold, restored, store, clock, settings, cluster, linksOf, scopeOf, committed, failed })
    desk.tell(transitions)
    this.#rollouts = rollouts
    this.#desk = desk
    recording.feed.subscribeToSteps((step) => this.#take(step))
    recording.feed.subscribeToGaps((gaps) => this.#takeGaps(gaps))
  }

  #take({ change, before, after, ledger }: CommittedChange): void {
    const applied = { key: keyOf({ kind: change.kind, metadata: change }), before, after }
    const rollouts: Rollout[] = this.#rollouts?.apply(change, applied) ?? []
    this.#desk?.take({ change, applied, ledger, rollouts })
  }

  #takeGaps(gaps: readonly Gap[]): void {
    for (const gap of gaps) {
      this.#rollouts?.noteGap(gap)
      this.#desk?.takeGap(gap)
    }
  }

  async #settings(): Promise<{ rules: RuleBook; silences: readonly Silence[]; receivers: readonly Receiver[] }> {
    const [rules, silences, receivers] = await Promise.all([
      this.rules(),
      this.store.silences(),
      this.store.receivers(),
    ])
    return { rules, silences, receivers }
  }

  #committed(transitions: readonly AlertTransition[]): void {
    this.#loop.wake()
    if (transitions.length > 0) for (const listener of this.#listeners) listener(transitions)
  }

  #scopeOf({ subject }: Alert): ScopedService {
    const { kind, namespace = '', name = '' } = parseObjectKey(subject) ?? { kind: '' }
    const service = kind === 'Service' ? this.#options.recording.snapshot.find('Service', namespace, name) : undefined
    return { namespace, name, labels: service?.metadata.labels ?? {} }
  }

  async #forget(): Promise<void> {
    const { clock, retentionMs, failed } = this.#options
    await this.store.forgetBefore(clock.now() - retentionMs, FORGET_AT_ONCE).catch(failed)
  }
}
