import type { Resolution, ResolutionHistory } from '@portolan/contract'

type Outcome = Resolution['outcome']
export type HistoryInterval = ResolutionHistory['intervals'][number]

/** Whether a client gets an answer that somebody meant: a backend's own, or a redirect. */
export function isWorking({ kind, status }: Pick<Outcome, 'kind' | 'status'>): boolean {
  return (kind === 'backend' || kind === 'redirect') && (status === undefined || status < 400)
}

/** What the history says of a request: it works, it did until something ended it, or it never did while anybody looked. */
export type LastWorked =
  | { readonly state: 'works'; readonly since: number; readonly isLonger: boolean }
  | { readonly state: 'worked'; readonly until: number; readonly endedBy: HistoryInterval['endedBy'] }
  | { readonly state: 'never'; readonly from: number; readonly isCertain: boolean }

/** `undefined` where nothing is kept. */
export function lastWorked({ intervals, from, isComplete }: ResolutionHistory): LastWorked | undefined {
  const [newest] = intervals
  if (!newest) return undefined
  if (isWorking(newest.outcome)) return worksSince(intervals)
  const ended = intervals.find(({ outcome }) => isWorking(outcome))
  if (ended?.to) return { state: 'worked', until: Date.parse(ended.to), endedBy: ended.endedBy }
  return {
    state: 'never',
    from: Date.parse(intervals.at(-1)?.from ?? from),
    isCertain: isComplete && isAllKnown(intervals),
  }
}

/** What was not known may have worked. */
function isAllKnown(intervals: readonly HistoryInterval[]): boolean {
  return intervals.every(({ outcome }) => outcome.kind !== 'unknown')
}

/** Neighbours that work as well, by other backends, count as one stretch. */
function worksSince(intervals: readonly HistoryInterval[]): LastWorked {
  const broken = intervals.findIndex(({ outcome }) => !isWorking(outcome))
  const first = intervals.at(broken === -1 ? -1 : broken - 1)
  return { state: 'works', since: Date.parse(first?.from ?? ''), isLonger: broken === -1 }
}
