import { CauseWindow } from '../causes/cause-window.ts'
import type { LedgerEntry, OpenLedger } from '../endpoints/ledger-types.ts'
import type { RecordedChange } from '../history/change.ts'
import type { Gap } from '../history/gap.ts'
import type { AppliedChange, Snapshot } from '../history/snapshot.ts'
import { parseObjectKey } from '../kubernetes/object-key.ts'
import type { WatchedKind } from '../kubernetes/resources.ts'
import { momentOf } from '../rollouts/capacity-meter.ts'
import type { Rollout } from '../rollouts/rollout-types.ts'
import { affectedServices } from '../services/affected-services.ts'
import type { Alert, AlertTransition } from './alert.ts'
import { DrainAlerts } from './drain-alerts.ts'
import { DueQueue } from './hysteresis/due-queue.ts'
import type { Judgement } from './judgement.ts'
import { RolloutAlerts } from './rollout-alerts.ts'
import type { RuleBook } from './rules/rule-book.ts'
import { ServiceAlerts } from './service-alerts.ts'
import { WorkloadIndex } from './workload-index.ts'

/** A change of the log with what the other folds make of it. */
export interface JudgedChange {
  readonly change: RecordedChange
  readonly applied: AppliedChange
  /** What it wrote into the ledgers. */
  readonly ledger: readonly LedgerEntry[]
  /** Rollouts of which it says something new, as they are after it. */
  readonly rollouts: readonly Rollout[]
}

/** Where a fold begins. */
export interface AlertFoldStart {
  /** Moved on by the caller: at each call it is as the change at hand leaves it. */
  readonly snapshot: Snapshot
  readonly rules: RuleBook
  /** Epoch ms. */
  readonly at: number
  /** The ledgers at that moment. */
  readonly ledgers?: Iterable<OpenLedger>
  /** Alerts that fired at that moment, and those that were over less than a quarter of an hour before. */
  readonly alerts?: Iterable<Alert>
  /** Rollouts that were under way. */
  readonly rollouts?: Iterable<Rollout>
  readonly openGaps?: Iterable<Gap>
}

/** Names in the queue that are no Service's: those have a `/`. */
const ROLLOUTS = 'rollouts'
const DRAINS = 'drains'

/**
 * Turns the log into alerts (section H). Time comes with the changes and with `advance`, so a replay of the same log with the
 * same rules yields the same transitions: everything happens when it is due, however late it is asked for.
 *
 * Memory is a record per endpoint that is there, and what happened to each Service in the last 15 minutes.
 */
export class AlertFold {
  #snapshot: Snapshot
  readonly #causes: CauseWindow
  readonly #workloads: WorkloadIndex
  readonly #services = new Map<string, ServiceAlerts>()
  readonly #rollouts = new RolloutAlerts()
  readonly #drains = new DrainAlerts()
  readonly #due = new DueQueue()
  #rules: RuleBook
  #openGaps: Gap[]
  #now: number
  /** Of the last change that was taken: the snapshot may be one ahead while what was due before that is judged. */
  #seq: number

  constructor({ snapshot, rules, at, ledgers = [], alerts = [], rollouts = [], openGaps = [] }: AlertFoldStart) {
    this.#snapshot = snapshot
    this.#causes = new CauseWindow(snapshot)
    this.#workloads = new WorkloadIndex(snapshot)
    this.#rules = rules
    this.#now = at
    this.#seq = snapshot.seq
    this.#openGaps = [...openGaps]
    for (const ledger of ledgers) this.#of(ledger.service).restore(ledger, at)
    for (const rollout of rollouts) this.#rollouts.note(rollout)
    for (const alert of alerts) this.#restoreAlert(alert)
    this.#touchAll()
  }

  /** Epoch ms up to which everything that is due was judged. */
  get now(): number {
    return this.#now
  }

  /** Alerts that fire. Costs a look at every Service. */
  firing(): Alert[] {
    const services = [...this.#services.values()].flatMap((alerts) => alerts.firing())
    return [...services, ...this.#rollouts.firing(), ...this.#drains.firing()]
  }

  /**
   * Take the next change. What was due before it is judged first; for that to be done without it, call `advance` up to just
   * before it while the snapshot is still without it.
   */
  apply({ change, applied, ledger, rollouts }: JudgedChange): AlertTransition[] {
    const transitions = this.#judgeUpTo(change.observedAt - 1)
    this.#now = Math.max(this.#now, change.observedAt)
    this.#seq = change.seq
    this.#causes.apply(change, applied)
    this.#workloads.apply(applied)
    const moment = { ...momentOf(change), evidence: change.evidence }
    for (const entry of ledger) this.#noteEntry(entry, { ...moment, at: this.#now })
    this.#touchAffected(applied)
    for (const rollout of rollouts) this.#rollouts.note(rollout)
    if (rollouts.length > 0) this.#due.set(ROLLOUTS, this.#now)
    return transitions
  }

  /** Judge everything that is due up to this moment, epoch ms. */
  advance(to: number): AlertTransition[] {
    const transitions = this.#judgeUpTo(to)
    this.#now = Math.max(this.#now, to)
    return transitions
  }

  /** Epoch ms at which something is due next though nothing happens; `undefined` where nothing is. */
  get nextDueAt(): number | undefined {
    return this.#due.nextAt
  }

  /**
   * A gap opened, or ended: the same gap again with its end. Told after the changes of the same commit. What was due before it
   * is judged first; what waits in it begins to wait anew at its end.
   */
  noteGap(gap: Gap): AlertTransition[] {
    const transitions = this.advance(gap.from)
    const isSame = ({ kind, namespace, from }: Gap) =>
      kind === gap.kind && namespace === gap.namespace && from === gap.from
    this.#openGaps = this.#openGaps.filter((known) => !isSame(known))
    this.#openGaps.push(gap)
    this.#freeze(gap.namespace)
    if (gap.to === undefined) return transitions
    transitions.push(...this.#judgeUpTo(gap.to - 1))
    this.#now = Math.max(this.#now, gap.to)
    this.#openGaps.pop()
    this.#touchAll(gap.namespace)
    return transitions
  }

  /** From here on another snapshot is followed, which holds the same objects now: the log was folded up to its end. */
  settleOn(snapshot: Snapshot): void {
    this.#snapshot = snapshot
    this.#causes.settleOn(snapshot)
    this.#workloads.settleOn(snapshot)
  }

  /** From now on these rules hold; what they do not raise any more is resolved. */
  setRules(rules: RuleBook): void {
    this.#rules = rules
    this.#touchAll()
  }

  #judgeUpTo(to: number): AlertTransition[] {
    const transitions: AlertTransition[] = []
    for (let due = this.#due.take(to); due !== undefined; due = this.#due.take(to)) {
      this.#now = Math.max(this.#now, due.at)
      transitions.push(...this.#turn(due.name))
    }
    return transitions
  }

  #turn(name: string): AlertTransition[] {
    if (name === ROLLOUTS) return this.#turnOf(ROLLOUTS, this.#rollouts)
    if (name === DRAINS) return this.#turnOf(DRAINS, this.#drains)
    const alerts = this.#services.get(name)
    if (alerts === undefined) return []
    const transitions = this.#turnOf(name, alerts)
    for (const loss of alerts.recentLosses) if (this.#drains.note(loss)) this.#due.set(DRAINS, this.#now)
    if (alerts.isOver) this.#services.delete(name)
    return transitions
  }

  #turnOf(name: string, subject: { turn(judgement: Judgement): AlertTransition[]; dueAt: number | undefined }) {
    const transitions = subject.turn(this.#judgement())
    // What is due now was looked at now: time goes on, or nothing would ever end.
    this.#due.set(name, subject.dueAt === undefined ? undefined : Math.max(subject.dueAt, this.#now + 1))
    return transitions
  }

  #judgement(): Judgement {
    const snapshot = this.#snapshot
    const known = { snapshot, rules: this.#rules, causes: this.#causes, workloads: this.#workloads }
    return { ...known, at: this.#now, seq: this.#seq, isBlind: this.#isBlind }
  }

  readonly #isBlind = (kinds: ReadonlySet<WatchedKind>, namespace?: string): boolean =>
    this.#openGaps.some((gap) => kinds.has(gap.kind) && (gap.namespace === undefined || gap.namespace === namespace))

  #noteEntry(entry: LedgerEntry, moment: Parameters<ServiceAlerts['note']>[1]): void {
    const alerts = this.#of(entry.service)
    alerts.note(entry, moment)
    this.#due.set(entry.service, alerts.dueAt)
  }

  #touchAffected(applied: AppliedChange): void {
    const kind = (applied.after ?? applied.before)?.kind
    if (kind === 'Node') this.#due.set(DRAINS, this.#now)
    if (kind === undefined || !TOUCHING.has(kind)) return
    for (const service of affectedServices(applied, this.#snapshot)) this.#touch(service)
  }

  #freeze(namespace: string | undefined): void {
    for (const [service, alerts] of this.#services) {
      if (namespace !== undefined && !service.startsWith(`${namespace}/`)) continue
      alerts.freeze()
      this.#due.set(service, alerts.dueAt)
    }
    this.#due.set(ROLLOUTS, this.#now)
    this.#due.set(DRAINS, this.#now)
  }

  #touchAll(namespace?: string): void {
    for (const service of this.#services.keys()) {
      if (namespace === undefined || service.startsWith(`${namespace}/`)) this.#touch(service)
    }
    this.#due.set(ROLLOUTS, this.#now)
    this.#due.set(DRAINS, this.#now)
  }

  #touch(service: string): void {
    const alerts = this.#of(service)
    alerts.touch(this.#now)
    this.#due.set(service, alerts.dueAt)
  }

  #of(service: string): ServiceAlerts {
    const known = this.#services.get(service) ?? new ServiceAlerts(service)
    this.#services.set(service, known)
    return known
  }

  #restoreAlert(alert: Alert): void {
    const subject = parseObjectKey(alert.subject)
    if (alert.detector === 'rollout-stalled') this.#rollouts.restoreAlert(alert)
    else if (alert.detector === 'node-drain') this.#drains.restoreAlert(alert)
    else this.#of(`${subject?.namespace}/${subject?.name}`).restoreAlert(alert)
  }
}

/** Kinds that change what is wanted of a Service, or whether there is one. */
const TOUCHING: ReadonlySet<string> = new Set(['Service', 'Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'])
