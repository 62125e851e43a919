import { setImmediate } from 'node:timers/promises'
import type { Alert, AlertTransition, RuleBook, Visibility, WatchedKind } from '@portolan/domain'
import type { HistoryReader } from '@portolan/pipeline/ports'
import { AlertWalk } from './alert-walk.ts'

/** Detectors look back no longer. */
const LOOK_BACK_MS = 15 * 60_000
/** Changes that are folded in one turn; others are served in between. */
const SLICE = 500

export interface ReplayOptions {
  readonly reader: HistoryReader
  readonly rules: RuleBook
  readonly visibilityOf: (kind: WatchedKind) => Visibility
  /** Epoch ms. */
  readonly from: number
  readonly to: number
  /** So many changes are looked at at most. */
  readonly maxChanges: number
  readonly signal?: AbortSignal
}

/** What rules would have made of a stretch of the log. */
export interface ReplayedAlerts {
  /** Those of the stretch, in their order. */
  readonly transitions: readonly AlertTransition[]
  /** Alerts that fired at some time of it, as they were at its end; oldest first. */
  readonly alerts: readonly Alert[]
  /** Epoch ms: where it really began and ended. */
  readonly from: number
  readonly to: number
  /** The last change that was looked at. */
  readonly seq: number
  /** There were more changes than are looked at. */
  readonly isCut: boolean
}

/** Judge a stretch of the log anew. Begins a quarter of an hour before, for so far detectors look back. */
export async function replayAlerts(options: ReplayOptions): Promise<ReplayedAlerts> {
  const { reader, rules, visibilityOf, from, to } = options
  const past = (await reader.objectsAt({ time: from - LOOK_BACK_MS })) ?? (await oldestObjects(reader))
  if (past === undefined) return { transitions: [], alerts: [], from, to, seq: 0, isCut: false }
  const gaps = await reader.gaps({ from: past.time, to })
  const walk = new AlertWalk({ ...past, gaps, rules, visibilityOf })
  const { transitions, endedAt } = await walked(walk, options)
  const alerts = new Map(transitions.map(({ alert }) => [alert.id, alert]))
  return {
    transitions: transitions.filter(({ at }) => at >= from),
    alerts: [...alerts.values()].filter(({ resolvedAt }) => resolvedAt === undefined || resolvedAt >= from),
    ...{ from, to: endedAt ?? to, seq: walk.seq, isCut: endedAt !== undefined },
  }
}

/** `endedAt`: where it had to end before its time. */
async function walked(
  walk: AlertWalk,
  { reader, to, maxChanges, signal }: ReplayOptions,
): Promise<{ transitions: AlertTransition[]; endedAt?: number }> {
  const transitions: AlertTransition[] = []
  let endedAt = 0
  for (let count = 0; count < maxChanges; ) {
    signal?.throwIfAborted()
    const limit = Math.min(SLICE, maxChanges - count)
    const changes = await reader.changes({ after: walk.seq, to, order: 'asc', limit })
    for (const change of changes) {
      transitions.push(...walk.apply(change))
      endedAt = change.observedAt
    }
    count += changes.length
    if (changes.length < limit) {
      transitions.push(...walk.endAt(to))
      return { transitions }
    }
    await setImmediate()
  }
  return { transitions, endedAt }
}

async function oldestObjects(reader: HistoryReader) {
  const { oldest } = await reader.bounds()
  return oldest && (await reader.objectsAt({ seq: oldest.seq }))
}
