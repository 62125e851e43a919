import type { LedgerInterval } from '@portolan/contract'
import type { EndpointState } from '../../../cluster/endpoint-state.ts'

/** From `at` on, this many endpoints were ready. */
export interface ReadyStep {
  readonly at: number
  readonly ready: number
}

interface Turn {
  readonly at: number
  readonly seq: number
  readonly by: 1 | -1
}

/**
 * The number of ready endpoints over `[from, to)`, one step per instant at which it changed, the first at `from`.
 * Changes of one millisecond count together: what happened within it is told by the zero-ready windows.
 */
export function readySteps(intervals: readonly LedgerInterval[], from: number, to: number): ReadyStep[] {
  const turns = intervals.filter(({ state }) => state === 'ready').flatMap(turnsOf)
  turns.sort((a, b) => a.at - b.at || a.seq - b.seq)
  const steps: ReadyStep[] = []
  let ready = 0
  for (const { at, by } of turns) {
    if (at >= to) break
    ready += by
    const clipped = Math.max(at, from)
    if (steps.at(-1)?.at === clipped) steps.pop()
    if (steps.at(-1)?.ready !== ready) steps.push({ at: clipped, ready })
  }
  return steps[0]?.at === from ? steps : [{ at: from, ready: 0 }, ...steps]
}

function turnsOf({ from, fromSeq, to, toSeq }: LedgerInterval): Turn[] {
  const begin: Turn = { at: Date.parse(from), seq: fromSeq, by: 1 }
  return to === null ? [begin] : [begin, { at: Date.parse(to), seq: toSeq ?? fromSeq, by: -1 }]
}

export type StateTally = Readonly<Record<EndpointState, number>>

/** How many endpoints were in each state at one instant. */
export function statesAt(intervals: readonly LedgerInterval[], at: number): StateTally {
  const tally = { ready: 0, unready: 0, 'terminating-serving': 0, terminating: 0 }
  for (const { state, from, to } of intervals) {
    if (Date.parse(from) <= at && (to === null || Date.parse(to) > at)) tally[state] += 1
  }
  return tally
}

/** The next instant, left or right of `at`, at which anything begins or ends; `undefined` where there is none. */
export function nextBoundary(
  intervals: readonly LedgerInterval[],
  at: number,
  direction: 'earlier' | 'later',
): number | undefined {
  const boundaries = intervals
    .flatMap(({ from, to }) => (to === null ? [from] : [from, to]))
    .map((text) => Date.parse(text))
  const beyond = boundaries.filter((boundary) => (direction === 'later' ? boundary > at : boundary < at))
  if (beyond.length === 0) return undefined
  return direction === 'later' ? Math.min(...beyond) : Math.max(...beyond)
}
