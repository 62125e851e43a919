import { setImmediate } from 'node:timers/promises'
import {
  type Alert,
  AlertFold,
  type AlertTransition,
  openLedgers,
  RolloutFold,
  type RuleBook,
  type WatchedKind,
} from '@portolan/domain'
import type { Recording } from '@portolan/pipeline'
import type { HistoryReader, RestoredAlerts, StoredAlert } from '@portolan/pipeline/ports'
import { AlertWalk } from './alert-walk.ts'

/** Detectors look back no longer. */
const LOOK_BACK_MS = 15 * 60_000
/** Changes that are folded in one turn; others are served in between. */
const SLICE = 500
/** So few changes are folded in one turn, from memory, so that nothing is recorded in between. */
const LAST_LEAP = 2_000

export interface AlertCatchUpOptions {
  readonly recording: Recording
  readonly reader: HistoryReader
  readonly restored: RestoredAlerts
  readonly rules: RuleBook
  /** Epoch ms. */
  readonly now: number
  readonly signal: AbortSignal
}

/** A fold that stands at the end of the log and follows what is recorded, and what nobody was told of on the way there. */
export interface CaughtUpAlerts {
  readonly fold: AlertFold
  readonly rollouts: RolloutFold
  readonly transitions: readonly AlertTransition[]
}

/**
 * Judge what was recorded since the process ended: begun a quarter of an hour before, for so far detectors look back, and told
 * only what was not told then. A log that was never judged is judged from now on.
 *
 * @returns `undefined` where it was told to stop. What is returned holds only until something else runs.
 */
export async function catchUpAlerts(options: AlertCatchUpOptions): Promise<CaughtUpAlerts | undefined> {
  const { recording, restored, now, signal } = options
  const walk = await walkFrom(options)
  if (walk === undefined) return fromNowOn(options)
  const transitions: AlertTransition[] = []
  while (!(await nextLeap(walk, { ...options, transitions }))) {
    if (signal.aborted) return undefined
    await setImmediate()
  }
  // What was due after the last change was told then, too.
  walk.endAt(restored.evaluatedAt)
  const { fold, seq } = walk
  fold.settleOn(recording.snapshot)
  const rollouts = RolloutFold.restore(walk.openRollouts(), recording.snapshot, walk.openGaps)
  const ended = new Set(transitions.map(({ alert }) => alert.id))
  const orphans = orphansOf(restored, fold, { at: now, seq }).filter(({ alert }) => !ended.has(alert.id))
  return { fold, rollouts, transitions: [...orphans, ...transitions] }
}

async function fromNowOn({ recording, reader, rules, now }: AlertCatchUpOptions): Promise<CaughtUpAlerts> {
  const openGaps = await reader.gaps({ from: now })
  const { snapshot } = recording
  const fold = new AlertFold({ snapshot, rules, at: now, ledgers: openLedgers(snapshot, now), openGaps })
  return { fold, rollouts: new RolloutFold(snapshot, openGaps), transitions: [] }
}

/** @returns whether the end of the log is reached */
async function nextLeap(
  walk: AlertWalk,
  { recording, reader, restored, transitions }: AlertCatchUpOptions & { readonly transitions: AlertTransition[] },
): Promise<boolean> {
  const known = recording.feed.seq
  const rest = known - walk.seq <= LAST_LEAP ? recording.feed.since(walk.seq) : undefined
  const query = { after: walk.seq, before: known + 1, order: 'asc', limit: SLICE } as const
  for (const change of rest ?? (await reader.changes(query))) {
    transitions.push(...walk.apply(change).filter(({ at }) => at > restored.evaluatedAt))
  }
  return rest !== undefined
}

/** `undefined` where the log was never judged. */
async function walkFrom({ reader, recording, restored, rules }: AlertCatchUpOptions): Promise<AlertWalk | undefined> {
  if (restored.evaluatedSeq === 0) return undefined
  const from = restored.evaluatedAt - LOOK_BACK_MS
  const past = (await reader.objectsAt({ time: from })) ?? (await oldestObjects(reader))
  if (past === undefined) return undefined
  const gaps = await reader.gaps({ from: past.time })
  const alerts = restored.alerts.flatMap((stored) => alertAt(stored, past.time) ?? [])
  const visibilityOf = (kind: WatchedKind) => recording.snapshot.visibilityOf(kind)
  return new AlertWalk({ ...past, gaps, rules, alerts, visibilityOf })
}

async function oldestObjects(reader: HistoryReader) {
  const { oldest } = await reader.bounds()
  return oldest && (await reader.objectsAt({ seq: oldest.seq }))
}

/** An alert as it was at a time, epoch ms: it fired, or was over and may be raised again; `undefined` where there was none. */
function alertAt({ alert, timeline = [] }: StoredAlert, time: number): Alert | undefined {
  const { resolvedAt = Number.POSITIVE_INFINITY, ...newest } = alert
  if (alert.since <= time && resolvedAt > time) return newest
  const before = timeline.filter(({ at }) => at <= time)
  const raised = before.findLast(({ type }) => type === 'raised')
  const over = before.findLast(({ type }) => type === 'resolved')
  if (raised === undefined) return undefined
  const then = { ...newest, since: raised.at, raisedAt: raised.at }
  return over === undefined || over.at < raised.at ? then : { ...then, resolvedAt: over.at }
}

/** Alerts that fired and that nothing raises any more: rules changed while nobody judged. */
function orphansOf(
  { alerts }: RestoredAlerts,
  fold: AlertFold,
  { at, seq }: { readonly at: number; readonly seq: number },
): AlertTransition[] {
  const firing = new Set(fold.firing().map(({ id }) => id))
  const orphans = alerts.filter(({ alert }) => alert.resolvedAt === undefined && !firing.has(alert.id))
  return orphans.map(({ alert }) => {
    return { type: 'resolved', at, seq, alert: { ...alert, resolvedAt: at }, because: 'rule-changed' }
  })
}
