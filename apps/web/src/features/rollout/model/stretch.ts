/** A stretch of time, epoch ms; the end is not part of it. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** Nothing shorter can be zoomed into: a few pixels to the millisecond. */
export const SHORTEST_MS = 50

/** `inner`, moved and shortened just so far that it lies within `outer`. */
export function within(inner: Stretch, outer: Stretch): Stretch {
  const span = Math.min(inner.to - inner.from, outer.to - outer.from)
  const from = Math.min(Math.max(inner.from, outer.from), outer.to - span)
  return { from, to: from + span }
}

/** The stretch `factor` times as long around `at`, which keeps its place. */
export function zoomed({ from, to }: Stretch, factor: number, at: number): Stretch {
  const span = Math.max(SHORTEST_MS, (to - from) * factor)
  const share = (at - from) / (to - from)
  return { from: at - span * share, to: at + span * (1 - share) }
}

/** The stretch moved by a share of its length. */
export function shifted({ from, to }: Stretch, share: number): Stretch {
  const by = (to - from) * share
  return { from: from + by, to: to + by }
}
