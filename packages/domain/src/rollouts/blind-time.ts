import type { Gap } from '../history/gap.ts'
import type { WatchedKind } from '../kubernetes/resources.ts'
import { compareText } from '../text-order.ts'
import type { BlindTime, RolloutKind } from './rollout-types.ts'

/** A stretch of time, epoch ms. */
export interface TimeSpan {
  readonly from: number
  readonly to: number
}

/** The kinds a rollout is judged by: without one of them something of it could go unseen. */
export function judgedKinds(kind: RolloutKind): readonly WatchedKind[] {
  return kind === 'Deployment'
    ? ['EndpointSlice', 'Pod', 'Deployment', 'ReplicaSet', 'Service']
    : ['EndpointSlice', 'Pod', kind, 'Service']
}

/** Whether a gap blinds to what happens in a namespace. */
export function blinds(gap: Gap, namespace: string, kinds: readonly WatchedKind[]): boolean {
  return kinds.includes(gap.kind) && (gap.namespace === undefined || gap.namespace === namespace)
}

/** Gaps as far as they lie in a span, by when they began; those that only touch it are none. */
export function blindTimes(gaps: Iterable<Gap>, span: TimeSpan): BlindTime[] {
  const cut: BlindTime[] = []
  for (const { kind, reason, from, to } of gaps) {
    if (from >= span.to || (to !== undefined && to <= span.from)) continue
    const ends = to !== undefined && to <= span.to ? { to } : {}
    cut.push({ kind, reason, from: Math.max(from, span.from), ...ends })
  }
  return cut.sort((a, b) => a.from - b.from || compareText(a.kind, b.kind))
}

/** How long spans are together, in ms; what several cover counts once. They may come in any order and be empty. */
export function lengthTogether(spans: Iterable<TimeSpan>): number {
  let length = 0
  let reached = Number.NEGATIVE_INFINITY
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    length += Math.max(0, to - Math.max(from, reached))
    reached = Math.max(reached, to)
  }
  return length
}

/** Share of a span in which no kind was unseen; 1 for a span without length that no gap touches. */
export function coverageOf(blind: readonly BlindTime[], span: TimeSpan): number {
  if (span.to <= span.from) return blind.length === 0 ? 1 : 0
  const unseen = lengthTogether(blind.map(({ from, to = span.to }) => ({ from, to })))
  return 1 - unseen / (span.to - span.from)
}
