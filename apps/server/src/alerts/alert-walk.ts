import {
  type Alert,
  AlertFold,
  type AlertTransition,
  type Gap,
  LedgerFold,
  type OpenRollout,
  openLedgers,
  type RecordedChange,
  RolloutFold,
  type RuleBook,
  Snapshot,
  type Visibility,
  WATCHED_RESOURCES,
  type WatchedKind,
  type WatchedObject,
} from '@portolan/domain'
import { GapTurns } from '../rollouts/gap-turns.ts'

/** Where a walk begins. */
export interface AlertWalkStart {
  /** The objects are as this change left them. */
  readonly seq: number
  /** Epoch ms. */
  readonly time: number
  readonly objects: Iterable<WatchedObject>
  /** Gaps that overlap what will be walked. */
  readonly gaps: Iterable<Gap>
  readonly rules: RuleBook
  /** Alerts that fired then, and those that were over less than a quarter of an hour before. */
  readonly alerts?: Iterable<Alert>
  readonly visibilityOf: (kind: WatchedKind) => Visibility
}

/** Folds a stretch of the log into alerts, every change of it, apart from what is recorded meanwhile. */
export class AlertWalk {
  /** Goes on by itself once it settles on the snapshot that is recorded. */
  readonly fold: AlertFold
  readonly #snapshot: Snapshot
  readonly #ledgers: LedgerFold
  readonly #rollouts: RolloutFold
  readonly #gaps: GapTurns

  constructor({ seq, time, objects, gaps, rules, alerts = [], visibilityOf }: AlertWalkStart) {
    const snapshot = Snapshot.of(seq, objects)
    for (const { kind } of WATCHED_RESOURCES) snapshot.setVisibility(kind, undefined, visibilityOf(kind))
    const ledgers = openLedgers(snapshot, time)
    const slices = [...snapshot.ofKind('EndpointSlice'), ...snapshot.ofKind('Service')]
    const held = slices.map((object) => ({ object, seq }))
    this.#snapshot = snapshot
    this.#ledgers = LedgerFold.restore(ledgers, held, (uid) => snapshot.byUid('Pod', uid))
    this.#rollouts = new RolloutFold(snapshot)
    this.#gaps = new GapTurns(gaps)
    this.fold = new AlertFold({ snapshot, rules, at: time, ledgers, alerts })
    this.#tellGaps(time)
  }

  /** Everything of the log up to here was walked. */
  get seq(): number {
    return this.#snapshot.seq
  }

  /** @param change the next one of the log */
  apply(change: RecordedChange): AlertTransition[] {
    const transitions = [...this.#tellGaps(change.observedAt - 1), ...this.fold.advance(change.observedAt - 1)]
    const applied = this.#snapshot.apply(change)
    const ledger = this.#ledgers.apply(change, applied.before, applied.after)
    const rollouts = this.#rollouts.apply(change, applied)
    return [...transitions, ...this.fold.apply({ change, applied, ledger, rollouts })]
  }

  /** What is due up to a time, epoch ms, when nothing changes any more. */
  endAt(time: number): AlertTransition[] {
    return [...this.#tellGaps(time), ...this.fold.advance(time)]
  }

  /** Rollouts that are under way where the walk is, for a fold that goes on from there. */
  openRollouts(): OpenRollout[] {
    return this.#rollouts.open()
  }

  get openGaps(): readonly Gap[] {
    return this.#gaps.open
  }

  #tellGaps(upTo: number): AlertTransition[] {
    return [...this.#gaps.takeUpTo(upTo)].flatMap((gap) => this.fold.noteGap(gap))
  }
}
