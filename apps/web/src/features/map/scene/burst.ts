import type { Topology } from '@portolan/contract'

/** Up to this many at once can be followed by eye. */
const MOST_FOLLOWED = 20

/** More came and went than can be followed: it is told as one line, and nothing of it is animated. */
export interface Burst {
  readonly added: number
  readonly removed: number
  /** In how long, in ms. */
  readonly duringMs: number
}

/** `undefined` where no more than 20 objects came or went. */
export function burstBetween(before: Topology, now: Topology): Burst | undefined {
  const added = countMissing(now, before)
  const removed = countMissing(before, now)
  if (added + removed <= MOST_FOLLOWED) return undefined
  return { added, removed, duringMs: Date.parse(now.at) - Date.parse(before.at) }
}

/** How many of the one are not in the other. */
function countMissing({ nodes }: Topology, other: Topology): number {
  const keys = new Set(other.nodes.map(({ key }) => key))
  return nodes.filter(({ key }) => !keys.has(key)).length
}
