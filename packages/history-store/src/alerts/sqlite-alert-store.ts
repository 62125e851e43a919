import { type AnyAlertRule, BrokenInvariantError, type Incident, type Silence } from '@portolan/domain'
import type {
  Acknowledging,
  AlertBatch,
  AlertQuery,
  AlertStore,
  Delivery,
  DeliveryAttempt,
  DeliveryCount,
  DeliveryQuery,
  Firing,
  FiringsQuery,
  IncidentQuery,
  NewDelivery,
  Receiver,
  RestoredAlerts,
  StoredAlert,
} from '@portolan/pipeline/ports'
import { StoreClosedError } from '../errors.ts'
import { asStoreError } from '../sqlite/as-store-error.ts'
import type { Connection } from '../sqlite/connection.ts'
import { AlertTable } from './alert-table.ts'
import { DeliveryTable } from './delivery-table.ts'
import { DocumentTable } from './document-table.ts'
import { IncidentTable } from './incident-table.ts'
import { RuleTable } from './rule-table.ts'
import { SettingTable } from './setting-table.ts'

/** So many alerts that are over, and so many messages, are kept at most, however long they may be. */
const KEPT = 100_000
/** Of incidents that are over for longer everybody was told. */
const RECENT_MS = 3_600_000

/**
 * The alerts in SQLite, on the thread of the caller: its tables are small, and a commit waits for no disk. It survives the death
 * of the process; a loss of power may cost the last commits, as it may cost those of the log.
 */
export class SqliteAlertStore implements AlertStore {
  readonly #connection: Connection
  readonly #file: string
  readonly #settings: SettingTable
  readonly #alerts: AlertTable
  readonly #incidents: IncidentTable
  readonly #rules: RuleTable
  readonly #silences: DocumentTable<Silence>
  readonly #receivers: DocumentTable<Receiver>
  readonly #deliveries: DeliveryTable
  readonly #kept: number
  #isClosed = false

  constructor(connection: Connection, file: string, kept: number = KEPT) {
    this.#kept = kept
    this.#connection = connection
    this.#file = file
    this.#settings = new SettingTable(connection)
    this.#alerts = new AlertTable(connection)
    this.#incidents = new IncidentTable(connection)
    this.#rules = new RuleTable(connection)
    this.#silences = new DocumentTable(connection, 'silence')
    this.#receivers = new DocumentTable(connection, 'receiver')
    this.#deliveries = new DeliveryTable(connection)
  }

  restore(): Promise<RestoredAlerts> {
    return this.#do(() => {
      const evaluatedAt = this.#settings.number('evaluated-at')
      const incidents = this.#incidents.since(evaluatedAt - RECENT_MS)
      const ids = incidents.map(({ id }) => id)
      return {
        evaluatedSeq: this.#settings.number('evaluated-seq'),
        evaluatedAt,
        incidents,
        alerts: this.#alerts.ofIncidents(ids),
        lastDeliveries: this.#deliveries.lastOf(ids),
      }
    })
  }

  commit({ transitions, incidents, deliveries, evaluatedSeq, evaluatedAt }: AlertBatch): Promise<void> {
    return this.#doAtOnce(() => {
      const incidentOf = new Map(incidents.flatMap(({ id, alerts }) => alerts.map((alert) => [alert, id] as const)))
      for (const transition of transitions) this.#alerts.apply(transition, incidentOf.get(transition.alert.id))
      for (const incident of incidents) this.#incidents.put(incident)
      for (const delivery of deliveries) this.#deliveries.add(delivery, evaluatedAt)
      this.#settings.set('evaluated-seq', evaluatedSeq)
      this.#settings.set('evaluated-at', evaluatedAt)
    })
  }

  alerts(query: AlertQuery): Promise<readonly StoredAlert[]> {
    return this.#do(() => this.#alerts.list(query))
  }

  firings(query: FiringsQuery): Promise<readonly Firing[]> {
    return this.#do(() => this.#alerts.firings(query))
  }

  alert(id: string): Promise<StoredAlert | undefined> {
    return this.#do(() => this.#alerts.find(id))
  }

  incident(id: string): Promise<Incident | undefined> {
    return this.#do(() => this.#incidents.find(id))
  }

  incidents(query: IncidentQuery): Promise<readonly Incident[]> {
    return this.#do(() => this.#incidents.list(query))
  }

  acknowledge(id: string, what: Acknowledging): Promise<boolean> {
    return this.#doAtOnce(() => this.#alerts.acknowledge(id, what))
  }

  rules(): Promise<readonly AnyAlertRule[]> {
    return this.#do(() => this.#rules.all())
  }

  replaceRules(rules: readonly AnyAlertRule[]): Promise<void> {
    return this.#doAtOnce(() => this.#rules.replace(rules))
  }

  silences(): Promise<readonly Silence[]> {
    return this.#do(() => this.#silences.all())
  }

  putSilence(silence: Silence): Promise<void> {
    return this.#doAtOnce(() => this.#silences.put(silence))
  }

  removeSilences(ids: readonly string[]): Promise<void> {
    return this.#doAtOnce(() => {
      for (const id of ids) this.#silences.remove(id)
    })
  }

  receivers(): Promise<readonly Receiver[]> {
    return this.#do(() => this.#receivers.all())
  }

  putReceiver(receiver: Receiver): Promise<void> {
    return this.#doAtOnce(() => this.#receivers.put(receiver))
  }

  removeReceiver(id: string): Promise<boolean> {
    return this.#doAtOnce(() => {
      this.#deliveries.giveUp(id)
      return this.#receivers.remove(id)
    })
  }

  dueDeliveries(at: number, limit: number, except: readonly string[] = []): Promise<readonly Delivery[]> {
    return this.#do(() => this.#deliveries.due({ at, limit, except }))
  }

  nextDueAt(after: number): Promise<number | undefined> {
    return this.#do(() => this.#deliveries.nextDueAt(after))
  }

  recordAttempt(delivery: string, attempt: DeliveryAttempt): Promise<void> {
    return this.#doAtOnce(() => this.#deliveries.recordAttempt(delivery, attempt))
  }

  keepSent(delivery: NewDelivery, attempt: DeliveryAttempt): Promise<Delivery> {
    return this.#doAtOnce(() => {
      this.#deliveries.add(delivery, attempt.at)
      const added = this.#deliveries.findByKey(delivery.idempotencyKey)
      if (added === undefined) throw new BrokenInvariantError(`${delivery.idempotencyKey} was added and is not there`)
      this.#deliveries.recordAttempt(added.id, attempt)
      return this.#deliveries.find(added.id) ?? added
    })
  }

  deliveries(query: DeliveryQuery): Promise<readonly Delivery[]> {
    return this.#do(() => this.#deliveries.list(query))
  }

  delivery(id: string): Promise<Delivery | undefined> {
    return this.#do(() => this.#deliveries.find(id))
  }

  deliveryCounts(): Promise<readonly DeliveryCount[]> {
    return this.#do(() => this.#deliveries.counts())
  }

  retryDelivery(id: string, at: number): Promise<boolean> {
    return this.#doAtOnce(() => this.#deliveries.retry(id, at))
  }

  forgetBefore(at: number, limit: number): Promise<void> {
    return this.#doAtOnce(() => {
      const bounds = { at, kept: this.#kept, limit }
      this.#alerts.forget(bounds)
      this.#incidents.forget(bounds)
      this.#deliveries.forget(bounds)
    })
  }

  close(): Promise<void> {
    if (this.#isClosed) return Promise.resolve()
    this.#isClosed = true
    this.#connection.close()
    return Promise.resolve()
  }

  #doAtOnce<Result>(work: () => Result): Promise<Result> {
    return this.#do(() => this.#connection.transaction(work))
  }

  async #do<Result>(work: () => Result): Promise<Result> {
    if (this.#isClosed) throw new StoreClosedError(`${this.#file} is closed.`)
    try {
      return work()
    } catch (error) {
      throw asStoreError(error, this.#file)
    }
  }
}
