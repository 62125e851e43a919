import type { Coverage } from '@portolan/contract'
import { type Gap, type Snapshot, type Visibility, WATCHED_RESOURCES, type WatchedKind } from '@portolan/domain'
import { gapAnswer } from '../answers/gap-answer.ts'
import type { View } from './view.ts'

/** From what hides least to what hides most. */
const ORDER: readonly Visibility[] = ['observed', 'absent', 'listing', 'denied']

/** How much of what a view shows was really read: by kind, the worst of the namespaces asked for; and the gaps it falls into. */
export function coverageOf({ snapshot, gaps }: View, namespaces?: readonly string[]): Coverage {
  const kinds = WATCHED_RESOURCES.map(({ kind }) => [kind, visibilityIn(snapshot, kind, namespaces)] as const)
  return { kinds: Object.fromEntries(kinds), gaps: gapsAbout(gaps, namespaces).map(gapAnswer) }
}

/** Of a coverage, what makes an answer uncertain, as text; empty where everything is read. May change without a change of the log. */
export function whatIsHidden({ kinds, gaps }: Coverage): string {
  const hidden = Object.entries(kinds).filter(([, visibility]) => visibility !== 'observed' && visibility !== 'absent')
  return hidden.length === 0 && gaps.length === 0 ? '' : JSON.stringify([hidden, gaps])
}

function visibilityIn(snapshot: Snapshot, kind: WatchedKind, namespaces?: readonly string[]): Visibility {
  const seen = namespaces?.map((namespace) => snapshot.visibilityOf(kind, namespace)) ?? []
  if (seen.length === 0) return snapshot.visibilityOf(kind)
  return ORDER.findLast((visibility) => seen.includes(visibility)) ?? 'listing'
}

/** Gaps that hide something of these namespaces; absent: of any. */
export function gapsAbout(gaps: readonly Gap[], namespaces?: readonly string[]): readonly Gap[] {
  return gaps.filter(({ namespace }) => namespace === undefined || (namespaces?.includes(namespace) ?? true))
}

interface WatchedRange {
  readonly from: number
  readonly to: number
  readonly logBegins: number
}

/**
 * Share of a range that lies in the log and in no gap, 0 to 1.
 *
 * @param range `[from, to)` and the beginning of the log, epoch ms; a range without length is covered unless a gap holds it
 */
export function coveredShare(range: WatchedRange, gaps: readonly Gap[]): number {
  const { from, to, logBegins } = range
  let reached = Math.min(Math.max(from, logBegins), Math.max(from, to))
  let blindMs = reached - from
  for (const gap of gaps.toSorted((a, b) => a.from - b.from)) {
    const start = Math.max(gap.from, reached)
    const end = Math.min(gap.to ?? to, to)
    if (end <= start) continue
    blindMs += end - start
    reached = end
  }
  if (to <= from) return gaps.length === 0 ? 1 : 0
  return 1 - blindMs / (to - from)
}
